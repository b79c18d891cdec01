// ports::Blobs in a directory: <directory>/<shop>/<first two hex digits>/<hash>. A blob is on disk, file and
// folder, before its name is given out; what a crash leaves half-written stays in <directory>/tmp and is
// swept at the next start.
#pragma once

#include <filesystem>

#include "ports/blobs.h"

namespace shouhou::connect {

class FileBlobs final : public ports::Blobs {
 public:
  // Errors: blob.unwritable.
  static Result<std::unique_ptr<FileBlobs>> open(std::filesystem::path directory);

  Result<std::unique_ptr<ports::BlobWriter>> create(ShopId shop, std::int64_t limit,
                                                    const crypto::SecretKey& key) override;
  Result<std::shared_ptr<ports::BlobReader>> open(ShopId shop, std::string_view name,
                                                  const crypto::SecretKey& key) override;
  Result<int> seal_clear(ShopId shop, const crypto::SecretKey& key, int at_most) override;
  Result<bool> remove_unless_fresh(ShopId shop, std::string_view hash, Instant untouched_since) override;

  // Where the file lies on disk. Errors: blob.not_found.
  Result<std::string> path(ShopId shop, std::string_view name) const;

 private:
  explicit FileBlobs(std::filesystem::path directory) : directory_(std::move(directory)) {}

  std::filesystem::path directory_;
};

}  // namespace shouhou::connect
