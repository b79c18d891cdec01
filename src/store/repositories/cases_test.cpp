// Cases through the use cases, on both databases.
#include "ports/cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <regex>
#include <set>

#include "app/case_drafts.h"
#include "app/case_evidence.h"
#include "app/case_tasks.h"
#include "app/case_upkeep.h"
#include "app/list_queue.h"
#include "app/open_case.h"
#include "app/pass_time.h"
#include "app/work_case.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "ports/trade.h"
#include "store/repositories/cases.h"
#include "store/sql/queries.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

using domain::Status;
using domain::Step;

constexpr ShopId shop{7};

domain::Issue issue(std::string id, domain::IssueClass issue_class, bool photo) {
  domain::Issue made;
  made.id = id;
  made.name = {id, id};
  made.issue_class = issue_class;
  made.default_fault = domain::Fault::seller;
  made.response_target = hours(4);
  if (photo)
    made.evidence.push_back(
        {"flaw_photo", domain::EvidenceKind::photo, {"瑕疵照片", "photo of the flaw"}, true});
  return made;
}

std::shared_ptr<const ports::CaseRules> test_rules() {
  auto book = std::make_shared<domain::RuleBook>();
  book->issues = {issue("damaged", domain::IssueClass::quality, true),
                  issue("late_shipment", domain::IssueClass::logistics, false),
                  issue("bad_review", domain::IssueClass::bad_review, false),
                  issue("refund", domain::IssueClass::refund, false)};
  book->urgency = domain::plain_urgency_rules().weights;
  return ports::CaseRules::from(std::move(book), Zone::shanghai());
}

class Cases : public testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped()) return;
    store().use_case_rules(test_rules());
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
      ports::Account account;
      account.shop = shop;
      account.id = wang.account;
      account.login = account.login_key = "wang";
      account.name = wang.name;
      SHOUHOU_TRY(unit.accounts().add(account));
      account.id = li.account;
      account.login = account.login_key = "li";
      account.name = li.name;
      return unit.accounts().add(account);
    }));
  }

  template <class Use, class Command>
  auto does(Use use, const ports::Actor& actor, const Command& command) {
    using Answer = decltype(use(std::declval<ports::Unit&>(), actor, command));
    Answer answer = fail(ErrorKind::internal, "test", {"", ""});
    auto written = write([&](ports::Unit& unit) -> Result<void> {
      answer = use(unit, actor, command);
      if (!answer) return forward(answer.error());
      return {};
    });
    if (!written && answer) answer = forward(written.error());
    return answer;
  }

  app::OpenedCase opens(app::OpenCase command) {
    auto opened = does(app::open_case, wang, command);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().code + " " + opened.error().message.en);
    return opened.value_or(app::OpenedCase{});
  }

  domain::Case loads(CaseId id) {
    domain::Case state;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      state = unit.cases().load(shop, id).value();
      return {};
    }));
    return state;
  }

  app::QueuePage lists(app::ListQueue command) {
    app::QueuePage page;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(page, app::list_queue(unit, wang, command));
      return {};
    }));
    return page;
  }

  void everything_agrees() {
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      for (const app::CounterDrift& drift : app::check_case_counters(unit, shop)) {
        ADD_FAILURE() << drift.counter << " says " << drift.maintained << ", there are " << drift.counted;
      }
      SHOUHOU_ASSIGN(const auto wrong, app::check_case_histories(unit, shop, CaseId{}, 100'000));
      EXPECT_TRUE(wrong.empty()) << wrong.size() << " cases differ from their history";
      return {};
    }));
  }

  // An order with two lines of 100.00 and 50.00 yuan.
  OrderId order(std::string number) {
    OrderId id;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      id = unit.ids().next<OrderId>(unit.now());
      domain::Buyer buyer{unit.ids().next<BuyerId>(unit.now()), shop, "张三丰", unit.now()};
      unit.trade().add_buyer(buyer);
      domain::Order made;
      made.id = id;
      made.shop = shop;
      made.channel = domain::Channel::taobao;
      made.external_id = number;
      made.buyer = buyer.id;
      made.paid = Fen{15'000};
      made.status = domain::OrderStatus::signed_for;
      unit.trade().add_order(made);
      for (int i = 0; i < 2; ++i) {
        domain::OrderLine line;
        line.id = unit.ids().next<OrderLineId>(unit.now());
        line.shop = shop;
        line.order = id;
        line.channel = domain::Channel::taobao;
        line.external_id = number + "-" + std::to_string(i);
        line.title = i == 0 ? "羊毛开衫" : "童鞋";
        line.quantity = 2;
        line.paid = Fen{i == 0 ? 10'000 : 5'000};
        unit.trade().add_line(line);
      }
      return {};
    }));
    return id;
  }

  static ports::Actor person(std::int64_t id, std::string name, domain::Role role) {
    ports::Actor actor;
    actor.shop = shop;
    actor.account = AccountId{id};
    actor.name = std::move(name);
    actor.role = role;
    actor.permissions = domain::permissions_of(role);
    return actor;
  }
  ports::Actor wang = person(11, "小王", domain::Role::agent);
  ports::Actor li = person(12, "小李", domain::Role::lead);
};
SHOUHOU_ON_BOTH_ENGINES(Cases);

