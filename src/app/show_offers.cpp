#include "app/show_offers.h"

#include <algorithm>

#include "app/case_notes.h"
#include "app/change_case.h"
#include "app/offer_facts.h"
#include "app/require.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

constexpr int most_listed = 50;

std::vector<OfferItemView> items_of(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id,
                                    const domain::Offer& menu, const domain::CaseFacts& facts,
                                    const std::vector<std::int64_t>& chosen, bool by_hand) {
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  const domain::Rights rights = entitlements(facts, *rules.book, rules.zone);
  const std::vector<std::int64_t> numbers = item_numbers(menu);
  std::vector<OfferItemView> views;
  for (std::size_t place = 0; place < menu.items.size(); ++place) {
    const domain::OfferItem& item = menu.items[place];
    OfferItemView view;
    view.number = numbers[place];
    view.entitled = item.entitled;
    view.remedy = item.remedy;
    view.name = text_of(item.remedy.kind);
    view.basis = item.basis;
    view.until = item.until;
    view.cost = item.cost;
    view.accept = item.accept;
    view.expected = item.expected;
    view.why = item.why;
    view.sentence = item.sentence;
    if (!item.entitled) {
      view.goodwill = goodwill_of(item.remedy, facts, *rules.book, rights);
      const auto decision = authority_for(unit, actor, id, item.remedy, facts, rights, by_hand);
      view.authority = decision.outcome;
      view.authority_why = decision.why;
    }
    view.chosen =
        std::ranges::find(chosen, view.number) != chosen.end() || (view.number == 0 && !chosen.empty());
    views.push_back(std::move(view));
  }
  return views;
}

PatternView pattern_of(ports::ReadUnit& unit, const domain::Case& state, const domain::Offer& menu) {
  PatternView view{menu.signals, false, {}, {}, {}};
  if (!state.buyer) return view;
  const auto said = unit.offers().patterns(state.shop, state.buyer, 1);
  if (said.empty()) return view;
  view.marked_safe = said.front().safe;
  view.said = said.front().why;
  view.said_by = said.front().by.actor;
  view.said_at = said.front().by.at;
  return view;
}

}  // namespace

OfferView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const ports::StoredOffer& offer) {
  OfferView view;
  view.id = offer.id;
  view.case_id = offer.case_id;
  view.version = offer.version;
  view.state = offer.state;
  view.state_text = text_of(offer.state);
  view.items = items_of(unit, actor, offer.case_id, offer.menu, offer.facts, offer.chosen, offer.edited);
  view.refused = offer.menu.refused;
  view.valid_until = offer.menu.valid_until;
  view.chat_text = chat_text(offer.menu, unit.cases().rules(actor.shop).zone);
  view.edited = offer.edited;
  view.explored = offer.menu.log.explored;
  view.propensity = offer.menu.log.propensity;
  view.follow_up = offer.menu.log.follow_up;
  view.rules_version = offer.menu.log.rules_version;
  view.proposed = offer.proposed;
  view.last_edited = offer.last_edited;
  view.sent = offer.sent;
  view.ended = offer.ended;
  view.by_link = offer.by_link;
  view.reason = offer.reason;
  if (offer.words) view.words = words_of(unit, offer.shop, offer.words);
  view.replaced_by = offer.replaced_by;
  return view;
}

Result<OfferList> list_offers(ports::ReadUnit& unit, const ports::Actor& actor, const CaseOffers& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, query.id, false));
  OfferList list;
  for (const ports::StoredOffer& offer : unit.offers().of_case(actor.shop, query.id, most_listed)) {
    if (live(offer.state) && state.live()) {
      SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, state));
      list.out_of_date = out_of_date(unit, offer, facts);
    }
    list.items.push_back(view_of(unit, actor, offer));
  }
  return list;
}

Result<OfferView> show_offer(ports::ReadUnit& unit, const ports::Actor& actor, const OneOffer& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const ports::StoredOffer offer, load_offer(unit, actor.shop, query.id));
  return view_of(unit, actor, offer);
}

Result<OfferPreview> preview_offer(ports::ReadUnit& unit, const ports::Actor& actor,
                                   const PreviewOffer& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, query.id, false));
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, offer_facts(unit, state));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  const domain::Offer menu =
      make_offer(facts, *rules.book, rules.zone, *unit.offers().acceptance(actor.shop), {});
  OfferPreview preview;
  preview.items = items_of(unit, actor, state.id, menu, facts, {}, false);
  for (domain::OtherWay& way : other_ways(menu, facts, *rules.book, rules.zone)) {
    preview.others.push_back({way.remedy, text_of(way.remedy.kind), std::move(way.cost),
                              rules.book->remedy(way.remedy.kind).lighter, std::move(way.obstacles),
                              std::move(way.why)});
  }
  preview.refused = menu.refused;
  preview.pattern = pattern_of(unit, state, menu);
  if (actor.may(domain::Permission::exposure_read)) {
    for (const domain::Exposure& risk : exposure(facts, *rules.book)) {
      preview.exposure.push_back({risk.what, risk.amount, risk.basis});
    }
  }
  preview.follow_up = menu.log.follow_up;
  preview.valid_until = menu.valid_until;
  preview.chat_text = chat_text(menu, rules.zone);
  preview.rules_version = rules.book->version;
  preview.refused_before = facts.refused_offers;
  return preview;
}

}  // namespace shouhou::app
