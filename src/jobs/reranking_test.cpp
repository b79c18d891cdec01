#include "jobs/reranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "app/case_json.h"
#include "app/open_case.h"
#include "app/pass_time.h"
#include "app/rerank_cases.h"
#include "app/work_case.h"
#include "domain/rule_book.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/testing/on_engines.h"

namespace shouhou::jobs {
namespace {

constexpr ShopId shop{7};

struct IssueOf {
  const char* id;
  domain::IssueClass issue_class;
};
constexpr IssueOf issues[] = {{"damaged", domain::IssueClass::quality},
                              {"stuck_parcel", domain::IssueClass::logistics},
                              {"bad_review", domain::IssueClass::bad_review},
                              {"refund", domain::IssueClass::refund}};

// Cases of a calm buyer are due so much earlier, damaged goods and refunds so much.
std::shared_ptr<const ports::CaseRules> rules_with(Span calm, Span quality, Span refund,
                                                   Span lead = hours(4)) {
  auto book = std::make_shared<domain::RuleBook>();
  for (const IssueOf& of : issues) {
    domain::Issue issue;
    issue.id = of.id;
    issue.name = {of.id, of.id};
    issue.issue_class = of.issue_class;
    issue.response_target = hours(4);
    book->issues.push_back(issue);
  }
  book->urgency = domain::plain_urgency_rules().weights;
  book->urgency.by_mood[domain::index_of(domain::Mood::calm)] = calm;
  book->urgency.by_class[domain::index_of(domain::IssueClass::quality)] = quality;
  book->urgency.by_class[domain::index_of(domain::IssueClass::refund)] = refund;
  book->urgency.lead_time.fill(lead);
  return ports::CaseRules::from(std::move(book), Zone::shanghai());
}

class RanksAnew : public store::testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    store().use_case_rules(rules_with(minutes(0), hours(4), hours(6)));
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
      return {};
    }));
  }

  int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

  void open() {
    app::OpenCase command;
    command.subject = "第" + std::to_string(ids_.size()) + "张";
    command.issue = issues[roll(4)].id;
    command.mood = static_cast<domain::Mood>(roll(5));
    if (roll(2) == 0) command.tags = {"急"};
    if (roll(3) == 0) command.tags.emplace_back("老客");
    if (roll(2) == 0) {
      command.clocks = {{"merchant_answer", domain::ClockSource::platform_api,
                         domain::Consequence::auto_refund, clock_.now(), clock_.now() + hours(5 + roll(90)),
                         ""}};
    }
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const app::OpenedCase opened, app::open_case(unit, ports::Actor::system(shop), command));
      ids_.push_back(opened.id);
      return {};
    }));
  }

  // Somebody works on a case.
  void change() {
    const CaseId id = ids_[static_cast<std::size_t>(roll(static_cast<int>(ids_.size())))];
    const ports::Actor desk = ports::Actor::system(shop);
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      if (roll(3) == 0) return app::tag_case(unit, desk, {id, {"回访"}, {}}).map([](const auto&) {});
      app::SetCaseFacts facts;
      facts.id = id;
      if (roll(2) == 0) facts.issue = issues[roll(4)].id;
      facts.mood = static_cast<domain::Mood>(roll(5));
      return app::set_case_facts(unit, desk, facts).map([](const auto&) {});
    }));
  }

  std::optional<app::RerankPlan> plan(int limit) {
    std::optional<app::RerankPlan> planned;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      planned = app::plan_rerank(unit, shop, limit);
      return {};
    }));
    return planned;
  }
  app::RerankStep carry_out(const app::RerankPlan& planned) {
    app::RerankStep step;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      step = app::carry_out_rerank(unit, shop, planned);
      return {};
    }));
    return step;
  }
  ports::Reranking state() {
    ports::Reranking kept;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      kept = unit.own_rules().reranking(shop);
      return {};
    }));
    return kept;
  }

  // Every case stands where the rules put it, in the whole queue and in that of each of its tags.
  void everything_in_its_place() {
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      const domain::UrgencyRules& rules = unit.cases().rules(shop).urgency;
      std::map<std::string, std::vector<std::pair<Instant, CaseId>>> wanted;
      for (const CaseId id : ids_) {
        const domain::Case state = unit.cases().load(shop, id).value();
        const domain::Urgency urgency = urgency_of(state, rules);
        const ports::QueueRow row = unit.cases().row(shop, id).value();
        EXPECT_EQ(row.due, urgency.due) << state.number;
        EXPECT_EQ(row.reasons, app::reasons_to_json(urgency.reasons)) << state.number;
        EXPECT_EQ(row.next_deadline, urgency.next_deadline);
        wanted[""].emplace_back(urgency.due, id);
        for (const std::string& tag : state.tags) wanted[tag].emplace_back(urgency.due, id);
      }
      for (auto& [tag, places] : wanted) {
        std::ranges::sort(places);
        ports::QueueFilter filter;
        filter.tag = tag;
        std::vector<std::pair<Instant, CaseId>> found;
        for (const ports::QueueRow& row : unit.cases().queue(shop, filter, {}, 1000)) {
          found.emplace_back(row.due, row.id);
        }
        EXPECT_EQ(found, places) << tag;
      }
      return {};
    }));
  }

  std::mt19937 random_{5};
  std::vector<CaseId> ids_;
};
SHOUHOU_ON_BOTH_ENGINES(RanksAnew);

