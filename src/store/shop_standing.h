// Where a shop stands, in one look: what nearly every unit asks for before anything else. Looked up once per
// shop and transaction and remembered by the session, so that on PostgreSQL a batch of writes, or a page,
// does not pay a round trip for each of these. In a write the shop's lock is held from the first look on, so
// nobody else can change what is remembered; who changes it here says so.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"
#include "store/engine/engine.h"

namespace shouhou::store {

struct ShopStanding {
  std::optional<std::string> zone;         // none: there is no such shop
  std::int64_t own_rules = 0;              // the version of its own rules that counts; 0: it has none
  std::optional<std::string> wrapped_key;  // of its data
  std::int64_t last_sequence = 0;          // of its stream, before this batch
};

// Valid until the transaction ends or forget_standings.
const ShopStanding& standing_of(Session& session, ShopId shop);
// To be called by whoever changes a shop, its own rules or its key.
void forget_standings(Session& session);

}  // namespace shouhou::store
