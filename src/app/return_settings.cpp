#include "app/return_settings.h"

#include "app/settings.h"
#include "domain/enum_names.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

// The setting's value is a JSON string: "scan".
template <class E>
E chosen(ports::ReadUnit& unit, ShopId shop, std::string_view key, E otherwise) {
  std::string value = setting(unit, shop, key);
  std::erase_if(value, [](char c) { return c == '"' || c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
  return domain::named<E>(value).value_or(otherwise);
}

}  // namespace

RefundAt refund_at(ports::ReadUnit& unit, ShopId shop) {
  return chosen(unit, shop, "returns.refund_at", RefundAt::inspection);
}

ExchangeAt exchange_at(ports::ReadUnit& unit, ShopId shop) {
  return chosen(unit, shop, "returns.exchange_at", ExchangeAt::grant);
}

domain::ReturnPatience patience_with(ports::ReadUnit& unit, const domain::Return& state) {
  const ports::CaseRules& rules = unit.cases().rules(state.shop);
  const domain::FollowUpRules& follow_up = rules.book->follow_up;
  const domain::DockRule& receive = follow_up.at_dock(domain::DockStep::receive);
  return {follow_up.stuck_after(state.carrier, {}), receive.within,
          rules.urgency.calendars.of(receive.calendar)};
}

}  // namespace shouhou::app
