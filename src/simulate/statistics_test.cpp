#include "simulate/statistics.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "simulate/draw.h"

namespace shouhou::simulate {
namespace {

// Quantiles as every table of Student's t prints them.
TEST(Statistics, TheTableOfStudentsT) {
  EXPECT_NEAR(student_t_95(1), 12.706, 0.001);
  EXPECT_NEAR(student_t_95(2), 4.303, 0.001);
  EXPECT_NEAR(student_t_95(5), 2.571, 0.001);
  EXPECT_NEAR(student_t_95(10), 2.228, 0.001);
  EXPECT_NEAR(student_t_95(19), 2.093, 0.001);
  EXPECT_NEAR(student_t_95(30), 2.042, 0.001);
  EXPECT_NEAR(student_t_95(100'000), 1.960, 0.001);
  EXPECT_DOUBLE_EQ(student_t(0, 7), 0.5);
  EXPECT_NEAR(student_t(-2.228, 10), 0.025, 1e-4);
}

TEST(Statistics, AMeanWithItsInterval) {
  // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, s² = 32/7, s/√8 = 0.7559, t(7) = 2.3646.
  const std::array<double, 8> values{2, 4, 4, 4, 5, 5, 7, 9};
  const Estimate made = estimate(values);
  EXPECT_DOUBLE_EQ(made.mean, 5);
  EXPECT_NEAR(made.half, 1.7875, 0.0005);
  EXPECT_DOUBLE_EQ(estimate(std::array<double, 1>{3}).half, 0);
  EXPECT_DOUBLE_EQ(estimate({}).mean, 0);
}

TEST(Statistics, PairsTakeOutWhatTheyShare) {
  const std::vector<double> one{101, 202, 303};
  const std::vector<double> other{100, 200, 300};
  const Estimate gap = paired_difference(one, other);
  EXPECT_DOUBLE_EQ(gap.mean, 2);
  EXPECT_NEAR(gap.half, 4.3027 * 1.0 / 1.7320508, 0.0005);  // s of 1, 2, 3 is 1
}

// The interval covers the true mean about 95 times in a hundred.
TEST(Statistics, IntervalsCoverTheTruth) {
  int covered = 0;
  constexpr int rounds = 2000;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    std::array<double, 20> values{};
    const Draw draw(7, Purpose::talk, round);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = 3 + 2 * draw.normal(i);
    const Estimate made = estimate(values);
    covered += made.low() <= 3 && 3 <= made.high() ? 1 : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(rounds), 0.95, 0.015);
}

TEST(Draw, IsEvenAndIndependentOfItsNeighbours) {
  double sum = 0;
  double squares = 0;
  double products = 0;
  constexpr int count = 200'000;
  double last = 0.5;
  for (std::uint64_t i = 0; i < count; ++i) {
    const double x = Draw(1, Purpose::order, i).unit(3) - 0.5;
    sum += x;
    squares += x * x;
    products += x * last;
    last = x;
  }
  EXPECT_NEAR(sum / count, 0, 0.002);
  EXPECT_NEAR(squares / count, 1.0 / 12, 0.0005);
  EXPECT_NEAR(products / count, 0, 0.0007);
}

TEST(Draw, ChangesWithEverythingItIsMadeOf) {
  const std::uint64_t base = Draw(1, Purpose::order, 2, 3).bits(4);
  EXPECT_EQ(base, Draw(1, Purpose::order, 2, 3).bits(4));
  EXPECT_NE(base, Draw(2, Purpose::order, 2, 3).bits(4));
  EXPECT_NE(base, Draw(1, Purpose::taste, 2, 3).bits(4));
  EXPECT_NE(base, Draw(1, Purpose::order, 3, 2).bits(4));
  EXPECT_NE(base, Draw(1, Purpose::order, 2, 4).bits(4));
  EXPECT_NE(base, Draw(1, Purpose::order, 2, 3).bits(5));
}

TEST(Draw, ShapesHaveTheirMeans) {
  double normal = 0;
  double spread = 0;
  double lognormal = 0;
  double gumbel = 0;
  double waiting = 0;
  constexpr int count = 200'000;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Draw draw(5, Purpose::road, i);
    normal += draw.normal(0) / count;
    spread += draw.normal(0) * draw.normal(0) / count;
    lognormal += draw.around(1, 20, 0.5) / count;
    gumbel += draw.gumbel(2) / count;
    waiting += draw.exponential(3, 4) / count;
  }
  EXPECT_NEAR(normal, 0, 0.01);
  EXPECT_NEAR(spread, 1, 0.01);
  EXPECT_NEAR(lognormal, 20, 0.1);
  EXPECT_NEAR(gumbel, 0.5772, 0.01);  // Euler's constant
  EXPECT_NEAR(waiting, 4, 0.03);
}

}  // namespace
}  // namespace shouhou::simulate
