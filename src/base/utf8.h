// Small operations on UTF-8 text that need no tables. Normalisation (NFKC, simplified) is in normal_text.h.
#pragma once

#include <string>
#include <string_view>

namespace shouhou::utf8 {

// Whether every byte belongs to a well-formed character (no overlong forms, no surrogates).
bool valid(std::string_view text);

// The number of characters (code points); malformed bytes count one each.
std::size_t length(std::string_view text);

// Without white space at both ends: ASCII, no-break, ideographic space, and the byte-order mark.
std::string trim(std::string_view text);

// Full-width forms (U+FF01…FF5E) and the ideographic space become their ASCII twins.
std::string to_half_width(std::string_view text);

// At most `characters` characters; where something was cut off, the last of them is ….
std::string shorten(std::string_view text, std::size_t characters);

// The last `characters` characters (a phone's tail).
std::string_view tail(std::string_view text, std::size_t characters);

}  // namespace shouhou::utf8
