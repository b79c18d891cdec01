// Whether a message can be trusted at all: what two parsers could read in two ways is refused.
#pragma once

#include <string_view>

#include "net/parser.h"

namespace shouhou::net {

struct Refusal {
  int status = 0;  // 0: none
  std::string_view code;
};

// Looks at a complete header and splits its target into path and query.
Refusal examine(const Parser& parser, Request& request);
// What an error of the parser is called.
Refusal refusal_of(const ErrorCode& ec);

}  // namespace shouhou::net
