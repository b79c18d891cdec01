#include "http/access.h"

#include <algorithm>

#include "app/access_token.h"
#include "base/crypto.h"
#include "domain/accounts.h"

namespace shouhou::http {
namespace {

constexpr std::size_t most_known = 4096;  // per shard

bool same_word(std::string_view left, std::string_view right) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

bool writes(const net::Request& request) {
  return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

bool opens_socket(const net::Request& request) {
  return same_word(request.headers.get("upgrade"), "websocket");
}

// "https://desk.example.cn:8443" -> "desk.example.cn:8443".
std::string_view host_of(std::string_view origin) {
  const std::size_t slashes = origin.find("://");
  if (slashes == std::string_view::npos) return {};
  origin.remove_prefix(slashes + 3);
  return origin.substr(0, origin.find('/'));
}

tl::unexpected<Error> forged() {
  return fail(ErrorKind::forbidden, "session.forged",
              {"请求不是由本系统的页面发出，请刷新页面后再试",
               "The request does not come from a page of this desk; reload the page and try again"});
}

}  // namespace

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size() || !same_word(authorization.substr(0, scheme.size()), scheme))
    return {};
  authorization.remove_prefix(scheme.size());
  while (!authorization.empty() && authorization.front() == ' ') authorization.remove_prefix(1);
  while (!authorization.empty() && authorization.back() == ' ') authorization.remove_suffix(1);
  return authorization;
}

bool from_our_pages(const net::Request& request, std::string_view public_url) {
  const std::string_view site = request.headers.get("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") return false;
  if (!request.headers.has("origin")) return true;  // no browser, or an old one: the CSRF token decides
  const std::string_view host = host_of(request.headers.get("origin"));
  if (host.empty()) return false;  // "null": a sandboxed page or a file
  return same_word(host, request.headers.get("host")) ||
         (!public_url.empty() && same_word(host, host_of(public_url)));
}

std::string cookie_line(std::string_view token, bool secure) {
  std::string line(session_cookie);
  line += '=';
  line += token;
  line += "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
  line += token.empty() ? "0" : std::to_string(domain::SessionLimits{}.absolute.ms / 1000);
  if (secure) line += "; Secure";
  return line;
}

Access::Shard& Access::shard_of(std::string_view hash) {
  return shards_[static_cast<unsigned char>(hash.front()) % shards_.size()];
}

Result<Access::Known> Access::identify(std::string_view secret, bool token, ports::ReadUnit& unit) {
  const std::string hash = crypto::sha256(secret);
  Shard& shard = shard_of(hash);
  const Steady::time_point now = Steady::now();
  {
    const std::lock_guard guard(shard.mutex);
    const auto found = shard.known.find(hash);
    if (found != shard.known.end() && now - found->second.found < options_.remembered &&
        app::still_valid(found->second.identity, unit.now())) {
      return found->second;
    }
  }
  Known known;
  SHOUHOU_ASSIGN(known.identity,
                 token ? app::identify_token(unit, secret) : app::identify_session(unit, secret));
  if (!token) known.csrf = app::csrf_token(secret);
  known.found = now;
  const std::lock_guard guard(shard.mutex);
  // The unit may see the data as they were a moment before something was forgotten: do not remember that.
  const auto forgotten = shard.forgotten.find(known.identity.actor.shop.value);
  if (forgotten != shard.forgotten.end() && now - forgotten->second < options_.remembered) return known;
  if (shard.known.size() >= most_known) shard.known.clear();
  shard.known.insert_or_assign(hash, known);
  return known;
}

void Access::note(Shard& shard, const std::string& hash, const Known& known, Instant now) {
  {
    const std::lock_guard guard(shard.mutex);
    const auto found = shard.known.find(hash);
    if (found != shard.known.end()) {
      if (!domain::worth_noting(found->second.identity.last_noted, now)) return;  // somebody else is at it
      found->second.identity.last_noted = now;
    }
  }
  store_.write(
      [actor = known.identity.actor](ports::Unit& unit) -> Result<void> {
        app::note_use(unit, actor);
        return {};
      },
      [](const Result<void>&) {}, known.identity.actor.shop);
}

Result<ports::Actor> Access::authenticate(const net::Request& request, ports::ReadUnit& unit) {
  const bool token = request.headers.has("authorization");
  const std::string_view secret =
      token ? bearer_token(request.headers.get("authorization")) : request.cookie(session_cookie);
  SHOUHOU_ASSIGN(const Known known, identify(secret, token, unit));
  if (!token) {
    const bool socket = opens_socket(request);
    if ((socket || writes(request)) && !from_our_pages(request, options_.public_url)) return forged();
    if (writes(request) && !crypto::equal(request.headers.get(csrf_header), known.csrf)) return forged();
    // An open screen that only listens is no sign of somebody at work.
    if (socket) return known.identity.actor;
  }
  if (domain::worth_noting(known.identity.last_noted, unit.now())) {
    const std::string hash = crypto::sha256(secret);
    note(shard_of(hash), hash, known, unit.now());
  }
  return known.identity.actor;
}

void Access::forget(ShopId shop) {
  const Steady::time_point now = Steady::now();
  for (Shard& shard : shards_) {
    const std::lock_guard guard(shard.mutex);
    std::erase_if(shard.known, [&](const auto& entry) { return entry.second.identity.actor.shop == shop; });
    std::erase_if(shard.forgotten,
                  [&](const auto& entry) { return now - entry.second >= options_.remembered; });
    shard.forgotten[shop.value] = now;
  }
}

}  // namespace shouhou::http
