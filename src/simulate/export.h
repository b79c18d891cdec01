// The simulated shop as the files that a platform exports, for `shouhou import`: a demonstration shop of any
// size, and load for tests. Column names as the Taobao/Tmall exports have them (rules/imports/formats.toml).
#pragma once

#include <string>
#include <vector>

#include "simulate/shop_run.h"

namespace shouhou::simulate {

struct ExportedFile {
  std::string name;   // "ExportOrderList.csv"
  std::string bytes;  // UTF-8
  std::int64_t rows = 0;
};

// Order list, order detail, refunds and reviews, as they stand at the end of the world. `results` are the
// cases of one policy's run: what was refunded and reviewed is hers. Orders of buyers who had left are not
// in.
std::vector<ExportedFile> export_shop(const World& world, const std::vector<CaseResult>& results,
                                      const Zone& zone);

}  // namespace shouhou::simulate