app::OpenCase problem(std::string issue_id, std::string words = "破了") {
  app::OpenCase command;
  command.channel = domain::Channel::taobao;
  command.issue = std::move(issue_id);
  command.words = std::move(words);
  return command;
}

TEST_P(Cases, GoesThroughAllSixStepsToClosed) {
  app::OpenCase command = problem("damaged");
  command.order = order("T100");
  const auto opened = opens(command);
  const CaseId id = opened.id;
  EXPECT_EQ(opened.number, 1);
  EXPECT_EQ(loads(id).phase, domain::Phase::delivered);
  EXPECT_EQ(loads(id).paid_for_lines(), Fen{15'000});
  ASSERT_TRUE(does(app::take_case, wang, app::TakeCase{id, {}}));
  const auto move = [&](Step to) { return does(app::move_case, wang, app::MoveCase{id, {}, to, {}}); };
  ASSERT_TRUE(move(Step::verify));
  auto refused = move(Step::soothe);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "case.guard");
  EXPECT_NE(refused.error().message.zh.find("瑕疵照片"), std::string::npos);
  EXPECT_EQ(
      does(app::waive_evidence, wang, app::WaiveEvidence{id, {}, "flaw_photo", "视频已看"}).error().kind,
      ErrorKind::forbidden);
  ASSERT_TRUE(does(app::waive_evidence, li, app::WaiveEvidence{id, {}, "flaw_photo", "视频已看"}));
  ASSERT_TRUE(move(Step::soothe));
  ASSERT_TRUE(does(app::set_talk, wang, app::SetTalk{id, {}, domain::TalkState::settled, false, {}}));
  ASSERT_TRUE(move(Step::agree));
  app::AgreeCase agree{
      id, {}, domain::AgreementKind::chosen, domain::RemedyKind::partial_refund_keep, Fen{20'000}, false, {}};
  EXPECT_EQ(does(app::agree_case, wang, agree).error().code, "case.over_paid");
  agree.refund = Fen{3'000};
  ASSERT_TRUE(does(app::agree_case, wang, agree));
  ASSERT_TRUE(move(Step::follow_up));
  ASSERT_FALSE(move(Step::registering));
  const auto refund = [&](app::RefundStep step) {
    return does(app::refund_case, wang, app::RefundCase{id, {}, step, "r1", Fen{3'000}, {}});
  };
  ASSERT_TRUE(refund(app::RefundStep::grant));
  ASSERT_TRUE(refund(app::RefundStep::grant));
  EXPECT_EQ(loads(id).refunds.size(), 1u);
  ASSERT_TRUE(refund(app::RefundStep::confirm_paid));
  ASSERT_FALSE(move(Step::registering)) << "the buyer has not been told";
  clock_.advance(seconds(1));
  ASSERT_TRUE(does(app::update_buyer, wang, app::UpdateBuyer{id, {}, "已退款"}));
  ASSERT_TRUE(move(Step::registering));
  EXPECT_EQ(loads(id).status(), Status::resolved);
  app::RegisterCase registration{id,         {}, "包装太薄", "部分退款", "包装破损，补偿 30 元",
                                 Fen{3'000}, {}, true};
  EXPECT_EQ(does(app::register_case, wang, registration).error().code, "case.guard") << "no tag";
  registration.tags = {"包装"};
  ASSERT_TRUE(does(app::register_case, wang, registration));
  EXPECT_EQ(loads(id).status(), Status::closed);
  EXPECT_TRUE(lists({}).items.empty());
  app::ListQueue closed;
  closed.status = Status::closed;
  EXPECT_EQ(lists(closed).items.size(), 1u);
  everything_agrees();
  clock_.advance(days(31));
  EXPECT_EQ(does(app::reopen_case, wang, app::ReopenCase{id, {}, "又坏了"}).error().code, "case.guard");
}

TEST_P(Cases, TheSameProblemToldTwiceIsOneCase) {
  app::OpenCase command = problem("damaged");
  command.order = order("T200");
  command.source = domain::Source::refund_request;
  command.external_id = "R-1";
  const auto first = opens(command);
  EXPECT_EQ(opens(command).opening, app::Opening::known);
  command.external_id = "V-1";
  command.source = domain::Source::review;
  command.issue = "bad_review";
  const auto second = opens(command);
  EXPECT_EQ(second.opening, app::Opening::reported);
  EXPECT_EQ(second.id, first.id);
  const domain::Case state = loads(first.id);
  EXPECT_EQ(state.reports.size(), 2u);
  EXPECT_EQ(state.issue, "damaged");
  EXPECT_EQ(state.issue_class, domain::IssueClass::bad_review) << "a bad review is more urgent";
  EXPECT_EQ(opens(command).id, first.id);
  everything_agrees();
}

TEST_P(Cases, MergedCasesLiveOnInOne) {
  app::OpenCase first = problem("damaged");
  first.external_id = "A";
  app::OpenCase second = problem("late_shipment");
  second.external_id = "B";
  const auto into = opens(first);
  const auto away = opens(second);
  ASSERT_TRUE(
      does(app::add_task, wang, app::AddTask{away.id, domain::Department::warehouse, "查库存", {}, {}}));
  ASSERT_TRUE(does(app::merge_cases, wang, app::MergeCases{into.id, away.id, {}}));
  EXPECT_EQ(loads(away.id).merged_into, into.id);
  EXPECT_EQ(loads(into.id).tasks.size(), 1u);
  EXPECT_EQ(opens(second).id, into.id) << "later reports land in the surviving case";
  const auto contact =
      does(app::log_contact, wang,
           app::LogContact{away.id, {}, domain::ContactKind::message, domain::Direction::from_buyer, "在吗"});
  ASSERT_TRUE(contact);
  EXPECT_EQ(contact->id, into.id);
  EXPECT_EQ(does(app::take_case, wang, app::TakeCase{away.id, {}}).error().code, "case.merged");
  EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const auto tasks, app::list_tasks(unit, wang, {}));
    EXPECT_EQ(tasks.items.size(), 1u);
    EXPECT_EQ(tasks.items.at(0).case_id, into.id);
    return {};
  }));
  everything_agrees();
}

TEST_P(Cases, TwoPeopleDoNotOverwriteEachOther) {
  const auto opened = opens(problem("damaged"));
  ASSERT_TRUE(does(app::tag_case, li, app::TagCase{opened.id, {"急"}, {}}));
  const auto late = does(app::take_case, wang, app::TakeCase{opened.id, opened.version});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().kind, ErrorKind::stale);
  EXPECT_NE(late.error().message.zh.find("小李"), std::string::npos) << "it says who changed it";
  ASSERT_TRUE(does(app::take_case, wang, app::TakeCase{opened.id, opened.version + 1}));
  ports::Actor zhao = wang;
  zhao.account = AccountId{13};
  EXPECT_EQ(does(app::take_case, zhao, app::TakeCase{opened.id, {}}).error().code, "case.taken");
  ASSERT_TRUE(does(app::save_draft, wang, app::SaveDraft{opened.id, "亲，非常抱歉"}));
  ASSERT_TRUE(does(app::save_draft, li, app::SaveDraft{opened.id, "我来跟进"}));
  EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const auto mine, app::load_draft(unit, wang, opened.id));
    EXPECT_EQ(mine.text, "亲，非常抱歉");
    SHOUHOU_ASSIGN(const auto hers, app::load_draft(unit, li, opened.id));
    EXPECT_EQ(hers.text, "我来跟进");
    return {};
  }));
}

