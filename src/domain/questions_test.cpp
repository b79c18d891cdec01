#include "domain/questions.h"

#include <gtest/gtest.h>

#include "domain/open_questions.h"

namespace shouhou::domain {
namespace {

RuleBook small_book() {
  RuleBook book;
  GoodsCategory clothing;
  clothing.id = "clothing";
  clothing.intact = {{"tag_on", {"吊牌未拆", "tag still on"}}, {"clean", {"无污渍", "not soiled"}}};
  GoodsCategory general;
  general.id = "general";
  general.intact = {{"complete", {"配件齐全", "complete"}}};
  book.categories = {clothing, general};
  book.issues.push_back({});
  book.issues.back().id = "no_reason_return";
  book.issues.back().nature = IssueNature::changed_mind;
  Law law;
  law.id = "consumer.25";
  law.number = 7;
  book.laws = {law};
  return book;
}

CaseFacts worn_twice() {
  CaseFacts facts;
  facts.issue = "no_reason_return";
  facts.now = Instant{1'795'233'600'000};
  facts.signed_at = facts.now - days(2);
  facts.paid_at = facts.now - days(5);
  facts.phase = Phase::delivered;
  for (std::int64_t id = 1; id <= 2; ++id) {
    FactLine line;
    line.line = OrderLineId{id};
    line.category = "clothing";
    line.affected = 1;
    line.unit_price = line.paid = Fen{10'000};
    facts.lines.push_back(line);
  }
  return facts;
}

CaseAnswer answer(std::string question, std::string value, std::int64_t line = 0, std::string about = {}) {
  return {std::move(question), std::move(value), OrderLineId{line}, std::move(about), {}, {}};
}

TEST(Questions, AnAnswerMustFitItsQuestion) {
  const auto code = [](const CaseAnswer& given) {
    const auto checked = check(given);
    return checked ? std::string() : checked.error().code;
  };
  EXPECT_EQ(code(answer("handed_over", "yes")), "");
  EXPECT_EQ(code(answer("handed_over", "")), "");
  EXPECT_EQ(code(answer("handed_over", "perhaps")), "answer.value");
  EXPECT_EQ(code(answer("handed_over", "yes", 3)), "answer.scope");
  EXPECT_EQ(code(answer("freight_agreed", "seller")), "");
  EXPECT_EQ(code(answer("freight_agreed", "none")), "answer.value");
  EXPECT_EQ(code(answer("price_drop", "1200")), "");
  EXPECT_EQ(code(answer("price_drop", "-1")), "answer.value");
  EXPECT_EQ(code(answer("price_drop", "12.00")), "answer.value");
  EXPECT_EQ(code(answer("price_drop", "99999999999999999999")), "answer.value");
  EXPECT_EQ(code(answer("intact.tag_on", "yes", 3)), "");
  EXPECT_EQ(code(answer("intact.tag_on", "yes")), "answer.scope");
  EXPECT_EQ(code(answer("intact.", "yes", 3)), "answer.unknown_question");
  EXPECT_EQ(code(answer("gift_back", "no", 0, "袜子")), "");
  EXPECT_EQ(code(answer("gift_back", "no")), "answer.scope");
  EXPECT_EQ(code(answer("what", "yes")), "answer.unknown_question");
}

TEST(Questions, EveryAnswerChangesAFact) {
  const RuleBook book = small_book();
  CaseFacts base = worn_twice();
  base.gifts.push_back({});
  base.gifts.back().name = "袜子";
  for (const Question& asked : known_questions()) {
    const std::int64_t line = asked.scope == AnswerScope::line ? 1 : 0;
    const std::string about = asked.scope == AnswerScope::gift ? "袜子" : "";
    // What stands for the missing lines of an order is gathered with them (gather_facts_test.cpp).
    bool changed = asked.kind == AnswerKind::amount || asked.id.starts_with("goods_");
    for (const AnswerValue& value : asked.values) {
      CaseFacts facts = base;
      const CaseAnswer given = answer(asked.id, value.value, line, about);
      ASSERT_TRUE(check(given)) << asked.id;
      apply_answers({&given, 1}, book, facts);
      changed = changed || facts != base;
    }
    EXPECT_TRUE(changed) << asked.id;
    EXPECT_FALSE(asked.ask.zh.empty() || asked.ask.en.empty()) << asked.id;
  }
}

TEST(Questions, AllChecksOfTheListMakeGoodsIntactAndOneThatFailsDoesNot) {
  const RuleBook book = small_book();
  CaseFacts facts = worn_twice();
  std::vector<CaseAnswer> given = {answer("intact.tag_on", "yes", 1)};
  apply_answers(given, book, facts);
  EXPECT_EQ(facts.lines[0].condition, Condition::unknown);
  given = {answer("intact.clean", "yes", 1)};
  apply_answers(given, book, facts);
  EXPECT_EQ(facts.lines[0].condition, Condition::intact);
  EXPECT_EQ(facts.lines[1].condition, Condition::unknown);
  given = {answer("intact.clean", "no", 2), answer("intact.tag_on", "yes", 2)};
  apply_answers(given, book, facts);
  EXPECT_EQ(facts.lines[1].condition, Condition::not_intact);
  // A check that the goods' list does not have says nothing about them.
  CaseFacts other = worn_twice();
  given = {answer("intact.complete", "no", 1), answer("intact.clean", "no", 9)};
  apply_answers(given, book, other);
  EXPECT_EQ(other, worn_twice());
}

TEST(Questions, OnlyThoseThatMatterAreAskedTheNeededFirst) {
  const RuleBook book = small_book();
  const Zone zone = Zone::shanghai();
  const CaseFacts facts = worn_twice();
  const Rights rights = entitlements(facts, book, zone);
  ASSERT_NE(rights.find(RemedyKind::return_refund), nullptr);
  const auto open = open_questions(facts, rights, {}, book, zone);
  ASSERT_GE(open.size(), 4U);
  for (int i = 0; i < 4; ++i) {
    EXPECT_TRUE(open[static_cast<std::size_t>(i)].needed);
    EXPECT_TRUE(open[static_cast<std::size_t>(i)].id.starts_with("intact."));
  }
  for (const OpenQuestion& question : open) {
    EXPECT_NE(question.id, "out_of_stock") << "the goods are with the buyer";
    EXPECT_NE(question.id, "intercepted");
  }
  // One line worn: only the other comes back, and that is what the question says.
  EXPECT_NE(open[0].effects[1].effect.zh.find("变为 100.00 元"), std::string::npos)
      << open[0].effects[1].effect.zh;
  const std::vector<CaseAnswer> given = {answer("intact.tag_on", "yes", 1)};
  for (const OpenQuestion& question : open_questions(facts, rights, given, book, zone))
    EXPECT_FALSE(question.id == "intact.tag_on" && question.line == OrderLineId{1});
}

}  // namespace
}  // namespace shouhou::domain
