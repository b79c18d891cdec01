#include "domain/offer_evaluation.h"

#include <gtest/gtest.h>

#include <random>

namespace shouhou::domain {
namespace {

// A log as a policy that explores writes it: the usual menu is taken by `usual`, a varied one by `varied`.
std::vector<AnsweredMenu> log_of(int count, double explore, double usual, double varied, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> chance;
  std::vector<AnsweredMenu> menus;
  for (int i = 0; i < count; ++i) {
    // Of four candidates one is the usual menu again.
    const bool greedy = chance(random) >= explore || chance(random) < 0.25;
    const double propensity = greedy ? 1 - explore + explore / 4 : explore / 4;
    menus.push_back({chance(random) < (greedy ? usual : varied), greedy, propensity});
  }
  return menus;
}

TEST(OfferEvaluation, FindsTheShareWithoutExploringFromALogWithIt) {
  int inside = 0;
  for (unsigned seed = 1; seed <= 40; ++seed) {
    const auto menus = log_of(2000, 0.2, 0.6, 0.2, seed);
    const Share observed = observed_share(menus);
    const Share estimate = share_without_exploring(menus);
    EXPECT_NEAR(observed.mean, 0.54, 0.05);  // 0.85 × 0.6 + 0.15 × 0.2
    EXPECT_NEAR(estimate.mean, 0.6, 0.05);
    EXPECT_LT(estimate.effective, 2000);
    inside += estimate.low <= 0.6 && 0.6 <= estimate.high;
  }
  EXPECT_GE(inside, 34) << "an interval of 95 % holds the truth about 38 times of 40";
}

TEST(OfferEvaluation, SaysNothingWhereNothingIsKnownAndLittleWhereLittleIs) {
  EXPECT_EQ(observed_share({}), Share{});
  EXPECT_EQ(share_without_exploring({}), Share{});
  const std::vector<AnsweredMenu> varied{{true, false, 0.05}};
  EXPECT_EQ(share_without_exploring(varied), Share{}) << "no usual menu was ever shown";
  const std::vector<AnsweredMenu> three(3, AnsweredMenu{true, true, 0.9});
  const Share share = share_without_exploring(three);
  EXPECT_EQ(share.mean, 1);
  EXPECT_LT(share.low, 0.75) << "three answers are no certainty";
  EXPECT_NEAR(share.effective, 3, 1e-9);
}

TEST(OfferEvaluation, KnowsTheUsualMenu) {
  const auto log = [](std::initializer_list<std::pair<RemedyKind, bool>> candidates) {
    OfferLog made;
    for (const auto& [kind, shown] : candidates) {
      made.candidates.emplace_back().remedy.kind = kind;
      made.candidates.back().shown = shown;
      made.candidates.back().accept = 0.5;
      made.candidates.back().cost.total = Fen{static_cast<std::int64_t>(made.candidates.size()) * 100};
    }
    made.follow_up = Fen{100'00};
    return made;
  };
  using enum RemedyKind;
  EXPECT_TRUE(is_greedy(log({{coupon, true}, {coupon, false}, {gift, true}, {red_packet, false}}), 2));
  EXPECT_FALSE(is_greedy(log({{coupon, false}, {coupon, true}, {gift, true}, {red_packet, false}}), 2));
  EXPECT_FALSE(is_greedy(log({{coupon, true}, {coupon, false}, {gift, false}, {red_packet, true}}), 2));
  EXPECT_TRUE(is_greedy(log({}), 3));
}

}  // namespace
}  // namespace shouhou::domain