TEST_P(Cases, TheQueueIsInOrderAndItsPagesAreWhole) {
  std::mt19937 random(5);
  const std::vector<std::string> issues{"damaged", "late_shipment", "bad_review", "refund"};
  std::vector<CaseId> all;
  for (int i = 0; i < 120; ++i) {
    app::OpenCase command = problem(issues[random() % 4], i % 3 == 0 ? "毛衣起球" : "");
    command.mood = static_cast<domain::Mood>(random() % 5);
    command.channel = static_cast<domain::Channel>(random() % 3);
    if (random() % 4 == 0) command.tags = {"急"};
    if (random() % 3 == 0) {
      const Instant deadline = clock_.now() + hours(static_cast<std::int64_t>(random() % 48));
      command.clocks.push_back({"answer_return", domain::ClockSource::platform_api,
                                domain::Consequence::auto_agree, clock_.now(), deadline, "test"});
    }
    all.push_back(opens(command).id);
    if (random() % 3 == 0) {
      EXPECT_TRUE(does(app::take_case, wang, app::TakeCase{all.back(), {}}));
    }
    if (random() % 5 == 0) {
      EXPECT_TRUE(does(app::set_case_status, wang,
                       app::SetCaseStatus{all.back(), {}, Status::waiting_buyer, "等照片"}));
    }
    // Ten come in at one moment, as at night: many are due at the same time, and pages end among them.
    if (i % 10 == 9) clock_.advance(minutes(70));
  }
  std::vector<app::QueueItem> whole;
  app::ListQueue list;
  list.limit = 200;
  whole = lists(list).items;
  ASSERT_EQ(whole.size(), all.size());
  const auto by_due = [](const app::QueueItem& a, const app::QueueItem& b) {
    return std::pair(a.due, a.id) < std::pair(b.due, b.id);
  };
  EXPECT_TRUE(std::is_sorted(whole.begin(), whole.end(), by_due));
  EXPECT_FALSE(whole.front().reasons.empty());

  // Every filter gives exactly the rows of the whole queue that fit, page by page.
  const auto fits = [&](app::ListQueue filter, const std::function<bool(const app::QueueItem&)>& wanted) {
    std::vector<CaseId> expected, found;
    for (const auto& item : whole) {
      if (wanted(item)) expected.push_back(item.id);
    }
    filter.limit = 7;
    do {
      const auto page = lists(filter);
      for (const auto& item : page.items) found.push_back(item.id);
      filter.cursor = page.next;
    } while (!filter.cursor.empty());
    EXPECT_EQ(found, expected);
    EXPECT_FALSE(expected.empty());
  };
  app::ListQueue filter;
  fits(filter, [](const auto&) { return true; });
  filter.mine = true;
  fits(filter, [&](const auto& item) { return item.assignee == wang.account; });
  filter.status = Status::waiting_buyer;
  fits(filter, [&](const auto& item) {
    return item.assignee == wang.account && item.status == Status::waiting_buyer;
  });
  filter = {};
  filter.unassigned = true;
  filter.tag = "急";
  fits(filter, [](const auto& item) { return !item.assignee && !item.tags.empty(); });
  filter = {};
  filter.issue = "refund";
  filter.channel = domain::Channel::tmall;
  fits(filter,
       [](const auto& item) { return item.issue == "refund" && item.channel == domain::Channel::tmall; });
  filter = {};
  filter.issue_class = domain::IssueClass::quality;
  filter.step = Step::contact;
  fits(filter, [](const auto& item) { return item.issue == "damaged"; });
  filter = {};
  filter.tag = "急";
  fits(filter, [](const auto& item) { return !item.tags.empty(); });
  filter = {};
  filter.clock_within_minutes = 240;
  const Instant until = clock_.now() + minutes(240);
  fits(filter, [&](const auto& item) { return item.next_deadline && *item.next_deadline <= until; });
  filter.clock_within_minutes = std::numeric_limits<std::int64_t>::max();
  fits(filter, [&](const auto& item) { return item.next_deadline.has_value(); });
  filter = {};
  filter.text = "起球";
  fits(filter,
       [&](const auto& item) { return (std::find(all.begin(), all.end(), item.id) - all.begin()) % 3 == 0; });
  filter.text = "57";
  EXPECT_EQ(lists(filter).items.size(), 1u) << "by its number";

  EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const auto counts, app::queue_counts(unit, wang));
    EXPECT_EQ(counts.open, 120);
    EXPECT_EQ(counts.mine + counts.unassigned, 120);
    return {};
  }));
  everything_agrees();
}

