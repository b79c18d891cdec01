// JSON from strangers into a described struct: whatever reads is written back and reads again to the same.
#include <boost/describe/class.hpp>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/json_read.h"
#include "http/json_write.h"

namespace fuzzed {

struct Line {
  shouhou::OrderLineId id;
  int quantity = 1;
  shouhou::Fen paid;
};
BOOST_DESCRIBE_STRUCT(Line, (), (id, quantity, paid))

struct Command {
  std::string text;
  std::optional<shouhou::Instant> at;
  bool flag = false;
  double ratio = 0;
  shouhou::Day day;
  std::vector<Line> lines;
  std::map<std::string, std::vector<Command>> inner;
  shouhou::JsonText raw;
  shouhou::domain::PermissionSet may;
};
BOOST_DESCRIBE_STRUCT(Command, (), (text, at, flag, ratio, day, lines, inner, raw, may))

}  // namespace fuzzed

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto read = shouhou::http::from_json<fuzzed::Command>(text);
  if (!read) return 0;
  const std::string written = shouhou::http::to_json(*read);
  const auto again = shouhou::http::from_json<fuzzed::Command>(written, {.depth = 64});
  if (!again || shouhou::http::to_json(*again) != written) std::abort();
  return 0;
}
