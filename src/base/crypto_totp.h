// Time-based one-time passwords (RFC 6238 with the parameters every authenticator app knows: HMAC-SHA-1,
// 30 seconds, 6 digits).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace shouhou::crypto {

inline constexpr Span totp_step = seconds(30);

// The number of whole steps since 1970.
std::int64_t totp_step_at(Instant instant);

// The code of one step, `digits` (6…8) long with leading zeros.
std::string totp_code(std::string_view secret, std::int64_t step, int digits = 6);

// The step whose code this is, looking one step back and one ahead for clocks that differ; steps up to
// `last_used` are refused, so that a code seen over a shoulder is of no use. Nothing for a wrong code.
std::optional<std::int64_t> totp_accept(std::string_view secret, std::string_view code, Instant now,
                                        std::int64_t last_used);

// 20 random bytes, as RFC 4226 recommends.
std::string new_totp_secret();

// What an authenticator app reads from the QR code: otpauth://totp/Issuer:account?secret=…
std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace shouhou::crypto
