// `shouhou keys rotate`: a new master key, every shop's data key wrapped anew, the old master key dropped.
// Sealed data stay as they are. May be interrupted anywhere and run again.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "store/store.h"

namespace shouhou::store {

// The number of shops. Errors: those of KeyRing.
Result<std::int64_t> rotate_keys(Store& store);

}  // namespace shouhou::store
