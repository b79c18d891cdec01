#include "app/demo/demo_returns.h"

#include <algorithm>

#include "app/deeds.h"
#include "app/dock.h"
#include "app/exchange_stock.h"
#include "app/return_addresses.h"
#include "app/return_way.h"
#include "app/work_return.h"
#include "ports/grants.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

template <class T>
Result<void> nothing(const Result<T>& result) {
  if (!result) return forward(result.error());
  return {};
}

// What is found wrong with goods that come back in the demonstration.
constexpr const char* flaws[] = {"吊牌已剪，有穿着痕迹", "鞋底有明显磨损", "少了配件"};

}  // namespace

void DemoReturns::act(const ports::Store::WriteBody& body) {
  if (!result_) return;
  result_ = store_.write_now(body);
}

void DemoReturns::begin() {
  act([&](ports::Unit& unit) -> Result<void> {
    SaveReturnAddress address;
    address.name = "退货仓";
    address.receiver = "退货组";
    address.phone = "0571-00000000";
    address.address = "浙江省杭州市（演示）退货路 1 号";
    return nothing(save_return_address(unit, dock_, address));
  });
}

std::string DemoReturns::new_number(std::string& carrier) {
  const DemoCarrier& drawn = life_.by_share(shop_.carriers);
  carrier = drawn.name;
  return drawn.prefix + life_.digits(10);
}

void DemoReturns::follow(ReturnId id, std::function<void()> settled) {
  const auto goes = std::make_shared<Way>();
  goes->id = id;
  goes->settled = std::move(settled);
  // Some buyers take their time, some never send it.
  life_.after(
      life_.happens(0.15) ? life_.span_between(days(4), days(12)) : life_.span_between(hours(4), days(2)),
      [=, this] { ship(goes); });
}

// The dock has fallen behind in the last days: every second parcel still lies there today.
bool DemoReturns::piles_up(std::int64_t& count) {
  return life_.now() > life_.end() - days(6) && ++count % 2 == 1;
}

void DemoReturns::ship(const Goes& goes) {
  goes->number = new_number(goes->carrier);
  act([&](ports::Unit& unit) -> Result<void> {
    domain::Parcel parcel;
    parcel.id = goes->parcel = unit.ids().next<ParcelId>(unit.now());
    parcel.shop = dock_.shop;
    parcel.carrier = goes->carrier;
    parcel.tracking_number = goes->number;
    unit.trade().add_parcel(parcel);
    return nothing(track_return(unit, dock_, {goes->id, {}, goes->carrier, goes->number, false}));
  });
  const Instant taken = life_.now() + life_.span_between(hours(1), hours(6));
  const Instant here = taken + life_.span_between(hours(30), days(4));
  life_.at(taken, [=, this] { scan(goes, domain::ParcelState::picked_up, "【网点】已揽收"); });
  life_.at(taken + life_.span_between(hours(6), hours(20)),
           [=, this] { scan(goes, domain::ParcelState::in_transit, "【转运中心】已发出"); });
  life_.at(here, [=, this] {
    scan(goes, domain::ParcelState::signed_for, "已签收，签收人：退货仓");
    if (!piles_up(unopened_))
      life_.after(life_.span_between(hours(3), hours(40)), [=, this] { receive(goes); });
  });
}

void DemoReturns::scan(const Goes& goes, domain::ParcelState state, const std::string& words) {
  act([&](ports::Unit& unit) -> Result<void> {
    for (domain::Parcel& parcel : unit.trade().parcels_tracked(dock_.shop, goes->number)) {
      if (parcel.id != goes->parcel) continue;
      const domain::TrackingEvent event{unit.now(), words, state};
      unit.trade().add_tracking(dock_.shop, parcel.id, event);
      domain::apply(parcel, event);
      unit.trade().update_parcel(parcel);
    }
    return follow_way_back(unit, dock_, goes->number);
  });
}

void DemoReturns::receive(const Goes& goes) {
  act([&](ports::Unit& unit) { return nothing(receive_return(unit, dock_, {goes->id, {}, {}, false, {}})); });
  if (!piles_up(uninspected_))
    life_.after(life_.span_between(hours(3), hours(40)), [=, this] { inspect(goes); });
}

void DemoReturns::inspect(const Goes& goes) {
  const bool flawed = life_.happens(0.5);  // of those in which more than one piece came
  const std::string flaw = flaws[static_cast<std::size_t>(life_.between(0, 2))];
  act([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, dock_.shop, goes->id));
    if (state.decided()) return {};
    InspectReturn found;
    found.id = goes->id;
    for (const domain::ReturnLine& line : state.lines) {
      InspectedLine one;
      one.place = line.place;
      for (const domain::InspectionPoint& point : line.checks) {
        const bool failed = flawed && line.expected > 1 && point.for_intactness;
        one.answers.push_back(
            {point.check, failed ? domain::CheckAnswer::failed : domain::CheckAnswer::passed, {}, {}});
      }
      const bool in_part = flawed && line.expected > 1;
      one.rejected = in_part ? 1 : 0;
      one.accepted = std::min(line.received, line.expected) - one.rejected;
      if (in_part) one.reason = flaw;
      found.lines.push_back(std::move(one));
    }
    return nothing(inspect_return(unit, dock_, found));
  });
  if (life_.happens(0.8)) {
    act([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, dock_.shop, goes->id));
      for (const domain::ReturnLine& line : state.lines) {
        if (line.accepted == 0) continue;
        SHOUHOU_TRY(dispose_return(
            unit, dock_, {goes->id, {}, line.place, domain::Disposition::restock, line.accepted, {}, {}}));
      }
      return {};
    });
  }
  goes->settled();
}

void DemoReturns::send_exchange(CaseId case_id) {
  life_.after(life_.span_between(hours(3), hours(30)), [=, this] {
    std::string carrier;
    const std::string number = new_number(carrier);
    act([&](ports::Unit& unit) -> Result<void> {
      for (const domain::Deed& deed : unit.grants().deeds_of_case(dock_.shop, case_id)) {
        if (deed.kind != domain::EffectKind::send_goods || !open(deed.state)) continue;
        SHOUHOU_TRY(confirm_deed(unit, dock_, {deed.id, carrier + " " + number, {}}));
      }
      return {};
    });
  });
}

void DemoReturns::end_with_strays() {
  life_.at(life_.end() - hours(20), [this] {
    for (const char* contents : {"灰色毛衫一件，没有写单号", "童鞋一双，面单看不清"}) {
      RegisterStray stray;
      stray.tracking_number = new_number(stray.carrier);
      stray.phone = life_.digits(4);
      stray.contents = contents;
      stray.pieces = 1;
      stray.grams = life_.between(300, 900);
      act([&](ports::Unit& unit) { return nothing(register_stray(unit, dock_, stray)); });
    }
  });
}

}  // namespace shouhou::app
