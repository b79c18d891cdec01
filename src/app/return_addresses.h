// 退货地址: where a shop takes goods back. Setting them needs settings_write; the receiver is sealed at rest.
#pragma once

#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "domain/return_addresses.h"
#include "ports/actor.h"
#include "ports/returns.h"
#include "ports/store.h"

namespace shouhou::app {

struct SaveReturnAddress {
  ReturnAddressId id;  // none: a new one
  std::string name;
  std::string receiver;
  std::string phone;
  std::string address;
  std::vector<domain::Channel> channels;
  std::vector<std::string> categories;
  std::int64_t rank = 100;
  bool active = true;
  std::vector<domain::Channel> platform_default;
};
BOOST_DESCRIBE_STRUCT(SaveReturnAddress, (),
                      (id, name, receiver, phone, address, channels, categories, rank, active,
                       platform_default))

struct ReturnAddressView {
  ReturnAddressId id;
  std::string name;
  std::string receiver;
  std::string phone;
  std::string address;
  std::vector<domain::Channel> channels;
  std::vector<std::string> categories;
  std::int64_t rank = 100;
  bool active = true;
  std::vector<domain::Channel> platform_default;
  Instant changed;
};
BOOST_DESCRIBE_STRUCT(ReturnAddressView, (),
                      (id, name, receiver, phone, address, channels, categories, rank, active,
                       platform_default, changed))
struct GoodsChoice {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(GoodsChoice, (), (id, name))
struct ReturnAddressList {
  std::vector<ReturnAddressView> items;
  std::vector<GoodsChoice> categories;  // what addresses can be kept for
};
BOOST_DESCRIBE_STRUCT(ReturnAddressList, (), (items, categories))

// Errors: return_address.not_found, return_address.field (invalid), return_address.category (not_found).
Result<ReturnAddressView> save_return_address(ports::Unit& unit, const ports::Actor& actor,
                                              const SaveReturnAddress& command);
// Needs order_read; the receiver is masked for who neither handles parcels nor talks to buyers.
Result<ReturnAddressList> list_return_addresses(ports::ReadUnit& unit, const ports::Actor& actor);

}  // namespace shouhou::app
