#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "ports/personal_vault.h"
#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/returns.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

domain::Buyer buyer_of(const Row& row) {
  domain::Buyer buyer;
  buyer.id = row.id<BuyerId>(0);
  buyer.shop = row.id<ShopId>(1);
  buyer.nick = row.string(2);
  buyer.first_seen = row.instant(3);
  buyer.forgotten = row.maybe_instant(4);
  return buyer;
}

std::array<Argument, 5> arguments_of(const domain::Buyer& buyer) {
  return {{{"id", buyer.id},
           {"shop_id", buyer.shop},
           {"nick", buyer.nick},
           {"first_seen", buyer.first_seen},
           {"forgotten_at", buyer.forgotten}}};
}

domain::BuyerIdentity identity_of(const Row& row) {
  domain::BuyerIdentity identity;
  identity.shop = row.id<ShopId>(0);
  read_word(row, 1, identity.channel);
  identity.external_id = row.string(2);
  identity.buyer = row.id<BuyerId>(3);
  return identity;
}

template <class IdType>
IdType first_id(const Row& row) {
  return row.id<IdType>(0);
}

}  // namespace

std::optional<domain::Buyer> TradeRepository::buyer(ShopId shop, BuyerId id) {
  return session_.one(queries::buyer, {{"shop_id", shop}, {"id", id}}, buyer_of);
}

std::optional<BuyerId> TradeRepository::buyer_known_as(ShopId shop, domain::Channel channel,
                                                       std::string_view external_id) {
  const auto called = [&](std::string_view known_as) {
    return session_.one(queries::buyer_known_as,
                        {{"shop_id", shop}, {"channel", name(channel)}, {"external_id", known_as}},
                        first_id<BuyerId>);
  };
  const auto found = called(external_id);
  return found ? found : called(hidden_name(shop, "identity", external_id));
}

std::vector<domain::BuyerIdentity> TradeRepository::identities_of(ShopId shop, BuyerId id) {
  return session_.all(queries::identities_of, {{"shop_id", shop}, {"buyer_id", id}}, identity_of);
}

void TradeRepository::add_buyer(const domain::Buyer& buyer) {
  change(queries::add_buyer, arguments_of(buyer));
}

void TradeRepository::add_identity(const domain::BuyerIdentity& identity) {
  session_.run(queries::add_identity, {{"shop_id", identity.shop},
                                       {"channel", name(identity.channel)},
                                       {"external_id", identity.external_id},
                                       {"buyer_id", identity.buyer}});
}

std::string TradeRepository::hidden_name(ShopId shop, std::string_view kind, std::string_view external_id) {
  return "forgotten:" + to_hex(vault().exact_hash(shop, kind, external_id));
}

bool TradeRepository::forgotten(ShopId shop, BuyerId buyer) {
  return session_
      .one(queries::forgotten, {{"shop_id", shop}, {"buyer_id", buyer}}, [](const Row&) { return true; })
      .has_value();
}

std::string TradeRepository::sealed_words(ShopId shop, BuyerId buyer, std::string_view field,
                                          std::string_view words) {
  if (words.empty() || forgotten(shop, buyer)) return {};
  return vault().seal(shop, field, words);
}

void TradeRepository::forget_buyer(ShopId shop, BuyerId id, Instant now) {
  const auto renamed = [](std::string_view known_as) { return known_as.starts_with("forgotten:"); };
  for (const domain::BuyerIdentity& identity : identities_of(shop, id)) {
    if (renamed(identity.external_id)) continue;
    const std::string hidden = hidden_name(shop, "identity", identity.external_id);
    session_.run(queries::rename_identity, {{"shop_id", shop},
                                            {"channel", name(identity.channel)},
                                            {"external_id", identity.external_id},
                                            {"buyer_id", id},
                                            {"renamed", hidden}});
  }
  const auto talks =
      session_.all(queries::conversations_to_forget, {{"shop_id", shop}, {"buyer_id", id}},
                   [](const Row& row) { return std::pair(row.id<ConversationId>(0), row.string(1)); });
  for (const auto& [talk, known_as] : talks) {
    if (renamed(known_as)) continue;
    const std::string hidden = hidden_name(shop, "conversation", known_as);
    session_.run(queries::rename_conversation, {{"shop_id", shop}, {"id", talk}, {"renamed", hidden}});
  }
  const Bytes nothing{std::string_view("")};
  session_.run(queries::forget_contacts, {{"shop_id", shop}, {"buyer_id", id}});
  session_.run(queries::forget_in_orders, {{"shop_id", shop}, {"buyer_id", id}, {"nothing", nothing}});
  session_.run(queries::forget_in_refunds, {{"shop_id", shop}, {"buyer_id", id}, {"nothing", nothing}});
  session_.run(queries::forget_messages, {{"shop_id", shop}, {"buyer_id", id}, {"nothing", nothing}});
  session_.run(sql::returns::forget_buyer, {{"shop_id", shop}, {"buyer_id", id}, {"nothing", nothing}});
  session_.run(queries::forget_buyer, {{"shop_id", shop}, {"buyer_id", id}, {"at", now}});
}

