#include "connect/rules/load_rules.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/testing/source_root.h"

namespace shouhou::connect {
namespace {

std::string all(const RuleProblems& problems) {
  std::string text;
  for (const Error& error : problems) text += error.field + ": " + error.message.en + "\n";
  return text;
}

domain::RuleBook built_in() {
  auto book = load_rules(built_in_rules());
  EXPECT_TRUE(book.has_value()) << (book ? "" : all(book.error()));
  return book ? *book : domain::RuleBook{};
}

// The built-in rules with one more file over them.
RuleProblems problems_of(std::string text) {
  const std::vector<RuleLayer> layers{built_in_rules(), {{"shop.toml", std::move(text)}}};
  auto book = load_rules(layers);
  return book ? RuleProblems{} : book.error();
}

bool has_problem(const RuleProblems& problems, std::string_view place, std::string_view words) {
  return std::any_of(problems.begin(), problems.end(), [&](const Error& error) {
    return error.field == place && error.message.en.find(words) != std::string::npos &&
           !error.message.zh.empty();
  });
}

TEST(BuiltInRules, AreGoodAndEveryRowHasSourceAndDate) {
  const domain::RuleBook book = built_in();
  EXPECT_EQ(book.version.size(), 16U);
  EXPECT_GT(book.rows.size(), 100U);
  for (const domain::RuleRow& row : book.rows) {
    EXPECT_FALSE(row.origin.source.empty()) << row.table << " " << row.id;
    EXPECT_GE(row.origin.in_force.year, 1994) << row.table << " " << row.id;
    EXPECT_NE(row.origin.place.find(".toml:"), std::string::npos) << row.table << " " << row.id;
  }
}

TEST(BuiltInRules, KnowAllIssuesOfTheDomain) {
  const domain::RuleBook book = built_in();
  for (const char* id : {"not_shipped_cancel",
                         "late_shipment",
                         "in_transit_cancel",
                         "stuck_parcel",
                         "lost_parcel",
                         "signed_not_received",
                         "wrong_address",
                         "wrong_item",
                         "missing_item",
                         "missing_gift",
                         "damaged",
                         "quality_defect",
                         "not_as_described",
                         "size_mismatch",
                         "colour_mismatch",
                         "no_reason_return",
                         "wear_after_use",
                         "allergy_or_safety",
                         "counterfeit_doubt",
                         "price_protection",
                         "invoice",
                         "repair",
                         "usage_question",
                         "venting",
                         "bad_review",
                         "complaint",
                         "platform_dispute",
                         "extortion",
                         "other"}) {
    ASSERT_NE(book.issue(id), nullptr) << id;
    EXPECT_GT(book.issue(id)->response_target, Span{0}) << id;
  }
  EXPECT_EQ(book.issue("no such issue"), nullptr);
  EXPECT_EQ(book.issue("wrong_item")->default_fault, domain::Fault::seller);
}

TEST(BuiltInRules, TheChannelsOwnTimeOutGoesBeforeTheGeneralOne) {
  using domain::Channel;
  using domain::TimeOutStep;
  const domain::RuleBook book = built_in();
  const Day today{2026, 11, 21};
  EXPECT_EQ(book.time_out(Channel::tmall, TimeOutStep::answer_return, today)->duration, days(2));
  EXPECT_EQ(book.time_out(Channel::taobao, TimeOutStep::answer_return, today)->duration, days(5));
  EXPECT_EQ(book.time_out(Channel::wechat_shop, TimeOutStep::answer_return, today)->duration, hours(48));
  EXPECT_EQ(book.time_out(Channel::own, TimeOutStep::answer_return, today)->id, "house.answer_return");
  EXPECT_EQ(book.time_out(Channel::own, TimeOutStep::refund_after_receipt, today)->duration, days(7));
  // Before the Tmall rule of 2022-08-10 there is no row of its own and none of the desk's.
  EXPECT_EQ(book.time_out(Channel::tmall, TimeOutStep::answer_return, Day{2022, 8, 9}), nullptr);
}

TEST(BuiltInRules, CalendarsKnowHolidaysAndWorkingWeekends) {
  const domain::RuleBook book = built_in();
  const domain::Calendar* office = book.calendar("office");
  ASSERT_NE(office, nullptr);
  const auto off = [&](Day day) {
    return std::binary_search(office->days_off.begin(), office->days_off.end(), day);
  };
  const auto worked = [&](Day day) {
    return std::binary_search(office->working_days.begin(), office->working_days.end(), day);
  };
  EXPECT_TRUE(off({2026, 2, 15}));
  EXPECT_TRUE(off({2026, 2, 23}));
  EXPECT_FALSE(off({2026, 2, 24}));
  EXPECT_TRUE(worked({2026, 2, 14}));
  EXPECT_TRUE(worked({2026, 2, 28}));
  EXPECT_TRUE(worked({2025, 9, 28}));
  EXPECT_EQ(office->known_until, (Day{2026, 12, 31}));
  EXPECT_TRUE(book.calendar("always")->around_the_clock);
}

TEST(RuleProblemsTest, NameFileLineAndReason) {
  const RuleProblems problems = problems_of(
      "[[issue]]\n"
      "id = \"Fell Off\"\n"
      "name = { zh = \"脱落\" }\n"
      "class = \"urgent\"\n"
      "nature = \"nonconforming\"\n"
      "phases = []\n"
      "fault = \"seller\"\n"
      "response = \"2 hours\"\n"
      "remedies = [\"apology\"]\n"
      "colour = 3\n");
  EXPECT_TRUE(has_problem(problems, "shop.toml:2", "small letters")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:3", "\"en\" is missing")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:4", "known are: dispute")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:1", "\"phases\" must not be empty")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:8", "must be a span")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:10", "unknown key \"colour\"")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:1", "\"source\" is missing")) << all(problems);
  EXPECT_TRUE(has_problem(problems, "shop.toml:1", "\"in_force\" is missing")) << all(problems);
}

