#include "store/repositories/follow_ups.h"

#include <limits>

#include "store/repositories/read_word.h"
#include "store/sql/queries/follow_ups.h"

namespace shouhou::store {
namespace queries = sql::follow_ups;
namespace {

constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();

ports::ClockMiss miss_of(ShopId shop, const Row& row) {
  ports::ClockMiss miss;
  miss.shop = shop;
  miss.id = row.id<MissId>(0);
  miss.case_id = row.id<CaseId>(1);
  miss.case_number = row.integer(2);
  miss.kind = row.string(3);
  read_word(row, 4, miss.source);
  read_word(row, 5, miss.consequence);
  miss.account = row.id<AccountId>(6);
  miss.account_name = row.string(7);
  miss.deadline = row.instant(8);
  miss.at = row.instant(9);
  miss.day = row.string(10);
  miss.why = row.id<NoteId>(11);
  miss.why_by = row.id<AccountId>(12);
  miss.why_by_name = row.string(13);
  miss.why_at = row.maybe_instant(14);
  return miss;
}

ports::FollowUpRow follow_up_of(const Row& row) {
  ports::FollowUpRow read;
  read_word(row, 0, read.kind);
  read.due = row.instant(1);
  read.case_id = row.id<CaseId>(2);
  read.case_number = row.integer(3);
  read_word(row, 4, read.channel);
  read_word(row, 5, read.status);
  read.issue = row.string(6);
  read.subject = row.string(7);
  read.buyer_label = row.string(8);
  read.assignee = row.id<AccountId>(9);
  return read;
}

}  // namespace

std::vector<ports::TimedCase> StoredFollowUps::timed_before(Instant until, const ports::TimedCase& after,
                                                            int limit) {
  return session_.all(queries::timed_before,
                      {{"until", until},
                       {"after", after.at ? after.at->ms : std::numeric_limits<std::int64_t>::min()},
                       {"after_id", after.id},
                       {"limit", limit}},
                      [](const Row& row) {
                        return ports::TimedCase{row.id<ShopId>(0), row.id<CaseId>(1), row.maybe_instant(2)};
                      });
}

std::vector<ports::TimedCase> StoredFollowUps::timed_since(ShopId shop, std::int64_t after,
                                                           std::int64_t until) {
  return session_.all(
      queries::timed_since, {{"shop_id", shop}, {"after", after}, {"until", until}}, [&](const Row& row) {
        const bool live = row.integer(1) != 0;
        return ports::TimedCase{shop, row.id<CaseId>(0), live ? row.maybe_instant(2) : std::nullopt};
      });
}

std::vector<std::pair<ShopId, std::int64_t>> StoredFollowUps::streams() {
  return session_.all(queries::streams, {},
                      [](const Row& row) { return std::pair(row.id<ShopId>(0), row.integer(1)); });
}

std::string StoredFollowUps::told(ShopId shop, CaseId id) {
  return session_
      .one(queries::told, {{"shop_id", shop}, {"id", id}}, [](const Row& row) { return row.string(0); })
      .value_or(std::string());
}

void StoredFollowUps::set_told(ShopId shop, CaseId id, std::optional<Instant> next, std::string_view told) {
  session_.later(queries::set_told, {{"next_moment", next}, {"told", told}, {"shop_id", shop}, {"id", id}});
}

void StoredFollowUps::add_miss(const ports::ClockMiss& miss) {
  session_.later(queries::add_miss, {{"shop_id", miss.shop},
                                     {"id", miss.id},
                                     {"case_id", miss.case_id},
                                     {"case_number", miss.case_number},
                                     {"kind", miss.kind},
                                     {"source", domain::name(miss.source)},
                                     {"consequence", domain::name(miss.consequence)},
                                     {"account_id", miss.account},
                                     {"account_name", miss.account_name},
                                     {"deadline", miss.deadline},
                                     {"at", miss.at},
                                     {"day", miss.day}});
}

std::optional<ports::ClockMiss> StoredFollowUps::miss(ShopId shop, MissId id) {
  return session_.one(queries::miss, {{"shop_id", shop}, {"id", id}},
                      [&](const Row& row) { return miss_of(shop, row); });
}

void StoredFollowUps::give_reason(const ports::ClockMiss& miss) {
  session_.run(queries::give_reason, {{"why", miss.why},
                                      {"why_by", miss.why_by},
                                      {"why_by_name", miss.why_by_name},
                                      {"why_at", miss.why_at},
                                      {"shop_id", miss.shop},
                                      {"id", miss.id}});
}

std::vector<ports::ClockMiss> StoredFollowUps::misses(ShopId shop, const ports::MissFilter& filter,
                                                      MissId before, int limit) {
  std::vector<Argument> arguments{{"shop_id", shop},       {"before", before ? before : MissId{no_end}},
                                  {"kind", filter.kind},   {"from", filter.from},
                                  {"until", filter.until}, {"without_reason", filter.without_reason},
                                  {"limit", limit}};
  if (filter.account) arguments.push_back({"account_id", *filter.account});
  std::vector<ports::ClockMiss> found;
  session_.each(filter.account ? queries::misses_of : queries::misses, arguments,
                [&](const Row& row) { found.push_back(miss_of(shop, row)); });
  return found;
}

std::vector<ports::FollowUpRow> StoredFollowUps::due(ShopId shop, const ports::FollowUpFilter& filter,
                                                     ports::FollowUpPlace after, int limit) {
  std::vector<Argument> arguments{{"shop_id", shop},
                                  {"after_due", after.due},
                                  {"after_id", after.id},
                                  {"after_kind", after.kind ? domain::name(*after.kind) : std::string_view()},
                                  {"due_before", filter.due_before ? filter.due_before->ms : no_end},
                                  {"kind", filter.kind ? domain::name(*filter.kind) : std::string_view()},
                                  {"limit", limit}};
  if (filter.assignee) arguments.push_back({"assignee", *filter.assignee});
  std::vector<ports::FollowUpRow> rows;
  session_.each(filter.assignee ? queries::due_of : queries::due, arguments,
                [&](const Row& row) { rows.push_back(follow_up_of(row)); });
  return rows;
}

}  // namespace shouhou::store
