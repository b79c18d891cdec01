#include "app/choose_offer.h"

#include <algorithm>

#include "app/case_notes.h"
#include "app/change_case.h"
#include "app/offer_facts.h"
#include "app/require.h"
#include "ports/cases.h"
#include "ports/grants.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;
using domain::OfferState;

std::string grant_key(const ports::StoredOffer& offer, std::size_t place) {
  return "offer:" + offer.id.str() + ":" + std::to_string(place);
}

auto cannot_answer(const ports::StoredOffer& offer) {
  if (offer.state == OfferState::proposed) {
    return fail(ErrorKind::conflict, "offer.not_sent",
                {"方案单还没有发给买家", "the offer has not been sent to the buyer"});
  }
  return fail(ErrorKind::conflict, "offer.over",
              {"这张方案单" + text_of(offer.state).zh, "this offer is " + text_of(offer.state).en});
}

// The case has left the step in which menus are answered.
auto elsewhere(const domain::Case& state) {
  if (state.step == domain::Step::follow_up || state.step == domain::Step::registering) {
    return fail(ErrorKind::conflict, "offer.settled",
                {"这张售后单已另行商定", "this case has been settled in another way"});
  }
  return fail(
      ErrorKind::conflict, "offer.too_early",
      {"售后单退回了核实，先回到“协商”", "the case went back to be verified; return to the step agree"});
}

// What one answer does to the learning.
void learn(ports::Unit& unit, const ports::StoredOffer& offer, const std::vector<std::size_t>& chosen) {
  const domain::RuleBook& book = *unit.cases().rules(offer.shop).book;
  for (const domain::Answered& answer : answers_to(offer.menu, offer.facts, book, chosen)) {
    unit.offers().count(offer.shop, answer);
  }
}

// The agreement on the case, by the remedy that was chosen; compensation on top stands apart.
domain::Agreement agreement_of(const domain::OfferItem& item) {
  domain::Agreement agreement;
  agreement.remedy = item.remedy.kind;
  for (const domain::Effect& effect : effects_of(item.remedy)) {
    if (effect.kind == domain::EffectKind::pay_refund) agreement.refund += effect.amount;
    agreement.goods_come_back = agreement.goods_come_back || effect.kind == domain::EffectKind::await_return;
  }
  agreement.reason = item.sentence.zh;
  return agreement;
}

// The buyer's choice on the case: the waiting ends. It is no message that waits for a reply: the page thanks,
// and what was chosen carries itself out.
Result<void> heard(ports::Unit& unit, const ports::Actor& actor, const ports::StoredOffer& offer,
                   const domain::Case& state) {
  std::vector<domain::CaseCommand> commands{ask::EndClock{std::string(offer_clock), domain::ClockEnd::met}};
  if (state.status() == domain::Status::waiting_buyer) {
    commands.push_back(ask::SetStatus{domain::Status::open, {}});
  }
  SHOUHOU_TRY(change_case(unit, actor, {offer.case_id, {}}, commands));
  return {};
}

Result<std::vector<SkuId>> skus_by_place(const std::vector<WantedSize>& wanted) {
  constexpr std::int64_t most_lines = 300;
  std::vector<SkuId> skus;
  for (const WantedSize& one : wanted) {
    if (one.place < 0 || one.place >= most_lines) {
      return invalid("offer.wanted", "wanted", {"换货的商品行不对", "the case has no such line"});
    }
    const auto place = static_cast<std::size_t>(one.place);
    if (skus.size() <= place) skus.resize(place + 1);
    skus[place] = one.sku;
  }
  return skus;
}

Result<std::vector<GrantView>> grant_all(ports::Unit& unit, const ports::Actor& actor,
                                         const ports::StoredOffer& offer,
                                         const std::vector<std::size_t>& places,
                                         const std::vector<WantedSize>& wanted) {
  std::vector<GrantView> grants;
  for (const std::size_t place : places) {
    const domain::OfferItem& item = offer.menu.items[place];
    GrantRemedy command;
    command.id = offer.case_id;
    command.offer = offer.id;
    command.remedy = item.remedy;
    if (item.remedy.kind == domain::RemedyKind::exchange) {
      SHOUHOU_ASSIGN(command.remedy.wanted, skus_by_place(wanted));
    }
    command.entitled = item.entitled;
    command.reason = "买家在方案单上选定";
    command.key = grant_key(offer, place);
    command.promised = true;
    SHOUHOU_ASSIGN(GrantView grant, grant_remedy(unit, actor, command));
    grants.push_back(std::move(grant));
  }
  return grants;
}

// Granting agrees and goes on by itself, except where all that is owed comes on top of nothing.
Result<void> follow_up(ports::Unit& unit, const ports::Actor& actor, CaseId id, const GrantView& first,
                       const domain::OfferItem& main) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, id, false));
  if (state.step != domain::Step::agree || first.state != domain::GrantState::granted) return {};
  std::vector<domain::CaseCommand> commands;
  if (!state.agreement) commands.push_back(ask::Agree{agreement_of(main)});
  commands.push_back(ask::MoveStep{domain::Step::follow_up, {}});
  SHOUHOU_TRY(change_case(unit, actor, {id, {}}, commands));
  return {};
}

