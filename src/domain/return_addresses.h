// 退货地址: which warehouse takes back what, and the guard against sending goods to the wrong one. A platform
// that agrees for the shop names its own default address (facts §D5): where that is another one than the
// rules say, the desk warns.
#pragma once

#include <boost/describe/class.hpp>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/text.h"
#include "domain/buyers.h"
#include "domain/words.h"

namespace shouhou::domain {

struct ReturnAddress {
  ShopId shop;
  ReturnAddressId id;
  std::string name;                     // "杭州仓"
  Contact receiver;                     // in the clear only in memory
  std::vector<Channel> channels;        // takes parcels of these; empty: all
  std::vector<std::string> categories;  // ids of goods categories; empty: all
  std::int64_t rank = 100;              // the lowest that fits is proposed
  bool active = true;
  // On these channels it stands as the default return address in the platform's back office.
  std::vector<Channel> platform_default;
  Instant changed;

  bool operator==(const ReturnAddress&) const = default;
};

// May parcels of the channel with goods of these categories be sent there?
bool takes(const ReturnAddress& address, Channel channel, std::span<const std::string> categories);

struct AddressChoice {
  std::vector<ReturnAddressId> allowed;  // the proposed one first; empty: the shop has to add one
  std::vector<Text> warnings;
};
AddressChoice choose_address(std::span<const ReturnAddress> addresses, Channel channel,
                             std::span<const std::string> categories);

// What a person should know before goods are sent to `chosen`: the platform's default is another one.
std::vector<Text> address_warnings(std::span<const ReturnAddress> addresses, const ReturnAddress& chosen,
                                   Channel channel);

}  // namespace shouhou::domain
