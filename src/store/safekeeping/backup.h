// Backups of a data directory: a folder with the database, the blobs, and a list of checksums that any
// `sha256sum -c SHA256SUMS` understands. The master key is left out: a backup alone tells no personal data.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "store/data_directory.h"

namespace shouhou::store {

// Files done, files in all; while the database itself is copied both are 0.
using BackupProgress = std::function<void(std::int64_t done, std::int64_t all)>;

struct BackupMade {
  std::filesystem::path folder;
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};

// What is backed up or restored: a data directory, and the PostgreSQL database where one is used instead of
// the embedded one.
struct Premises {
  DataDirectory data;
  std::string postgres_url;  // empty: embedded
};

// Copies the premises, while a server works on them or not, into the new folder `to`. The folder appears
// whole or not at all. Errors: backup.exists, backup.no_data, backup.unwritable, store.*.
Result<BackupMade> back_up(const Premises& premises, const std::filesystem::path& to, Instant now,
                           const BackupProgress& progress);

// What is wrong with a backup: a file missing, changed or too many, a damaged database. Empty: it is sound.
// Errors: backup.not_one.
Result<std::vector<std::string>> verify_backup(const std::filesystem::path& folder,
                                               const BackupProgress& progress);

struct Restored {
  std::int64_t files = 0;
  std::filesystem::path set_aside;  // where the data that stood there went; empty: there was none
  bool key_missing = false;  // no master key in the directory: personal data stays sealed until it is back
};

// Verifies, then puts the backup in place of what stands there. Files are moved aside, not deleted; of a
// PostgreSQL database make a backup first. The master key stays where it is. Errors: backup.not_one,
// backup.damaged, backup.other_database, backup.unwritable, store.locked.
Result<Restored> restore_backup(const std::filesystem::path& folder, const Premises& premises, Instant now,
                                const BackupProgress& progress);

}  // namespace shouhou::store
