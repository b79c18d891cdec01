#include "app/exchange_stock.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/change_return.h"
#include "app/gather_case_facts.h"
#include "app/require.h"
#include "base/utf8.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

using domain::HoldState;
using domain::StockMoveKind;

constexpr int shown_moves = 50;
constexpr int largest_page = 200;

domain::StockMove move_for(ports::Unit& unit, const ports::Actor& actor, const domain::StockHold& hold,
                           StockMoveKind kind, std::int64_t on_hand_by, std::int64_t reserved_by) {
  return {hold.sku, kind,          on_hand_by, reserved_by, hold.for_return,
          {},       actor.account, actor.name, unit.now()};
}

auto too_few(ports::ReadUnit& unit, ShopId shop, SkuId sku) {
  const auto level = unit.stock().level(shop, sku);
  const auto known = unit.trade().sku(shop, sku);
  const std::string what = known ? known->attributes : sku.str();
  const std::string left = std::to_string(level ? level->available() : 0);
  return fail(
      ErrorKind::conflict, "stock.short",
      {"库存不够：" + what + " 只剩 " + left + " 件", "too few in stock: " + left + " left of " + what});
}

Result<void> put_aside(ports::Unit& unit, const ports::Actor& actor, domain::StockHold hold) {
  if (!unit.trade().sku(actor.shop, hold.sku)) {
    return fail(ErrorKind::not_found, "stock.sku", {"没有这个规格", "there is no such sku"}, "sku");
  }
  hold.at = unit.now();
  hold.state = HoldState::uncounted;
  if (unit.stock().level(actor.shop, hold.sku)) {
    if (!unit.stock().apply(actor.shop, move_for(unit, actor, hold, StockMoveKind::reserved, 0, hold.pieces),
                            unit.ids())) {
      return too_few(unit, actor.shop, hold.sku);
    }
    hold.state = HoldState::held;
  }
  unit.stock().save_hold(actor.shop, hold);
  return {};
}

void let_go(ports::Unit& unit, const ports::Actor& actor, domain::StockHold hold) {
  if (hold.state == HoldState::held) {
    unit.stock().apply(actor.shop, move_for(unit, actor, hold, StockMoveKind::released, 0, -hold.pieces),
                       unit.ids());
  } else if (hold.state != HoldState::uncounted) {
    return;
  }
  hold.state = HoldState::released;
  hold.at = unit.now();
  unit.stock().save_hold(actor.shop, hold);
}

StockView view_of(ports::ReadUnit& unit, ShopId shop, const domain::Sku& sku) {
  StockView view{sku.id, {}, sku.attributes, sku.code, false, 0, 0, 0, {}};
  if (const auto product = unit.trade().product(shop, sku.product)) view.title = product->title;
  if (const auto level = unit.stock().level(shop, sku.id)) {
    view.counted = true;
    view.on_hand = level->on_hand;
    view.reserved = level->reserved;
    view.available = level->available();
  }
  return view;
}

// The skus of the same article, with what is free of each.
std::vector<ExchangeChoice> sizes_like(ports::ReadUnit& unit, ShopId shop, SkuId sold, std::int64_t place) {
  std::vector<ExchangeChoice> choices;
  const auto known = unit.trade().sku(shop, sold);
  if (!known) return choices;
  for (const domain::Sku& sku : unit.stock().skus_of(shop, known->product)) {
    ExchangeChoice choice{place, sku.id, sku.attributes, sku.code, sku.id == sold, false, {}};
    if (const auto level = unit.stock().level(shop, sku.id)) choice.available = level->available();
    choices.push_back(std::move(choice));
  }
  return choices;
}

Result<domain::Sku> find_sku(ports::ReadUnit& unit, ShopId shop, SkuId id) {
  auto sku = unit.trade().sku(shop, id);
  if (sku) return *std::move(sku);
  return fail(ErrorKind::not_found, "stock.sku", {"没有这个规格", "there is no such sku"}, "sku");
}

}  // namespace

Result<void> reserve_exchange(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                              const std::vector<SkuId>& wanted) {
  for (const domain::ReturnLine& line : state.lines) {
    const auto place = static_cast<std::size_t>(line.place);
    const SkuId sku = place < wanted.size() && wanted[place] ? wanted[place] : line.sku;
    if (!sku || line.expected == 0) continue;
    SHOUHOU_TRY(put_aside(unit, actor, {state.id, line.place, sku, line.expected, HoldState::held, {}}));
  }
  return {};
}

Result<void> exchange_shipped(ports::Unit& unit, const ports::Actor& actor, GrantId grant) {
  for (const domain::Return& state : unit.returns().of_grant(actor.shop, grant)) {
    for (domain::StockHold hold : unit.stock().holds(actor.shop, state.id)) {
      if (hold.state == HoldState::held) {
        unit.stock().apply(actor.shop,
                           move_for(unit, actor, hold, StockMoveKind::shipped, -hold.pieces, -hold.pieces),
                           unit.ids());
      } else if (hold.state != HoldState::uncounted) {
        continue;
      }
      hold.state = HoldState::shipped;
      hold.at = unit.now();
      unit.stock().save_hold(actor.shop, hold);
    }
  }
  return {};
}

Result<void> exchange_cancelled(ports::Unit& unit, const ports::Actor& actor, GrantId grant) {
  for (const domain::Return& state : unit.returns().of_grant(actor.shop, grant)) {
    for (const domain::StockHold& hold : unit.stock().holds(actor.shop, state.id)) let_go(unit, actor, hold);
  }
  return {};
}

