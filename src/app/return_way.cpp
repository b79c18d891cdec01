#include "app/return_way.h"

#include <algorithm>

#include "app/change_return.h"
#include "domain/tracking_numbers.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask_return;
using domain::Department;
using domain::Reception;

constexpr int most_returns = 20;

bool awaited(const domain::Return& state) {
  return !state.decided() && state.reception != Reception::part_received &&
         state.reception != Reception::received && state.reception != Reception::given_up;
}

// What the store knows of a parcel, as the carrier's last word.
domain::CarrierWord last_word(ports::ReadUnit& unit, const domain::Parcel& parcel) {
  domain::CarrierWord word;
  word.state = parcel.state;
  word.signed_at = parcel.signed_at;
  word.at = std::max(parcel.last_scan_at.value_or(Instant{}), parcel.signed_at.value_or(Instant{}));
  if (word.at == Instant{}) word.at = unit.now();  // a state without a time was heard now
  Instant newest;
  for (domain::TrackingEvent& event : unit.trade().trace_of(parcel.shop, parcel.id)) {
    if (event.at < newest) continue;
    newest = event.at;
    word.words = std::move(event.text);
  }
  return word;
}

std::string parcel_of(const domain::Return& state) {
  return "（R" + std::to_string(state.number) + "，" + state.carrier + " " + state.tracking_number + "）";
}

Result<void> follow(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                    std::string_view number, const domain::Parcel* parcel) {
  std::vector<domain::ReturnCommand> commands;
  if (state.tracking_number.empty()) {
    commands.push_back(ask::SetTracking{parcel ? parcel->carrier : std::string(), std::string(number)});
  }
  if (parcel) commands.push_back(ask::CarrierReport{last_word(unit, *parcel)});
  if (commands.empty()) return {};
  SHOUHOU_ASSIGN(const ChangedReturn changed, change_return(unit, desk_for(actor), state.id, {}, commands));
  for (const std::string& event : changed.events) {
    if (event == "return.lost") SHOUHOU_TRY(ask_for_lost_parcel(unit, actor, changed.after));
    if (event == "return.turned_back") {
      SHOUHOU_TRY(ask_department(
          unit, actor, changed.after, Department::logistics,
          "退货包裹被拒收或退回" + parcel_of(changed.after) + "：联系快递重新派送，并告诉买家"));
    }
  }
  return {};
}

}  // namespace

std::vector<domain::Return> coming_in(ports::ReadUnit& unit, ShopId shop, std::string_view number) {
  if (number.empty()) return {};
  std::vector<domain::Return> all = unit.returns().tracked(shop, number, most_returns);
  if (all.empty()) {
    // The platform knew the number before the desk did.
    for (const OrderId order : unit.returns().orders_returning_in(shop, number)) {
      for (domain::Return& state : unit.returns().of_order(shop, order, most_returns)) {
        if (state.tracking_number.empty()) all.push_back(std::move(state));
      }
    }
  }
  const bool named_by_order = !all.empty() && all.front().tracking_number.empty();
  std::erase_if(all, [](const domain::Return& state) { return !awaited(state); });
  if (named_by_order && all.size() > 1) all.clear();  // which of them it is, the dock will see
  return all;
}

bool comes_back(ports::ReadUnit& unit, ShopId shop, std::string_view number) {
  return !number.empty() && (!unit.returns().tracked(shop, number, 1).empty() ||
                             !unit.returns().orders_returning_in(shop, number).empty());
}

Result<void> follow_way_back(ports::Unit& unit, const ports::Actor& actor, std::string_view tracking_number) {
  const std::string number = domain::normal_tracking(tracking_number);
  const std::vector<domain::Return> returns = coming_in(unit, actor.shop, number);
  if (returns.empty()) return {};
  std::vector<domain::Parcel> parcels = unit.trade().parcels_tracked(actor.shop, tracking_number);
  // One that was sent out under this number is another journey.
  std::erase_if(parcels, [](const domain::Parcel& parcel) { return static_cast<bool>(parcel.order); });
  const domain::Parcel* parcel = parcels.empty() ? nullptr : &parcels.front();
  for (const domain::Return& state : returns) SHOUHOU_TRY(follow(unit, actor, state, number, parcel));
  return {};
}

Result<void> ask_for_lost_parcel(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state) {
  const auto asked = ask_department(unit, actor, state, Department::logistics,
                                    "退货包裹丢失" + parcel_of(state) + "：查件、索赔");
  if (!asked) return forward(asked.error());
  return {};
}

}  // namespace shouhou::app
