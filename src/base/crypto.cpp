#include "base/crypto.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace shouhou::crypto {
namespace {

// sodium_init is cheap, thread-safe and may be called again; without it randomness is not set up.
void ready() {
  static const bool done = sodium_init() >= 0;
  if (!done) throw std::runtime_error("libsodium could not start");
}

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* raw(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(SecretKey::size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(SecretKey::size == crypto_kdf_KEYBYTES);

}  // namespace

SecretKey SecretKey::random() {
  ready();
  SecretKey key;
  randombytes_buf(key.bytes_.data(), size);
  return key;
}

std::optional<SecretKey> SecretKey::from(std::string_view bytes) {
  if (bytes.size() != size) return std::nullopt;
  SecretKey key;
  std::copy(bytes.begin(), bytes.end(), key.bytes_.begin());
  return key;
}

SecretKey::~SecretKey() {
  sodium_memzero(bytes_.data(), size);
}

std::string_view SecretKey::bytes() const {
  return {reinterpret_cast<const char*>(bytes_.data()), size};
}

SecretKey SecretKey::child(std::string_view purpose) const {
  ready();
  std::array<char, crypto_kdf_CONTEXTBYTES> context{};
  if (purpose.size() > context.size()) throw std::invalid_argument("the purpose of a key is too long");
  std::copy(purpose.begin(), purpose.end(), context.begin());
  SecretKey key;
  crypto_kdf_derive_from_key(key.bytes_.data(), size, 1, context.data(), bytes_.data());
  return key;
}

std::string random_bytes(std::size_t count) {
  ready();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), count);
  return bytes;
}

std::string sha256(std::string_view data) {
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(raw(digest), raw(data), data.size());
  return digest;
}

std::string keyed_hash(const SecretKey& key, std::string_view data) {
  ready();
  std::string hash(crypto_generichash_BYTES, '\0');
  crypto_generichash(raw(hash), hash.size(), raw(data), data.size(), key.data(), SecretKey::size);
  return hash;
}

bool equal(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

std::string seal(const SecretKey& key, std::string_view clear, std::string_view bound_to) {
  ready();
  std::string sealed(nonce_size + clear.size() + tag_size, '\0');
  randombytes_buf(sealed.data(), nonce_size);
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_size, nullptr, raw(clear), clear.size(),
                                             raw(bound_to), bound_to.size(), nullptr, raw(sealed),
                                             key.data());
  return sealed;
}

std::optional<std::string> open(const SecretKey& key, std::string_view sealed, std::string_view bound_to) {
  ready();
  if (sealed.size() < nonce_size + tag_size) return std::nullopt;
  std::string clear(sealed.size() - nonce_size - tag_size, '\0');
  const std::string_view cipher = sealed.substr(nonce_size);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(clear), nullptr, nullptr, raw(cipher), cipher.size(),
                                                 raw(bound_to), bound_to.size(), raw(sealed),
                                                 key.data()) != 0) {
    return std::nullopt;
  }
  return clear;
}

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace shouhou::crypto