TEST(RuleProblemsTest, SyntaxUnknownTablesAndDoubles) {
  EXPECT_TRUE(has_problem(problems_of("[[issue]]\nid = \n"), "shop.toml:2", "TOML syntax"));
  EXPECT_TRUE(has_problem(problems_of("\n[[isue]]\nid = \"x\"\n"), "shop.toml:2", "unknown key \"isue\""));
  const std::string band =
      "[[buyer_value_band]]\nid = \"vip\"\nname = { zh = \"贵宾\", en = \"VIP\" }\nfrom = 100\nbonus = "
      "\"1h\"\n"
      "source = \"owner\"\nin_force = 2026-11-21\n";
  EXPECT_TRUE(problems_of(band).empty());
  EXPECT_TRUE(has_problem(problems_of(band + band), "shop.toml:8", "stands already at shop.toml:1"));
}

TEST(RuleProblemsTest, MoodsMustGrowMoreUrgent) {
  const RuleProblems problems = problems_of(
      "[[urgency_mood]]\nof = \"calm\"\nbonus = \"9h\"\nsource = \"owner\"\nin_force = 2026-11-21\n");
  EXPECT_TRUE(has_problem(problems, "urgency_mood", "must not shrink")) << all(problems);
}

TEST(ShopRules, ReplaceRowsByIdAndChangeTheVersion) {
  const domain::RuleBook before = built_in();
  const std::vector<RuleLayer> layers{
      built_in_rules(),
      {{"shop.toml",
        "[[time_out]]\nid = \"tmall.answer_return\"\nchannels = [\"tmall\"]\nstep = \"answer_return\"\n"
        "name = { zh = \"退货响应\", en = \"answer\" }\nduration = \"1d12h\"\n"
        "from = { zh = \"申请\", en = \"request\" }\nconsequence = \"auto_agree\"\n"
        "source = \"Tmall console, looked up by the owner\"\nin_force = 2026-10-01\n"}}};
  const auto after = load_rules(layers);
  ASSERT_TRUE(after.has_value()) << all(after.error());
  EXPECT_NE(after->version, before.version);
  EXPECT_EQ(after->time_outs.size(), before.time_outs.size());
  const domain::TimeOut* row =
      after->time_out(domain::Channel::tmall, domain::TimeOutStep::answer_return, Day{2026, 11, 21});
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->duration, hours(36));
  EXPECT_FALSE(row->origin.weak);
  EXPECT_EQ(load_rules(built_in_rules())->version, before.version);
}

TEST(RuleDirectory, IsReadOrRefusedWithAReason) {
  const auto from_tree = read_rule_directory(source_root() + "/rules");
  ASSERT_TRUE(from_tree.has_value());
  EXPECT_TRUE(load_rules(*from_tree).has_value());
  EXPECT_EQ(read_rule_directory("/no/such/directory").error().code, "rules.unreadable");
}

}  // namespace
}  // namespace shouhou::connect
