// From the shop's stored nouns to the facts that the rules judge. What nobody knows stays at its cautious
// default; a person's answers (was it handed over properly, is the tag on) are set on the result.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/case_facts.h"
#include "domain/cases.h"
#include "domain/orders.h"
#include "domain/parcels.h"
#include "domain/rule_book.h"

namespace shouhou::domain {

// What the catalogue knows of an order line's goods.
struct LineGoods {
  OrderLineId line;
  std::string category;  // the shop's or channel's word; may be empty
  Fen unit_cost;
  std::int64_t unit_grams = 0;
};

// The case's lines are the affected ones; a case without lines is about the whole order. The lines' paid
// shares come without postage, which is apart in the facts. Refunds granted in the case count as well as
// those of the order's lines, whichever is more.
//
// An order without lines counts as one piece of goods of an unknown sku (whole_order_lines).
CaseFacts gather_facts(const Case& state, const Order& order, std::span<const OrderLine> lines,
                       std::span<const Parcel> parcels, std::span<const LineGoods> goods,
                       const RuleBook& book, Instant now);

// The id under which the goods of an order without lines are spoken of: not that of any real line.
OrderLineId whole_order_line(OrderId order);

// What stands for the lines of an order that came without them: all its goods as one line, or, where a person
// said how many pieces are concerned or what was paid for them, these and the rest. Sets whole_order and
// goods_open.
void add_whole_order(const Case& state, const Order& order, const RuleBook& book, CaseFacts& facts);

}  // namespace shouhou::domain
