#include "app/start_shop.h"

#include <array>

#include "app/access_token.h"
#include "app/audit.h"
#include "app/new_account.h"
#include "base/utf8.h"
#include "base/zone.h"
#include "ports/personal_vault.h"

namespace shouhou::app {
namespace {

constexpr std::array<std::string_view, 3> kinds{"owner", "invitation", "reset"};

Result<std::string> checked_shop_name(const std::string& written) {
  std::string name = utf8::trim(written);
  if (utf8::valid(name) && !name.empty() && utf8::length(name) <= 60 &&
      name.find('\0') == std::string::npos && name.find(':') == std::string::npos) {
    return name;
  }
  return invalid(
      "shop.name_malformed", "shop_name",
      {"店铺名须为 1 至 60 个字符，不能含冒号", "A shop's name has 1 to 60 characters and no colon"});
}

}  // namespace

Result<ports::Shop> start_shop(ports::Unit& unit, const StartShop& command) {
  ports::Shop shop;
  shop.id = unit.ids().next<ShopId>(unit.now());
  SHOUHOU_ASSIGN(shop.name, checked_shop_name(command.name.empty() ? "我的店铺" : command.name));
  SHOUHOU_TRY(Zone::named(command.zone));
  shop.zone = command.zone;
  shop.created = unit.now();
  unit.accounts().add_shop(shop, unit.vault().new_shop_key(shop.id));
  audit(unit, ports::Actor::system(shop.id), {"shop.started", "shop:" + shop.id.str()});
  return shop;
}

Result<ports::Shop> first_shop(ports::Unit& unit) {
  const auto shops = unit.accounts().shops({}, 1);
  if (!shops.empty()) return shops.front();
  return start_shop(unit, {});
}

Result<std::string> make_owner_link(ports::Unit& unit, ShopId shop) {
  if (!unit.accounts().shop(shop)) {
    return fail(ErrorKind::not_found, "shop.not_found", {"没有这个店铺", "There is no such shop"});
  }
  unit.accounts().drop_owner_links(shop);
  const AccessToken token = new_access_token(shop);
  ports::Link link;
  link.shop = shop;
  link.id = unit.ids().next<LinkId>(unit.now());
  link.kind = ports::LinkKind::owner;
  link.token_hash = token.hash;
  link.role = domain::Role::owner;
  link.created = unit.now();
  link.expires = unit.now() + domain::owner_link_life;
  unit.accounts().add_link(link);
  audit(unit, ports::Actor::system(shop), {"invitation.made", "link:" + link.id.str(), {{"kind", "owner"}}});
  return token.text;
}

Result<std::optional<std::string>> owner_link_if_needed(ports::Unit& unit, ShopId shop) {
  if (unit.accounts().active_owners(shop) > 0) return std::optional<std::string>();
  SHOUHOU_ASSIGN(std::string token, make_owner_link(unit, shop));
  return std::optional(std::move(token));
}

Result<ports::Link> valid_link(ports::ReadUnit& unit, std::string_view token) {
  const auto read = read_access_token(token);
  auto link = read ? unit.accounts().link(read->shop, read->hash) : std::nullopt;
  if (link && !link->used && unit.now() < link->expires) return *std::move(link);
  return fail(ErrorKind::not_found, "link.invalid",
              {"链接无效、已使用或已过期，请向店主索取新的链接",
               "The link is not valid, was used or has expired; ask the owner for a new one"},
              "token");
}

Result<LinkView> look_at_link(ports::ReadUnit& unit, const LinkToken& command) {
  SHOUHOU_ASSIGN(const ports::Link link, valid_link(unit, command.token));
  const auto shop = unit.accounts().shop(link.shop);
  const auto account = link.account ? unit.accounts().account(link.shop, link.account) : std::nullopt;
  return LinkView{std::string(kinds[static_cast<std::size_t>(link.kind)]), shop ? shop->name : "", link.role,
                  account ? account->login : "", link.expires};
}

Result<Joined> set_up_owner(ports::Unit& unit, const SetUpOwner& command, const std::string& password_hash,
                            const Origin& origin) {
  SHOUHOU_ASSIGN(const ports::Link link, valid_link(unit, command.token));
  auto shop = unit.accounts().shop(link.shop);
  if (link.kind != ports::LinkKind::owner || !shop) {
    return invalid("link.other_kind", "token", {"这个链接不是店主链接", "This is not an owner's link"});
  }
  if (command.shop_name) {
    SHOUHOU_ASSIGN(shop->name, checked_shop_name(*command.shop_name));
  }
  if (command.zone) {
    SHOUHOU_TRY(Zone::named(*command.zone));
    shop->zone = *command.zone;
  }
  if (command.shop_name || command.zone) unit.accounts().change_shop(*shop);
  NewAccount person{link.shop, command.login, command.name.value_or(""), domain::Role::owner,
                    command.password};
  return join_by_link(unit, link, person, password_hash, origin);
}

}  // namespace shouhou::app
