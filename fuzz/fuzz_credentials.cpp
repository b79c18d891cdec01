// What strangers show to be let in: Authorization headers, cookies, tokens and links, origins. The first byte
// picks the reader.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/access_token.h"
#include "http/access.h"
#include "net/request.h"
#include "net/url.h"

namespace {

using namespace shouhou;

void require(bool holds) {
  if (!holds) std::abort();
}

// A token is found as a whole, without blanks around it, and only after its scheme.
void authorization(std::string_view text) {
  const std::string_view token = http::bearer_token(text);
  if (token.empty()) return;
  require(token.front() != ' ' && token.back() != ' ');
  require(text.size() > token.size() + 6 && (text[0] | 0x20) == 'b');
  require(http::bearer_token("Bearer " + std::string(token)) == token);
}

// Whatever else stands in the line, our own cookie put in front of it is the one that is found.
void cookies(std::string_view text) {
  const std::string_view found = net::find_cookie(text, http::session_cookie);
  require(found.size() <= text.size());
  if (text.find('\r') != std::string_view::npos || text.find('\n') != std::string_view::npos) return;
  const std::string line = std::string(http::session_cookie) + "=mine; " + std::string(text);
  require(net::find_cookie(line, http::session_cookie) == "mine");
}

// What reads as a token is written the same way again, and names a shop.
void tokens(std::string_view text) {
  for (const std::string_view prefix : {std::string_view(), app::api_token_prefix}) {
    const auto token = app::read_access_token(text, prefix);
    if (!token) continue;
    require(token->shop && token->hash.size() == 32);
    require(text.starts_with(prefix));
    const auto again = app::read_access_token(text, prefix);
    require(again && again->hash == token->hash && again->shop == token->shop);
  }
}

void origins(std::string_view text) {
  net::Request request;
  request.method = "POST";
  const std::size_t cut = text.find('\n');
  request.headers.add("Host", text.substr(0, cut));
  request.headers.add("Origin", cut == std::string_view::npos ? "" : text.substr(cut + 1));
  if (!http::from_our_pages(request, "https://desk.example.cn")) return;
  // Let in: the origin ends with one of our hosts, whatever its case.
  const std::string_view origin = request.headers.get("origin");
  require(origin.find("://") != std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      authorization(text);
      break;
    case 1:
      cookies(text);
      break;
    case 2:
      tokens(text);
      break;
    default:
      origins(text);
      break;
  }
  return 0;
}
