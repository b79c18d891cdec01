// Opens whatever a shop drops in: .csv .tsv .txt .xlsx, the same inside .zip and .gz. The bytes decide, not
// the name.
#pragma once

#include "ports/table_files.h"

namespace shouhou::connect {

class TableFiles final : public ports::TableFiles {
 public:
  Result<std::unique_ptr<ports::TableFile>> open(const std::string& path, const std::string& name) override;
  Result<std::unique_ptr<ports::TableFile>> open_kept(std::shared_ptr<ports::BlobReader> file,
                                                      const std::string& name) override;
};

}  // namespace shouhou::connect
