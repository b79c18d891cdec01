// The life cycle of a case: the table itself, what guards say, and random lives against an oracle.
#include "domain/cases.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "domain/case_commands.h"
#include "domain/testing/case_life.h"

namespace shouhou::domain {
namespace {

template <DescribedEnum E>
void every_word_is_there_once() {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < count_of<E>; ++i) {
    const Text text = text_of(static_cast<E>(i));
    EXPECT_FALSE(text.zh.empty() || text.en.empty()) << name(static_cast<E>(i));
    EXPECT_TRUE(seen.insert(text.zh).second) << "twice: " << text.zh;
  }
}

TEST(CaseWords, NamesAndTextsAreComplete) {
  every_word_is_there_once<Step>();
  every_word_is_there_once<Status>();
  every_word_is_there_once<Source>();
  every_word_is_there_once<TalkState>();
  every_word_is_there_once<AgreementKind>();
  every_word_is_there_once<ReturnState>();
  every_word_is_there_once<Department>();
  every_word_is_there_once<TaskState>();
  every_word_is_there_once<ClockSource>();
  every_word_is_there_once<ClockEnd>();
  EXPECT_EQ(name(Step::registering), "register");
  EXPECT_EQ(named<Step>("register"), Step::registering);
}

TEST(Evidence, IsTakenAwayWithAReasonAndOnlyOnce) {
  Case state;
  state.shop = ShopId{1};
  state.id = CaseId{2};
  state.history = {{Status::open, {}}};
  const AccountId li{5};
  const Deciding deciding{Instant{1'000}, li, PermissionSet::all(), {}, nullptr};
  ask::AddEvidence add;
  add.piece.id = EvidenceId{7};
  state = decide(state, add, deciding)->state;
  ASSERT_EQ(state.evidence.size(), 1u);
  EXPECT_EQ(decide(state, ask::RemoveEvidence{EvidenceId{7}, " "}, deciding).error().code,
            "case.reason_needed");
  EXPECT_EQ(decide(state, ask::RemoveEvidence{EvidenceId{8}, "传错了"}, deciding).error().code,
            "evidence.not_found");
  const auto removed = decide(state, ask::RemoveEvidence{EvidenceId{7}, "传错了"}, deciding);
  ASSERT_TRUE(removed);
  EXPECT_TRUE(removed->state.evidence.empty());
  const auto& event = std::get<happened::EvidenceRemoved>(removed->events.front());
  EXPECT_EQ(event.evidence, EvidenceId{7});
  EXPECT_EQ(event.reason, "传错了");
  EXPECT_FALSE(decide(removed->state, ask::RemoveEvidence{EvidenceId{7}, "再来"}, deciding));
}

TEST(Assigning, WhatIsAskedOfWhom) {
  const AccountId li{5};
  const AccountId zhao{6};
  Case state;
  const auto asked = [&](AccountId to, AccountId by) {
    return permission_for(state, ask::Assign{to, "", ""}, by);
  };
  EXPECT_EQ(asked(li, li), Permission::case_write) << "what nobody has is taken";
  EXPECT_EQ(asked(zhao, li), Permission::case_assign) << "and not given away";
  state.assignee = li;
  EXPECT_EQ(asked(zhao, li), Permission::case_write) << "one's own is handed over";
  EXPECT_EQ(asked(AccountId{}, li), Permission::case_write);
  EXPECT_EQ(asked(zhao, zhao), Permission::case_assign) << "a colleague's is not taken";
  EXPECT_EQ(asked(AccountId{}, zhao), Permission::case_assign);
}

TEST(LifeCycle, EveryPlaceCanBeLeftAndNoMoveIsAmbiguous) {
  std::set<std::string_view> ids;
  for (const Move& move : move_table()) {
    EXPECT_TRUE(ids.insert(move.id).second) << move.id;
    EXPECT_TRUE(move.to_step || move.to_status) << move.id;
  }
  for (std::size_t step = 0; step < count_of<Step>; ++step) {
    for (std::size_t status = 0; status < count_of<Status>; ++status) {
      Case state;
      state.step = static_cast<Step>(step);
      state.history = {{static_cast<Status>(status), {}}};
      // Resolved belongs to the last step, and the last step to resolved (or closed).
      const bool last = state.step == Step::registering;
      const bool settled = state.status() == Status::resolved || state.status() == Status::closed;
      std::set<std::pair<std::optional<Step>, std::optional<Status>>> targets;
      int ways = 0;
      for (const Move& move : move_table()) {
        if (!starts_at(move, state)) continue;
        ++ways;
        EXPECT_TRUE(targets.insert({move.to_step, move.to_status}).second) << move.id;
        EXPECT_FALSE(move.to_step == state.step && move.id != "reopen") << move.id;
        EXPECT_NE(move.to_status, state.status()) << move.id;
      }
      if (last == settled || state.status() == Status::closed) {
        EXPECT_GT(ways, 0) << name(state.step) << " " << name(state.status());
      }
    }
  }
}

TEST(LifeCycle, ClosingAndReopeningAskForTheirPermissions) {
  EXPECT_EQ(move_named("close")->permission, Permission::case_close);
  EXPECT_EQ(move_named("reopen")->permission, Permission::case_reopen);
  EXPECT_EQ(move_named("no such move"), nullptr);
}

Case fresh_case() {
  happened::Opened opened;
  opened.shop = ShopId{1};
  opened.id = CaseId{10};
  opened.number = 3;
  opened.report.at = Instant{1000};
  opened.lines = {{OrderLineId{5}, 1, Fen{5000}}};
  return open_case(opened, Instant{1000})->state;
}

Deciding by(Role role, std::int64_t account = 1) {
  return {Instant{2000}, AccountId{account}, permissions_of(role), {}, nullptr};
}

TEST(Deciding, GuardsSayInBothLanguagesWhatIsLacking) {
  const auto refused = decide(fresh_case(), ask::MoveStep{Step::verify, {}}, by(Role::agent));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "case.guard");
  EXPECT_NE(refused.error().message.zh.find("联系买家"), std::string::npos);
  EXPECT_NE(refused.error().message.en.find("contacted"), std::string::npos);
}

TEST(Deciding, RolesMayDoWhatTheirTableSays) {
  const Case state = fresh_case();
  EXPECT_EQ(decide(state, ask::Take{"x"}, by(Role::viewer)).error().kind, ErrorKind::forbidden);
  EXPECT_EQ(decide(state, ask::Take{"x"}, by(Role::warehouse)).error().kind, ErrorKind::forbidden);
  EXPECT_TRUE(decide(state, ask::Take{"x"}, by(Role::agent)));
  EXPECT_EQ(decide(state, ask::Assign{AccountId{9}, "y", {}}, by(Role::agent)).error().kind,
            ErrorKind::forbidden);
  EXPECT_TRUE(decide(state, ask::Assign{AccountId{9}, "y", {}}, by(Role::lead)));
  Case taken = decide(state, ask::Take{"x"}, by(Role::agent))->state;
  EXPECT_TRUE(decide(taken, ask::Assign{AccountId{9}, "y", {}}, by(Role::agent)))
      << "hands over what is hers";
  EXPECT_EQ(decide(taken, ask::Take{"z"}, by(Role::agent, 2)).error().code, "case.taken");
  EXPECT_TRUE(decide(taken, ask::Take{"z"}, by(Role::lead, 2)));
}

TEST(Deciding, ThePlatformsWordWinsButOurPromisesStay) {
  Case state = fresh_case();
  ask::FollowPlatform closed;
  closed.status = Status::closed;
  closed.reason = "买家撤销";
  EXPECT_EQ(decide(state, closed, by(Role::agent))->state.status(), Status::closed);
  ask::AddTask task;
  task.task.id = TaskId{1};
  task.task.title = "补发";
  state = decide(state, task, by(Role::agent))->state;
  const Case after = decide(state, closed, by(Role::agent))->state;
  EXPECT_EQ(after.status(), Status::open);
  EXPECT_EQ(after.step, Step::follow_up);
  closed.refund_paid = RefundMark{"platform-1", Fen{5000}, {}, {}};
  const Case paid = decide(state, closed, by(Role::agent))->state;
  ASSERT_TRUE(paid.refund("platform-1"));
  EXPECT_TRUE(paid.refund("platform-1")->paid);
}

TEST(Deciding, MergingKeepsWhatBothKnew) {
  Case into = fresh_case();
  Case away = fresh_case();
  away.id = CaseId{11};
  away.lines = {{OrderLineId{5}, 1, Fen{5000}}, {OrderLineId{6}, 1, Fen{100}}};
  away.tags = {"急"};
  away.heard = true;
  const Case merged = decide(into, ask::MergeIn{&away}, by(Role::agent))->state;
  EXPECT_EQ(merged.lines.size(), 2u);
  EXPECT_EQ(merged.reports.size(), 2u);
  EXPECT_EQ(merged.reports[1].from, away.id);
  EXPECT_TRUE(merged.heard);
  EXPECT_TRUE(merged.tagged("急"));
  const Case gone = decide(away, ask::MergeAway{into.id, into.number}, by(Role::agent))->state;
  EXPECT_FALSE(gone.live());
  EXPECT_EQ(decide(gone, ask::Reopen{"x"}, by(Role::lead)).error().code, "case.merged");
  EXPECT_EQ(decide(into, ask::MergeIn{&into}, by(Role::agent)).error().code, "case.no_merge");
}

TEST(Deciding, ListsOfACaseEnd) {
  Case state = fresh_case();
  for (std::size_t i = state.tags.size(); i < longest_case_list; ++i) {
    state = decide(state, ask::Tag{"t" + std::to_string(i)}, by(Role::agent))->state;
  }
  EXPECT_EQ(decide(state, ask::Tag{"one_more"}, by(Role::agent)).error().kind, ErrorKind::too_large);
  EXPECT_EQ(decide(state, ask::Tag{"with blank"}, by(Role::agent)).error().kind, ErrorKind::invalid);
}

TEST(Model, RandomLivesAgreeWithTheOracle) {
  std::mt19937 random(2026);
  std::set<std::size_t> lengths;
  for (int life = 0; life < 4000; ++life) {
    std::vector<std::uint8_t> bytes(random() % 600);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random());
    const std::string wrong = testing::play_case_life(bytes);
    ASSERT_EQ(wrong, "") << "life " << life;
  }
}

}  // namespace
}  // namespace shouhou::domain
