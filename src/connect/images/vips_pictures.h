// ports::Pictures with libvips. JPEG, PNG and WebP keep their kind; others become JPEG (HEIC) or PNG (the
// first frame of a GIF).
#pragma once

#include <memory>

#include "ports/pictures.h"

namespace shouhou::connect {

// One for the process, thread-safe.
std::unique_ptr<ports::Pictures> open_pictures();

}  // namespace shouhou::connect
