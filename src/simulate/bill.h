// What a case truly costs the shop, part by part, in fen.
#pragma once

#include <array>

#include "base/money.h"
#include "base/text.h"
#include "domain/enum_names.h"

namespace shouhou::simulate {

enum class Part {
  money,     // refunds, compensation, allowances, red packets
  coupons,   // redeemed coupons and points
  goods,     // sent, given away, less what came back
  freight,   // both ways, the shop's share
  handling,  // talk, receiving, packing, mending
  reviews,   // margin of the sales that bad reviews drove off
  disputes,  // penalties and work
  future     // margin of a year of the buyers who left
};
BOOST_DESCRIBE_ENUM(Part, money, coupons, goods, freight, handling, reviews, disputes, future)

Text text_of(Part part);

struct Bill {
  std::array<Fen, domain::count_of<Part>> parts{};

  Fen& operator[](Part part) { return parts[domain::index_of(part)]; }
  Fen operator[](Part part) const { return parts[domain::index_of(part)]; }
  Fen total() const {
    Fen sum;
    for (const Fen part : parts) sum += part;
    return sum;
  }
  Bill& operator+=(const Bill& other) {
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i] += other.parts[i];
    return *this;
  }
  bool operator==(const Bill&) const = default;
};

}  // namespace shouhou::simulate
