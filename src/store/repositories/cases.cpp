#include "store/repositories/cases.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "app/case_json.h"
#include "domain/moments.h"
#include "store/sql/queries/case_parts.h"
#include "store/sql/queries/cases.h"
#include "store/sql/queries/follow_ups.h"

namespace shouhou::store {
namespace queries = sql::cases;
namespace {

CaseId first_id(const Row& row) {
  return row.id<CaseId>(0);
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += ' ';
    all += word;
  }
  return all;
}

// The columns of a case row. Owns what it binds.
struct Columns {
  const domain::Case& state;
  const domain::Urgency& urgency;
  std::string reasons = app::reasons_to_json(urgency.reasons);
  std::string tags = joined(state.tags);

  std::vector<Argument> arguments() const {
    return {{"id", state.id},
            {"shop_id", state.shop},
            {"number", state.number},
            {"version", state.version},
            {"live", state.live()},
            {"due", urgency.due},
            {"closed", state.live() ? Instant{} : state.status_since()},
            {"step", domain::name(state.step)},
            {"status", domain::name(state.status())},
            {"issue", state.issue},
            {"issue_class", domain::name(state.issue_class)},
            {"channel", domain::name(state.channel)},
            {"mood", domain::name(state.mood)},
            {"assignee", state.assignee},
            {"buyer_id", state.buyer},
            {"order_id", state.order},
            {"opened", state.opened},
            {"next_deadline", urgency.next_deadline},
            {"next_clock", urgency.next_clock},
            {"next_moment", urgency.next_moment},
            {"subject", state.subject},
            {"buyer_label", state.buyer_label},
            {"reasons", reasons},
            {"tags", tags}};
  }
};

void write_body(Session& session, const Query& query, const domain::Case& state) {
  const std::string body = app::case_to_json(state);
  session.later(query, {{"id", state.id}, {"shop_id", state.shop}, {"body", body}});
}

ports::Event event_of(ShopId shop, CaseId id, const Row& row) {
  return {shop,          row.integer(0), id, row.string(1), row.instant(2), row.id<AccountId>(3),
          row.string(4), row.string(5)};
}

}  // namespace

std::optional<domain::Case> StoredCases::load(ShopId shop, CaseId id) {
  auto loaded = session_.one(queries::load, {{"shop_id", shop}, {"id", id}},
                             [](const Row& row) { return app::case_from_json(row.text(0)); });
  if (!loaded) return std::nullopt;
  if (!*loaded) throw std::runtime_error("case " + id.str() + ": " + loaded->error().message.en);
  return **std::move(loaded);
}

std::optional<CaseId> StoredCases::by_number(ShopId shop, std::int64_t number) {
  return session_.one(queries::by_number, {{"shop_id", shop}, {"number", number}}, first_id);
}

Result<void> StoredCases::insert(const ports::RankedCase& added, const std::vector<std::string>& tokens) {
  const Columns columns{added.state, added.urgency};
  session_.later(queries::add, columns.arguments());  // id and number are fresh
  write_body(session_, queries::add_body, added.state);
  SHOUHOU_TRY(change_lines(nullptr, added.state));
  change_tags(nullptr, added);
  change_tasks(nullptr, added.state);
  change_follow_ups(nullptr, added.state);
  word_marks_.set(added.state.shop, added.state.id, tokens);
  return {};
}

Result<void> StoredCases::update(const domain::Case& before, const ports::RankedCase& after) {
  const Columns columns{after.state, after.urgency};
  std::vector<Argument> arguments = columns.arguments();
  std::erase_if(arguments, [](const Argument& argument) { return argument.name == "number"; });
  arguments.push_back({"before", before.version});
  SHOUHOU_ASSIGN(const std::int64_t changed, session_.change(queries::change, arguments));
  if (changed != 1) {
    return fail(ErrorKind::stale, "case.changed",
                {"刚才有人改过这张售后单，请重新载入", "somebody has just changed this case; load it again"});
  }
  write_body(session_, queries::change_body, after.state);
  SHOUHOU_TRY(change_lines(&before, after.state));
  change_tags(&before, after);
  change_tasks(&before, after.state);
  change_follow_ups(&before, after.state);
  return {};
}

Result<void> StoredCases::change_lines(const domain::Case* before, const domain::Case& after) {
  static const std::vector<domain::CaseLine> none;
  const auto& old_lines = before ? before->lines : none;
  if (old_lines == after.lines) return {};
  for (const domain::CaseLine& line : old_lines) {
    if (after.shares_line_with({line})) continue;
    session_.later(queries::drop_line, {{"shop_id", after.shop}, {"line_id", line.line}, {"id", after.id}});
  }
  for (const domain::CaseLine& line : after.lines) {
    if (before && before->shares_line_with({line})) continue;
    session_.later(queries::add_line, {{"shop_id", after.shop}, {"line_id", line.line}, {"id", after.id}});
  }
  return {};
}

