#include "net/examine.h"

#include "net/url.h"

namespace shouhou::net {
namespace {

bool same_word(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 0x20) != lower[i]) return false;
  }
  return true;
}

}  // namespace

Refusal examine(const Parser& parser, Request& request) {
  if (parser.version() != 11 && parser.version() != 10) return {505, "request.version"};
  if (request.headers.has("transfer-encoding") && (!parser.chunked() || parser.version() == 10)) {
    return {501, "request.transfer_encoding"};
  }
  const std::size_t hosts = request.headers.count("host");
  if (hosts > 1 || (hosts == 0 && parser.version() == 11)) return {400, "request.host"};
  auto target = parse_target(request.target);
  if (!target) return {400, "request.target"};
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  const std::string_view expect = request.headers.get("expect");
  if (!expect.empty() && !same_word(expect, "100-continue")) return {417, "request.expectation"};
  return {};
}

Refusal refusal_of(const ErrorCode& ec) {
  if (ec == http::error::header_limit || ec == http::error::buffer_overflow)
    return {431, "request.header_too_large"};
  if (ec == http::error::body_limit) return {413, "request.body_too_large"};
  if (ec == http::error::bad_version) return {505, "request.version"};
  return {400, "request.malformed"};
}

}  // namespace shouhou::net
