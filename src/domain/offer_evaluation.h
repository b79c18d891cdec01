// What the log of offers says about the policy: how often a lighter way was taken, and how often it would
// have been without exploring, by inverse propensity. Small and honest: with its uncertainty, and with what
// was left out. Pure.
#pragma once

#include <cstdint>
#include <span>

#include "domain/offer_life.h"

namespace shouhou::domain {

// One menu that a buyer answered.
struct AnsweredMenu {
  bool taken = false;     // a lighter way was chosen
  bool greedy = false;    // the menu was what the policy shows without exploring
  double propensity = 1;  // of this menu
};

// The menu of the log is the one that would be shown without exploring.
bool is_greedy(const OfferLog& log, std::int64_t lighter_most);

struct Share {
  double mean = 0;
  double low = 0;  // 95 %, normal approximation, within [0, 1]
  double high = 0;
  double effective = 0;  // so many plain observations it is worth; 0: nothing can be said

  bool operator==(const Share&) const = default;
};
BOOST_DESCRIBE_STRUCT(Share, (), (mean, low, high, effective))

Share observed_share(std::span<const AnsweredMenu> menus);
// Self-normalised inverse propensity estimate of the share had nobody explored.
Share share_without_exploring(std::span<const AnsweredMenu> menus);

}  // namespace shouhou::domain
