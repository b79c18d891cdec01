#include "app/offer_facts.h"

#include "app/buyer_pattern.h"
#include "app/change_case.h"
#include "app/gather_case_facts.h"
#include "app/judged_by.h"
#include "ports/cases.h"
#include "ports/grants.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

// Menus of one case that are looked back at.
constexpr int menus_back = 50;

void add_turned_down(ports::ReadUnit& unit, const domain::Case& state, domain::CaseFacts& facts) {
  for (const ports::StoredOffer& offer : unit.offers().of_case(state.shop, state.id, menus_back)) {
    if (offer.state != domain::OfferState::refused || offer.proposed.at < state.last_opening()) continue;
    ++facts.refused_offers;
    for (const domain::OfferItem& item : offer.menu.items) {
      if (item.entitled) continue;
      facts.refused_ways.push_back(
          {item.remedy.kind, item.remedy.money + item.remedy.credit + item.remedy.gift_cost});
    }
  }
}

}  // namespace

Result<domain::CaseFacts> offer_facts(ports::ReadUnit& unit, const domain::Case& state) {
  SHOUHOU_ASSIGN(domain::CaseFacts facts, gather_case_facts(unit, state));
  add_turned_down(unit, state, facts);
  add_buyer_pattern(unit, state, facts.buyer);
  return facts;
}

domain::GrantDecision authority_for(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id,
                                    const domain::Remedy& remedy, const domain::CaseFacts& facts,
                                    const domain::Rights& rights, bool by_hand) {
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  const Instant today = rules.zone.start_of(rules.zone.local(unit.now()).day);
  domain::GrantRequest request;
  request.who = actor.account;
  request.role = actor.role;
  request.goodwill = domain::goodwill_of(remedy, facts, *rules.book, rights);
  if (by_hand) {
    request.permille = domain::goodwill_permille(facts.buyer, domain::pattern_signals(facts, *rules.book));
  }
  if (request.goodwill > Fen{0}) {
    request.case_before = unit.grants().goodwill_in(actor.shop, id).sum;
    request.day_before = unit.grants().goodwill_by(actor.shop, actor.account, today).sum;
  }
  return domain::may_grant(*rules.book, request);
}

Result<ports::StoredOffer> load_offer(ports::ReadUnit& unit, ShopId shop, OfferId id) {
  auto offer = unit.offers().load(shop, id);
  if (offer) return *std::move(offer);
  return fail(ErrorKind::not_found, "offer.not_found", {"没有这张方案单", "there is no such offer"});
}

std::optional<Text> out_of_date(ports::ReadUnit& unit, const ports::StoredOffer& offer,
                                const domain::CaseFacts& facts) {
  const ports::CaseRules& rules = unit.cases().rules(offer.shop);
  const bool sent = offer.state == domain::OfferState::sent;
  if (offer.menu.valid_until <= unit.now()) return Text{"方案单已过有效期", "the offer ran out"};
  if (!sent && offer.facts.mood != facts.mood) return Text{"买家情绪有变", "the buyer's mood changed"};
  if (!sent && offer.menu.log.rules_version != rules.book->version) {
    return Text{"规则有更新", "the rules changed"};
  }
  return no_longer_holds(offer.menu, offer.facts, facts, *rules.book, rules.zone, sent);
}

void record_offer(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                  std::string_view kind, OfferId also) {
  std::string body = R"({"offer":")" + offer.id.str() + '"';
  if (!offer.chosen.empty()) {
    body += R"(,"chosen":[)";
    for (std::size_t i = 0; i < offer.chosen.size(); ++i) {
      body += (i == 0 ? "" : ",") + std::to_string(offer.chosen[i]);
    }
    body += ']';
  }
  if (also) body += R"(,"by":")" + also.str() + '"';
  unit.record(
      {offer.shop, 0, offer.case_id, std::string(kind), unit.now(), actor.account, actor.name, body + "}"});
}

ports::OfferAct act_of(ports::ReadUnit& unit, const ports::Actor& actor) {
  return {actor.account, actor.name, unit.now()};
}

Instant valid_until(const domain::Offer& menu, const domain::RuleBook& book, Instant now) {
  Instant until = now + hours(book.number(domain::Tuning::menu_valid_hours));
  for (const domain::OfferItem& item : menu.items) {
    if (item.until && *item.until > now) until = std::min(until, *item.until);
  }
  return until;
}

Result<void> stop_waiting(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                          domain::ClockEnd end) {
  const auto state = unit.cases().load(offer.shop, offer.case_id);
  if (!state || !state->live() || state->merged_into) return {};
  std::vector<domain::CaseCommand> commands{ask::EndClock{std::string(offer_clock), end}};
  if (state->status() == domain::Status::waiting_buyer) {
    commands.push_back(ask::SetStatus{domain::Status::open, {}});
  }
  SHOUHOU_TRY(change_case(unit, actor, {offer.case_id, {}}, commands));
  return {};
}

Result<ports::StoredOffer> offer_anew(ports::Unit& unit, const ports::Actor& actor, const domain::Case& state,
                                      const domain::CaseFacts& facts, domain::Dice dice,
                                      std::optional<ports::StoredOffer> old, const Text& why,
                                      const std::vector<domain::Remedy>& by_hand) {
  const ports::CaseRules& rules = unit.cases().rules(state.shop);
  ports::StoredOffer offer;
  offer.shop = state.shop;
  offer.id = unit.ids().next<OfferId>(unit.now());
  offer.case_id = state.id;
  offer.facts = facts;
  offer.dice = dice;
  offer.proposed = act_of(unit, actor);
  const auto learnt = unit.offers().acceptance(state.shop);
  offer.menu = make_offer(facts, *rules.book, rules.zone, *learnt, dice);
  if (!by_hand.empty()) {
    SHOUHOU_ASSIGN(offer.menu, with_lighter(offer.menu, by_hand, facts, *rules.book, rules.zone, *learnt));
    offer.edited = true;
    offer.last_edited = offer.proposed;
  }
  if (offer.menu.items.empty()) {
    return fail(ErrorKind::conflict, "offer.nothing_to_offer",
                {"没有应得的，也没有合适的方案可给：请解释清楚，或登记拒绝的理由",
                 "nothing is owed and nothing lighter fits: explain, or record why it is declined"});
  }
  if (auto missing = what_is_missing(offer.menu, entitlements(facts, *rules.book, rules.zone))) {
    return fail(ErrorKind::conflict, "offer.incomplete", *std::move(missing));
  }
  if (old) {
    const bool waited = old->state == domain::OfferState::sent;
    old->state = domain::OfferState::replaced;
    old->ended = act_of(unit, actor);
    old->reason = why.zh;
    old->replaced_by = offer.id;
    SHOUHOU_TRY(unit.offers().change(*old));
    record_offer(unit, actor, *old, "offer.replaced", offer.id);
    if (waited) SHOUHOU_TRY(stop_waiting(unit, actor, *old, domain::ClockEnd::cancelled));
  }
  SHOUHOU_TRY(unit.offers().add(offer));
  record_offer(unit, actor, offer, "offer.proposed");
  SHOUHOU_TRY(remember_rules(unit, actor, state.id));
  return offer;
}

}  // namespace shouhou::app
