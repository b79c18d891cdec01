#include "domain/grants.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace shouhou::domain {
namespace {

using enum DeedState;

Mover somebody(std::int64_t id, Role role, bool being_done = false) {
  return {AccountId{id}, permissions_of(role), being_done, false};
}

// Every state by every move: what is not in the table is refused, also for an owner.
TEST(DeedLife, IsItsTable) {
  for (const DeedMove& move : deed_moves()) {
    for (const DeedState from : {held, due, instructed, in_hand, done, failed, cancelled}) {
      Deed deed;
      deed.kind = EffectKind::pay_refund;
      deed.state = from;
      deed.in_hand_by = AccountId{1};
      const auto to = moved(deed, move.id, somebody(1, Role::owner), "因为");
      const bool listed = move.id != "await_again" &&  // money is not awaited
                          std::find(move.from.begin(), move.from.end(), from) != move.from.end();
      EXPECT_EQ(to.has_value(), listed) << move.id << " from " << name(from);
      if (to) {
        EXPECT_EQ(*to, move.to);
      } else {
        EXPECT_EQ(to.error().code, "deed.no_such_move");
      }
    }
  }
}

TEST(DeedLife, DoneIsTheEnd) {
  for (const DeedMove& move : deed_moves()) {
    const bool from_done = std::find(move.from.begin(), move.from.end(), done) != move.from.end();
    EXPECT_EQ(from_done, move.id == "await_again") << move.id;
    const bool wakes = std::find(move.from.begin(), move.from.end(), cancelled) != move.from.end();
    EXPECT_EQ(wakes, move.guard == DeedGuard::outside_word || move.guard == DeedGuard::dock_undone)
        << move.id;
  }
  Deed goods;
  goods.kind = EffectKind::await_return;
  goods.state = done;
  EXPECT_EQ(*moved(goods, "await_again", somebody(1, Role::owner), "验错了"), instructed);
  EXPECT_EQ(moved(goods, "await_again", somebody(1, Role::owner), "").error().code, "case.reason_needed");
  EXPECT_FALSE(moved(goods, "hold_again", somebody(1, Role::owner), "验错了"));
}

TEST(DeedLife, WhatOneHasInHandIsLeftAloneByOthers) {
  Deed deed;
  deed.kind = EffectKind::pay_refund;
  deed.state = in_hand;
  deed.in_hand_by = AccountId{1};
  deed.in_hand_name = "小王";
  for (const char* move : {"confirm", "fail", "retry", "put_back"}) {
    const auto other = moved(deed, move, somebody(2, Role::agent), "因为");
    ASSERT_FALSE(other) << move;
    EXPECT_EQ(other.error().code, "deed.in_hand");
    EXPECT_NE(other.error().message.zh.find("小王"), std::string::npos);
    EXPECT_TRUE(moved(deed, move, somebody(1, Role::agent), "因为")) << move;
  }
  EXPECT_TRUE(moved(deed, "put_back", somebody(2, Role::lead), {})) << "a lead may take it off somebody";
  EXPECT_TRUE(moved(deed, "happened", somebody(2, Role::agent), {})) << "the outside's word wins";
}

TEST(DeedLife, NobodyInterferesWithTheWorker) {
  Deed deed;
  deed.kind = EffectKind::pay_refund;
  deed.state = due;
  for (const char* move : {"confirm", "cancel", "fail"}) {
    EXPECT_EQ(moved(deed, move, somebody(1, Role::owner, true), "因为").error().code, "deed.being_done");
  }
  EXPECT_EQ(moved(deed, "cancel", somebody(1, Role::owner), " ").error().code, "case.reason_needed");
  EXPECT_EQ(moved(deed, "confirm", somebody(1, Role::warehouse), {}).error().code, "permission.missing");
  deed.kind = EffectKind::send_goods;
  EXPECT_TRUE(moved(deed, "confirm", somebody(1, Role::warehouse), {}));
}

TEST(GrantLife, TakesTwoPersons) {
  Grant grant;
  grant.proposed_by = AccountId{1};
  EXPECT_EQ(moved(grant, "approve", somebody(1, Role::owner), {}).error().code, "grant.own_proposal");
  EXPECT_EQ(moved(grant, "approve", {AccountId{}, PermissionSet::all(), false, false}, {}).error().code,
            "grant.own_proposal");
  EXPECT_EQ(moved(grant, "approve", somebody(2, Role::agent), {}).error().code, "permission.missing");
  EXPECT_EQ(*moved(grant, "approve", somebody(2, Role::lead), {}), GrantState::granted);
  EXPECT_EQ(moved(grant, "refuse", somebody(2, Role::lead), {}).error().code, "case.reason_needed");
  grant.state = GrantState::granted;
  EXPECT_EQ(moved(grant, "approve", somebody(2, Role::lead), {}).error().code, "grant.no_such_move");
  Mover mover = somebody(2, Role::lead);
  EXPECT_EQ(*moved(grant, "revoke", mover, "改了"), GrantState::withdrawn);
  mover.any_carried = true;
  EXPECT_EQ(moved(grant, "revoke", mover, "改了").error().code, "grant.carried_out");
}

// Whatever the remedy, its deeds pay exactly its money, and none waits for one that comes later.
TEST(Planning, PaysTheRemedysMoneyInOrder) {
  for (std::size_t i = 0; i < count_of<RemedyKind>; ++i) {
    Remedy remedy;
    remedy.kind = static_cast<RemedyKind>(i);
    remedy.money = Fen{1234};
    remedy.credit = Fen{500};
    remedy.look_again = Instant{99};
    Fen money;
    int place = 0;
    for (const Deed& deed : plan_deeds(remedy)) {
      EXPECT_EQ(deed.place, place++);
      EXPECT_LT(deed.waits_for, deed.place);
      EXPECT_EQ(deed.state == held, deed.waits_for >= 0) << name(remedy.kind);
      EXPECT_EQ(deed.on_top, remedy.kind == RemedyKind::compensation_by_rule);
      if (moves_money(deed.kind)) money += deed.amount;
    }
    EXPECT_TRUE(money == Fen{1234} || money == Fen{0}) << name(remedy.kind);
    EXPECT_GT(place, 0) << name(remedy.kind);
  }
  Remedy cancel;
  cancel.kind = RemedyKind::cancel_refund;
  cancel.money = Fen{1};
  const auto deeds = plan_deeds(cancel);
  ASSERT_EQ(deeds.size(), 2u);
  EXPECT_EQ(deeds[1].waits_for, 0) << "first the packing is stopped";
  cancel.money = Fen{0};
  EXPECT_EQ(plan_deeds(cancel).size(), 1u) << "nothing was paid, nothing goes back";
}

}  // namespace
}  // namespace shouhou::domain
