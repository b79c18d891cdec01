// Buyers: one person across channels, the ways to reach them, and what of that is shown to whom.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/words.h"

namespace shouhou::domain {

struct Buyer {
  BuyerId id;
  ShopId shop;
  std::string nick;  // the name the channel shows; empty where the channel hides it
  Instant first_seen;
  std::optional<Instant> forgotten = {};  // since when nothing personal of the buyer is kept any more

  bool operator==(const Buyer&) const = default;
};

// Under which name a channel knows the buyer.
struct BuyerIdentity {
  ShopId shop;
  Channel channel = Channel::imported;
  std::string external_id;
  BuyerId buyer;
};

// A receiver as written on an order. In the clear only in memory: the store keeps it sealed.
struct Contact {
  std::string name;
  std::string phone;
  std::string address;

  bool empty() const { return name.empty() && phone.empty() && address.empty(); }
  bool operator==(const Contact&) const = default;
};

// Digits of a phone number as it is searched: full-width folded, blanks, dashes, a leading ' and +86/0086
// dropped. "+86 138-1234-5678" -> "13812345678". Masked numbers (138****5678) give an empty text.
std::string normal_phone(std::string_view phone);

// The last four digits of a phone, also of one masked in the middle; empty where there are none.
std::string phone_tail(std::string_view phone);

// 张三丰 -> 张**, "Ann" -> A**. The first character stays, the rest becomes two stars whatever its length.
std::string mask_name(std::string_view name);
// 13812345678 -> 138****5678; shorter numbers keep the last two digits.
std::string mask_phone(std::string_view phone);
// Keeps province and city (the first six characters), hides the rest.
std::string mask_address(std::string_view address);
Contact mask(const Contact& contact);

}  // namespace shouhou::domain
