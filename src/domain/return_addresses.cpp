#include "domain/return_addresses.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

template <class T>
bool holds(const std::vector<T>& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

}  // namespace

bool takes(const ReturnAddress& address, Channel channel, std::span<const std::string> categories) {
  if (!address.active) return false;
  if (!address.channels.empty() && !holds(address.channels, channel)) return false;
  return address.categories.empty() || std::ranges::all_of(categories, [&](const std::string& category) {
           return holds(address.categories, category);
         });
}

std::vector<Text> address_warnings(std::span<const ReturnAddress> addresses, const ReturnAddress& chosen,
                                   Channel channel) {
  for (const ReturnAddress& other : addresses) {
    if (!other.active || !holds(other.platform_default, channel) || other.id == chosen.id) continue;
    return {{text_of(channel).zh + "后台的默认退货地址是“" + other.name + "”，不是“" + chosen.name +
                 "”：请在平台上改选，否则超时自动同意会寄错",
             "the default return address in the back office of " + text_of(channel).en + " is \"" +
                 other.name + "\", not \"" + chosen.name +
                 "\": choose it on the platform, or an automatic agreement sends "
                 "the goods to the wrong place"}};
  }
  return {};
}

AddressChoice choose_address(std::span<const ReturnAddress> addresses, Channel channel,
                             std::span<const std::string> categories) {
  std::vector<const ReturnAddress*> fitting;
  for (const ReturnAddress& address : addresses) {
    if (takes(address, channel, categories)) fitting.push_back(&address);
  }
  std::ranges::stable_sort(fitting, [](const auto* a, const auto* b) {
    return a->rank != b->rank ? a->rank < b->rank : a->id < b->id;
  });
  AddressChoice choice;
  for (const ReturnAddress* address : fitting) choice.allowed.push_back(address->id);
  if (fitting.empty()) {
    choice.warnings.push_back({"没有适合这些商品的退货地址，请到设置里添加",
                               "no return address takes these goods: add one in the settings"});
  } else {
    choice.warnings = address_warnings(addresses, *fitting.front(), channel);
  }
  return choice;
}

}  // namespace shouhou::domain
