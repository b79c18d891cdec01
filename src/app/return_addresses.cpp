#include "app/return_addresses.h"

#include <algorithm>

#include "app/audit.h"
#include "app/require.h"
#include "base/utf8.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

Result<void> fits(const std::string& text, std::size_t most, const char* field) {
  if (!text.empty() && utf8::length(text) <= most && text.find('\0') == std::string::npos) return {};
  return invalid("return_address.field", field,
                 {"必填，且不能过长", "it is needed, and must not be too long"});
}

ReturnAddressView view_of(const domain::ReturnAddress& address, bool clear) {
  const domain::Contact shown = clear ? address.receiver : mask(address.receiver);
  return {address.id,       address.name,       shown.name,   shown.phone,    shown.address,
          address.channels, address.categories, address.rank, address.active, address.platform_default,
          address.changed};
}

}  // namespace

Result<ReturnAddressView> save_return_address(ports::Unit& unit, const ports::Actor& actor,
                                              const SaveReturnAddress& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_write));
  SHOUHOU_TRY(fits(command.name, 40, "name"));
  SHOUHOU_TRY(fits(command.receiver, 60, "receiver"));
  SHOUHOU_TRY(fits(command.phone, 40, "phone"));
  SHOUHOU_TRY(fits(command.address, 200, "address"));
  const auto& book = *unit.cases().rules(actor.shop).book;
  for (const std::string& category : command.categories) {
    if (book.category(category) == nullptr) {
      return fail(ErrorKind::not_found, "return_address.category",
                  {"没有这个商品类目", "there is no such category of goods"}, "categories");
    }
  }
  if (command.id && !unit.returns().address(actor.shop, command.id)) {
    return fail(ErrorKind::not_found, "return_address.not_found",
                {"没有这个退货地址", "there is no such return address"}, "id");
  }
  if (!command.id && unit.returns().addresses(actor.shop).size() >= 200) {
    return fail(ErrorKind::too_large, "return_address.full",
                {"退货地址太多", "there are too many addresses"});
  }
  domain::ReturnAddress address{actor.shop,
                                command.id ? command.id : unit.ids().next<ReturnAddressId>(unit.now()),
                                command.name,
                                {command.receiver, command.phone, command.address},
                                command.channels,
                                command.categories,
                                std::clamp<std::int64_t>(command.rank, 0, 1'000'000),
                                command.active,
                                command.platform_default,
                                unit.now()};
  unit.returns().save_address(address);
  audit(unit, actor, {"setting.changed", "return_address:" + address.id.str(), {{"name", address.name}}});
  return view_of(address, true);
}

Result<ReturnAddressList> list_return_addresses(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  const bool clear = actor.may(domain::Permission::parcel_write) ||
                     actor.may(domain::Permission::case_write) ||
                     actor.may(domain::Permission::settings_write);
  ReturnAddressList list;
  for (const domain::ReturnAddress& address : unit.returns().addresses(actor.shop)) {
    list.items.push_back(view_of(address, clear));
  }
  for (const domain::GoodsCategory& category : unit.cases().rules(actor.shop).book->categories) {
    list.categories.push_back({category.id, category.name.in(actor.language)});
  }
  return list;
}

}  // namespace shouhou::app
