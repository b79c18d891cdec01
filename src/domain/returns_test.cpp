#include "domain/returns.h"

#include <gtest/gtest.h>

#include <random>

#include "domain/return_addresses.h"
#include "domain/stray_parcels.h"
#include "domain/testing/return_life.h"
#include "domain/tracking_numbers.h"

namespace shouhou::domain {
namespace {

const PermissionSet dock = PermissionSet{}.with(Permission::parcel_write);
const PermissionSet lead = dock.with(Permission::remedy_approve);

Return shirt(ReturnGround ground = ReturnGround::no_reason) {
  Return state;
  state.id = ReturnId{1};
  state.ground = ground;
  ReturnLine line;
  line.title = "羊毛衫";
  line.attributes = "灰 M";
  line.expected = 2;
  line.unit_grams = 300;
  line.checks = {{"right_item", {"款号一致", "article"}, false, CheckAnswer::open, {}, {}},
                 {"tag_on", {"吊牌未拆", "tag on"}, true, CheckAnswer::open, {}, {}},
                 {"flaw", {"瑕疵相符", "flaw"}, false, CheckAnswer::open, {}, {}}};
  state.lines = {line};
  return state;
}

Return after(const Return& state, const ReturnCommand& command, PermissionSet who = dock) {
  const auto decided = decide(state, command, {Instant{1000}, AccountId{1}, who});
  EXPECT_TRUE(decided) << decided.error().message.en;
  return decided ? decided->state : state;
}

std::string refused(const Return& state, const ReturnCommand& command, PermissionSet who = dock) {
  const auto decided = decide(state, command, {Instant{1000}, AccountId{1}, who});
  return decided ? "" : decided.error().code;
}

std::vector<ask_return::Answer> answers(CheckAnswer item, CheckAnswer tag, CheckAnswer flaw) {
  return {{"right_item", item, "", {}}, {"tag_on", tag, "", {}}, {"flaw", flaw, "", {}}};
}

TEST(Returns, TheWholeWay) {
  using namespace ask_return;
  constexpr auto yes = CheckAnswer::passed;
  Return state = after(shirt(), SetTracking{"顺丰", "SF1234567890"});
  EXPECT_EQ(state.reception, Reception::in_transit);
  EXPECT_EQ(refused(state, Receive{{{0, 0, 0}}, false, {}}), "return.guard");
  state = after(state, Receive{{{0, 2, 0}}, false, {}});
  EXPECT_EQ(state.reception, Reception::received);
  EXPECT_EQ(refused(state, Conclude{}), "return.reason_needed") << "nothing was accepted yet";
  state = after(state, Inspect{{{0, answers(yes, yes, yes), 1, 1, "吊牌已剪"}}});
  state = after(state, Conclude{});
  EXPECT_EQ(state.acceptance, Acceptance::part);
  EXPECT_EQ(state.reason, "吊牌已剪");
  EXPECT_EQ(refused(state, Dispose{0, Disposition::restock, 2, {}, "", {}}), "return.pieces");
  state = after(state, Dispose{0, Disposition::restock, 1, {}, "", {}});
  EXPECT_EQ(refused(state, Receive{{{0, 3, 0}}, false, {}}), "return.decided");
}

TEST(Returns, ADoubleScanChangesNothing) {
  using namespace ask_return;
  const Return state = after(shirt(), Receive{{{0, 2, 1}}, false, {EvidenceId{4}}});
  const auto again =
      decide(state, Receive{{{0, 2, 1}}, false, {EvidenceId{4}}}, {Instant{2000}, AccountId{2}, dock});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->events.empty());
  EXPECT_EQ(again->state, state);
}

TEST(Returns, WhatALeadDecidesNobodyElseDoes) {
  using namespace ask_return;
  constexpr auto yes = CheckAnswer::passed;
  Return state = after(shirt(), Receive{{{0, 2, 0}}, false, {}});
  state = after(state, Inspect{{{0, answers(yes, yes, yes), 2, 0, ""}}});
  state = after(state, Conclude{true, {}, "拿不准"});
  EXPECT_EQ(refused(state, Conclude{}), "return.forbidden");
  EXPECT_EQ(after(state, Conclude{}, lead).acceptance, Acceptance::accepted);
}

TEST(Returns, WhatComesLateIsReceived) {
  using namespace ask_return;
  Return state = after(shirt(), GiveUp{"买家不退了"});
  EXPECT_TRUE(state.finished());
  state = after(state, Receive{{{0, 2, 0}}, false, {}});
  EXPECT_EQ(state.reception, Reception::received);
  EXPECT_FALSE(state.finished());
}

// ---- the way back, as the carrier tells it ----

constexpr Instant noon{1'764'000'000'000};

struct Told {
  const char* story;
  std::vector<std::pair<ParcelState, int>> words;  // state, hours after noon
  Reception reception;
  const char* last_event;
};

TEST(WayBack, FollowsTheCarrier) {
  using enum ParcelState;
  const std::vector<Told> table{
      {"scanned", {{picked_up, 1}, {delivering, 5}}, Reception::in_transit, "return.scanned"},
      {"signed for", {{picked_up, 1}, {signed_for, 6}}, Reception::delivered, "return.delivered"},
      {"told again", {{signed_for, 6}, {signed_for, 6}}, Reception::delivered, ""},
      {"an older line", {{signed_for, 6}, {delivering, 5}}, Reception::delivered, ""},
      {"scanned after the signature",
       {{signed_for, 6}, {delivering, 7}},
       Reception::delivered,
       "return.scanned"},
      {"lost", {{picked_up, 1}, {lost, 9}}, Reception::lost, "return.lost"},
      {"found again", {{lost, 9}, {in_transit, 10}}, Reception::in_transit, "return.found"},
      {"lost, and there after all", {{lost, 9}, {signed_for, 10}}, Reception::delivered, "return.delivered"},
      {"turned back", {{picked_up, 1}, {refused, 9}}, Reception::in_transit, "return.turned_back"},
      {"turned back is told once", {{refused, 9}, {returning, 10}}, Reception::in_transit, "return.scanned"},
      {"a number without a scan", {{announced, 1}}, Reception::in_transit, ""},
  };
  for (const Told& told : table) {
    SCOPED_TRACE(told.story);
    Return state = after(shirt(), ask_return::SetTracking{"顺丰", "SF1234567890"});
    std::string event;
    for (const auto& [said, later] : told.words) {
      CarrierWord word{said, noon + hours(later), "轨迹", {}};
      if (said == signed_for) word.signed_at = word.at;
      const auto decided =
          decide(state, ask_return::CarrierReport{word}, {noon + hours(20), AccountId{}, dock});
      ASSERT_TRUE(decided) << decided.error().message.en;
      state = decided->state;
      event = decided->events.empty() ? "" : decided->events.back();
    }
    EXPECT_EQ(state.reception, told.reception);
    EXPECT_EQ(event, told.last_event);
  }
  Return here = after(shirt(), ask_return::SetTracking{"顺丰", "SF1234567890"});
  here = after(here, ask_return::Receive{{{0, 2, 0}}, false, {}});
  EXPECT_EQ(after(here, ask_return::CarrierReport{{signed_for, noon, "", noon}}), here)
      << "what is at the dock needs no carrier";
}

TEST(WayBack, IsLookedAtWhenThePatienceIsOver) {
  const ReturnPatience patience{days(3), hours(8), {}};
  Return state = after(shirt(), ask_return::SetTracking{"顺丰", "SF1234567890"});
  EXPECT_EQ(next_look(state, patience), Instant{1000} + days(3)) << "since the number became known";
  state = after(state, ask_return::CarrierReport{{ParcelState::picked_up, noon, "", {}}});
  EXPECT_EQ(next_look(state, patience), noon + days(3)) << "since the last scan";
  state = after(state, ask_return::Remind{});
  EXPECT_EQ(next_look(state, patience), noon + days(6));
  state = after(state,
                ask_return::CarrierReport{{ParcelState::signed_for, noon + hours(9), "", noon + hours(9)}});
  EXPECT_EQ(next_look(state, patience), noon + hours(17)) << "signed for: the dock has its time";
  state = after(state, ask_return::Remind{});
  EXPECT_EQ(next_look(state, patience), noon + hours(25));
  state = after(state, ask_return::Remind{});
  EXPECT_FALSE(next_look(state, patience)) << "twice is enough";
}

TEST(Returns, RandomLivesAgreeWithTheOracle) {
  std::mt19937 random(20261122);
  for (int life = 0; life < 20'000; ++life) {
    std::vector<std::uint8_t> bytes(120 + random() % 200);
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
    ASSERT_EQ(testing::play_return_life(bytes), "") << "life " << life;
  }
}

// ---- advice ----

LineJudgement judged(ReturnGround ground, CheckAnswer item, CheckAnswer tag, CheckAnswer flaw) {
  Return state = after(shirt(ground), ask_return::Receive{{{0, 2, 0}}, false, {}});
  state = after(state, ask_return::Inspect{{{0, answers(item, tag, flaw), 0, 0, ""}}});
  return judge(state.lines[0], ground);
}

TEST(Advice, FollowsTheGround) {
  using enum CheckAnswer;
  constexpr auto free = ReturnGround::no_reason;
  constexpr auto duty = ReturnGround::sellers_duty;
  EXPECT_EQ(judged(free, passed, passed, passed).advice, Advice::accept);
  EXPECT_EQ(judged(free, passed, passed, failed).advice, Advice::accept) << "no flaw is needed";
  EXPECT_EQ(judged(free, passed, failed, passed).advice, Advice::reject);
  EXPECT_EQ(judged(free, passed, unclear, passed).advice, Advice::ask_lead);
  EXPECT_EQ(judged(free, failed, failed, passed).advice, Advice::ask_lead) << "another article: a lead";
  EXPECT_EQ(judged(duty, passed, failed, passed).advice, Advice::accept) << "the tag may be off";
  EXPECT_EQ(judged(duty, passed, passed, failed).advice, Advice::ask_lead) << "where is the flaw?";
  EXPECT_EQ(judge(shirt().lines[0], free).advice, Advice::look_again);
}

TEST(MoneyAfterInspection, IsInProportionAndNeverMore) {
  EXPECT_EQ(due_after_inspection(Fen{10000}, Fen{10000}, Fen{10000}, Fen{0}), Fen{10000});
  EXPECT_EQ(due_after_inspection(Fen{10000}, Fen{10000}, Fen{3333}, Fen{0}), Fen{3333});
  EXPECT_EQ(due_after_inspection(Fen{5000}, Fen{10000}, Fen{3333}, Fen{100}), Fen{1566});
  EXPECT_EQ(due_after_inspection(Fen{5000}, Fen{10000}, Fen{0}, Fen{100}), Fen{0});
  EXPECT_EQ(due_after_inspection(Fen{5000}, Fen{0}, Fen{0}, Fen{100}), Fen{4900});
  EXPECT_EQ(due_after_inspection(Fen{5000}, Fen{4000}, Fen{9000}, Fen{0}), Fen{5000});
}

// ---- addresses ----

TEST(ReturnAddresses, FollowGoodsAndChannel) {
  ReturnAddress hangzhou;
  hangzhou.id = ReturnAddressId{1};
  hangzhou.name = "杭州仓";
  hangzhou.categories = {"clothing", "shoes"};
  ReturnAddress yiwu;
  yiwu.id = ReturnAddressId{2};
  yiwu.name = "义乌仓";
  yiwu.rank = 200;
  yiwu.platform_default = {Channel::taobao};
  const std::vector<ReturnAddress> all{yiwu, hangzhou};
  const std::vector<std::string> shoes{"shoes"};
  const std::vector<std::string> mixed{"shoes", "toys"};
  const AddressChoice choice = choose_address(all, Channel::taobao, shoes);
  EXPECT_EQ(choice.allowed, (std::vector{hangzhou.id, yiwu.id}));
  ASSERT_EQ(choice.warnings.size(), 1u) << "the platform would send it to Yiwu";
  EXPECT_NE(choice.warnings[0].zh.find("义乌仓"), std::string::npos);
  EXPECT_TRUE(choose_address(all, Channel::pdd, shoes).warnings.empty());
  EXPECT_EQ(choose_address(all, Channel::taobao, mixed).allowed, std::vector{yiwu.id});
  yiwu.active = false;
  EXPECT_TRUE(choose_address(std::vector{yiwu}, Channel::taobao, shoes).allowed.empty());
}

// ---- numbers and strays ----

TEST(TrackingNumbers, AreReadAsPeopleTypeThem) {
  EXPECT_EQ(read_tracking("sf 1234-5678 90123"), "SF1234567890123");
  EXPECT_EQ(read_tracking("ＹＴ１２３４５６７８９０"), "YT1234567890");
  EXPECT_EQ(read_tracking("13812345678").error().code, "tracking.phone");
  EXPECT_EQ(read_tracking("1234567").error().code, "tracking.malformed");
  EXPECT_EQ(read_tracking("圆通1234567890").error().code, "tracking.malformed");
}

TEST(Strays, AreMatchedByWhatIsKnown) {
  Return mine = shirt();
  mine.tracking_number = "SF1234567890";
  Return other = shirt();
  other.id = ReturnId{2};
  other.lines[0].title = "儿童运动鞋";
  Stray parcel;
  parcel.tracking_number = "sf1234567890";
  auto found = best_matches(parcel, {{&other, false, false}, {&mine, false, false}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, mine.id);
  EXPECT_EQ(found[0].points, 100);

  parcel.tracking_number = "ZT9988776655";
  parcel.contents = "灰色羊毛衫 M";
  parcel.grams = 700;
  parcel.pieces = 2;
  mine.tracking_number.clear();
  found = best_matches(parcel, {{&other, false, false}, {&mine, true, false}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].id, mine.id);
  EXPECT_EQ(found[0].reasons.front().text.zh, "手机尾号相同");
  EXPECT_GE(found[0].points, 60);
}

}  // namespace
}  // namespace shouhou::domain
