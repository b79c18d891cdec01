#include "base/crypto_totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <stdexcept>

#include "base/crypto.h"
#include "base/encoding.h"

namespace shouhou::crypto {
namespace {

std::array<unsigned char, 20> hmac_sha1(std::string_view key, std::string_view data) {
  std::array<unsigned char, 20> digest{};
  unsigned int length = 0;
  if (HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(data.data()), data.size(), digest.data(),
           &length) == nullptr ||
      length != digest.size()) {
    throw std::runtime_error("HMAC-SHA-1 is not available");
  }
  return digest;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain = "-._~";
  std::string out;
  for (const char c : text) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      plain.find(c) != std::string_view::npos;
    if (kept) {
      out += c;
    } else {
      out += '%';
      for (const char digit : to_hex(std::string_view(&c, 1))) {
        out += digit >= 'a' ? static_cast<char>(digit - 'a' + 'A') : digit;
      }
    }
  }
  return out;
}

}  // namespace

std::int64_t totp_step_at(Instant instant) {
  return instant.ms / totp_step.ms;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < 8; ++i) {
    counter[7 - i] = static_cast<char>((static_cast<std::uint64_t>(step) >> (8 * i)) & 0xFF);
  }
  const auto digest = hmac_sha1(secret, counter);
  // RFC 4226 §5.3: four bytes from where the last nibble points, without the sign bit.
  const std::size_t at = digest[19] & 0x0FU;
  const std::uint32_t number = ((digest[at] & 0x7FU) << 24) | (std::uint32_t{digest[at + 1]} << 16) |
                               (std::uint32_t{digest[at + 2]} << 8) | digest[at + 3];
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  std::string code = std::to_string(number % modulus);
  return std::string(static_cast<std::size_t>(digits) - code.size(), '0') + code;
}

std::optional<std::int64_t> totp_accept(std::string_view secret, std::string_view code, Instant now,
                                        std::int64_t last_used) {
  const std::int64_t current = totp_step_at(now);
  std::optional<std::int64_t> accepted;
  for (std::int64_t step = current - 1; step <= current + 1; ++step) {
    if (equal(totp_code(secret, step), code) && step > last_used && !accepted) accepted = step;
  }
  return accepted;
}

std::string new_totp_secret() {
  return random_bytes(20);
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) +
         "?secret=" + to_base32(secret) + "&issuer=" + percent_encoded(issuer) +
         "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace shouhou::crypto
