#include "app/platform_word.h"

#include <algorithm>

#include "app/offer_facts.h"
#include "base/utf8.h"
#include "ports/cases.h"
#include "ports/offers.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

constexpr std::size_t longest_reason = 300;  // characters

bool platform_spoke(const std::vector<domain::CaseCommand>& commands) {
  return std::ranges::any_of(commands, [](const domain::CaseCommand& command) {
    return std::holds_alternative<ask::FollowPlatform>(command);
  });
}

bool newly_ruled(const domain::Case& before, const domain::Case& after) {
  return after.agreement && after.agreement->kind == domain::AgreementKind::platform_decided &&
         after.agreement != before.agreement;
}

// Why the menu goes; nothing where it still holds.
Result<std::optional<std::string>> why_it_goes(ports::ReadUnit& unit, const ports::StoredOffer& offer,
                                               const domain::Case& before, const domain::Case& after) {
  if (newly_ruled(before, after)) {
    const domain::Agreement& ruling = *after.agreement;
    std::string why = "平台已裁定";
    if (ruling.refund > Fen{0}) why += "：退款 " + format_yuan(ruling.refund) + " 元";
    if (!ruling.reason.empty()) why += "（" + ruling.reason + "）";
    return utf8::shorten(why, longest_reason);
  }
  if (!after.live() || after.step > domain::Step::agree) return std::string("平台已处理完结");
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, after));
  if (const auto changed = out_of_date(unit, offer, facts)) return "平台有变动：" + changed->zh;
  return std::nullopt;
}

}  // namespace

Result<std::optional<domain::CaseCommand>> end_offer_by_platform(
    ports::Unit& unit, const ports::Actor& actor, const std::vector<domain::CaseCommand>& commands,
    const domain::Case& before, const domain::Case& after) {
  if (!platform_spoke(commands)) return std::nullopt;
  auto offer = unit.offers().live_of(actor.shop, before.id);
  if (!offer) return std::nullopt;
  SHOUHOU_ASSIGN(const std::optional<std::string> why, why_it_goes(unit, *offer, before, after));
  if (!why) return std::nullopt;
  const bool waited = offer->state == domain::OfferState::sent;
  offer->state = domain::OfferState::withdrawn;
  offer->ended = act_of(unit, actor);
  offer->reason = *why;
  offer->by_platform = true;
  SHOUHOU_TRY(unit.offers().change(*offer));
  record_offer(unit, actor, *offer, "offer.withdrawn");
  if (!waited || !after.running_clock(offer_clock)) return std::nullopt;
  return domain::CaseCommand{ask::EndClock{std::string(offer_clock), domain::ClockEnd::cancelled}};
}

}  // namespace shouhou::app
