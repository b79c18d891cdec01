// Setting the terms an order was sold on, and what goods are to the shop, where no export tells them.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/work_case.h"
#include "domain/order_terms.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

// A line of the order as the terms name it, with what its goods are.
struct TermsLineView {
  OrderLineId line;
  ProductId product;
  SkuId sku;
  std::string title;
  std::string attributes;
  std::int64_t quantity = 1;
  Fen price;
  std::string category;       // id of rule data
  std::string category_name;  // in the reader's language
  Fen unit_cost;              // 0: unknown
  std::int64_t unit_grams = 0;
};
BOOST_DESCRIBE_STRUCT(TermsLineView, (),
                      (line, product, sku, title, attributes, quantity, price, category, category_name,
                       unit_cost, unit_grams))

struct TermsView {
  OrderId order;
  std::int64_t version = 0;  // 0: nobody set any
  domain::OrderTerms terms;
  std::vector<TermsLineView> lines;
  AccountId account;
  std::optional<Instant> at;
};
BOOST_DESCRIBE_STRUCT(TermsView, (), (order, version, terms, lines, account, at))

struct ShowTerms {
  OrderId id;
};
BOOST_DESCRIBE_STRUCT(ShowTerms, (), (id))
// Needs order_read. Errors: order.not_found.
Result<TermsView> show_terms(ports::ReadUnit& unit, const ports::Actor& actor, const ShowTerms& query);

// Replaces the terms of an order.
struct SetTerms {
  OrderId id;
  MaybeVersion version;
  domain::OrderTerms terms;
  static constexpr std::array required{"terms"};
};
BOOST_DESCRIBE_STRUCT(SetTerms, (), (id, version, terms))
// Needs import_run: they decide over money as much as an export does. Errors: order.not_found, terms.changed
// (stale), terms.* of domain::check.
Result<TermsView> set_terms(ports::Unit& unit, const ports::Actor& actor, const SetTerms& command);

// Cost and weight count from now on for every order of these goods, also for open cases.
struct SetGoods {
  ProductId id;
  SkuId sku;  // none: the whole product
  std::string category;
  std::optional<Fen> unit_cost;
  std::optional<std::int64_t> unit_grams;
};
BOOST_DESCRIBE_STRUCT(SetGoods, (), (id, sku, category, unit_cost, unit_grams))

struct GoodsView {
  ProductId id;
  SkuId sku;
  std::string category;     // as set
  std::string judged_as;    // id of the category that the rules take
  std::string judged_name;  // in the reader's language
  std::optional<Fen> unit_cost;
  std::optional<std::int64_t> unit_grams;
};
BOOST_DESCRIBE_STRUCT(GoodsView, (), (id, sku, category, judged_as, judged_name, unit_cost, unit_grams))
// Needs import_run. Errors: product.not_found, sku.not_found, terms.*.
Result<GoodsView> set_goods(ports::Unit& unit, const ports::Actor& actor, const SetGoods& command);

}  // namespace shouhou::app
