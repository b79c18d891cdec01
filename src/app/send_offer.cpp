#include "app/send_offer.h"

#include <algorithm>
#include <limits>

#include "app/access_token.h"
#include "app/case_notes.h"
#include "app/change_case.h"
#include "app/offer_facts.h"
#include "app/require.h"
#include "base/utf8.h"
#include "domain/clocks.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

constexpr std::size_t longest_reason = 500;  // characters
// The clock runs a little longer than the menu: when it goes, the desk has not looked after the buyer.
constexpr Span grace = minutes(10);

auto over(domain::OfferState state) {
  return fail(ErrorKind::conflict, "offer.over",
              {"这张方案单" + text_of(state).zh, "this offer is " + text_of(state).en});
}

Result<void> within_authority(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                              const domain::CaseFacts& facts, const domain::Rights& rights) {
  for (const domain::OfferItem& item : offer.menu.items) {
    if (item.entitled) continue;
    const auto decision = authority_for(unit, actor, offer.case_id, item.remedy, facts, rights, offer.edited);
    if (decision.outcome == domain::GrantOutcome::granted) continue;
    const Text name = text_of(item.remedy.kind);
    const Text why{name.zh + "：" + decision.why.zh, name.en + ": " + decision.why.en};
    if (decision.outcome == domain::GrantOutcome::refused) {
      return fail(ErrorKind::forbidden, "offer.beyond", why);
    }
    return fail(ErrorKind::conflict, "offer.above_authority", why);
  }
  return {};
}

// When the platform is going to settle the matter itself: a menu does not stand beside that. The end of time
// for never. What ran out already is the platform's to report.
Instant platform_acts_at(const domain::Case& state, const ports::CaseRules& rules, Instant now) {
  using enum domain::Consequence;
  Instant first{std::numeric_limits<std::int64_t>::max()};
  for (const domain::CaseClock& clock : state.clocks) {
    const bool platforms = clock.source == domain::ClockSource::platform_api ||
                           clock.source == domain::ClockSource::platform_table;
    const bool settles = clock.consequence == auto_refund || clock.consequence == auto_agree ||
                         clock.consequence == auto_close;
    if (!platforms || !settles || clock.end != domain::ClockEnd::running) continue;
    const auto deadline = deadline_of(clock, state.history, rules.urgency.calendars.of(clock.calendar));
    if (deadline && *deadline > now) first = std::min(first, *deadline);
  }
  return first;
}

// The message, the waiting and the clock on the case.
Result<void> start_waiting(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                           const Text& text) {
  SHOUHOU_ASSIGN(const NoteId words, keep_words(unit, offer.shop, offer.case_id, text.zh));
  domain::CaseClock clock;
  clock.kind = std::string(offer_clock);
  clock.source = domain::ClockSource::shop_promise;
  clock.consequence = domain::Consequence::bad_mood;
  clock.start = unit.now();
  clock.allowed = offer.menu.valid_until - unit.now() + grace;
  clock.basis = "P-D1";
  const std::vector<domain::CaseCommand> commands{
      ask::LogContact{domain::ContactKind::message, domain::Direction::to_buyer, words},
      ask::SetStatus{domain::Status::waiting_buyer, "等买家选方案"}, ask::StartClock{clock}};
  SHOUHOU_TRY(change_case(unit, actor, {offer.case_id, {}}, commands));
  return {};
}

std::string new_link(ports::Unit& unit, const ports::StoredOffer& offer, const ports::OfferAct& by) {
  const AccessToken token = new_access_token(offer.shop);
  unit.offers().add_link(offer.shop, token.hash, offer.case_id, by);
  return "/o/" + token.text;
}

SentOffer told(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer, bool link) {
  SentOffer told;
  told.sent = true;
  told.offer = view_of(unit, actor, offer);
  told.text = told.offer.chat_text;
  if (link) told.link = new_link(unit, offer, act_of(unit, actor));
  return told;
}

}  // namespace

