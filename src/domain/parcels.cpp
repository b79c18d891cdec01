#include "domain/parcels.h"

namespace shouhou::domain {
namespace {

struct Wording {
  std::string_view part;
  ParcelState state;
};

// First match wins, so the sentences that contain another's words stand before it. From the carriers' own
// traces (圆通, 中通, 韵达, 申通, 顺丰) as shops see them.
constexpr Wording wordings[] = {
    {"退回件已签收", ParcelState::returned},
    {"已退回", ParcelState::returned},
    {"退件签收", ParcelState::returned},
    {"退回", ParcelState::returning},
    {"退件", ParcelState::returning},
    {"拒收", ParcelState::refused},
    {"拒签", ParcelState::refused},
    {"遗失", ParcelState::lost},
    {"丢失", ParcelState::lost},
    {"派送不成功", ParcelState::problem},
    {"派件失败", ParcelState::problem},
    {"未签收", ParcelState::problem},
    {"问题件", ParcelState::problem},
    {"异常", ParcelState::problem},
    {"联系不上", ParcelState::problem},
    {"签收人", ParcelState::signed_for},
    {"已签收", ParcelState::signed_for},
    {"已妥投", ParcelState::signed_for},
    {"快件已取出", ParcelState::signed_for},
    {"已取件", ParcelState::signed_for},
    {"代收", ParcelState::delivering},
    {"派件", ParcelState::delivering},
    {"派送", ParcelState::delivering},
    {"正在投递", ParcelState::delivering},
    {"揽收", ParcelState::picked_up},
    {"收件", ParcelState::picked_up},
    {"揽件", ParcelState::picked_up},
};

bool on_the_road(ParcelState state) {
  return state == ParcelState::picked_up || state == ParcelState::in_transit ||
         state == ParcelState::delivering || state == ParcelState::problem;
}

}  // namespace

ParcelState state_of_trace(std::string_view text) {
  for (const Wording& wording : wordings) {
    if (text.find(wording.part) != std::string_view::npos) return wording.state;
  }
  return ParcelState::in_transit;
}

bool apply(Parcel& parcel, const TrackingEvent& event) {
  const Parcel before = parcel;
  if (!parcel.first_scan_at || event.at < *parcel.first_scan_at) parcel.first_scan_at = event.at;
  if (!parcel.last_scan_at || event.at >= *parcel.last_scan_at) {
    parcel.last_scan_at = event.at;
    parcel.state = event.state;
  }
  if (event.state == ParcelState::signed_for && (!parcel.signed_at || event.at < *parcel.signed_at)) {
    parcel.signed_at = event.at;
  }
  return !(parcel == before);
}

bool stuck(const Parcel& parcel, Instant now, Span limit) {
  return on_the_road(parcel.state) && parcel.last_scan_at && now - *parcel.last_scan_at > limit;
}

bool shipped_without_scan(const Parcel& parcel, Instant now, Span limit) {
  return parcel.state == ParcelState::announced && !parcel.first_scan_at && parcel.shipped_at &&
         now - *parcel.shipped_at > limit;
}

}  // namespace shouhou::domain
