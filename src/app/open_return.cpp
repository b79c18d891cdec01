#include "app/open_return.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/change_return.h"
#include "app/exchange_stock.h"
#include "app/gather_case_facts.h"
#include "app/return_settings.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

// How long the buyer has to ship: the platform's table; else as long as the law gives for the notice.
Span time_to_ship(const ports::CaseRules& rules, domain::Channel channel, Instant now) {
  const domain::TimeOut* row =
      rules.book->time_out(channel, domain::TimeOutStep::buyer_ships_back, rules.zone.local(now).day);
  return row ? row->duration : days(7);
}

void fill_lines(ports::Unit& unit, const OpenReturn& command, const domain::CaseFacts& facts,
                const domain::RuleBook& book, domain::Return& state) {
  const auto order_lines = unit.trade().lines_of(state.shop, state.order);
  for (std::size_t i = 0; i < facts.lines.size() && i < command.pieces.size(); ++i) {
    const domain::FactLine& fact = facts.lines[i];
    const std::int64_t pieces = std::clamp<std::int64_t>(command.pieces[i], 0, fact.quantity);
    if (pieces == 0) continue;
    domain::ReturnLine line;
    line.place = static_cast<std::int64_t>(i);
    line.line = fact.line;
    line.sku = fact.sku;
    line.title = fact.title;
    line.category = fact.category;
    line.unit_grams = fact.unit_grams;
    line.expected = pieces;
    const auto sold = std::ranges::find(order_lines, fact.line, &domain::OrderLine::id);
    if (sold != order_lines.end()) line.attributes = sold->attributes;
    if (const auto* category = book.category(fact.category)) line.checks = inspection_points(*category);
    state.lines.push_back(std::move(line));
  }
}

// The address that the shop's rules propose; none where nobody has entered one.
void name_address(ports::Unit& unit, domain::Return& state) {
  std::vector<std::string> categories;
  for (const domain::ReturnLine& line : state.lines) categories.push_back(line.category);
  const auto choice = choose_address(unit.returns().addresses(state.shop), state.channel, categories);
  if (choice.allowed.empty()) return;
  state.address = choice.allowed.front();
  state.authorised = unit.now();
}

std::string phone_of(ports::Unit& unit, const domain::Order& order) {
  if (order.contact == 0) return {};
  const auto contact = unit.trade().contact(order.shop, order.contact);
  return contact ? contact->phone : std::string();
}

}  // namespace

Result<ReturnId> open_return(ports::Unit& unit, const ports::Actor& actor, const OpenReturn& command) {
  if (command.deed) {
    if (const auto known = unit.returns().of_deed(actor.shop, command.deed)) return known->id;
  }
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, command.case_id, true));
  SHOUHOU_ASSIGN(const domain::CaseFacts facts, gather_case_facts(unit, its_case));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  domain::Return state;
  state.shop = actor.shop;
  state.id = unit.ids().next<ReturnId>(unit.now());
  state.version = 1;
  state.case_id = its_case.id;
  state.grant = command.grant;
  state.deed = command.deed;
  state.order = its_case.order;
  state.buyer = its_case.buyer;
  state.channel = its_case.channel;
  state.ground = command.ground;
  state.freight_back = command.freight_back;
  state.exchange = command.exchange;
  state.opened = state.changed = unit.now();
  state.ship_by = unit.now() + time_to_ship(rules, its_case.channel, unit.now());
  fill_lines(unit, command, facts, *rules.book, state);
  if (state.lines.empty()) {
    return invalid("return.nothing", "pieces", {"没有要退回的商品", "nothing is to come back"});
  }
  name_address(unit, state);
  std::string phone;
  if (const auto order = unit.trade().order(actor.shop, its_case.order)) {
    state.order_number = order->external_id;
    phone = phone_of(unit, *order);
  }
  state.number = unit.next_number(actor.shop, "return");
  unit.returns().insert(state, patience_with(unit, state), phone);
  if (state.exchange) SHOUHOU_TRY(reserve_exchange(unit, actor, state, command.wanted));
  record_return(unit, actor, state, "return.announced");
  SHOUHOU_TRY(tell_case(unit, actor, state, domain::ReturnState::announced, {}));
  return state.id;
}

}  // namespace shouhou::app
