// The orders, lines and parcels of one chunk: loaded once, changed in memory, written once.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "app/import_books.h"
#include "app/import_facts.h"
#include "app/import_formats.h"

namespace shouhou::app {

enum class RowEffect { added, updated, unchanged };

class OrderBook {
 public:
  // An order on the desk, with what the chunk did to it.
  struct Work {
    domain::Order order;
    bool is_new = false;
    bool changed = false;
    bool shares_stale = false;
    bool lines_loaded = false;
    Fen postage_of_lines;  // told by new lines
    std::vector<domain::OrderLine> lines;
    std::vector<char> line_state;  // beside `lines`: 0 as stored, 1 changed, 2 new
    std::unordered_map<std::string, std::size_t> line_places;  // by the line's key
    bool parcels_loaded = false;
    std::vector<domain::Parcel> parcels;
  };

  OrderBook(ShopId shop, const TablePlan& plan, BuyerBook& buyers, GoodsBook& goods)
      : shop_(shop), plan_(plan), buyers_(buyers), goods_(goods) {}

  void begin() {
    works_.clear();
    places_.clear();
    new_numbers_.clear();
  }
  RowEffect apply(ports::Unit& unit, const OrderFacts& facts);
  // Errors: import.line_elsewhere (the sub-order number belongs to another order).
  Result<RowEffect> apply(ports::Unit& unit, const LineFacts& facts);
  // The order of this number; one that no file told of yet is made from what is known.
  Work& order(ports::Unit& unit, std::string_view number, const OrderFacts* facts = nullptr);
  const std::vector<domain::OrderLine>& lines(ports::Unit& unit, Work& work);
  std::vector<domain::Parcel>& parcels(ports::Unit& unit, Work& work);
  // Shares of what was paid, then everything that changed, to the store.
  void write(ports::Unit& unit);
  // What the chunk touched, in order of appearance.
  std::vector<std::unique_ptr<Work>>& touched() { return works_; }

 private:
  void apply_parties(ports::Unit& unit, Work& work, const OrderFacts& facts);
  void apply_parcel(ports::Unit& unit, Work& work, const OrderFacts& facts);
  void index_lines(Work& work);
  std::string key_of(const domain::OrderLine& line) const;
  bool number_is_free(ports::Unit& unit, const std::string& number, OrderId order);

  ShopId shop_;
  const TablePlan& plan_;
  BuyerBook& buyers_;
  GoodsBook& goods_;
  std::vector<std::unique_ptr<Work>> works_;
  std::unordered_map<std::string, Work*> places_;
  std::unordered_map<std::string, OrderId> new_numbers_;  // of lines, and whose they are
};

}  // namespace shouhou::app
