// Means with confidence intervals over seeds. A seed is one independent shop, so seeds are the sample; cases
// within a shop are not independent of each other.
#pragma once

#include <span>

namespace shouhou::simulate {

struct Estimate {
  double mean = 0;
  double half = 0;  // half width of the 95 % confidence interval; 0 for fewer than two values

  double low() const { return mean - half; }
  double high() const { return mean + half; }
};

// Student's t: P(T <= t) with `freedom` degrees of freedom (> 0).
double student_t(double t, double freedom);
// The t with P(|T| <= t) = 0.95.
double student_t_95(double freedom);

Estimate estimate(std::span<const double> values);
// Of the differences one[i] − other[i]: the same seed on both sides, so what the seeds share falls out.
Estimate paired_difference(std::span<const double> one, std::span<const double> other);

}  // namespace shouhou::simulate
