// Who is behind a request: the session cookie of a browser or the API token of a program. Knows for two
// seconds whom it has just seen, so that a busy screen does not ask the database for every request; what this
// node itself changes is forgotten at once.
#pragma once

#include <array>
#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/identify.h"
#include "http/authenticator.h"

namespace shouhou::http {

inline constexpr std::string_view session_cookie = "shouhou_session";
inline constexpr std::string_view csrf_header = "x-csrf-token";

struct AccessOptions {
  // As people reach the desk from outside ("https://desk.example.cn"), besides the request's own Host.
  std::string public_url;
  std::chrono::milliseconds remembered{2000};
};

class Access final : public Authenticator {
 public:
  Access(ports::Store& store, AccessOptions options) : store_(store), options_(std::move(options)) {}

  // An Authorization header wins over a cookie. With a cookie, whatever writes needs the session's CSRF token
  // and must come from our own pages; so must a WebSocket.
  // Errors: session.none, token.invalid, account.disabled, session.forged.
  Result<ports::Actor> authenticate(const net::Request& request, ports::ReadUnit& unit) override;

  // To be called after every commit that changed who may do what in the shop.
  void forget(ShopId shop);

 private:
  using Steady = std::chrono::steady_clock;
  struct Known {
    app::Identity identity;
    std::string csrf;  // what a browser must send; empty for tokens
    Steady::time_point found;
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_map<std::string, Known> known;                    // by hash of the secret
    std::unordered_map<std::int64_t, Steady::time_point> forgotten;  // by shop
  };

  Result<Known> identify(std::string_view secret, bool token, ports::ReadUnit& unit);
  Shard& shard_of(std::string_view hash);
  void note(Shard& shard, const std::string& hash, const Known& known, Instant now);

  ports::Store& store_;
  const AccessOptions options_;
  std::array<Shard, 16> shards_;
};

// "Bearer sh_…" -> "sh_…"; empty where the header is of another kind.
std::string_view bearer_token(std::string_view authorization);

// Whether a browser says that the request comes from a page of our own. `hosts` are "name:port" as in Host.
bool from_our_pages(const net::Request& request, std::string_view public_url);

// "shouhou_session=…; Path=/; HttpOnly; SameSite=Lax", Secure where the desk is reached by TLS. An empty
// token takes the cookie away.
std::string cookie_line(std::string_view token, bool secure);

}  // namespace shouhou::http
