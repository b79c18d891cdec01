// 成交条件: on what terms an order was sold and what its goods are to the shop, as far as the rules need it
// and no export tells it: discounts by amount, gifts, insurance, deposit, costs and weights. A person or a
// connector sets them; what nobody set stays at its cautious default.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/case_facts.h"
#include "domain/gather_facts.h"

namespace shouhou::domain {

// 满减, 套装价 on some lines of the order.
struct OrderDiscount {
  std::string name;
  std::vector<OrderLineId> lines;  // empty: all
  std::vector<Promotion::Tier> tiers;

  bool operator==(const OrderDiscount&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrderDiscount, (), (name, lines, tiers))

struct LineTerms {
  OrderLineId line;
  std::int64_t points = 0;          // spent on the line
  bool excluded_confirmed = false;  // the buyer confirmed for this purchase that it cannot be returned

  bool operator==(const LineTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(LineTerms, (), (line, points, excluded_confirmed))

struct OrderTerms {
  std::vector<OrderDiscount> discounts;
  std::vector<GiftFact> gifts;
  std::vector<LineTerms> lines;
  std::optional<FreightInsurance> insurance;  // of this very order
  bool presale = false;
  Fen deposit;
  Fen free_shipping_from;               // goods value from which shipping was free; 0: no such threshold
  std::optional<Fen> outbound_freight;  // what shipping cost the shop; none: by the price table
  std::optional<Fen> return_freight;    // what the way back costs; none: by the price table
  bool return_elsewhere = false;        // the return address is not the ship-from address

  bool operator==(const OrderTerms&) const = default;
};
BOOST_DESCRIBE_STRUCT(OrderTerms, (),
                      (discounts, gifts, lines, insurance, presale, deposit, free_shipping_from,
                       outbound_freight, return_freight, return_elsewhere))

// What the shop knows of a product, or of one variant of it; the variant's own words go before the product's.
struct GoodsRecord {
  ProductId product;
  SkuId sku;             // none: the whole product
  std::string category;  // the shop's word or the id of a category; empty: as the channel names it
  std::optional<Fen> unit_cost;
  std::optional<std::int64_t> unit_grams;

  bool operator==(const GoodsRecord&) const = default;
};
BOOST_DESCRIBE_STRUCT(GoodsRecord, (), (product, sku, category, unit_cost, unit_grams))

// Errors: terms.amount, terms.too_many, terms.text, terms.no_such_line; field names the member.
Result<void> check(const OrderTerms& terms, std::span<const OrderLine> lines);
Result<void> check(const GoodsRecord& goods);

// Lays the terms over gathered facts. Lines that the order has no more are left out.
void apply_terms(const OrderTerms& terms, CaseFacts& facts);

// Freight by the price table where the terms name none: of the whole order to the receiver's address, and of
// the affected pieces back (a carrier's price is taken to be the same both ways). The carrier of the parcel
// counts where the table knows it, else the cheapest on the ground.
void estimate_freight(const OrderTerms& terms, const RuleBook& book, std::string_view address,
                      std::string_view carrier, CaseFacts& facts);

}  // namespace shouhou::domain