// However many cases are due at the same time: a page begins in the index where the one before ended.
TEST_P(Cases, PagesBeginWhereTheyShouldInTheIndex) {
  if (postgres()) GTEST_SKIP() << "PostgreSQL compares rows in the index by itself";
  int pages = 0;
  store().engine().exclusive([&](Session& session) {
    for (const Query* query : sql::all()) {
      if (query->sqlite.find("\nUNION ALL SELECT * FROM (") == std::string_view::npos) continue;
      ++pages;
      const std::string text = "EXPLAIN QUERY PLAN " + std::string(query->sqlite);
      std::vector<Argument> arguments;
      for (const std::string_view name : query->parameters) arguments.push_back({name, 1});
      std::string plan;
      session.each({query->index, "test.plan", text, text, query->parameters}, arguments,
                   [&](const Row& row) { plan += row.string(3) + "\n"; });
      EXPECT_TRUE(std::regex_search(plan, std::regex(R"((due|closed|next_moment)=\? AND id[<>]\?)")))
          << query->name << "\n"
          << plan;
      EXPECT_EQ(plan.find("TEMP B-TREE"), std::string::npos) << query->name << "\n" << plan;
    }
  });
  EXPECT_GE(pages, 11);
}

TEST_P(Cases, AMissedClockIsCountedAndCharged) {
  app::OpenCase command = problem("damaged");
  command.clocks.push_back({"answer_return", domain::ClockSource::platform_api,
                            domain::Consequence::auto_agree, clock_.now(), clock_.now() + hours(2), "test"});
  const auto opened = opens(command);
  ASSERT_TRUE(does(app::take_case, wang, app::TakeCase{opened.id, {}}));
  clock_.advance(hours(3));
  EXPECT_TRUE(write([&](ports::Unit& unit) {
    return app::pass_time(unit, shop, std::vector{opened.id}).map([](const auto& next) {
      EXPECT_EQ(next.size(), 1U);
    });
  }));
  const domain::Case state = loads(opened.id);
  EXPECT_EQ(state.clocks.at(0).end, domain::ClockEnd::missed);
  EXPECT_TRUE(state.running_clock("first_answer")) << "four hours have not passed";
  everything_agrees();
}

