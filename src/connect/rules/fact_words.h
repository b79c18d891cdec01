// A case in a few words, as the table tests/cases/rights.txt and `shouhou rules try` write it:
//   price=239 signed=11-18 fault=seller proven promise=return_window:15d
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/case_facts.h"
#include "domain/rule_book.h"

namespace shouhou::connect {

// Facts and the promises that they carry, laid over a rule book.
struct WordedCase {
  domain::CaseFacts facts;
  domain::RuleBook book;
};

// One piece of one line at 239 yuan, everything else unknown. Errors: facts.unknown_word.
Result<WordedCase> start_case(std::string_view issue, std::string_view phase, std::string_view channel,
                              std::string_view category, const domain::RuleBook& book, Instant now);

// Reads words separated by blanks into the case. Times are "11-18", "11-18T23:59" in Shanghai, of the year of
// `now`; a day alone means noon. Errors: facts.unknown_word, facts.bad_value; field is the word.
Result<void> add_words(WordedCase& worded, std::string_view words);

}  // namespace shouhou::connect
