#include "app/check_ledger.h"

#include "ports/cases.h"
#include "ports/grants.h"

namespace shouhou::app {
namespace {

// The money of a case as the deeds and as the case itself have it.
struct Books {
  Fen paid_deeds, open_deeds;
  Fen paid_marks, open_marks;
};

Books books_of(ports::ReadUnit& unit, const domain::Case& state) {
  Books books;
  for (const domain::Deed& deed : unit.grants().deeds_of_case(state.shop, state.id)) {
    if (!moves_money(deed.kind)) continue;
    if (deed.state == domain::DeedState::done) books.paid_deeds += deed.amount;
    if (open(deed.state)) books.open_deeds += deed.amount;
    // Only marks of deeds: a platform or a person may have refunded beside them.
    if (const domain::RefundMark* mark = state.refund(deed.id.str())) {
      (mark->paid ? books.paid_marks : books.open_marks) += mark->amount;
    }
  }
  return books;
}

void compare(std::vector<LedgerDrift>& drifts, CaseId id, Fen one, Fen other, const char* zh,
             const char* en) {
  if (one == other) return;
  const std::string figures = format_yuan(one) + " ≠ " + format_yuan(other);
  drifts.push_back({id, {std::string(zh) + " " + figures, std::string(en) + " " + figures}});
}

}  // namespace

std::vector<LedgerDrift> check_ledger(ports::ReadUnit& unit, ShopId shop, CaseId& after, int limit) {
  std::vector<LedgerDrift> drifts;
  for (const CaseId id : unit.grants().cases_with_ledger(shop, after, limit)) {
    after = id;
    const auto state = unit.cases().load(shop, id);
    if (!state) {
      drifts.push_back({id, {"台账里的售后单不存在", "the ledger speaks of a case that is not there"}});
      continue;
    }
    const ports::LedgerSums ledger = unit.grants().ledger_sums(shop, id);
    const Books books = books_of(unit, *state);
    compare(drifts, id, ledger.paid, books.paid_deeds, "台账已付与执行项",
            "paid by the ledger and by the deeds");
    compare(drifts, id, ledger.open(), books.open_deeds, "台账未付与执行项",
            "open by the ledger and by the deeds");
    compare(drifts, id, books.paid_deeds, books.paid_marks, "执行项已付与售后单",
            "paid by the deeds and by the case");
    compare(drifts, id, books.open_deeds, books.open_marks, "执行项未付与售后单",
            "open by the deeds and by the case");
  }
  return drifts;
}

}  // namespace shouhou::app
