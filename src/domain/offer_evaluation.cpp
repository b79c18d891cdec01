#include "domain/offer_evaluation.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "domain/offer_candidates.h"

namespace shouhou::domain {
namespace {

// A menu less likely than this would outweigh all others; its weight stops here.
constexpr double least_propensity = 0.01;

// Mean of `taken` under the weights, with the spread of a ratio estimate.
Share weighted_share(std::span<const AnsweredMenu> menus, const std::vector<double>& weights) {
  double sum = 0, squares = 0, taken = 0;
  for (std::size_t i = 0; i < menus.size(); ++i) {
    sum += weights[i];
    squares += weights[i] * weights[i];
    if (menus[i].taken) taken += weights[i];
  }
  Share share;
  if (sum <= 0) return share;
  share.mean = taken / sum;
  share.effective = sum * sum / squares;
  double spread = 0;
  for (std::size_t i = 0; i < menus.size(); ++i) {
    const double away = (menus[i].taken ? 1.0 : 0.0) - share.mean;
    spread += weights[i] * weights[i] * away * away;
  }
  // With a handful of equal answers the spread would look like none: never below that of the mean of
  // (taken + 1) of (n + 2).
  const double careful = (share.mean * share.effective + 1) / (share.effective + 2);
  const double floor = careful * (1 - careful) / (share.effective + 2);
  const double error = 1.96 * std::sqrt(std::max(spread / (sum * sum), floor));
  share.low = std::clamp(share.mean - error, 0.0, 1.0);
  share.high = std::clamp(share.mean + error, 0.0, 1.0);
  return share;
}

}  // namespace

bool is_greedy(const OfferLog& log, std::int64_t lighter_most) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < log.candidates.size(); ++i) {
    if (log.candidates[i].shown) shown.push_back(i);
  }
  return shown == greedy_menu(log.candidates, static_cast<std::size_t>(lighter_most), log.follow_up);
}

Share observed_share(std::span<const AnsweredMenu> menus) {
  return weighted_share(menus, std::vector<double>(menus.size(), 1.0));
}

Share share_without_exploring(std::span<const AnsweredMenu> menus) {
  std::vector<double> weights;
  weights.reserve(menus.size());
  for (const AnsweredMenu& menu : menus) {
    weights.push_back(menu.greedy ? 1 / std::max(menu.propensity, least_propensity) : 0.0);
  }
  return weighted_share(menus, weights);
}

}  // namespace shouhou::domain