void StoredCases::change_tags(const domain::Case* before, const ports::RankedCase& after) {
  const domain::Case& state = after.state;
  for (const std::string& tag : state.tags) {
    const bool known = before && before->tagged(tag);
    session_.later(known ? queries::rerank_tags : queries::add_tag, {{"shop_id", state.shop},
                                                                     {"tag", tag},
                                                                     {"id", state.id},
                                                                     {"live", state.live()},
                                                                     {"due", after.urgency.due}});
  }
  if (!before) return;
  for (const std::string& tag : before->tags) {
    if (!state.tagged(tag)) {
      session_.later(queries::drop_tag, {{"shop_id", state.shop}, {"tag", tag}, {"id", state.id}});
    }
  }
}

// Only open tasks of living cases have a row.
void StoredCases::change_tasks(const domain::Case* before, const domain::Case& after) {
  namespace parts = sql::case_parts;
  const auto open_in = [](const domain::Case* state, TaskId id) {
    const domain::Task* task = state && !state->merged_into ? state->task(id) : nullptr;
    return task && task->state == domain::TaskState::to_do;
  };
  if (before) {
    for (const domain::Task& task : before->tasks) {
      if (open_in(before, task.id) && !open_in(&after, task.id)) {
        session_.later(parts::drop_task, {{"shop_id", after.shop}, {"id", task.id}});
      }
    }
  }
  for (const domain::Task& task : after.tasks) {
    if (!open_in(&after, task.id)) continue;
    if (open_in(before, task.id)) {
      if (before->task(task.id)->assignee == task.assignee) continue;
      session_.later(parts::assign_task,
                     {{"assignee", task.assignee}, {"shop_id", after.shop}, {"id", task.id}});
      continue;
    }
    session_.later(parts::add_task, {{"shop_id", after.shop},
                                     {"id", task.id},
                                     {"case_id", after.id},
                                     {"department", domain::name(task.department)},
                                     {"assignee", task.assignee},
                                     {"title", task.title},
                                     {"due", task.due},
                                     {"due_key", task.due ? task.due->ms : ports::never_due},
                                     {"added", task.added}});
  }
}

const ports::CaseRules& StoredCases::rules(ShopId shop) {
  for (const auto& [known, rules] : looked_at_) {
    if (known == shop) return *rules;
  }
  return *looked_at_.emplace_back(shop, rules_.of(session_, shop)).second;
}

// Rows that did not change stay.
void StoredCases::change_follow_ups(const domain::Case* before, const domain::Case& after) {
  namespace rows = sql::follow_ups;
  const domain::WorkingTimes& calendars = rules(after.shop).urgency.calendars;
  const auto old_rows = before ? domain::follow_ups_of(*before, calendars) : std::vector<domain::FollowUp>();
  const auto new_rows = domain::follow_ups_of(after, calendars);
  const bool same_person = before && before->assignee == after.assignee;
  const auto stays = [&](const domain::FollowUp& row, const std::vector<domain::FollowUp>& others) {
    return same_person && std::ranges::find(others, row) != others.end();
  };
  for (const domain::FollowUp& row : old_rows) {
    if (stays(row, new_rows)) continue;
    session_.later(rows::drop, {{"shop_id", after.shop}, {"id", after.id}, {"kind", domain::name(row.kind)}});
  }
  for (const domain::FollowUp& row : new_rows) {
    if (stays(row, old_rows)) continue;
    session_.later(rows::add, {{"shop_id", after.shop},
                               {"id", after.id},
                               {"kind", domain::name(row.kind)},
                               {"due", row.due},
                               {"assignee", after.assignee}});
  }
}

// Every index that a statement names a column of is written, changed or not: so the clocks, which a change of
// weights leaves alone, have a statement of their own.
void StoredCases::rerank(const ports::NewRank& ranked) {
  const domain::Urgency& urgency = ranked.urgency;
  if (ranked.clocks_moved) {
    session_.later(queries::rerank_clocks, {{"next_deadline", urgency.next_deadline},
                                            {"next_clock", urgency.next_clock},
                                            {"next_moment", urgency.next_moment},
                                            {"shop_id", ranked.shop},
                                            {"id", ranked.id},
                                            {"version", ranked.version}});
  }
  if (!ranked.rank_moved) return;
  const std::string reasons = app::reasons_to_json(urgency.reasons);
  session_.later(queries::rerank, {{"due", urgency.due},
                                   {"reasons", reasons},
                                   {"shop_id", ranked.shop},
                                   {"id", ranked.id},
                                   {"version", ranked.version}});
  for (const std::string& tag : ranked.tags) {
    session_.later(queries::follow_rank, {{"due", urgency.due},
                                          {"shop_id", ranked.shop},
                                          {"id", ranked.id},
                                          {"tag", tag},
                                          {"version", ranked.version}});
  }
}

