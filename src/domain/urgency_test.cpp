#include "domain/urgency.h"

#include <gtest/gtest.h>

namespace shouhou::domain {
namespace {

constexpr Instant opened{1'760'000'000'000};

Case quiet_case() {
  Case state;
  state.opened = opened;
  state.issue_class = IssueClass::quality;
  state.history = {{Status::open, opened}};
  return state;
}

TEST(Urgency, WithoutClocksTheLastWordStartsTheNextAnswer) {
  const UrgencyRules rules = plain_urgency_rules();
  Case state = quiet_case();
  const Instant unanswered = urgency_of(state, rules).due;
  state.last_contact = opened + days(1);
  EXPECT_EQ(urgency_of(state, rules).due, unanswered + days(1));
}

TEST(Urgency, ASettledCaseWaitsBehindWhatIsOpen) {
  const UrgencyRules rules = plain_urgency_rules();
  const Case open = quiet_case();
  Case settled = quiet_case();
  settled.history.push_back({Status::resolved, opened});
  EXPECT_LT(urgency_of(open, rules).due, urgency_of(settled, rules).due);
  EXPECT_EQ(urgency_of(settled, rules).reasons.front().code, "register");
}

TEST(Urgency, ADeadlineOfThePlatformOutweighsTheAnswer) {
  const UrgencyRules rules = plain_urgency_rules();
  Case state = quiet_case();
  CaseClock clock;
  clock.kind = "answer_shipped_refund";
  clock.consequence = Consequence::auto_refund;
  clock.start = opened;
  clock.allowed = days(5);
  state.clocks = {clock};
  const Urgency urgency = urgency_of(state, rules);
  EXPECT_EQ(urgency.next_deadline, opened + days(5));
  EXPECT_EQ(urgency.next_clock, "answer_shipped_refund");
  EXPECT_EQ(urgency.reasons.front().code, "clock");
}

}  // namespace
}  // namespace shouhou::domain
