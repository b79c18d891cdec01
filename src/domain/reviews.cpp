#include "domain/reviews.h"

namespace shouhou::domain {

Polarity polarity_of(int stars) {
  if (stars == 1 || stars == 2) return Polarity::bad;
  return stars == 3 ? Polarity::neutral : Polarity::good;
}

bool needs_a_case(const Review& review) {
  return review.polarity != Polarity::good;
}

}  // namespace shouhou::domain
