// Applies imported rows inside one transaction: orders, lines, goods, parcels, refunds, reviews and talk into
// trade, and what of it is a problem into cases. Applying the same rows again changes nothing.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "app/import_books.h"
#include "app/import_cases.h"
#include "app/import_orders.h"

namespace shouhou::app {

// A row that was fine by itself and is at odds with what is known.
struct Misfit {
  std::size_t row = 0;  // in the span that was applied
  Error error;
};

class ImportApplier {
 public:
  // `formats` and `plan` must outlive it.
  ImportApplier(const ImportFormats& formats, const TablePlan& plan, ports::Actor actor, Span history);

  // One transaction's rows, in the order of the file. Adds to `counts`. May run again after an undone
  // transaction; what it remembers is only trusted after committed().
  Result<void> apply(ports::Unit& unit, std::span<const RowFacts> rows, ports::ImportCounts& counts,
                     std::vector<Misfit>& misfits);
  void committed();

 private:
  Result<RowEffect> apply_row(ports::Unit& unit, const RowFacts& row);
  RowEffect apply_refund(ports::Unit& unit, const RefundFacts& facts);
  RowEffect apply_review(ports::Unit& unit, const ReviewFacts& facts);
  RowEffect apply_chat(ports::Unit& unit, const ChatFacts& facts);
  RowEffect apply_product(ports::Unit& unit, const ProductFacts& facts);
  RowEffect apply_parcel(ports::Unit& unit, const ParcelFacts& facts);
  bool apply_scan(ports::Unit& unit, domain::Parcel& parcel, const ParcelFacts& facts);
  OrderLineId line_for(ports::Unit& unit, OrderBook::Work& work, std::string_view number,
                       std::string_view sku_code, std::string_view item_id, std::string_view title);
  OrderBook::Work& order_for(ports::Unit& unit, std::string_view number, OrderLineId& line);
  Result<void> report_cases(ports::Unit& unit, ports::ImportCounts& counts);

  const TablePlan& plan_;
  const ports::Actor actor_;
  const CaseSettings settings_;
  BuyerBook buyers_;
  GoodsBook goods_;
  OrderBook orders_;
  IdMemory<ConversationId> conversations_;
  struct ChangedRefund {
    domain::PlatformRefund refund;
    bool is_new = false;
  };
  std::vector<ChangedRefund> changed_refunds_;
  std::vector<domain::Review> changed_reviews_;
  std::vector<std::pair<BuyerId, domain::Message>> heard_;
  std::set<std::string, std::less<>>
      moved_;  // numbers of parcels that come back, of which something was told
};

}  // namespace shouhou::app