TEST_P(Cases, TheSamePictureInAnotherCaseIsPointedOut) {
  const auto first = opens(problem("damaged"));
  const auto second = opens(problem("damaged"));
  const auto upload = [&](CaseId id, const std::string& hash, const std::string& look) {
    const app::ReadyFile file{hash, "thumb-" + hash, look, "image/jpeg"};
    return does(
        [&](ports::Unit& unit, const ports::Actor& actor, const app::AddEvidence& command) {
          return app::add_evidence(unit, actor, command, &file);
        },
        wang, app::AddEvidence{id, {}, domain::EvidenceKind::photo, {}, {}, true});
  };
  const auto shown = upload(first.id, "aaaa", "00ff00ff00ff00ff");
  ASSERT_TRUE(shown);
  EXPECT_TRUE(shown->also_in.empty());
  const auto alike = upload(second.id, "bbbb", "00ff00ff00ff00f0");
  ASSERT_TRUE(alike);
  EXPECT_EQ(alike->also_in, std::vector<CaseId>{first.id}) << "four bits apart";
  const auto other = upload(second.id, "cccc", "ff00ff00ff0000ff");
  EXPECT_TRUE(other->also_in.empty()) << "one quarter is the same, the rest is not";
  const auto same = upload(second.id, "aaaa", "");
  EXPECT_EQ(same->also_in, std::vector<CaseId>{first.id}) << "the very same bytes";
  everything_agrees();
}

TEST_P(Cases, OtherShopsSeeNothing) {
  const auto opened = opens(problem("damaged", "起球"));
  ports::Actor stranger = wang;
  stranger.shop = ShopId{8};
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    unit.accounts().add_shop({stranger.shop, "邻店", "Asia/Shanghai", unit.now()},
                             unit.vault().new_shop_key(stranger.shop));
    return {};
  }));
  EXPECT_EQ(does(app::take_case, stranger, app::TakeCase{opened.id, {}}).error().code, "case.not_found");
  EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    app::ListQueue list;
    list.text = "起球";
    SHOUHOU_ASSIGN(const auto page, app::list_queue(unit, stranger, list));
    EXPECT_TRUE(page.items.empty());
    return {};
  }));
}

}  // namespace
}  // namespace shouhou::store
