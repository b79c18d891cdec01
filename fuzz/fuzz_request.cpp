// What strangers send: targets, queries, cookies, multipart bodies, ranges. The first byte picks the reader.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "net/multipart.h"
#include "net/static_files.h"
#include "net/url.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void targets(std::string_view text) {
  const auto target = shouhou::net::parse_target(text);
  if (!target) return;
  require(target->path.front() == '/');
  require(target->path.find("/../") == std::string::npos && !target->path.ends_with("/.."));
  require(target->path.find('\0') == std::string::npos);
}

void queries(std::string_view text) {
  require(shouhou::net::parse_query(text).size() <= 256);
  require(shouhou::net::percent_decode(shouhou::net::percent_encode(text), false) == text);
}

void forms(std::string_view text) {
  const auto parts = shouhou::net::parse_multipart("multipart/form-data; boundary=b", text);
  if (!parts) return;
  require(parts->size() <= 100);
  for (const auto& part : *parts) {
    require(part.offset <= text.size() && part.size <= text.size() - part.offset);
    require(text.substr(part.offset, part.size).find("\r\n--b") == std::string_view::npos);
    require(part.file_name.find('/') == std::string::npos);
  }
}

void ranges(std::string_view text) {
  shouhou::net::ByteRange range;
  const std::uint64_t size = text.size() * 7;
  if (shouhou::net::parse_range(text, size, range) != shouhou::net::RangeKind::part) return;
  require(range.size > 0 && range.offset < size && range.size <= size - range.offset);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 6) {
    case 0:
      targets(text);
      break;
    case 1:
      queries(text);
      break;
    case 2:
      shouhou::net::find_cookie(text, "shouhou_session");
      break;
    case 3:
      forms(text);
      break;
    case 4:
      ranges(text);
      break;
    default:
      (void)shouhou::net::parse_multipart(text, "--b\r\n\r\n");
      break;
  }
  return 0;
}
