#include "app/propose_offer.h"

#include <cstring>

#include "app/change_case.h"
#include "app/offer_facts.h"
#include "app/require.h"
#include "base/crypto.h"
#include "base/utf8.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

constexpr std::size_t longest_detail = 100;  // characters

// In [0, 1), 53 random bits.
double chance(const std::string& bytes, std::size_t from) {
  std::uint64_t bits = 0;
  std::memcpy(&bits, bytes.data() + from, sizeof bits);
  return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

domain::Remedy remedy_of(const LighterWay& way, std::size_t lines) {
  domain::Remedy remedy;
  remedy.kind = way.kind;
  remedy.money = way.money;
  remedy.credit = way.credit;
  remedy.gift_cost = way.gift_cost;
  remedy.look_again = way.look_again;
  remedy.detail = way.detail;
  if (way.kind == domain::RemedyKind::partial_refund_keep) remedy.pieces.assign(lines, 0);
  return remedy;
}

Result<std::vector<domain::Remedy>> remedies_of(const std::vector<LighterWay>& ways, std::size_t lines) {
  std::vector<domain::Remedy> remedies;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    if (!utf8::valid(ways[i].detail) || utf8::length(ways[i].detail) > longest_detail) {
      return invalid("case.field", "lighter[" + std::to_string(i) + "].detail",
                     {"说明太长", "the detail is too long"});
    }
    remedies.push_back(remedy_of(ways[i], lines));
  }
  return remedies;
}

Result<void> none_beyond(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer) {
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  const domain::Rights rights = entitlements(offer.facts, *rules.book, rules.zone);
  for (const domain::OfferItem& item : offer.menu.items) {
    if (item.entitled) continue;
    const auto decision = authority_for(unit, actor, offer.case_id, item.remedy, offer.facts, rights, true);
    if (decision.outcome == domain::GrantOutcome::refused) {
      return fail(ErrorKind::forbidden, "offer.beyond", decision.why);
    }
  }
  return {};
}

// What is owed, and these ways beside it; the policy's own are left off.
Result<ports::StoredOffer> begun_by_hand(ports::Unit& unit, const ports::Actor& actor,
                                         const domain::Case& state, const domain::CaseFacts& facts,
                                         domain::Dice dice, std::optional<ports::StoredOffer> old,
                                         const Text& why, const std::vector<LighterWay>& ways) {
  SHOUHOU_ASSIGN(const std::vector<domain::Remedy> lighter, remedies_of(ways, facts.lines.size()));
  SHOUHOU_ASSIGN(ports::StoredOffer offer,
                 offer_anew(unit, actor, state, facts, dice, std::move(old), why, lighter));
  SHOUHOU_TRY(none_beyond(unit, actor, offer));
  return offer;
}

}  // namespace

domain::Dice cast_dice() {
  const std::string bytes = crypto::random_bytes(16);
  return {chance(bytes, 0), chance(bytes, 8)};
}

Result<OfferView> propose_offer(ports::Unit& unit, const ports::Actor& actor, const ProposeOffer& command,
                                domain::Dice dice) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, true));
  if (!state.live())
    return fail(ErrorKind::conflict, "case.closed", {"已关闭，先重新打开", "it is closed; reopen it first"});
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, state));
  auto old = unit.offers().live_of(actor.shop, state.id);
  Text why;
  if (old) {
    const auto changed = out_of_date(unit, *old, facts);
    if (!changed && !command.lighter.empty()) {
      return fail(ErrorKind::conflict, "offer.live",
                  {"已经有一张方案单，请直接改它", "there is a menu already; edit that one"});
    }
    if (!changed) return view_of(unit, actor, *old);
    why = *changed;
  }
  if (!command.lighter.empty()) {
    SHOUHOU_ASSIGN(const ports::StoredOffer offer,
                   begun_by_hand(unit, actor, state, facts, dice, std::move(old), why, command.lighter));
    return view_of(unit, actor, offer);
  }
  SHOUHOU_ASSIGN(const ports::StoredOffer offer,
                 offer_anew(unit, actor, state, facts, dice, std::move(old), why));
  return view_of(unit, actor, offer);
}

Result<OfferView> edit_offer(ports::Unit& unit, const ports::Actor& actor, const EditOffer& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  SHOUHOU_ASSIGN(ports::StoredOffer offer, load_offer(unit, actor.shop, command.id));
  if (command.version && *command.version != offer.version) {
    return fail(ErrorKind::stale, "offer.changed",
                {"有人改过这张方案单，请重新载入", "somebody changed this offer; load it again"});
  }
  if (offer.state != domain::OfferState::proposed) {
    return fail(ErrorKind::conflict, "offer.over",
                {"这张方案单" + text_of(offer.state).zh + "，不能再改",
                 "this offer is " + text_of(offer.state).en + " and cannot be changed"});
  }
  SHOUHOU_ASSIGN(const std::vector<domain::Remedy> lighter,
                 remedies_of(command.lighter, offer.facts.lines.size()));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  SHOUHOU_ASSIGN(offer.menu, with_lighter(offer.menu, lighter, offer.facts, *rules.book, rules.zone,
                                          *unit.offers().acceptance(actor.shop)));
  SHOUHOU_TRY(none_beyond(unit, actor, offer));
  offer.edited = true;
  offer.last_edited = act_of(unit, actor);
  SHOUHOU_TRY(unit.offers().change(offer));
  record_offer(unit, actor, offer, "offer.edited");
  return view_of(unit, actor, offer);
}

}  // namespace shouhou::app
