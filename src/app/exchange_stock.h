// Goods put aside for exchanges (P-D10): reserved when an exchange is granted, gone when it ships, free again
// when it is called off. Stock is never promised twice.
#pragma once

#include <boost/describe/class.hpp>
#include <vector>

#include "domain/returns.h"
#include "domain/stock.h"
#include "ports/actor.h"
#include "ports/stock.h"
#include "ports/store.h"

namespace shouhou::app {

// Puts aside what the return's lines are exchanged for; `wanted` by CaseFacts::lines, none: the same again.
// Errors: stock.short (conflict; says what is short), stock.sku (not_found).
Result<void> reserve_exchange(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                              const std::vector<SkuId>& wanted);

// The grant's new goods went out, or will not. Told twice, or for a grant without stock: nothing happens.
Result<void> exchange_shipped(ports::Unit& unit, const ports::Actor& actor, GrantId grant);
Result<void> exchange_cancelled(ports::Unit& unit, const ports::Actor& actor, GrantId grant);

// Another size or colour than was granted, until it ships. Needs parcel_write.
struct ChooseExchange {
  ReturnId id;
  std::int64_t place = 0;
  SkuId sku;
};
BOOST_DESCRIBE_STRUCT(ChooseExchange, (), (id, place, sku))
struct ExchangeHolds {
  std::vector<domain::StockHold> holds;
};
BOOST_DESCRIBE_STRUCT(ExchangeHolds, (), (holds))
// Errors: return.not_found, return.not_exchange (conflict), stock.short, stock.shipped (conflict).
Result<ExchangeHolds> choose_exchange(ports::Unit& unit, const ports::Actor& actor,
                                      const ChooseExchange& command);

// What a line could be exchanged for: the skus of the same product with what is free.
struct ExchangeChoices {
  ReturnId id;
};
BOOST_DESCRIBE_STRUCT(ExchangeChoices, (), (id))
struct ExchangeChoice {
  std::int64_t place = 0;
  SkuId sku;
  std::string attributes;
  std::string code;
  bool same = false;                      // the very sku that comes back
  bool chosen = false;                    // put aside now
  std::optional<std::int64_t> available;  // none: never counted
};
BOOST_DESCRIBE_STRUCT(ExchangeChoice, (), (place, sku, attributes, code, same, chosen, available))
struct ExchangeChoiceList {
  std::vector<ExchangeChoice> items;
};
BOOST_DESCRIBE_STRUCT(ExchangeChoiceList, (), (items))
Result<ExchangeChoiceList> exchange_choices(ports::ReadUnit& unit, const ports::Actor& actor,
                                            const ExchangeChoices& query);

// The same before anything is granted, by the lines of the case: its places are those of Remedy::wanted.
struct ExchangeSizes {
  CaseId id;
};
BOOST_DESCRIBE_STRUCT(ExchangeSizes, (), (id))
Result<ExchangeChoiceList> exchange_sizes(ports::ReadUnit& unit, const ports::Actor& actor,
                                          const ExchangeSizes& query);

// A person counted the pieces of a sku. Needs parcel_write.
struct CountStock {
  SkuId sku;
  std::int64_t on_hand = 0;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(CountStock, (), (sku, on_hand, why))
struct StockView {
  SkuId sku;
  std::string title;
  std::string attributes;
  std::string code;
  bool counted = false;
  std::int64_t on_hand = 0;
  std::int64_t reserved = 0;
  std::int64_t available = 0;
  std::vector<domain::StockMove> moves;  // newest first
};
BOOST_DESCRIBE_STRUCT(StockView, (),
                      (sku, title, attributes, code, counted, on_hand, reserved, available, moves))
// Errors: stock.sku (not_found), return.pieces (invalid).
Result<StockView> count_stock(ports::Unit& unit, const ports::Actor& actor, const CountStock& command);

struct ShowStock {
  SkuId sku;
};
BOOST_DESCRIBE_STRUCT(ShowStock, (), (sku))
Result<StockView> show_stock(ports::ReadUnit& unit, const ports::Actor& actor, const ShowStock& query);

struct ListStock {
  std::string code;  // of one article; empty: all that were counted
  std::string q;     // a part of title, code or size of what was counted, or a whole code; empty: everything
  SkuId after;
  int limit = 50;
};
BOOST_DESCRIBE_STRUCT(ListStock, (), (code, q, after, limit))
struct StockPage {
  std::vector<StockView> items;  // without moves
  std::optional<SkuId> next;
};
BOOST_DESCRIBE_STRUCT(StockPage, (), (items, next))
Result<StockPage> list_stock(ports::ReadUnit& unit, const ports::Actor& actor, const ListStock& query);

// A restocked piece. Uncounted skus stay uncounted.
void restock(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state, SkuId sku,
             std::int64_t pieces);

}  // namespace shouhou::app
