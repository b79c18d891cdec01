// Where things lie in the data directory.
#pragma once

#include <filesystem>

namespace shouhou::store {

struct DataDirectory {
  std::filesystem::path path;

  std::filesystem::path database() const { return path / "shouhou.db"; }
  std::filesystem::path blobs() const { return path / "blobs"; }      // photos and imported files, by content
  std::filesystem::path backups() const { return path / "backups"; }  // made before a migration
  std::filesystem::path keys() const { return path / "keys"; }        // the master key; never in a backup
  std::filesystem::path master_key() const { return keys() / "master.key"; }
};

}  // namespace shouhou::store
