// Stray parcels and return addresses.
#include <stdexcept>

#include "app/stored_json.h"
#include "ports/personal_vault.h"
#include "store/repositories/opened.h"
#include "store/repositories/returns.h"
#include "store/sql/queries/returns.h"

namespace shouhou::store {
namespace queries = sql::returns;
namespace {

constexpr std::string_view phone_field = "stray.phone";
constexpr std::string_view receiver_field = "return_address.receiver";

struct SealedReceiver {
  std::string name, phone, address;
  bool operator==(const SealedReceiver&) const = default;
};
BOOST_DESCRIBE_STRUCT(SealedReceiver, (), (name, phone, address))

// What of an address stands in the clear.
struct AddressBody {
  ReturnAddressId id;
  std::string name;
  std::vector<domain::Channel> channels;
  std::vector<std::string> categories;
  std::int64_t rank = 100;
  bool inactive = false;
  std::vector<domain::Channel> platform_default;
  Instant changed;
  bool operator==(const AddressBody&) const = default;
};
BOOST_DESCRIBE_STRUCT(AddressBody, (),
                      (id, name, channels, categories, rank, inactive, platform_default, changed))

domain::Stray stray_of(const Row& row) {
  auto state = app::stored::parse<domain::Stray>(row.text(0));
  if (!state) throw std::runtime_error("a stored parcel is damaged");
  return *std::move(state);
}

}  // namespace

std::optional<domain::Stray> ReturnRepository::stray(ShopId shop, StrayId id) {
  return session_.one(queries::stray, {{"shop_id", shop}, {"id", id}}, stray_of);
}

std::vector<domain::Stray> ReturnRepository::strays_tracked(ShopId shop, std::string_view tracking_number) {
  return session_.all(queries::strays_tracked, {{"shop_id", shop}, {"number", tracking_number}}, stray_of);
}

std::vector<ports::StrayRow> ReturnRepository::strays(ShopId shop, domain::StrayState state,
                                                      ports::ReturnPlace after, int limit) {
  return session_.all(queries::strays,
                      {{"shop_id", shop},
                       {"state", domain::name(state)},
                       {"since", after.since},
                       {"id", after.id},
                       {"limit", limit}},
                      [](const Row& row) {
                        return ports::StrayRow{stray_of(row), {row.integer(1), row.integer(2)}};
                      });
}

void ReturnRepository::insert_stray(const domain::Stray& added, std::string_view phone) {
  const std::string tail = domain::phone_tail(phone);
  const std::string tail_hash = tail.empty() ? std::string() : unit_.vault().tail_hash(added.shop, tail);
  const std::string sealed =
      phone.empty() ? std::string() : unit_.vault().seal(added.shop, phone_field, phone);
  const std::string body = app::stored::to_json(added);
  session_.run(queries::add_stray, {{"shop_id", added.shop},
                                    {"id", added.id},
                                    {"number", added.number},
                                    {"version", added.version},
                                    {"state", domain::name(added.state)},
                                    {"tracking_number", added.tracking_number},
                                    {"seen", added.seen},
                                    {"phone", Bytes{sealed}},
                                    {"tail_hash", Bytes{tail_hash}},
                                    {"body", body}});
}

Result<void> ReturnRepository::update_stray(const domain::Stray& before, const domain::Stray& after) {
  const std::string body = app::stored::to_json(after);
  const std::int64_t changed = session_.run(queries::change_stray, {{"shop_id", after.shop},
                                                                    {"id", after.id},
                                                                    {"version", after.version},
                                                                    {"state", domain::name(after.state)},
                                                                    {"body", body},
                                                                    {"before", before.version}});
  if (changed == 1) return {};
  return fail(ErrorKind::stale, "stray.changed",
              {"刚才有人改过这个包裹，请重新载入", "somebody has just changed this parcel; load it again"});
}

std::vector<ReturnId> ReturnRepository::like_phone_of(ShopId shop, StrayId id, int limit) {
  return session_.all(queries::like_phone_of, {{"shop_id", shop}, {"id", id}, {"limit", limit}},
                      [](const Row& row) { return row.id<ReturnId>(0); });
}

std::string ReturnRepository::phone_on(ShopId shop, StrayId id) {
  const auto sealed = session_.one(queries::phone_on, {{"shop_id", shop}, {"id", id}},
                                   [](const Row& row) { return std::string(row.bytes(0)); });
  return sealed ? opened(unit_.vault(), shop, phone_field, *sealed) : std::string();
}

domain::ReturnAddress ReturnRepository::read_address(ShopId shop, const Row& row) {
  const auto body = app::stored::parse<AddressBody>(row.text(0));
  const auto receiver =
      app::stored::parse<SealedReceiver>(opened(unit_.vault(), shop, receiver_field, row.bytes(1)));
  if (!body || !receiver) throw std::runtime_error("a stored return address is damaged");
  return {shop,
          body->id,
          body->name,
          {receiver->name, receiver->phone, receiver->address},
          body->channels,
          body->categories,
          body->rank,
          !body->inactive,
          body->platform_default,
          body->changed};
}

std::vector<domain::ReturnAddress> ReturnRepository::addresses(ShopId shop) {
  return session_.all(queries::addresses, {{"shop_id", shop}},
                      [&](const Row& row) { return read_address(shop, row); });
}

std::optional<domain::ReturnAddress> ReturnRepository::address(ShopId shop, ReturnAddressId id) {
  return session_.one(queries::address, {{"shop_id", shop}, {"id", id}},
                      [&](const Row& row) { return read_address(shop, row); });
}

void ReturnRepository::save_address(const domain::ReturnAddress& address) {
  const std::string body = app::stored::to_json(AddressBody{address.id, address.name, address.channels,
                                                            address.categories, address.rank, !address.active,
                                                            address.platform_default, address.changed});
  const std::string sealed =
      unit_.vault().seal(address.shop, receiver_field,
                         app::stored::to_json(SealedReceiver{address.receiver.name, address.receiver.phone,
                                                             address.receiver.address}));
  session_.run(queries::save_address, {{"shop_id", address.shop},
                                       {"id", address.id},
                                       {"rank", address.rank},
                                       {"receiver", Bytes{sealed}},
                                       {"body", body}});
}

}  // namespace shouhou::store