Result<domain::Contact> TradeRepository::contact(ShopId shop, ports::ContactId id) {
  struct Sealed {
    std::string name, phone, address;
  };
  const auto sealed = session_.one(queries::contact, {{"shop_id", shop}, {"id", id}}, [](const Row& row) {
    return Sealed{std::string(row.bytes(0)), std::string(row.bytes(1)), std::string(row.bytes(2))};
  });
  if (!sealed) {
    return fail(ErrorKind::not_found, "contact.not_found", {"没有这个收货人", "There is no such receiver"});
  }
  domain::Contact contact;
  SHOUHOU_ASSIGN(contact.name, vault().open(shop, "contact.name", sealed->name));
  SHOUHOU_ASSIGN(contact.phone, vault().open(shop, "contact.phone", sealed->phone));
  SHOUHOU_ASSIGN(contact.address, vault().open(shop, "contact.address", sealed->address));
  return contact;
}

std::vector<ports::ContactId> TradeRepository::contacts_of(ShopId shop, BuyerId id) {
  return session_.all(queries::contacts_of, {{"shop_id", shop}, {"buyer_id", id}},
                      [](const Row& row) { return row.integer(0); });
}

ports::ContactId TradeRepository::keep_contact(ShopId shop, BuyerId buyer, const domain::Contact& contact,
                                               Instant now, IdSource& ids) {
  if (forgotten(shop, buyer)) return 0;
  const std::string whole =
      vault().exact_hash(shop, "contact", contact.name + '\x1f' + contact.phone + '\x1f' + contact.address);
  const auto known = session_.one(queries::contact_like,
                                  {{"shop_id", shop}, {"buyer_id", buyer}, {"whole_hash", Bytes{whole}}},
                                  [](const Row& row) { return row.integer(0); });
  if (known) return *known;
  const auto id = ids.next<Id<struct ContactTag>>(now).value;
  const std::string name = vault().seal(shop, "contact.name", contact.name);
  const std::string phone = vault().seal(shop, "contact.phone", contact.phone);
  const std::string address = vault().seal(shop, "contact.address", contact.address);
  const std::string digits = domain::normal_phone(contact.phone);
  const std::string phone_hash = digits.empty() ? std::string{} : vault().phone_hash(shop, digits);
  const std::string tail = domain::phone_tail(contact.phone);
  const std::string tail_hash = tail.empty() ? std::string{} : vault().tail_hash(shop, tail);
  session_.run(queries::add_contact, {{"shop_id", shop},
                                      {"id", id},
                                      {"buyer_id", buyer},
                                      {"name", Bytes{name}},
                                      {"phone", Bytes{phone}},
                                      {"address", Bytes{address}},
                                      {"phone_hash", Bytes{phone_hash}},
                                      {"tail_hash", Bytes{tail_hash}},
                                      {"whole_hash", Bytes{whole}},
                                      {"created_at", now}});
  return id;
}

std::string TradeRepository::hash_of_phone(ShopId shop, std::string_view phone_or_tail, bool& whole) {
  const std::string digits = domain::normal_phone(phone_or_tail);
  whole = digits.size() > 4;
  if (whole) return vault().phone_hash(shop, digits);
  const std::string tail = domain::phone_tail(phone_or_tail);
  return tail.empty() ? std::string{} : vault().tail_hash(shop, tail);
}

std::vector<BuyerId> TradeRepository::buyers_by_phone(ShopId shop, std::string_view phone_or_tail,
                                                      int limit) {
  bool whole = false;
  const std::string hash = hash_of_phone(shop, phone_or_tail, whole);
  if (hash.empty()) return {};
  std::vector<BuyerId> found;
  session_.each(whole ? queries::buyers_by_phone : queries::buyers_by_tail,
                {{"shop_id", shop}, {"hash", Bytes{hash}}, {"limit", limit}}, [&](const Row& row) {
                  const auto buyer = row.id<BuyerId>(0);
                  if (std::ranges::find(found, buyer) == found.end()) found.push_back(buyer);
                });
  return found;
}

std::vector<OrderId> TradeRepository::orders_by_phone(ShopId shop, std::string_view phone_or_tail,
                                                      int limit) {
  bool whole = false;
  const std::string hash = hash_of_phone(shop, phone_or_tail, whole);
  if (hash.empty()) return {};
  return session_.all(whole ? queries::orders_by_phone : queries::orders_by_tail,
                      {{"shop_id", shop}, {"hash", Bytes{hash}}, {"limit", limit}}, first_id<OrderId>);
}

}  // namespace shouhou::store