Result<SentOffer> send_offer(ports::Unit& unit, const ports::Actor& actor, const SendOffer& command,
                             domain::Dice dice) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  SHOUHOU_ASSIGN(ports::StoredOffer offer, load_offer(unit, actor.shop, command.id));
  if (command.version && *command.version != offer.version) {
    return fail(ErrorKind::stale, "offer.changed",
                {"有人改过这张方案单，请重新载入", "somebody changed this offer; load it again"});
  }
  if (offer.state == domain::OfferState::sent) return told(unit, actor, offer, command.link);
  if (offer.state != domain::OfferState::proposed) return over(offer.state);
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, offer.case_id, false));
  if (state.step != domain::Step::agree) {
    return fail(ErrorKind::conflict, "offer.too_early",
                {"到了“协商”这一步才能把方案发给买家", "an offer is sent in the step agree"});
  }
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, state));
  if (const auto why = out_of_date(unit, offer, facts)) {
    SentOffer instead;
    instead.replaced = offer.id;
    instead.why = why;
    SHOUHOU_ASSIGN(const ports::StoredOffer fresh, offer_anew(unit, actor, state, facts, dice, offer, *why));
    instead.offer = view_of(unit, actor, fresh);
    instead.text = instead.offer.chat_text;
    return instead;
  }
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  SHOUHOU_TRY(within_authority(unit, actor, offer, facts, entitlements(facts, *rules.book, rules.zone)));
  offer.state = domain::OfferState::sent;
  offer.sent = act_of(unit, actor);
  offer.menu.valid_until =
      std::min(valid_until(offer.menu, *rules.book, unit.now()), platform_acts_at(state, rules, unit.now()));
  SHOUHOU_TRY(unit.offers().change(offer));
  SHOUHOU_TRY(start_waiting(unit, actor, offer, chat_text(offer.menu, rules.zone)));
  record_offer(unit, actor, offer, "offer.sent");
  return told(unit, actor, offer, command.link);
}

Result<OfferView> withdraw_offer(ports::Unit& unit, const ports::Actor& actor, const WithdrawOffer& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  SHOUHOU_ASSIGN(ports::StoredOffer offer, load_offer(unit, actor.shop, command.id));
  if (offer.state == domain::OfferState::withdrawn) return view_of(unit, actor, offer);
  if (!live(offer.state)) return over(offer.state);
  const std::string reason = utf8::trim(command.reason);
  if (reason.empty()) {
    return invalid("case.reason_needed", "reason", {"请写明原因", "a reason is needed"});
  }
  if (!utf8::valid(reason) || utf8::length(reason) > longest_reason) {
    return invalid("case.field", "reason", {"原因太长", "the reason is too long"});
  }
  const bool waited = offer.state == domain::OfferState::sent;
  offer.state = domain::OfferState::withdrawn;
  offer.ended = act_of(unit, actor);
  offer.reason = reason;
  SHOUHOU_TRY(unit.offers().change(offer));
  record_offer(unit, actor, offer, "offer.withdrawn");
  if (waited) SHOUHOU_TRY(stop_waiting(unit, actor, offer, domain::ClockEnd::cancelled));
  return view_of(unit, actor, offer);
}

Result<void> withdraw_offers_of(ports::Unit& unit, const ports::Actor& actor, CaseId id,
                                const std::string& reason) {
  auto offer = unit.offers().live_of(actor.shop, id);
  if (!offer) return {};
  offer->state = domain::OfferState::withdrawn;
  offer->ended = act_of(unit, actor);
  offer->reason = reason;
  SHOUHOU_TRY(unit.offers().change(*offer));
  record_offer(unit, actor, *offer, "offer.withdrawn");
  return {};
}

bool any_offer_ran_out(ports::ReadUnit& unit, ShopId shop) {
  return !unit.offers().running_out(shop, unit.now(), 1).empty();
}

Result<int> expire_offers(ports::Unit& unit, ShopId shop, int limit) {
  const ports::Actor desk = ports::Actor::system(shop);
  int ended = 0;
  for (const OfferId id : unit.offers().running_out(shop, unit.now(), limit)) {
    SHOUHOU_ASSIGN(ports::StoredOffer offer, load_offer(unit, shop, id));
    const bool waited = offer.state == domain::OfferState::sent;
    offer.state = domain::OfferState::expired;
    offer.ended = act_of(unit, desk);
    SHOUHOU_TRY(unit.offers().change(offer));
    record_offer(unit, desk, offer, "offer.expired");
    if (waited) SHOUHOU_TRY(stop_waiting(unit, desk, offer, domain::ClockEnd::cancelled));
    ++ended;
  }
  return ended;
}

}  // namespace shouhou::app
