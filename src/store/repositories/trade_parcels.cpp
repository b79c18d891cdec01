#include <array>

#include "store/repositories/read_word.h"
#include "store/repositories/trade.h"
#include "store/sql/queries/trade.h"

namespace shouhou::store {
namespace queries = sql::trade;
namespace {

domain::Parcel parcel_of(const Row& row) {
  domain::Parcel parcel;
  parcel.id = row.id<ParcelId>(0);
  parcel.shop = row.id<ShopId>(1);
  parcel.order = row.id<OrderId>(2);
  parcel.carrier = row.string(3);
  parcel.tracking_number = row.string(4);
  read_word(row, 5, parcel.state);
  parcel.shipped_at = row.maybe_instant(6);
  parcel.first_scan_at = row.maybe_instant(7);
  parcel.last_scan_at = row.maybe_instant(8);
  parcel.signed_at = row.maybe_instant(9);
  return parcel;
}

std::array<Argument, 10> arguments_of(const domain::Parcel& parcel) {
  return {{{"id", parcel.id},
           {"shop_id", parcel.shop},
           {"order_id", parcel.order},
           {"carrier", parcel.carrier},
           {"tracking_number", parcel.tracking_number},
           {"state", name(parcel.state)},
           {"shipped_at", parcel.shipped_at},
           {"first_scan_at", parcel.first_scan_at},
           {"last_scan_at", parcel.last_scan_at},
           {"signed_at", parcel.signed_at}}};
}

}  // namespace

std::optional<domain::Parcel> TradeRepository::parcel(ShopId shop, ParcelId id) {
  return session_.one(queries::parcel, {{"shop_id", shop}, {"id", id}}, parcel_of);
}

std::vector<domain::Parcel> TradeRepository::parcels_of(ShopId shop, OrderId order) {
  return session_.all(queries::parcels_of, {{"shop_id", shop}, {"order_id", order}}, parcel_of);
}

std::vector<domain::Parcel> TradeRepository::parcels_tracked(ShopId shop, std::string_view tracking_number) {
  return session_.all(queries::parcels_tracked, {{"shop_id", shop}, {"tracking_number", tracking_number}},
                      parcel_of);
}

std::vector<domain::Parcel> TradeRepository::parcels_silent_since(ShopId shop, Instant scanned_before,
                                                                  int limit) {
  return session_.all(queries::parcels_silent_since,
                      {{"shop_id", shop}, {"before", scanned_before}, {"limit", limit}}, parcel_of);
}

void TradeRepository::add_parcel(const domain::Parcel& parcel) {
  change(queries::add_parcel, arguments_of(parcel));
}
void TradeRepository::update_parcel(const domain::Parcel& parcel) {
  change(queries::update_parcel, arguments_of(parcel));
}

std::vector<domain::TrackingEvent> TradeRepository::trace_of(ShopId shop, ParcelId parcel) {
  return session_.all(queries::trace_of, {{"shop_id", shop}, {"parcel_id", parcel}}, [](const Row& row) {
    domain::TrackingEvent event{row.instant(0), row.string(1), {}};
    read_word(row, 2, event.state);
    return event;
  });
}

bool TradeRepository::add_tracking(ShopId shop, ParcelId parcel, const domain::TrackingEvent& event) {
  return session_.run(queries::add_tracking, {{"shop_id", shop},
                                              {"parcel_id", parcel},
                                              {"at", event.at},
                                              {"text", event.text},
                                              {"state", name(event.state)}}) == 1;
}

}  // namespace shouhou::store
