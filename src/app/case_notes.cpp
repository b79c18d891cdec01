#include "app/case_notes.h"

#include <algorithm>

#include "base/normal_text.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

constexpr std::string_view field = "case.words";
constexpr std::size_t searched_tokens = 120;

bool long_number(const std::string& token) {
  return std::ranges::count_if(token, [](char c) { return c >= '0' && c <= '9'; }) >= 5;
}

}  // namespace

Result<NoteId> keep_words(ports::Unit& unit, ShopId shop, CaseId id, std::string_view words) {
  const std::string trimmed = utf8::trim(words);
  if (trimmed.empty()) return NoteId{};
  if (!utf8::valid(trimmed) || utf8::length(trimmed) > longest_words) {
    return invalid("case.field", "words", {"文字太长或不是合法的 UTF-8", "too long, or not valid UTF-8"});
  }
  const auto note = unit.ids().next<NoteId>(unit.now());
  unit.cases().keep_words(shop, id, note, unit.vault().seal(shop, field, trimmed));
  return note;
}

std::string words_of(ports::ReadUnit& unit, ShopId shop, NoteId note) {
  if (!note) return {};
  const auto sealed = unit.cases().words(shop, note);
  if (!sealed) return {};
  return unit.vault().open(shop, field, *sealed).value_or(std::string());
}

std::string masked_words(std::string words) {
  constexpr std::size_t telling_digits = 7;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && words[i] >= '0' && words[i] <= '9') continue;
    if (i - start >= telling_digits) {
      std::fill(words.begin() + static_cast<std::ptrdiff_t>(start) + 3,
                words.begin() + static_cast<std::ptrdiff_t>(i) - 2, '*');
    }
    start = i + 1;
  }
  return words;
}

std::vector<std::string> tokens_of_words(std::string_view words) {
  auto tokens = search_tokens(words, searched_tokens);
  std::erase_if(tokens, long_number);
  return tokens;
}

}  // namespace shouhou::app
