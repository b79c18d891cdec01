// Bytes as text and back: hexadecimal, base32 (RFC 4648, for TOTP secrets) and base64url (RFC 4648 §5, for
// tokens). Readers refuse anything but the exact form; there is one spelling for every byte string.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace shouhou {

// Lower case out; both cases in.
std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);

// Upper case without padding out; both cases, no padding in.
std::string to_base32(std::string_view bytes);
std::optional<std::string> from_base32(std::string_view text);

// Without padding both ways. Unused last bits must be zero.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace shouhou
