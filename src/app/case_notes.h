// Words of people on a case: sealed at rest, found by id, erasable without touching history.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/cases.h"
#include "ports/personal_vault.h"
#include "ports/store.h"

namespace shouhou::app {

inline constexpr std::size_t longest_words = 5000;  // characters

// Keeps the words and gives their id; none for empty words. Errors: case.field (too long, not UTF-8).
Result<NoteId> keep_words(ports::Unit& unit, ShopId shop, CaseId id, std::string_view words);

// Empty where they were erased or never there.
std::string words_of(ports::ReadUnit& unit, ShopId shop, NoteId note);

// Long numbers in free words masked (a phone, an order, a bank card), for readers who may not see personal
// data.
std::string masked_words(std::string words);

// What may be searched of free words: tokens without long numbers (phones, bank cards).
std::vector<std::string> tokens_of_words(std::string_view words);

}  // namespace shouhou::app
