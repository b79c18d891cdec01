// Which questions matter to a case now: those whose answer would change what is owed, with what each answer
// would change. Found by trying the answers on the facts, so that nothing is asked in vain and nothing that
// counts is forgotten (P-D1 "what would change it").
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/entitlements.h"
#include "domain/questions.h"

namespace shouhou::domain {

struct AnswerEffect {
  std::string value;
  Text label;
  Text effect;  // "不再应得：退货退款"; empty where this answer changes nothing

  bool operator==(const AnswerEffect&) const = default;
};

struct OpenQuestion {
  std::string id;
  Text ask;
  AnswerScope scope = AnswerScope::whole_case;
  AnswerKind kind = AnswerKind::yes_no;
  OrderLineId line;
  std::string about;
  bool needed = false;  // a right hangs on it; the others could give or take one
  std::vector<AnswerEffect> effects;
  Permission permission = Permission::case_write;
};

// The questions without an answer, the needed ones first. `facts` hold the answers already; `rights` are
// entitlements(facts, …).
std::vector<OpenQuestion> open_questions(const CaseFacts& facts, const Rights& rights,
                                         std::span<const CaseAnswer> answers, const RuleBook& book,
                                         const Zone& zone);

// What changes between two judgements, in words; empty where the buyer's rights stay the same.
Text changes_between(const Rights& before, const Rights& after);

}  // namespace shouhou::domain
