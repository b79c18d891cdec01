#include "store/shop_standing.h"

#include <map>

#include "store/sql/queries/shop_standing.h"

namespace shouhou::store {
namespace {

using Standings = std::map<ShopId, ShopStanding>;

ShopStanding read_standing(const Row& row) {
  ShopStanding standing;
  if (!row.null(0)) standing.zone = row.string(0);
  standing.own_rules = row.integer(1);
  if (!row.null(2)) standing.wrapped_key = std::string(row.bytes(2));
  standing.last_sequence = row.integer(3);
  return standing;
}

}  // namespace

const ShopStanding& standing_of(Session& session, ShopId shop) {
  if (auto* known = std::any_cast<Standings>(&session.remembered())) {
    if (const auto found = known->find(shop); found != known->end()) return found->second;
  }
  // The first statement may begin the transaction, and what was remembered ends there.
  ShopStanding standing =
      session.one(sql::shop_standing::one, {{"shop_id", shop}}, read_standing).value_or(ShopStanding{});
  if (!session.remembered().has_value()) session.remembered() = Standings();
  return std::any_cast<Standings&>(session.remembered()).emplace(shop, std::move(standing)).first->second;
}

void forget_standings(Session& session) {
  session.remembered().reset();
}

}  // namespace shouhou::store
