#include "app/list_queue.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "app/case_json.h"
#include "app/require.h"
#include "base/encoding.h"
#include "base/normal_text.h"
#include "ports/cases.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

constexpr int largest_page = 200;
constexpr std::int64_t furthest_clock_minutes = 100 * 366 * 24 * 60;  // no clock runs for a hundred years
// So many orders found by a phone number are looked at for cases.
constexpr int phone_orders = 50;

// "<key>.<id>" of the last row of a page, in base64.
std::string cursor_of(const ports::QueueRow& row) {
  return to_base64url(std::to_string(row.due.ms) + "." + row.id.str());
}

Result<ports::QueuePlace> place_of(const std::string& cursor) {
  const auto wrong = [] {
    return invalid("queue.cursor", "cursor",
                   {"翻页标记不对，请从第一页开始", "a wrong cursor; start at the first page"});
  };
  const auto text = from_base64url(cursor);
  if (!text) return wrong();
  const std::size_t dot = text->find('.');
  if (dot == std::string::npos) return wrong();
  ports::QueuePlace place;
  const auto [end, error] = std::from_chars(text->data(), text->data() + dot, place.key);
  const auto id = CaseId::parse(std::string_view(*text).substr(dot + 1));
  if (error != std::errc{} || end != text->data() + dot || !id) return wrong();
  place.id = *id;
  return place;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A phone number or its tail leads over the orders of that phone to their cases.
std::vector<CaseId> found_by_phone(ports::ReadUnit& unit, ShopId shop, const std::string& text) {
  std::vector<CaseId> found;
  const std::string normal = normal_text(text);
  if (!all_digits(normal) || (normal.size() != 4 && normal.size() != 11)) return found;
  for (const OrderId order : unit.trade().orders_by_phone(shop, normal, phone_orders)) {
    for (const CaseId id : unit.cases().of_order(shop, order, 5)) found.push_back(id);
  }
  return found;
}

ports::QueueFilter filter_of(ports::ReadUnit& unit, const ports::Actor& actor, const ListQueue& command) {
  ports::QueueFilter filter;
  if (command.mine) filter.assignee = actor.account;
  if (command.assignee) filter.assignee = command.assignee;
  if (command.unassigned) filter.assignee = AccountId{};
  filter.step = command.step;
  if (command.status != domain::Status::closed) filter.status = command.status;
  filter.issue = command.issue;
  filter.issue_class = command.issue_class;
  filter.channel = command.channel;
  filter.tag = command.tag;
  if (command.clock_within_minutes > 0) {
    filter.deadline_before =
        unit.now() + minutes(std::min(command.clock_within_minutes, furthest_clock_minutes));
  }
  if (!command.text.empty()) {
    filter.tokens = search_tokens(command.text, 12);
    // What has no searchable sign in it is found nowhere.
    if (filter.tokens.empty()) filter.tokens.emplace_back("-");
    filter.found = found_by_phone(unit, actor.shop, command.text);
  }
  return filter;
}

std::vector<std::string> words_of_tags(const std::string& joined) {
  std::vector<std::string> tags;
  std::size_t start = 0;
  while (start < joined.size()) {
    const std::size_t end = std::min(joined.find(' ', start), joined.size());
    tags.push_back(joined.substr(start, end - start));
    start = end + 1;
  }
  return tags;
}

// "case:step:verify" -> counts.steps {"verify", 12}.
void sort_into(QueueCounts& counts, std::string_view counter, std::int64_t count) {
  const std::string_view rest = counter.substr(std::string_view("case:").size());
  const std::size_t colon = rest.find(':');
  const std::string_view facet = rest.substr(0, colon);
  const NamedCount named{std::string(colon == std::string_view::npos ? "" : rest.substr(colon + 1)), count};
  if (facet == "open") counts.open = count;
  if (facet == "closed") counts.closed = count;
  if (facet == "step") counts.steps.push_back(named);
  if (facet == "status") counts.statuses.push_back(named);
  if (facet == "issue") counts.issues.push_back(named);
  if (facet == "class") counts.classes.push_back(named);
  if (facet == "channel") counts.channels.push_back(named);
  if (facet == "assignee") counts.assignees.push_back(named);
  if (facet == "tag") counts.tags.push_back(named);
}

}  // namespace

QueueItem queue_item(const ports::QueueRow& row, const ports::CaseRules& rules, Language language) {
  QueueItem item;
  item.id = row.id;
  item.number = row.number;
  item.version = row.version;
  item.channel = row.channel;
  item.step = row.step;
  item.status = row.status;
  const domain::Issue* issue = rules.book->issue(row.issue);
  item.issue_name = issue ? issue->name.in(language) : row.issue;
  item.issue = row.issue;
  item.issue_class = row.issue_class;
  item.mood = row.mood;
  item.assignee = row.assignee;
  item.subject = row.subject;
  item.buyer_label = row.buyer_label;
  item.opened = row.opened;
  item.due = row.due;
  item.next_deadline = row.next_deadline;
  item.next_clock = row.next_clock;
  for (const domain::UrgencyReason& reason : reasons_from_json(row.reasons)) {
    item.reasons.push_back({reason.code, text_of(reason, rules.zone).in(language), reason.by});
  }
  item.tags = words_of_tags(row.tags);
  return item;
}

Result<QueueRows> queue_rows(ports::ReadUnit& unit, const ports::Actor& actor, const ListQueue& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  if (command.limit < 1 || command.limit > largest_page) {
    return invalid("queue.limit", "limit", {"每页 1 到 200 条", "1 to 200 rows a page"});
  }
  ports::QueuePlace after{std::numeric_limits<std::int64_t>::min(), CaseId{}};
  const bool closed = command.status == domain::Status::closed;
  if (closed) after = {};
  if (!command.cursor.empty()) {
    SHOUHOU_ASSIGN(after, place_of(command.cursor));
  }
  const ports::QueueFilter filter = filter_of(unit, actor, command);
  QueueRows page;
  page.rows = closed ? unit.cases().closed(actor.shop, filter, after, command.limit)
                     : unit.cases().queue(actor.shop, filter, after, command.limit);
  if (page.rows.size() == static_cast<std::size_t>(command.limit)) page.next = cursor_of(page.rows.back());
  return page;
}

Result<QueuePage> list_queue(ports::ReadUnit& unit, const ports::Actor& actor, const ListQueue& command) {
  SHOUHOU_ASSIGN(QueueRows found, queue_rows(unit, actor, command));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  QueuePage page;
  page.next = std::move(found.next);
  page.items.reserve(found.rows.size());
  for (const ports::QueueRow& row : found.rows) page.items.push_back(queue_item(row, rules, actor.language));
  return page;
}

Result<QueueCounts> queue_counts(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  QueueCounts counts;
  for (const auto& [counter, count] : unit.counters(actor.shop, "case:")) {
    if (count != 0) sort_into(counts, counter, count);
  }
  for (const NamedCount& assignee : counts.assignees) {
    if (assignee.name == "0") counts.unassigned = assignee.count;
    if (actor.account && assignee.name == actor.account.str()) counts.mine = assignee.count;
  }
  return counts;
}

}  // namespace shouhou::app
