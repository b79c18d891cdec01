#include "base/crypto_password.h"

#include <sodium.h>

#include <array>
#include <new>
#include <stdexcept>

namespace shouhou::crypto {

std::string hash_password(std::string_view password, PasswordCost cost) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium could not start");
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return hash.data();
}

bool password_matches(std::string_view hash, std::string_view password) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium could not start");
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  const std::string terminated(hash);
  return crypto_pwhash_str_verify(terminated.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, PasswordCost cost) {
  if (hash.size() >= crypto_pwhash_STRBYTES) return true;
  const std::string terminated(hash);
  return crypto_pwhash_str_needs_rehash(terminated.c_str(), cost.passes, cost.memory_bytes) != 0;
}

}  // namespace shouhou::crypto
