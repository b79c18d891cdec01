// 待核实的事实: the questions that only a person can answer and that decide what is owed: is the tag on, was
// it handed over properly, does the evidence show the fault. Each names the fact it sets and what may be
// answered.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/case_answers.h"
#include "domain/case_facts.h"
#include "domain/permissions.h"
#include "domain/rule_book.h"

namespace shouhou::domain {

enum class AnswerKind { yes_no, choice, amount, count };
BOOST_DESCRIBE_ENUM(AnswerKind, yes_no, choice, amount, count)

// What a question is about.
enum class AnswerScope { whole_case, line, gift };
BOOST_DESCRIBE_ENUM(AnswerScope, whole_case, line, gift)

struct AnswerValue {
  std::string value;
  Text label;
};

struct Question {
  std::string id;
  Text ask;
  AnswerScope scope = AnswerScope::whole_case;
  AnswerKind kind = AnswerKind::yes_no;
  std::vector<AnswerValue> values;  // none for an amount or a count
  Permission permission = Permission::case_write;
};

// Every question but those of the goods' own lists.
std::span<const Question> known_questions();

// The question with this id; "intact.<check>" for any check id, and the categories of "goods_category", as
// the book has them. Nothing where there is none.
std::optional<Question> question(std::string_view id, const RuleBook& book);

// Whoever may answer the question; case_write for the goods' own lists.
Permission permission_to_answer(std::string_view question_id);

// Whether the question exists, has such a value, and says what it is about. An empty value takes an answer
// back. Errors: answer.unknown_question, answer.value, answer.scope.
Result<void> check(const CaseAnswer& answer);

// The question that settles a condition of a right ("lost" -> "carrier_loss"); empty where none does.
std::string question_of_condition(std::string_view condition_id);

// The amount (in fen) or count that was answered.
std::optional<std::int64_t> answered_number(std::span<const CaseAnswer> answers,
                                            std::string_view question_id);

// Lays answers over the facts. Answers about lines or gifts that are not there change nothing.
void apply_answers(std::span<const CaseAnswer> answers, const RuleBook& book, CaseFacts& facts);

}  // namespace shouhou::domain
