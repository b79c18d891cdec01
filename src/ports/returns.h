// Returns, stray parcels and return addresses as the store keeps them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/return_addresses.h"
#include "domain/returns.h"
#include "domain/stray_parcels.h"

namespace shouhou::ports {

// Behind the row with this key a page begins; rows are ordered by (since, id).
struct ReturnPlace {
  std::int64_t since = 0;  // of the row: when it came to its stage
  std::int64_t id = 0;
};

struct ReturnRow {
  domain::Return state;
  ReturnPlace place;
};
struct StrayRow {
  domain::Stray state;
  ReturnPlace place;
};

class Returns {
 public:
  virtual ~Returns() = default;

  virtual std::optional<domain::Return> load(ShopId shop, ReturnId id) = 0;
  virtual std::optional<domain::Return> by_number(ShopId shop, std::int64_t number) = 0;
  virtual std::optional<domain::Return> of_deed(ShopId shop, DeedId deed) = 0;
  virtual std::vector<domain::Return> of_grant(ShopId shop, GrantId grant) = 0;
  virtual std::vector<domain::Return> of_case(ShopId shop, CaseId id) = 0;
  // Newest first.
  virtual std::vector<domain::Return> of_order(ShopId shop, OrderId order, int limit) = 0;
  virtual std::vector<domain::Return> of_order_number(ShopId shop, std::string_view number, int limit) = 0;
  virtual std::vector<domain::Return> tracked(ShopId shop, std::string_view tracking_number, int limit) = 0;
  // By whole number or its last four digits.
  virtual std::vector<domain::Return> by_phone(ShopId shop, std::string_view phone_or_tail, int limit) = 0;
  // Orders whose refund request on a platform names this as the parcel that comes back.
  virtual std::vector<OrderId> orders_returning_in(ShopId shop, std::string_view tracking_number) = 0;

  // `patience`: domain::next_look. `phone`: the buyer's, kept as hashes only.
  virtual void insert(const domain::Return& added, const domain::ReturnPatience& patience,
                      std::string_view phone) = 0;
  // Error: return.changed (stale) where the stored version is not before.version.
  virtual Result<void> update(const domain::Return& before, const domain::Return& after,
                              const domain::ReturnPatience& patience) = 0;

  // Of a stage, longest there first; those that are done, newest first.
  virtual std::vector<ReturnRow> in_stage(ShopId shop, domain::ReturnStage stage, ReturnPlace after,
                                          int limit) = 0;
  // All that are not here yet, newest first: what a stray parcel is compared with.
  virtual std::vector<domain::Return> awaited(ShopId shop, int limit) = 0;
  // Somebody has to look at them by now (domain::next_look).
  virtual std::vector<ReturnId> to_look_at(ShopId shop, Instant now, int limit) = 0;

  virtual std::optional<domain::Stray> stray(ShopId shop, StrayId id) = 0;
  virtual std::vector<domain::Stray> strays_tracked(ShopId shop, std::string_view tracking_number) = 0;
  virtual std::vector<StrayRow> strays(ShopId shop, domain::StrayState state, ReturnPlace after,
                                       int limit) = 0;
  virtual void insert_stray(const domain::Stray& added, std::string_view phone) = 0;
  virtual Result<void> update_stray(const domain::Stray& before, const domain::Stray& after) = 0;
  // Returns whose buyer's phone ends like the one on the parcel.
  virtual std::vector<ReturnId> like_phone_of(ShopId shop, StrayId id, int limit) = 0;
  // The phone's last digits as read off the parcel; empty where none were.
  virtual std::string phone_on(ShopId shop, StrayId id) = 0;

  // By rank.
  virtual std::vector<domain::ReturnAddress> addresses(ShopId shop) = 0;
  virtual std::optional<domain::ReturnAddress> address(ShopId shop, ReturnAddressId id) = 0;
  virtual void save_address(const domain::ReturnAddress& address) = 0;
};

}  // namespace shouhou::ports
