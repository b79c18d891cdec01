// Lists of cases: pages of the queue, closed cases, search.
#include "store/sql/queries/case_queue.h"

#include <algorithm>
#include <array>
#include <limits>

#include "domain/enum_names.h"
#include "store/repositories/cases.h"
#include "store/stream.h"

namespace shouhou::store {
namespace queries = sql::case_queue;
namespace {

constexpr std::int64_t any_number = -1;
constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();
// So many cases found by their words are fetched and sorted; with more, the words are so common that walking
// the queue and looking into each case finds a page sooner.
constexpr int few_found = 2000;
constexpr int largest_walk = 2000;

template <domain::DescribedEnum E>
E word(std::string_view text) {
  return domain::named<E>(text).value_or(E{});
}

ports::QueueRow queue_row(const Row& row) {
  ports::QueueRow read;
  read.id = row.id<CaseId>(0);
  read.number = row.integer(1);
  read.version = row.integer(2);
  read.channel = word<domain::Channel>(row.text(3));
  read.step = word<domain::Step>(row.text(4));
  read.status = word<domain::Status>(row.text(5));
  read.issue = row.string(6);
  read.issue_class = word<domain::IssueClass>(row.text(7));
  read.mood = word<domain::Mood>(row.text(8));
  read.assignee = row.id<AccountId>(9);
  read.subject = row.string(10);
  read.buyer_label = row.string(11);
  read.opened = row.instant(12);
  read.due = row.instant(13);
  read.next_deadline = row.maybe_instant(14);
  read.next_clock = row.string(15);
  read.reasons = row.string(16);
  read.tags = row.string(17);
  return read;
}

template <domain::DescribedEnum E>
std::string_view name_or_any(const std::optional<E>& value) {
  return value ? domain::name(*value) : std::string_view();
}

// What every queue statement is bound with; each uses those it names.
std::vector<Argument> arguments_of(ShopId shop, const ports::QueueFilter& filter) {
  return {{"shop_id", shop},
          {"assignee", filter.assignee ? filter.assignee->value : any_number},
          {"step", name_or_any(filter.step)},
          {"status", name_or_any(filter.status)},
          {"issue", filter.issue},
          {"issue_class", name_or_any(filter.issue_class)},
          {"channel", name_or_any(filter.channel)},
          {"tag", filter.tag},
          {"deadline_before", filter.deadline_before.value_or(Instant{})}};
}

std::int64_t due_until(const ports::QueueFilter& filter) {
  return filter.deadline_before ? filter.deadline_before->ms : no_end;
}

struct Facet {
  const Query* query;
  std::string counter;
};

std::vector<Facet> facets_of(const ports::QueueFilter& filter) {
  std::vector<Facet> facets;
  if (filter.assignee) facets.push_back({&queries::by_assignee, "case:assignee:" + filter.assignee->str()});
  if (filter.step) facets.push_back({&queries::by_step, "case:step:" + std::string(name(*filter.step))});
  if (filter.status)
    facets.push_back({&queries::by_status, "case:status:" + std::string(name(*filter.status))});
  if (!filter.issue.empty()) facets.push_back({&queries::by_issue, "case:issue:" + filter.issue});
  if (filter.issue_class) {
    facets.push_back({&queries::by_class, "case:class:" + std::string(name(*filter.issue_class))});
  }
  if (filter.channel) {
    facets.push_back({&queries::by_channel, "case:channel:" + std::string(name(*filter.channel))});
  }
  if (!filter.tag.empty()) facets.push_back({&queries::by_tag, "case:tag:" + filter.tag});
  return facets;
}

// The statement that walks the fewest rows, by the maintained counters.
const Query& leading_query(Session& session, ShopId shop, const ports::QueueFilter& filter) {
  const auto facets = facets_of(filter);
  if (facets.empty()) return filter.deadline_before ? queries::by_clock : queries::all;
  const Query* rarest = facets.front().query;
  std::int64_t fewest = no_end;
  if (facets.size() == 1) return *rarest;
  for (const Facet& facet : facets) {
    const std::int64_t count = counter(session, shop, facet.counter);
    if (count >= fewest) continue;
    fewest = count;
    rarest = facet.query;
  }
  return *rarest;
}

// Only what the statement names: the engines refuse arguments that a statement does not have.
std::vector<Argument> named_in(const Query& query, std::vector<Argument> arguments) {
  std::erase_if(arguments, [&](const Argument& argument) {
    return std::ranges::find(query.parameters, argument.name) == query.parameters.end();
  });
  return arguments;
}

std::vector<ports::QueueRow> page_of(Session& session, const Query& query, std::vector<Argument> arguments,
                                     int limit) {
  std::vector<ports::QueueRow> rows;
  rows.reserve(static_cast<std::size_t>(std::min(limit, 200)));
  session.each(query, named_in(query, std::move(arguments)),
               [&](const Row& row) { rows.push_back(queue_row(row)); });
  return rows;
}

}  // namespace

std::optional<ports::QueueRow> StoredCases::row(ShopId shop, CaseId id) {
  return session_.one(queries::one, {{"shop_id", shop}, {"id", id}}, queue_row);
}

void StoredCases::add_tokens(ShopId shop, CaseId id, const std::vector<std::string>& tokens) {
  word_marks_.add(shop, id, tokens);
}

// Few hits: fetch each, filter, sort by due. `complete` false: too many for that.
std::vector<ports::QueueRow> StoredCases::found_by_text(ShopId shop, const ports::QueueFilter& filter,
                                                        ports::QueuePlace after, int limit, bool& complete) {
  std::vector<CaseId> ids;
  if (!filter.tokens.empty()) ids = word_marks_.find(shop, filter.tokens, few_found + 1);
  complete = ids.size() <= static_cast<std::size_t>(few_found);
  if (!complete) return {};
  ids.insert(ids.end(), filter.found.begin(), filter.found.end());
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<ports::QueueRow> rows;
  std::vector<Argument> arguments = arguments_of(shop, filter);
  arguments.push_back({"after_due", after.key});
  arguments.push_back({"after_id", after.id});
  arguments.push_back({"id", CaseId{}});
  for (const CaseId id : ids) {
    arguments.back().value = id;
    session_.each(queries::one_if, arguments, [&](const Row& row) { rows.push_back(queue_row(row)); });
  }
  std::ranges::sort(rows, {}, [](const ports::QueueRow& row) { return std::pair(row.due, row.id); });
  if (rows.size() > static_cast<std::size_t>(limit)) rows.resize(static_cast<std::size_t>(limit));
  return rows;
}

std::vector<ports::QueueRow> StoredCases::queue(ShopId shop, const ports::QueueFilter& filter,
                                                ports::QueuePlace after, int limit) {
  if (!filter.tokens.empty() || !filter.found.empty()) {
    bool complete = false;
    auto rows = found_by_text(shop, filter, after, limit, complete);
    if (complete) return rows;
  }
  const Query& query = leading_query(session_, shop, filter);
  std::vector<ports::QueueRow> rows;
  // With words to look for, the walk goes on page by page until enough of them are found.
  int page = filter.tokens.empty() ? limit : 4 * limit;
  for (;;) {
    auto arguments = arguments_of(shop, filter);
    arguments.push_back({"after_due", after.key});
    arguments.push_back({"after_id", after.id});
    arguments.push_back({"due_until", due_until(filter)});
    arguments.push_back({"limit", page});
    int seen = 0;
    std::vector<ports::QueueRow> walked = page_of(session_, query, arguments, page);
    if (filter.tokens.empty()) return walked;
    for (ports::QueueRow& row : walked) {
      ++seen;
      after = {row.due.ms, row.id};
      if (word_marks_.has(shop, row.id, filter.tokens)) rows.push_back(std::move(row));
      if (rows.size() == static_cast<std::size_t>(limit)) return rows;
    }
    if (seen < page) return rows;
    page = std::min(2 * page, largest_walk);
  }
}

std::vector<ports::QueueRow> StoredCases::closed(ShopId shop, const ports::QueueFilter& filter,
                                                 ports::QueuePlace after, int limit) {
  std::vector<ports::QueueRow> rows;
  if (after.key == 0) after = {no_end, CaseId{no_end}};
  int page = filter.tokens.empty() ? limit : 4 * limit;
  for (;;) {
    auto arguments = arguments_of(shop, filter);
    arguments.push_back({"after_closed", after.key});
    arguments.push_back({"after_id", after.id});
    arguments.push_back({"limit", page});
    int seen = 0;
    for (ports::QueueRow& row : page_of(session_, queries::closed, arguments, page)) {
      ++seen;
      after = {row.due.ms, row.id};
      if (filter.tokens.empty() || word_marks_.has(shop, row.id, filter.tokens))
        rows.push_back(std::move(row));
      if (rows.size() == static_cast<std::size_t>(limit)) return rows;
    }
    if (seen < page) return rows;
    page = std::min(2 * page, largest_walk);
  }
}

}  // namespace shouhou::store
