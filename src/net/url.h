// The small texts inside a request: target, query, cookies. Every function takes bytes from strangers and
// never fails in another way than the one it names.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "net/request.h"

namespace shouhou::net {

// %XX and, where asked, + as a space. Malformed escapes stay as they are.
std::string percent_decode(std::string_view text, bool plus_is_space);
// Everything but A-Z a-z 0-9 - . _ ~ as %XX.
std::string percent_encode(std::string_view text);

// "a=1&b=%20&c": at most 256 pairs, the rest is ignored.
Params parse_query(std::string_view query);

// The value of a cookie in a Cookie header; the first of that name, empty where there is none.
std::string_view find_cookie(std::string_view header, std::string_view name);

struct Target {
  std::string path;  // decoded, begins with '/'
  std::string query;
};
// Splits and decodes "/path?query" or "http://host/path?query". Nothing for a target that is no path, holds a
// control character, malformed escapes or UTF-8, or climbs with "..".
std::optional<Target> parse_target(std::string_view target);

}  // namespace shouhou::net
