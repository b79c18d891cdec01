#include "app/buyer_offer.h"

#include <algorithm>

#include "app/access_token.h"
#include "app/change_case.h"
#include "app/exchange_stock.h"
#include "app/offer_facts.h"
#include "domain/accounts.h"
#include "ports/accounts.h"
#include "ports/cases.h"

namespace shouhou::app {
namespace {

using domain::OfferState;

// Menus of a case among which the newest that was sent is looked for.
constexpr int menus_back = 20;
// Words of a buyer on the page; more is for the chat.
constexpr std::size_t longest_words = 1000;  // bytes

auto no_such_link() {
  return fail(ErrorKind::not_found, "offer.no_such_link",
              {"链接无效，请向店铺客服要一个新的", "this link leads nowhere; ask the shop for a new one"});
}

struct Linked {
  domain::Case state;
  ports::StoredOffer offer;
};

// The newest menu that the buyer was ever given in the case, or in the one it went into.
Result<Linked> follow(ports::ReadUnit& unit, const std::string& text) {
  const auto token = read_access_token(text);
  if (!token) return no_such_link();
  const auto id = unit.offers().link(token->shop, token->hash);
  if (!id) return no_such_link();
  auto state = load_case(unit, token->shop, *id, true);
  if (!state) return no_such_link();
  for (const CaseId where : {state->id, *id}) {
    for (ports::StoredOffer& offer : unit.offers().of_case(token->shop, where, menus_back)) {
      if (offer.sent) return Linked{*std::move(state), std::move(offer)};
    }
  }
  return no_such_link();
}

Text notice_of(const Linked& linked, bool ran_out) {
  switch (linked.offer.state) {
    case OfferState::chosen:
      return {"已收到您的选择，我们马上办理。有进展会告诉您。",
              "We have your choice and are on it. We will tell you how it goes."};
    case OfferState::refused:
      return {"已收到。我们再想办法，客服会尽快联系您。",
              "Noted. We look for another way and will be in touch soon."};
    case OfferState::replaced:
      return {"情况有变化，我们正在更新方案，请稍等，客服会联系您。",
              "Something changed and we are updating this. Please wait, we will be in touch."};
    case OfferState::withdrawn:
      if (linked.offer.by_platform) {
        return {"平台已对这笔订单作出处理，以平台的处理为准，这份方案不再有效。有疑问请联系客服。",
                "The platform has decided on this order and its word stands; this offer no longer applies. "
                "Please contact the shop with any question."};
      }
      return {"这份方案已撤回，请联系客服。", "This has been withdrawn; please contact the shop."};
    case OfferState::expired:
      break;
    case OfferState::proposed:
    case OfferState::sent:
      if (!ran_out) return {"请选一项，选好后点确认。", "Choose one, then confirm."};
      break;
  }
  return {"这份方案已过有效期，您应得的权益不受影响，请联系客服。",
          "This has run out. What you are owed stays yours; please contact the shop."};
}

// Sizes and colours of the same product, by the lines of the case that the exchange is about.
Result<std::vector<BuyerSwap>> swaps_of(ports::ReadUnit& unit, const Linked& linked,
                                        const domain::Remedy& remedy) {
  std::vector<BuyerSwap> swaps;
  if (remedy.kind != domain::RemedyKind::exchange) return swaps;
  const ports::Actor desk = ports::Actor::system(linked.offer.shop);
  SHOUHOU_ASSIGN(const ExchangeChoiceList list, exchange_sizes(unit, desk, {linked.state.id}));
  for (const ExchangeChoice& choice : list.items) {
    const auto place = static_cast<std::size_t>(choice.place);
    const std::int64_t pieces = place < remedy.pieces.size() ? remedy.pieces[place] : 0;
    if (pieces == 0) continue;
    if (swaps.empty() || swaps.back().place != choice.place) {
      const auto& lines = linked.offer.facts.lines;
      swaps.push_back({choice.place, place < lines.size() ? lines[place].title : std::string(), {}});
    }
    swaps.back().sizes.push_back({choice.sku, choice.attributes.empty() ? choice.code : choice.attributes,
                                  choice.same, !choice.available || *choice.available >= pieces});
  }
  return swaps;
}

// Only what the page shows: not any goods of the shop.
Result<void> sizes_fit(ports::ReadUnit& unit, const Linked& linked, const std::vector<WantedSize>& wanted) {
  domain::Remedy exchange;
  for (const domain::OfferItem& item : linked.offer.menu.items) {
    if (item.remedy.kind == domain::RemedyKind::exchange) exchange = item.remedy;
  }
  SHOUHOU_ASSIGN(const std::vector<BuyerSwap> swaps, swaps_of(unit, linked, exchange));
  for (const WantedSize& one : wanted) {
    const auto swap = std::ranges::find(swaps, one.place, &BuyerSwap::place);
    const bool known =
        swap != swaps.end() && std::ranges::find(swap->sizes, one.sku, &BuyerSize::sku) != swap->sizes.end();
    if (known) continue;
    return invalid("offer.wanted", "wanted",
                   {"换货只能换同款的其他规格，请重新选", "choose a size or colour of the same goods"});
  }
  return {};
}

Result<BuyerOffer> page_of(ports::ReadUnit& unit, const Linked& linked) {
  const auto& [state, offer] = linked;
  BuyerOffer page;
  page.offer = offer.id;
  if (const auto shop = unit.accounts().shop(offer.shop)) {
    page.shop = shop->name;
    page.zone = shop->zone;
  }
  page.title = state.subject;
  page.buyer = state.buyer_label;
  page.state = offer.state;
  page.valid_until = offer.menu.valid_until;
  page.now = unit.now();
  const bool ran_out = page.valid_until <= page.now;
  page.open = offer.state == OfferState::sent && !ran_out && state.live();
  page.notice = notice_of(linked, ran_out);
  const std::vector<std::int64_t> numbers = item_numbers(offer.menu);
  for (std::size_t place = 0; place < offer.menu.items.size(); ++place) {
    const domain::OfferItem& item = offer.menu.items[place];
    BuyerItem shown;
    shown.number = numbers[place];
    shown.entitled = item.entitled;
    shown.name = text_of(item.remedy.kind);
    shown.sentence = item.sentence;
    // Once it is over, whoever asked in time need not hurry any more.
    if (item.until && *item.until > page.now) shown.until = item.until;
    for (const domain::Basis& basis : item.basis) shown.basis.push_back(basis.name);
    shown.chosen = !offer.chosen.empty() &&
                   (shown.number == 0 || std::ranges::find(offer.chosen, shown.number) != offer.chosen.end());
    if (page.open) {
      SHOUHOU_ASSIGN(shown.swaps, swaps_of(unit, linked, item.remedy));
    }
    page.items.push_back(std::move(shown));
  }
  return page;
}

// Who stands behind the menu; the desk where that colleague has left.
ports::Actor sender_of(ports::ReadUnit& unit, const ports::StoredOffer& offer) {
  const auto account = unit.accounts().account(offer.shop, offer.sent->account);
  if (!account || account->disabled) return ports::Actor::system(offer.shop);
  ports::Actor actor;
  actor.shop = offer.shop;
  actor.account = account->id;
  actor.name = account->name;
  actor.role = account->role;
  actor.permissions = domain::permissions_of(account->role);
  return actor;
}

// The menu the buyer answers must be the one on the page.
Result<Linked> answered(ports::ReadUnit& unit, const std::string& token, OfferId read) {
  SHOUHOU_ASSIGN(Linked linked, follow(unit, token));
  if (linked.offer.id == read) return linked;
  return fail(ErrorKind::conflict, "offer.over",
              {"方案已更新，请重新打开链接", "the offer was updated; open the link again"});
}

}  // namespace

Result<BuyerOffer> read_buyer_offer(ports::ReadUnit& unit, const ReadBuyerOffer& query) {
  SHOUHOU_ASSIGN(const Linked linked, follow(unit, query.token));
  return page_of(unit, linked);
}

Result<BuyerOffer> choose_buyer_offer(ports::Unit& unit, const ChooseBuyerOffer& command, domain::Dice dice) {
  SHOUHOU_ASSIGN(const Linked linked, answered(unit, command.token, command.offer));
  SHOUHOU_TRY(sizes_fit(unit, linked, command.wanted));
  const ChooseOffer choose{linked.offer.id, command.items, command.wanted};
  SHOUHOU_TRY(choose_for_buyer(unit, sender_of(unit, linked.offer), choose, dice));
  return read_buyer_offer(unit, {command.token});
}

Result<BuyerOffer> refuse_buyer_offer(ports::Unit& unit, const RefuseBuyerOffer& command) {
  SHOUHOU_ASSIGN(const Linked linked, answered(unit, command.token, command.offer));
  if (command.words.size() > longest_words) {
    return invalid("case.field", "words", {"留言太长", "the message is too long"});
  }
  RefuseOffer refuse{linked.offer.id, command.words, {}, false};
  SHOUHOU_TRY(refuse_for_buyer(unit, sender_of(unit, linked.offer), refuse));
  return read_buyer_offer(unit, {command.token});
}

}  // namespace shouhou::app
