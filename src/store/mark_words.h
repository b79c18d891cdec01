// Words from before they were kept as marks (docs/decisions/0015) become marks, a few cases at a time, while
// the desk serves; then what they lay on is emptied. How far it has come stands in the database, so it may be
// broken off anywhere, and several nodes may be at it.
#pragma once

#include "base/result.h"
#include "store/store.h"

namespace shouhou::store {

struct MarkingStep {
  int cases = 0;  // marked by this step
  bool more = true;
};

// One step, over at most `cases` cases. It has more to do until nothing is left in the clear. Errors:
// unavailable ones (full disk, PostgreSQL away); store.busy where another transaction, a copy perhaps, holds
// the old table.
Result<MarkingStep> mark_words(Store& store, int cases);

}  // namespace shouhou::store
