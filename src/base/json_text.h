// Text that is already JSON: stored as it is, sent as it is.
#pragma once

#include <string>

namespace shouhou {

struct JsonText {
  std::string text = "null";
  bool operator==(const JsonText&) const = default;
};

}  // namespace shouhou
