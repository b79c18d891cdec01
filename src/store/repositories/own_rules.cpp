#include "store/repositories/own_rules.h"

#include <limits>

#include "store/shop_standing.h"
#include "store/sql/queries/own_rules.h"

namespace shouhou::store {
namespace queries = sql::own_rules;
namespace {

ports::OwnRulesVersion version_of(const Row& row) {
  return {row.integer(0), row.string(1), row.id<AccountId>(2), row.string(3), row.instant(4), row.string(5)};
}

}  // namespace

ports::OwnRulesVersion OwnRulesRepository::current(ShopId shop) {
  return session_.one(queries::current, {{"shop_id", shop}}, version_of).value_or(ports::OwnRulesVersion{});
}

std::int64_t OwnRulesRepository::current_version(ShopId shop) {
  return session_
      .one(queries::current_version, {{"shop_id", shop}}, [](const Row& row) { return row.integer(0); })
      .value_or(0);
}

std::optional<ports::OwnRulesVersion> OwnRulesRepository::version(ShopId shop, std::int64_t version) {
  return session_.one(queries::version, {{"shop_id", shop}, {"version", version}}, version_of);
}

std::vector<ports::OwnRulesVersion> OwnRulesRepository::history(ShopId shop, std::int64_t before, int limit) {
  const std::int64_t below = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
  return session_.all(queries::history, {{"shop_id", shop}, {"before", below}, {"limit", limit}}, version_of);
}

bool OwnRulesRepository::add(ShopId shop, const ports::OwnRulesVersion& added) {
  forget_standings(session_);
  return session_.run(queries::add, {{"shop_id", shop},
                                     {"version", added.version},
                                     {"text", added.text},
                                     {"account_id", added.account},
                                     {"actor", added.actor},
                                     {"at", added.at},
                                     {"why", added.why}}) == 1;
}

ports::Reranking OwnRulesRepository::reranking(ShopId shop) {
  return session_
      .one(queries::reranking, {{"shop_id", shop}},
           [](const Row& row) {
             return ports::Reranking{row.string(0),  {row.integer(1), row.id<CaseId>(2)},
                                     row.integer(3), row.integer(4),
                                     row.instant(5), row.maybe_instant(6)};
           })
      .value_or(ports::Reranking{});
}

void OwnRulesRepository::keep_reranking(ShopId shop, const ports::Reranking& state) {
  session_.run(queries::keep_reranking, {{"shop_id", shop},
                                         {"rules", state.rules},
                                         {"after_due", state.after.key},
                                         {"after_id", state.after.id},
                                         {"done", state.done},
                                         {"total", state.total},
                                         {"started_at", state.started},
                                         {"finished_at", state.finished}});
}

}  // namespace shouhou::store
