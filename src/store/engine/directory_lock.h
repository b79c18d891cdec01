// One process owns a data directory. The lock goes with the process, however it ends.
#pragma once

#include <filesystem>
#include <utility>

#include "base/result.h"

namespace shouhou::store {

class DirectoryLock {
 public:
  // Error store.locked (conflict) names the process that holds it; store.io when the directory is not
  // writable.
  static Result<DirectoryLock> take(const std::filesystem::path& directory);

  DirectoryLock(DirectoryLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace shouhou::store
