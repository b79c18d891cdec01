#include "base/testing/source_root.h"

namespace shouhou {

std::string source_root() {
  return SHOUHOU_SOURCE_DIR;
}

}  // namespace shouhou
