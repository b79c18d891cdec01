// Short texts as buyers, couriers' labels and links bring them: names, words, tracking numbers, amounts,
// cursors, coded bytes. What reads has one normal form that reads to itself.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/cursor.h"
#include "base/encoding.h"
#include "base/money.h"
#include "base/normal_text.h"
#include "base/utf8.h"
#include "domain/tracking_numbers.h"

namespace {

using namespace shouhou;

void require(bool holds) {
  if (!holds) std::abort();
}

void characters(std::string_view text) {
  const bool valid = utf8::valid(text);
  const std::size_t length = utf8::length(text);
  require(length <= text.size());
  const std::string shorter = utf8::shorten(text, 10);
  require(utf8::length(shorter) <= 10 && (!valid || utf8::valid(shorter)));
  require(length > 10 || shorter == text);
  const std::string_view tail = utf8::tail(text, 4);
  require(text.ends_with(tail) && (!valid || (utf8::length(tail) <= 4 && utf8::valid(tail))));
  const std::string trimmed = utf8::trim(text);
  require(utf8::trim(trimmed) == trimmed);
  const std::string narrow = utf8::to_half_width(text);
  require(utf8::to_half_width(narrow) == narrow && (!valid || utf8::valid(narrow)));
}

void words(std::string_view text) {
  const std::string normal = normal_text(text);
  require(utf8::valid(normal));
  const auto tokens = search_tokens(text, 50);
  require(tokens.size() <= 50);
  for (const std::string& token : tokens) require(!token.empty() && utf8::valid(token));
}

void numbers(std::string_view text) {
  const std::string normal = domain::normal_tracking(text);
  require(domain::normal_tracking(normal) == normal);
  if (const auto read = domain::read_tracking(text)) {
    require(read->size() >= 8 && read->size() <= 30);
    require(domain::read_tracking(*read).value() == *read);
  }
  if (const auto amount = parse_yuan(text)) {
    require(parse_yuan(format_yuan(*amount)).value() == *amount);
  }
  if (const auto place = app::read_cursor<3>(text)) {
    require(app::read_cursor<3>(app::write_cursor({(*place)[0], (*place)[1], (*place)[2]})) == place);
  }
}

// There is one spelling for every string of bytes (of hexadecimal and base32: but for the case).
void codes(std::string_view text) {
  require(from_hex(to_hex(text)) == text);
  require(from_base32(to_base32(text)) == text);
  require(from_base64url(to_base64url(text)) == text);
  if (const auto bytes = from_hex(text)) require(to_hex(*bytes).size() == text.size());
  if (const auto bytes = from_base32(text)) require(to_base32(*bytes).size() == text.size());
  if (const auto bytes = from_base64url(text)) require(to_base64url(*bytes) == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      characters(text);
      break;
    case 1:
      words(text);
      break;
    case 2:
      numbers(text);
      break;
    default:
      codes(text);
      break;
  }
  return 0;
}