std::optional<CaseId> StoredCases::reported(ShopId shop, const ports::ReportKey& key) {
  return session_.one(queries::reported,
                      {{"shop_id", shop},
                       {"channel", domain::name(key.channel)},
                       {"source", domain::name(key.source)},
                       {"external_id", key.external_id}},
                      first_id);
}

// Nobody can have kept the same key since reported(): writes of a shop run one after the other.
void StoredCases::keep_report_key(ShopId shop, const ports::ReportKey& key, CaseId id) {
  session_.later(queries::keep_report_key, {{"shop_id", shop},
                                            {"channel", domain::name(key.channel)},
                                            {"source", domain::name(key.source)},
                                            {"external_id", key.external_id},
                                            {"case_id", id}});
}

void StoredCases::move_report_keys(ShopId shop, CaseId from, CaseId to) {
  session_.run(queries::move_report_keys, {{"to", to}, {"shop_id", shop}, {"from", from}});
}

std::vector<CaseId> StoredCases::live_about(ShopId shop, const std::vector<OrderLineId>& lines,
                                            OrderId order) {
  std::vector<CaseId> found;
  if (lines.empty() && order) {
    found = session_.all(queries::live_about_order, {{"shop_id", shop}, {"order_id", order}}, first_id);
  }
  for (const OrderLineId line : lines) {
    for (const CaseId id :
         session_.all(queries::live_about_line, {{"shop_id", shop}, {"line_id", line}}, first_id)) {
      if (std::ranges::find(found, id) == found.end()) found.push_back(id);
    }
  }
  std::ranges::sort(found);
  return found;
}

std::vector<CaseId> StoredCases::of_buyer(ShopId shop, BuyerId buyer, int limit) {
  return session_.all(queries::of_buyer, {{"shop_id", shop}, {"buyer_id", buyer}, {"limit", limit}},
                      first_id);
}

std::vector<CaseId> StoredCases::of_order(ShopId shop, OrderId order, int limit) {
  return session_.all(queries::of_order, {{"shop_id", shop}, {"order_id", order}, {"limit", limit}},
                      first_id);
}

std::vector<CaseId> StoredCases::ids_after(ShopId shop, CaseId after, int limit) {
  return session_.all(queries::ids_after, {{"shop_id", shop}, {"after", after}, {"limit", limit}}, first_id);
}

std::vector<ports::StoredRank> StoredCases::live_after(ShopId shop, ports::QueuePlace after, int limit) {
  return session_.all(queries::live_after,
                      {{"shop_id", shop}, {"after_due", after.key}, {"after_id", after.id}, {"limit", limit}},
                      [](const Row& row) {
                        auto state = app::case_from_json(row.text(6));
                        if (!state) throw std::runtime_error("case: " + state.error().message.en);
                        return ports::StoredRank{
                            *std::move(state),    row.instant(0), row.maybe_instant(1), row.string(2),
                            row.maybe_instant(3), row.string(4),  row.string(5)};
                      });
}

std::vector<ports::Event> StoredCases::timeline(ShopId shop, CaseId id, std::int64_t before, int limit) {
  const std::int64_t end = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  return session_.all(queries::timeline, {{"shop_id", shop}, {"id", id}, {"before", end}, {"limit", limit}},
                      [&](const Row& row) { return event_of(shop, id, row); });
}

std::vector<ports::Event> StoredCases::history(ShopId shop, CaseId id, std::int64_t after, int limit) {
  return session_.all(queries::history, {{"shop_id", shop}, {"id", id}, {"after", after}, {"limit", limit}},
                      [&](const Row& row) { return event_of(shop, id, row); });
}

std::vector<std::pair<std::string, std::int64_t>> StoredCases::recount(ShopId shop) {
  std::vector<std::pair<std::string, std::int64_t>> counts;
  session_.each(queries::recount, {{"shop_id", shop}}, [&](const Row& row) {
    std::string counter = "case:" + row.string(0);
    if (!row.text(1).empty()) counter += ":" + row.string(1);
    // A case without an issue counts in no issue.
    if (row.text(0) == "issue" && row.text(1).empty()) return;
    counts.emplace_back(std::move(counter), row.integer(2));
  });
  return counts;
}

}  // namespace shouhou::store