// The grants of an offer that was chosen before.
Result<OfferChoice> chosen_before(ports::Unit& unit, const ports::Actor& actor,
                                  const ports::StoredOffer& offer, const ChooseOffer& command) {
  std::vector<std::int64_t> asked = command.items;
  std::vector<std::int64_t> had = offer.chosen;
  std::ranges::sort(asked);
  std::ranges::sort(had);
  if (asked != had) {
    return fail(
        ErrorKind::conflict, "offer.chosen_otherwise",
        {"买家已经选了另一项，要改请先撤回授予", "another item was chosen; withdraw its grant first"});
  }
  OfferChoice choice;
  choice.chosen = true;
  choice.offer = view_of(unit, actor, offer);
  SHOUHOU_ASSIGN(GrantList list, list_grants(unit, actor, {offer.case_id}));
  for (GrantView& grant : list.items) {
    if (grant.offer == offer.id) choice.grants.push_back(std::move(grant));
  }
  return choice;
}

Result<OfferChoice> choose(ports::Unit& unit, const ports::Actor& actor, const ChooseOffer& command,
                           domain::Dice dice, bool by_link) {
  SHOUHOU_ASSIGN(ports::StoredOffer offer, load_offer(unit, actor.shop, command.id));
  if (offer.state == OfferState::chosen) return chosen_before(unit, actor, offer, command);
  if (offer.state != OfferState::sent) return cannot_answer(offer);
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, offer.case_id, false));
  if (state.step != domain::Step::agree) return elsewhere(state);
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, state));
  if (const auto why = out_of_date(unit, offer, facts)) {
    OfferChoice instead;
    instead.why = why;
    SHOUHOU_ASSIGN(const ports::StoredOffer fresh, offer_anew(unit, actor, state, facts, dice, offer, *why));
    instead.offer = view_of(unit, actor, fresh);
    return instead;
  }
  SHOUHOU_ASSIGN(const std::vector<std::size_t> places, items_chosen(offer.menu, command.items));
  offer.state = OfferState::chosen;
  offer.chosen = command.items;
  offer.by_link = by_link;
  offer.ended = act_of(unit, actor);
  SHOUHOU_TRY(unit.offers().change(offer));
  record_offer(unit, actor, offer, "offer.chosen");
  learn(unit, offer, places);
  SHOUHOU_TRY(heard(unit, actor, offer, state));
  OfferChoice choice;
  choice.chosen = true;
  SHOUHOU_ASSIGN(choice.grants, grant_all(unit, actor, offer, places, command.wanted));
  SHOUHOU_TRY(follow_up(unit, actor, offer.case_id, choice.grants.front(), offer.menu.items[places.front()]));
  choice.offer = view_of(unit, actor, offer);
  return choice;
}

Result<OfferRefused> refuse(ports::Unit& unit, const ports::Actor& actor, const RefuseOffer& command,
                            bool by_link) {
  SHOUHOU_ASSIGN(ports::StoredOffer offer, load_offer(unit, actor.shop, command.id));
  if (offer.state == OfferState::refused) return OfferRefused{view_of(unit, actor, offer), {}};
  if (offer.state != OfferState::sent) return cannot_answer(offer);
  SHOUHOU_ASSIGN(offer.words, keep_words(unit, offer.shop, offer.case_id, command.words));
  offer.state = OfferState::refused;
  offer.by_link = by_link;
  offer.ended = act_of(unit, actor);
  SHOUHOU_TRY(unit.offers().change(offer));
  record_offer(unit, actor, offer, "offer.refused");
  learn(unit, offer, {});
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, offer.case_id, false));
  if (state.live() && !state.merged_into) {
    std::vector<domain::CaseCommand> commands{
        ask::LogContact{domain::ContactKind::message, domain::Direction::from_buyer, offer.words}};
    if (command.mood) commands.push_back(ask::SetMood{*command.mood});
    SHOUHOU_TRY(change_case(unit, actor, {offer.case_id, {}}, commands));
  }
  SHOUHOU_TRY(stop_waiting(unit, actor, offer, domain::ClockEnd::met));
  return OfferRefused{view_of(unit, actor, offer), {}};
}

}  // namespace

Result<OfferChoice> choose_offer(ports::Unit& unit, const ports::Actor& actor, const ChooseOffer& command,
                                 domain::Dice dice) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  return choose(unit, actor, command, dice, false);
}

Result<OfferRefused> refuse_offer(ports::Unit& unit, const ports::Actor& actor, const RefuseOffer& command,
                                  domain::Dice dice) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  SHOUHOU_ASSIGN(OfferRefused answer, refuse(unit, actor, command, false));
  const auto state = unit.cases().load(actor.shop, answer.offer.case_id);
  if (!command.next || !state || !state->live() || unit.offers().live_of(actor.shop, state->id))
    return answer;
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, *state));
  const auto next = offer_anew(unit, actor, *state, facts, dice, {}, {});
  if (!next && next.error().code != "offer.nothing_to_offer") return forward(next.error());
  if (next) answer.next = view_of(unit, actor, *next);
  return answer;
}

Result<OfferChoice> choose_for_buyer(ports::Unit& unit, const ports::Actor& sender,
                                     const ChooseOffer& command, domain::Dice dice) {
  return choose(unit, sender, command, dice, true);
}

Result<OfferRefused> refuse_for_buyer(ports::Unit& unit, const ports::Actor& sender,
                                      const RefuseOffer& command) {
  return refuse(unit, sender, command, true);
}

}  // namespace shouhou::app
