// Files written so that they survive a power cut, and read in pieces.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"

namespace shouhou::store {

// Copies and forces the copy to disk; the SHA-256 of its content as hex. Errors: backup.unwritable.
Result<std::string> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);

// SHA-256 as hex. Errors: backup.unreadable.
Result<std::string> hash_file(const std::filesystem::path& file);

// Errors: backup.unwritable.
Result<void> write_durably(const std::filesystem::path& file, const std::string& content);
Result<void> sync_directory(const std::filesystem::path& directory);

}  // namespace shouhou::store