Result<ExchangeHolds> choose_exchange(ports::Unit& unit, const ports::Actor& actor,
                                      const ChooseExchange& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, command.id));
  const domain::ReturnLine* line = state.line_at(command.place);
  if (!state.exchange || !line) {
    return fail(ErrorKind::conflict, "return.not_exchange",
                {"这张退货单不是换货", "this return is no exchange"});
  }
  for (const domain::StockHold& hold : unit.stock().holds(actor.shop, state.id)) {
    if (hold.place != command.place) continue;
    if (hold.state == HoldState::shipped) {
      return fail(ErrorKind::conflict, "stock.shipped", {"换货已经发出", "the exchange has shipped"});
    }
    const bool standing = hold.state == HoldState::held || hold.state == HoldState::uncounted;
    if (standing && hold.sku == command.sku) return ExchangeHolds{unit.stock().holds(actor.shop, state.id)};
    let_go(unit, actor, hold);
  }
  SHOUHOU_TRY(
      put_aside(unit, actor, {state.id, command.place, command.sku, line->expected, HoldState::held, {}}));
  record_return(unit, actor, state, "return.exchange_chosen");
  return ExchangeHolds{unit.stock().holds(actor.shop, state.id)};
}

Result<ExchangeChoiceList> exchange_choices(ports::ReadUnit& unit, const ports::Actor& actor,
                                            const ExchangeChoices& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, query.id));
  const auto holds = unit.stock().holds(actor.shop, state.id);
  ExchangeChoiceList list;
  for (const domain::ReturnLine& line : state.lines) {
    for (ExchangeChoice& choice : sizes_like(unit, actor.shop, line.sku, line.place)) {
      choice.chosen = std::ranges::any_of(holds, [&](const domain::StockHold& hold) {
        return hold.place == line.place && hold.sku == choice.sku && hold.state != HoldState::released;
      });
      list.items.push_back(std::move(choice));
    }
  }
  return list;
}

Result<ExchangeChoiceList> exchange_sizes(ports::ReadUnit& unit, const ports::Actor& actor,
                                          const ExchangeSizes& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, query.id, true));
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, gather_case_facts(unit, state));
  ExchangeChoiceList list;
  for (std::size_t i = 0; i < facts.lines.size(); ++i) {
    if (facts.lines[i].affected == 0) continue;
    const auto place = static_cast<std::int64_t>(i);
    for (ExchangeChoice& choice : sizes_like(unit, actor.shop, facts.lines[i].sku, place)) {
      list.items.push_back(std::move(choice));
    }
  }
  return list;
}

Result<StockView> count_stock(ports::Unit& unit, const ports::Actor& actor, const CountStock& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::parcel_write));
  SHOUHOU_ASSIGN(const domain::Sku sku, find_sku(unit, actor.shop, command.sku));
  if (command.on_hand < 0 || command.on_hand > 10'000'000 || command.why.size() > 600) {
    return invalid("return.pieces", "on_hand", {"件数不对", "the number of pieces is out of range"});
  }
  const auto level = unit.stock().level(actor.shop, sku.id);
  const domain::StockMove move{sku.id,
                               StockMoveKind::counted,
                               command.on_hand - (level ? level->on_hand : 0),
                               0,
                               {},
                               command.why,
                               actor.account,
                               actor.name,
                               unit.now()};
  unit.stock().apply(actor.shop, move, unit.ids());
  return show_stock(unit, actor, {sku.id});
}

Result<StockView> show_stock(ports::ReadUnit& unit, const ports::Actor& actor, const ShowStock& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  SHOUHOU_ASSIGN(const domain::Sku sku, find_sku(unit, actor.shop, query.sku));
  StockView view = view_of(unit, actor.shop, sku);
  view.moves = unit.stock().moves(actor.shop, sku.id, shown_moves);
  return view;
}

Result<StockPage> list_stock(ports::ReadUnit& unit, const ports::Actor& actor, const ListStock& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  const int limit = std::clamp(query.limit, 1, largest_page);
  StockPage page;
  const std::string words = utf8::trim(query.q);
  if (!words.empty()) {
    for (const domain::Sku& sku : unit.stock().find(actor.shop, words, limit)) {
      page.items.push_back(view_of(unit, actor.shop, sku));
    }
    return page;
  }
  if (!query.code.empty()) {
    for (const domain::Sku& sku : unit.stock().skus_coded(actor.shop, query.code, limit)) {
      page.items.push_back(view_of(unit, actor.shop, sku));
    }
    return page;
  }
  for (const domain::StockLevel& level : unit.stock().levels(actor.shop, query.after, limit)) {
    if (const auto sku = unit.trade().sku(actor.shop, level.sku)) {
      page.items.push_back(view_of(unit, actor.shop, *sku));
    }
    page.next = level.sku;
  }
  if (page.items.size() < static_cast<std::size_t>(limit)) page.next.reset();
  return page;
}

void restock(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state, SkuId sku,
             std::int64_t pieces) {
  if (!sku) return;
  unit.stock().apply(
      actor.shop,
      {sku, StockMoveKind::restocked, pieces, 0, state.id, {}, actor.account, actor.name, unit.now()},
      unit.ids());
}

}  // namespace shouhou::app
