#include "app/access_token.h"

#include "base/crypto.h"
#include "base/encoding.h"

namespace shouhou::app {
namespace {

constexpr std::size_t shop_size = 8;
constexpr std::size_t secret_size = 32;

}  // namespace

AccessToken new_access_token(ShopId shop, std::string_view prefix) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes += static_cast<char>((static_cast<std::uint64_t>(shop.value) >> shift) & 0xFF);
  }
  bytes += crypto::random_bytes(secret_size);
  return {shop, std::string(prefix) + to_base64url(bytes), crypto::sha256(bytes)};
}

std::optional<AccessToken> read_access_token(std::string_view text, std::string_view prefix) {
  if (!text.starts_with(prefix) || text.size() > prefix.size() + 64) return std::nullopt;
  const auto bytes = from_base64url(text.substr(prefix.size()));
  if (!bytes || bytes->size() != shop_size + secret_size) return std::nullopt;
  std::uint64_t shop = 0;
  for (std::size_t i = 0; i < shop_size; ++i) shop = (shop << 8) | static_cast<unsigned char>((*bytes)[i]);
  const auto id = static_cast<std::int64_t>(shop);
  if (id <= 0) return std::nullopt;
  return AccessToken{ShopId{id}, std::string(text), crypto::sha256(*bytes)};
}

std::string csrf_token(std::string_view session_token) {
  return to_base64url(crypto::sha256("csrf:" + std::string(session_token)));
}

}  // namespace shouhou::app
