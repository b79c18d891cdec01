// HTTP messages as a connection reads them: however the bytes are cut into pieces, the same request or the
// same refusal comes out, and nothing over a limit comes in. The first byte says where to cut.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "net/examine.h"
#include "net/parser.h"

namespace {

using namespace shouhou::net;

// Above every input: the library counts a header that comes in pieces a little differently from one that
// comes at once, so near its limit the two may be judged differently.
constexpr std::size_t header_limit = 8192;
constexpr std::size_t body_limit = 128;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Outcome {
  bool header = false;
  bool done = false;
  Refusal refusal;
  Request request;
};

// Reads as connection.cpp does: what the parser leaves is given again with the next piece.
Outcome read(std::string_view bytes, std::size_t piece) {
  Outcome outcome;
  Parser parser(outcome.request, header_limit);
  std::string held;
  const auto put = [&]() -> bool {
    ErrorCode ec;
    std::size_t used = 1;
    while (!held.empty() && used > 0 && !parser.is_done()) {
      if (outcome.header && !parser.can_go_on(held.size())) break;
      used = parser.put(boost::asio::buffer(held), ec);
      held.erase(0, used);
      if (ec && ec != http::error::need_more) {
        outcome.refusal = refusal_of(ec);
        return false;
      }
      if (!outcome.header && parser.is_header_done()) {
        outcome.header = true;
        outcome.refusal = examine(parser, outcome.request);
        if (outcome.refusal.status != 0) return false;
        const auto length = parser.content_length();
        if (length && *length > body_limit) {
          outcome.refusal = {413, "request.body_too_large"};
          return false;
        }
        parser.receive_into(outcome.request.body, body_limit);
        parser.eager(true);
      }
      if (ec) break;
    }
    return true;
  };
  while (!bytes.empty()) {
    const std::size_t size = std::min(piece, bytes.size());
    held.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
    if (!put()) return outcome;
    if (parser.is_done()) break;
  }
  outcome.done = parser.is_done();
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 4096) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Outcome whole = read(bytes, bytes.size() + 1);
  const Outcome cut = read(bytes, 1 + data[0] % 64);
  require(whole.done == cut.done);
  if (!whole.done) return 0;
  require(whole.request.method == cut.request.method && whole.request.target == cut.request.target);
  require(whole.request.path == cut.request.path && whole.request.query == cut.request.query);
  require(whole.request.body == cut.request.body && whole.request.body.size() <= body_limit);
  require(whole.request.headers.size() == cut.request.headers.size());
  require(whole.request.path.front() == '/' && whole.request.path.find("/../") == std::string::npos);
  require(whole.request.headers.count("host") <= 1);
  return 0;
}
