// The streams of the shops: gapless sequence numbers, given at commit.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "ports/events.h"
#include "store/engine/engine.h"

namespace shouhou::store {

// Numbers and stores the events of a batch, adds up its counters. The row of a shop's stream is taken in
// ascending order of shops and held until the commit, so sequence order is commit order: a reader that has
// seen number n has seen, or can see, every number before it.
std::vector<StreamPosition> store_effects(Session& session, std::vector<ports::Effects>& effects);

std::vector<ports::Event> events_after(Session& session, ShopId shop, std::int64_t after, int limit);
std::vector<ports::Event> case_events_after(Session& session, ShopId shop, CaseId case_id, std::int64_t after,
                                            int limit);
std::int64_t counter(Session& session, ShopId shop, std::string_view name);
std::vector<std::pair<std::string, std::int64_t>> counters(Session& session, ShopId shop,
                                                           std::string_view prefix);

}  // namespace shouhou::store