TEST_P(RanksAnew, EveryCaseOnceWhicheverWayItMoves) {
  Reranking reranking(store(), hours(1));
  for (int i = 0; i < 40; ++i) open();
  ASSERT_TRUE(reranking.run_now(shop));
  everything_in_its_place();
  // Calm buyers before, damaged goods behind where they were.
  for (const Span calm : {hours(5), minutes(0), hours(9)}) {
    store().use_case_rules(rules_with(calm, hours(4) - calm, hours(6)));
    std::int64_t done = 0;
    for (bool more = true; more;) {
      const auto planned = plan(3);
      ASSERT_TRUE(planned);
      const app::RerankStep step = carry_out(*planned);
      done += step.done;
      more = step.more;
    }
    EXPECT_EQ(done, 40);
    EXPECT_EQ(state().done, 40);
    EXPECT_EQ(state().total, 40);
    EXPECT_FALSE(plan(3));
    everything_in_its_place();
  }
  EXPECT_EQ(reranking.run_now(shop).value(), 0);
}

TEST_P(RanksAnew, WhilePeopleWorkAndTheRulesChangeOnceMore) {
  for (int i = 0; i < 30; ++i) open();
  for (int round = 0; round < 6; ++round) {
    SCOPED_TRACE(round);
    store().use_case_rules(rules_with(hours(roll(9)), hours(roll(30)), hours(roll(30)), hours(1 + roll(9))));
    const int changed_after = round % 2 == 0 ? 4 : -1;
    int steps = 0;
    for (bool more = true; more; ++steps) {
      if (steps == changed_after)
        store().use_case_rules(rules_with(hours(roll(9)), hours(3), hours(roll(30))));
      const auto planned = plan(1 + roll(6));
      if (!planned) break;
      // Between reading and writing, somebody changes and opens cases.
      for (int i = roll(4); i > 0; --i) change();
      if (roll(4) == 0) open();
      more = carry_out(*planned).more;
    }
    everything_in_its_place();
  }
}

TEST_P(RanksAnew, AStepThatSomebodyElseHasTakenIsNotTakenAgain) {
  for (int i = 0; i < 10; ++i) open();
  store().use_case_rules(rules_with(hours(2), hours(7), hours(1)));
  const auto mine = plan(4);
  const auto theirs = plan(4);
  ASSERT_TRUE(mine && theirs);
  EXPECT_GT(carry_out(*theirs).done, 0);
  const ports::Reranking kept = state();
  const app::RerankStep late = carry_out(*mine);
  EXPECT_EQ(late.done, 0);
  EXPECT_TRUE(late.more);
  EXPECT_EQ(state(), kept);
  // Neither is one that was judged by rules that are no longer in force.
  const auto old = plan(4);
  store().use_case_rules(rules_with(hours(3), hours(7), hours(1)));
  EXPECT_EQ(carry_out(old.value()).done, 0);
  Reranking(store(), hours(1)).run_now(shop).value();
  everything_in_its_place();
}

TEST_P(RanksAnew, WarningsThatWereGivenStayGiven) {
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    app::OpenCase command;
    command.subject = "平台限时";
    command.clocks = {{"merchant_answer", domain::ClockSource::platform_api, domain::Consequence::auto_refund,
                       clock_.now(), clock_.now() + hours(20), ""}};
    SHOUHOU_ASSIGN(const app::OpenedCase opened, app::open_case(unit, ports::Actor::system(shop), command));
    ids_.push_back(opened.id);
    return {};
  }));
  const auto next = [&] {
    std::optional<Instant> at;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      for (const ports::StoredRank& stored : unit.cases().live_after(shop, {}, 10)) at = stored.next_moment;
      return {};
    }));
    return at;
  };
  clock_.advance(hours(17));
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    return app::pass_time(unit, shop, ids_).map([](const auto&) {});
  }));
  const auto deadline = next();
  ASSERT_TRUE(deadline);
  EXPECT_GT(*deadline, clock_.now());
  store().use_case_rules(rules_with(hours(2), hours(7), hours(1)));
  Reranking(store(), hours(1)).run_now(shop).value();
  EXPECT_EQ(next(), deadline);
}

TEST(StepSize, FollowsTheTimeAWriteTakes) {
  using std::chrono::milliseconds;
  StepSize size;
  for (int i = 0; i < 50; ++i) size.took(milliseconds(5));
  EXPECT_EQ(size.cases(), 1000);
  size.took(milliseconds(20));
  EXPECT_EQ(size.cases(), 1000);
  size.took(milliseconds(30));
  EXPECT_EQ(size.cases(), 875);
  for (int i = 0; i < 50; ++i) size.took(milliseconds(200));
  EXPECT_EQ(size.cases(), 50);
}

}  // namespace
}  // namespace shouhou::jobs
