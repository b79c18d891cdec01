// One normal form of text, so that search, triage and matching agree: NFKC, simplified Chinese, lower case.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shouhou {

// NFKC, traditional -> simplified, case-folded, runs of white space become one space. Emoji are kept.
// Malformed UTF-8 becomes U+FFFD.
std::string normal_text(std::string_view text);

// The search tokens of a text, the same for SQLite and PostgreSQL: bigrams over runs of Han characters (a
// single character stands alone), whole words of letters and digits. Normalises first. At most `limit`
// tokens.
std::vector<std::string> search_tokens(std::string_view text, std::size_t limit = 2000);

}  // namespace shouhou
