#include "app/gather_case_facts.h"

#include "app/given_so_far.h"
#include "domain/gather_facts.h"
#include "domain/questions.h"
#include "ports/cases.h"
#include "ports/sale_terms.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

// More orders than this make no difference to anything.
constexpr int counted_orders = 100;

// The receiver's address, for the freight table; empty where there is none or it cannot be read.
std::string address_of(ports::ReadUnit& unit, const domain::Order& order) {
  if (order.contact == 0) return {};
  return unit.trade().contact(order.shop, order.contact).value_or(domain::Contact{}).address;
}

}  // namespace

Result<domain::CaseFacts> gather_case_facts(ports::ReadUnit& unit, const domain::Case& state) {
  const domain::RuleBook& book = *unit.cases().rules(state.shop).book;
  domain::Order order;
  order.shop = state.shop;
  order.channel = state.channel;
  std::vector<domain::OrderLine> lines;
  std::vector<domain::Parcel> parcels;
  std::vector<domain::LineGoods> goods;
  domain::OrderTerms terms;
  if (state.order) {
    auto found = unit.trade().order(state.shop, state.order);
    if (!found)
      return fail(ErrorKind::not_found, "order.not_found", {"没有这个订单", "there is no such order"});
    order = *std::move(found);
    lines = unit.trade().lines_of(state.shop, state.order);
    parcels = unit.trade().parcels_of(state.shop, state.order);
    goods = unit.sale_terms().goods_of(state.shop, state.order);
    terms = unit.sale_terms().terms(state.shop, state.order).terms;
  }
  domain::CaseFacts facts = gather_facts(state, order, lines, parcels, goods, book, unit.now());
  apply_terms(terms, facts);
  const std::string carrier = parcels.empty() ? std::string() : parcels.front().carrier;
  if (!facts.lines.empty()) estimate_freight(terms, book, address_of(unit, order), carrier, facts);
  if (state.buyer)
    facts.buyer.orders = unit.sale_terms().orders_of_buyer(state.shop, state.buyer, counted_orders);
  add_given_so_far(unit, state, facts);
  apply_answers(state.answers, book, facts);
  return facts;
}

}  // namespace shouhou::app
