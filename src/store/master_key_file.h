// The file with the master keys: one key a line in hexadecimal, the current one first, # starts a remark.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/result.h"

namespace shouhou::store {

// Errors: keys.malformed (with the line).
Result<std::vector<crypto::SecretKey>> parse_master_keys(std::string_view text, const std::string& place);

// Errors: keys.missing, keys.open_to_others (others than the owner may read it), keys.malformed.
Result<std::vector<crypto::SecretKey>> read_master_keys(const std::string& file);

// Writes a new file beside it, on disk before it takes the place: never half a file. Mode 0600, a new
// directory 0700. Errors: keys.unwritable.
Result<void> write_master_keys(const std::string& file, const std::vector<crypto::SecretKey>& keys);

}  // namespace shouhou::store
