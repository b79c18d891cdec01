#include "base/crypto_marks.h"

#include <sodium.h>

#include <array>

#include "base/encoding.h"

namespace shouhou::crypto {

std::string keyed_mark(const SecretKey& key, std::string_view word) {
  static_assert(SecretKey::size >= crypto_shorthash_KEYBYTES);
  constexpr std::size_t kept = 5;  // bytes
  std::array<unsigned char, crypto_shorthash_BYTES> hash{};
  crypto_shorthash(hash.data(), reinterpret_cast<const unsigned char*>(word.data()), word.size(), key.data());
  return to_base32({reinterpret_cast<const char*>(hash.data()), kept});
}

}  // namespace shouhou::crypto
