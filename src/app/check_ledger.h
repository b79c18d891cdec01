// 对账: whether what was granted equals what is paid, open and withdrawn, in every case, by three books kept
// apart: the ledger, the deeds, and the marks of the case (P-D9). For `shouhou doctor` and tests.
#pragma once

#include <vector>

#include "base/ids.h"
#include "base/text.h"
#include "ports/store.h"

namespace shouhou::app {

struct LedgerDrift {
  CaseId case_id;
  Text what;
};

// Looks at `limit` cases with a ledger by id, after `after`; `after` moves to the last one, and stays where
// there are no more.
std::vector<LedgerDrift> check_ledger(ports::ReadUnit& unit, ShopId shop, CaseId& after, int limit);

}  // namespace shouhou::app
