// Reviews (评价): what buyers wrote and how many stars they gave.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/words.h"

namespace shouhou::domain {

enum class Polarity { good, neutral, bad };
BOOST_DESCRIBE_ENUM(Polarity, good, neutral, bad)

struct Review {
  ReviewId id;
  ShopId shop;
  Channel channel = Channel::imported;
  std::string external_id;
  OrderId order;      // none where the file names no order we know
  OrderLineId line;   // none where the review is about the whole order
  BuyerId buyer;      // none where unknown
  int described = 0;  // 1…5, 0 where the channel has no such score
  int service = 0;
  int shipping = 0;
  int stars = 0;  // the one overall score, where the channel has one
  Polarity polarity = Polarity::good;
  std::string text;
  std::string appended;  // 追评
  std::string reply;     // the shop's public answer
  std::optional<Instant> written_at;

  bool operator==(const Review&) const = default;
};

// Four and five stars are good, three is middling, one and two are bad. Stars outside 1…5 are not a score.
Polarity polarity_of(int stars);

// Whether the shop has to act on it: bad and middling ones (P-H3).
bool needs_a_case(const Review& review);

}  // namespace shouhou::domain
