// Cryptography the product uses, in one place: random bytes, digests, keyed hashes, sealing. Byte strings are
// std::string; keys are SecretKey, which wipes itself.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace shouhou::crypto {

// 32 secret bytes, wiped when they go.
class SecretKey {
 public:
  static constexpr std::size_t size = 32;

  static SecretKey random();
  // Exactly 32 bytes, or nothing.
  static std::optional<SecretKey> from(std::string_view bytes);

  SecretKey(const SecretKey&) = default;
  SecretKey& operator=(const SecretKey&) = default;
  ~SecretKey();

  std::string_view bytes() const;
  const unsigned char* data() const { return bytes_.data(); }

  // A key of its own for one purpose ("seal", "phone"); at most 8 characters. From it nothing can be learned
  // of this key or of its other children.
  SecretKey child(std::string_view purpose) const;

 private:
  SecretKey() = default;
  std::array<unsigned char, size> bytes_{};
};

std::string random_bytes(std::size_t count);

// 32 bytes. For tokens of full entropy; never for passwords or phones.
std::string sha256(std::string_view data);

// 32 bytes, BLAKE2b with the key: equal data give equal hashes, and without the key nobody can try phones
// out.
std::string keyed_hash(const SecretKey& key, std::string_view data);

// Takes the same time whatever the content; lengths may show.
bool equal(std::string_view left, std::string_view right);

// XChaCha20-Poly1305 with a random nonce: 24 bytes of nonce, the cipher text, 16 bytes of tag. `bound_to` is
// not stored, and must be the same to open: it ties the bytes to their place.
std::string seal(const SecretKey& key, std::string_view clear, std::string_view bound_to);
// Nothing where the key, the place or a single bit is wrong.
std::optional<std::string> open(const SecretKey& key, std::string_view sealed, std::string_view bound_to);

// Overwrites a secret that is no longer needed.
void wipe(std::string& secret);

}  // namespace shouhou::crypto
