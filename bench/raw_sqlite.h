// What every figure stands beside: SQLite alone, prepared inserts, nothing of ours.
#pragma once

#include <string>

namespace shouhou::bench {

// Bare prepared inserts of one event row; `batch` rows in one transaction.
// Rows per second over `seconds`.
double raw_sqlite(const std::string& file, int batch, double seconds);

}  // namespace shouhou::bench
