// Random lives of grants, against a model of the money alone: whatever is granted, approved, confirmed,
// cancelled, withdrawn, sent back in part or paid twice by mistake, nothing is lost and nothing is made up.
#include <gtest/gtest.h>

#include <random>

#include "app/check_ledger.h"
#include "server/testing/granting_desk.h"

namespace shouhou::server {
namespace {

using domain::Deed;
using domain::DeedState;
using domain::RemedyKind;

class GrantedMoney : public testing::GrantingDesk {
 protected:
  void SetUp() override {
    GrantingDesk::SetUp();
    if (IsSkipped()) return;
    owner_ = new_shop("毛衣店", "boss");
  }

  // One random act; refusals are part of life. What it did to the money goes into the model.
  void act(const CaseOf& about, std::mt19937& random) {
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    const ports::Actor boss = actor(1, domain::Role::owner);
    const ports::Actor agent = actor(2, domain::Role::agent);
    const auto any_deed = [&](ports::ReadUnit& unit) -> std::optional<Deed> {
      const auto all = deeds_in(unit, about);
      if (all.empty()) return std::nullopt;
      return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    };
    const auto nothing = [](auto&&) {};
    const int what = below(12);
    if (what == 0) {
      work();
      return;
    }
    (void)write([&](ports::Unit& unit) -> Result<void> {
      if (what <= 3) {
        const RemedyKind kinds[] = {RemedyKind::partial_refund_keep, RemedyKind::return_refund,
                                    RemedyKind::red_packet};
        app::GrantRemedy grant;
        grant.id = about.id;
        grant.remedy = money(kinds[below(3)], Fen{1 + below(60'000)});
        return app::grant_remedy(unit, below(2) ? boss : agent, grant).map(nothing);
      }
      if (what == 4) {
        for (const domain::Grant& grant : unit.grants().waiting(about.shop, {}, 5)) {
          return below(3) ? app::approve_grant(unit, boss, {grant.id, {}}).map(nothing)
                          : app::refuse_grant(unit, boss, {grant.id, "不行"}).map(nothing);
        }
        return {};
      }
      const auto deed = any_deed(unit);
      if (!deed) return {};
      if (what == 5) return app::take_deed(unit, agent, {deed->id}).map(nothing);
      if (what <= 7) return app::confirm_deed(unit, agent, {deed->id, "R" + deed->id.str(), {}}).map(nothing);
      if (what == 8) return app::cancel_deed(unit, agent, {deed->id, "不要了"}).map(nothing);
      if (what == 9) return app::fail_deed(unit, agent, {deed->id, "没成", below(2) == 0}).map(nothing);
      if (what == 10) return app::withdraw_grant(unit, boss, {deed->grant, "撤"}).map(nothing);
      return below(2) ? app::goods_came_back(unit, boss, {deed->grant, {}, Fen{below(3) * 500}, "污渍"})
                      : app::goods_not_coming(unit, boss, deed->grant, "不寄了");
    });
  }

  ports::Actor actor(std::int64_t id, domain::Role role) {
    ports::Actor one = ports::Actor::system(owner_.shop);
    one.account = AccountId{id};
    one.name = std::to_string(id);
    one.role = role;
    one.permissions = domain::permissions_of(role);
    return one;
  }

  void check(const CaseOf& about, const std::string& where) {
    const domain::Case state = load(about);
    const ports::LedgerSums ledger = sums(about);
    Fen open_deeds, paid_deeds;
    for (const Deed& deed : deeds(about)) {
      if (!moves_money(deed.kind)) continue;
      if (deed.state == DeedState::done) paid_deeds += deed.amount;
      if (open(deed.state)) open_deeds += deed.amount;
      const bool marked = state.refund(deed.id.str()) != nullptr;
      EXPECT_EQ(marked, deed.state != DeedState::cancelled) << where;
    }
    Fen granted_marks, paid_marks;
    for (const domain::RefundMark& mark : state.refunds) {
      granted_marks += mark.amount;
      if (mark.paid) paid_marks += mark.amount;
    }
    must(read([&](ports::ReadUnit& unit) -> Result<void> {
      for (CaseId after{about.id.value - 1};
           const auto& drift : app::check_ledger(unit, about.shop, after, 1)) {
        ADD_FAILURE() << where << ": " << drift.what.en;
      }
      return {};
    }));
    EXPECT_EQ(ledger.paid, paid_deeds) << where;
    EXPECT_EQ(ledger.paid, paid_marks) << where;
    EXPECT_EQ(ledger.open(), open_deeds) << where;
    EXPECT_EQ(ledger.granted - ledger.withdrawn, granted_marks) << where;
    // Only a confirmation of what had been cancelled may go above what was paid; then it is doubted.
    bool doubted = false;
    for (const Deed& deed : deeds(about)) doubted = doubted || !deed.doubt.empty();
    if (!doubted) {
      EXPECT_LE(state.granted(), paid) << where;
    }
  }

  Owner owner_;
};
SHOUHOU_ON_BOTH_ENGINES(GrantedMoney);

TEST_P(GrantedMoney, IsConserved) {
  const int lives = postgres() ? 6 : 25;
  for (int life = 0; life < lives; ++life) {
    std::mt19937 random(static_cast<unsigned>(life) + 1);
    const CaseOf about = case_about(owner_.shop, "quality_defect", domain::Phase::delivered);
    for (int step = 0; step < 40; ++step) {
      act(about, random);
      check(about, "life " + std::to_string(life) + " step " + std::to_string(step));
      if (HasFailure()) return;
    }
    clock_.set(clock_.now() + days(1));
  }
}

}  // namespace
}  // namespace shouhou::server
