// Parcels (包裹) and what carriers report about them (物流轨迹).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/enum_names.h"

namespace shouhou::domain {

enum class ParcelState {
  announced,  // a tracking number, no scan yet
  picked_up,
  in_transit,
  delivering,
  signed_for,
  problem,  // the carrier reports a difficulty
  refused,
  returning,
  returned,
  lost,
};
BOOST_DESCRIBE_ENUM(ParcelState, announced, picked_up, in_transit, delivering, signed_for, problem, refused,
                    returning, returned, lost)

struct Parcel {
  ParcelId id;
  ShopId shop;
  OrderId order;
  std::string carrier;  // as the channel names it: "圆通速递"
  std::string tracking_number;
  ParcelState state = ParcelState::announced;
  std::optional<Instant> shipped_at;
  std::optional<Instant> first_scan_at;
  std::optional<Instant> last_scan_at;
  std::optional<Instant> signed_at;

  bool operator==(const Parcel&) const = default;
};

struct TrackingEvent {
  Instant at;
  std::string text;  // the carrier's own words
  ParcelState state = ParcelState::in_transit;

  bool operator==(const TrackingEvent&) const = default;
};

// What one line of a trace says, from the carrier's own words; in_transit where nothing tells more.
ParcelState state_of_trace(std::string_view text);

// Puts an event into the parcel: times and state follow the newest event; a signature is not undone by an
// older scan. Whether anything changed.
bool apply(Parcel& parcel, const TrackingEvent& event);

// On the road and without a scan for longer than `limit` (facts: a lane's own p95; until there are enough
// parcels of the lane, the shop's setting).
bool stuck(const Parcel& parcel, Instant now, Span limit);

// "Shipped" was clicked longer than `limit` ago and no carrier has scanned it (P-G3).
bool shipped_without_scan(const Parcel& parcel, Instant now, Span limit);

}  // namespace shouhou::domain
