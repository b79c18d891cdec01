// A buyer of the simulated world before a case of a real desk: how such a person answers the menus that the
// desk lays out. For the demonstration shop, whose buyers so decide as those of the simulator do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "simulate/mind.h"
#include "simulate/world_rules.h"

namespace shouhou::simulate {

class DrawnBuyer {
 public:
  // Everything follows from the seed. `rules` must outlive it; an issue that the world does not know feels to
  // the buyer like venting.
  DrawnBuyer(const WorldRules& rules, std::uint64_t seed, const std::string& issue);

  // The place of the item that is taken; none: all is refused. `round` counts the menus from 1; whoever has
  // refused `most_rounds` of them insists on the best of what is owed, and lets it be where nothing is.
  std::optional<std::size_t> answer(const domain::CaseFacts& facts, const domain::Rights& rights,
                                    const domain::Offer& offer, int round) const;

  static constexpr int most_rounds = 3;

 private:
  std::uint64_t seed_;
  World world_;  // of this buyer and one order
};

}  // namespace shouhou::simulate
