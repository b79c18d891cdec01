// The acceptance model against made buyers whose true chances are known.
#include "domain/accept_model.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace shouhou::domain {
namespace {

RuleBook plain_book() {
  RuleBook book;
  book.remedies.resize(count_of<RemedyKind>);
  for (RemedyRow& row : book.remedies) {
    row.lighter = true;
    row.accept_prior = 0.3;
    row.prior_weight = 4;
  }
  book.ladder.resize(count_of<Mood>);
  for (LadderStep& step : book.ladder) step.permille = 100;
  return book;
}

AcceptCell cell(RemedyKind kind, const std::string& issue, std::int64_t permille, Mood mood = Mood::calm) {
  return {kind, size_band(permille), IssueClass::refund, 1, mood, issue, Demand::return_refund};
}

constexpr auto keep = RemedyKind::partial_refund_keep;

TEST(AcceptModel, StartsFromTheRules) {
  const RuleBook book = plain_book();
  const AcceptModel model(book);
  EXPECT_NEAR(model.probability(cell(keep, "size_mismatch", 100), 100), 0.3, 1e-9);
  EXPECT_GT(model.probability(cell(keep, "size_mismatch", 200), 200), 0.4);  // more money
  EXPECT_LT(model.probability(cell(keep, "size_mismatch", 100, Mood::furious), 100), 0.2);
}

TEST(AcceptModel, OneAnswerMovesLittleManyMoveToTheTruth) {
  const RuleBook book = plain_book();
  const AcceptCell at = cell(keep, "quality_defect", 100);
  AcceptModel one(book);
  one.learn(at, true);
  EXPECT_LT(one.probability(at, 100), 0.6);
  EXPECT_GT(one.probability(at, 100), 0.3);
  AcceptHistory history;
  history.add(at, true, 800);
  history.add(at, false, 200);
  const AcceptModel many(history, book);
  EXPECT_NEAR(many.probability(at, static_cast<std::int64_t>(middle_of_size_band(at.size))), 0.8, 0.01);
}

TEST(AcceptModel, AtOnceOrOneByOneIsNearlyTheSame) {
  const RuleBook book = plain_book();
  const AcceptCell at = cell(keep, "quality_defect", 150);
  AcceptHistory history;
  history.add(at, true, 30);
  history.add(at, false, 70);
  const AcceptModel at_once(history, book);
  AcceptModel one_by_one(book);
  for (int i = 0; i < 100; ++i) one_by_one.learn(at, i % 10 < 3);
  EXPECT_NEAR(at_once.probability(at, 150), one_by_one.probability(at, 150), 0.03);
}

TEST(AcceptModel, ACellNeverSeenLeansOnThoseThatResembleIt) {
  const RuleBook book = plain_book();
  AcceptModel model(book);
  // Small sums are refused, large ones taken; the sum between was never offered.
  model.learn(cell(keep, "size_mismatch", 60), {5, 95});
  model.learn(cell(keep, "size_mismatch", 300), {80, 20});
  const double small = model.probability(cell(keep, "size_mismatch", 60), 60);
  const double between = model.probability(cell(keep, "size_mismatch", 150), 150);
  const double large = model.probability(cell(keep, "size_mismatch", 300), 300);
  EXPECT_LT(small, between);
  EXPECT_LT(between, large);
  // Another issue learns a part of it, another remedy less.
  const AcceptModel fresh(book);
  const double other = model.probability(cell(keep, "colour_mismatch", 300), 300);
  EXPECT_GT(other, fresh.probability(cell(keep, "colour_mismatch", 300), 300));
  EXPECT_LT(other, large);
}

TEST(AcceptModel, FromCountsItIsBuiltTheSameEveryTime) {
  const RuleBook book = plain_book();
  AcceptHistory history;
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    const auto kind = static_cast<RemedyKind>(random() % count_of<RemedyKind>);
    history.add(cell(kind, i % 2 == 0 ? "damaged" : "venting", static_cast<std::int64_t>(random() % 900)),
                random() % 3 == 0);
  }
  const AcceptModel one(history, book);
  const AcceptModel two(history, book);
  for (const auto& [at, counts] : history.cells()) {
    const double p = one.probability(at, 120);
    EXPECT_EQ(p, two.probability(at, 120));
    EXPECT_GT(p, 0);
    EXPECT_LT(p, 1);
    EXPECT_EQ(one.history().cells().at(at), counts);
  }
}

// Buyers whose log-odds are the sum of what issue, sum and mood add: after some thousand answers the model is
// near the truth everywhere, also where it has seen little.
TEST(AcceptModel, FindsTheTruthOfMadeBuyers) {
  const RuleBook book = plain_book();
  const std::vector<std::string> issues{"size_mismatch", "quality_defect", "colour_mismatch", "damaged"};
  const auto truth = [&](std::size_t issue, std::int64_t permille, Mood mood) {
    const double odds = -2.2 + 0.5 * static_cast<double>(issue) + 0.009 * static_cast<double>(permille) -
                        0.25 * static_cast<double>(index_of(mood));
    return 1 / (1 + std::exp(-odds));
  };
  AcceptModel model(book);
  std::mt19937 random(11);
  std::uniform_real_distribution<double> unit(0, 1);
  const auto error = [&] {
    double sum = 0;
    int count = 0;
    for (std::size_t issue = 0; issue < issues.size(); ++issue) {
      for (const std::int64_t permille : {60, 120, 240, 480}) {
        for (const Mood mood : {Mood::calm, Mood::annoyed}) {
          sum += std::abs(model.probability(cell(keep, issues[issue], permille, mood), permille) -
                          truth(issue, permille, mood));
          ++count;
        }
      }
    }
    return sum / count;
  };
  const double before = error();
  for (int i = 0; i < 4000; ++i) {
    const std::size_t issue = random() % issues.size();
    const auto permille = static_cast<std::int64_t>(40 + random() % 500);
    const auto mood = static_cast<Mood>(random() % 4);
    model.learn(cell(keep, issues[issue], permille, mood), unit(random) < truth(issue, permille, mood));
  }
  EXPECT_GT(before, 0.15);
  EXPECT_LT(error(), 0.05);
}

}  // namespace
}  // namespace shouhou::domain
