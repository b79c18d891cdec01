// Following up over HTTP, on both databases: what time does, what the buyer is told, calls, tasks, misses.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "connect/rules/load_rules.h"
#include "domain/orders.h"
#include "domain/parcels.h"
#include "jobs/clock_watch.h"
#include "ports/trade.h"
#include "server/testing/in_process_desk.h"

namespace shouhou::server {
namespace {

namespace json = boost::json;
using testing::Answer;
using testing::Client;

class FollowUpOverHttp : public testing::InProcessDesk {
 protected:
  void SetUp() override {
    InProcessDesk::SetUp();
    if (IsSkipped()) return;
    auto book = connect::load_rules(connect::built_in_rules());
    ASSERT_TRUE(book);
    store().use_case_rules(
        ports::CaseRules::from(std::make_shared<const domain::RuleBook>(*std::move(book)), Zone::shanghai()));
    // A Wednesday, 10:00 in the shop.
    clock_.set(Zone::shanghai().instant({{2026, 11, 18}, std::int64_t{10} * 3'600'000}));
    owner_ = new_shop("毛衣店", "boss");
    agent_ = colleague(owner_, "agent", "wang");
  }

  Answer get(const Client& client, const std::string& path) { return send(client, "GET", "/api/v1" + path); }
  Answer post(const Client& client, const std::string& path, const std::string& body) {
    return send(client, "POST", "/api/v1" + path, body);
  }
  std::string open(const std::string& issue, const std::string& more = "") {
    const Answer opened = post(
        agent_, "/cases", R"({"channel":"own","subject":"羊毛开衫","issue":")" + issue + "\"" + more + "}");
    EXPECT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(post(agent_, "/cases/" + opened.member("id") + "/take", "{}").status, 200);
    return opened.member("id");
  }
  void pass(Span span) {
    clock_.advance(span);
    // A watch of its own each time, as after a restart.
    jobs::ClockWatch watch(store(), clock_);
    const auto acted = watch.look();
    EXPECT_TRUE(acted) << acted.error().code;
  }
  // Sessions end after half a day without a request.
  void sign_in_again() {
    owner_.client = sign_in("boss", password);
    agent_ = sign_in("wang", password);
  }
  json::array items(const Answer& answer) {
    EXPECT_EQ(answer.status, 200) << answer.body;
    return json::parse(answer.body).at("items").as_array();
  }
  std::string account_of(const Client& client) {
    return send(client, "GET", "/api/v1/session").member("account");
  }

  Owner owner_;
  Client agent_;
};
SHOUHOU_ON_BOTH_ENGINES(FollowUpOverHttp);

TEST_P(FollowUpOverHttp, TheDailyMessageIsDueMissedExplainedAndDueAgain) {
  const std::string id = open("stuck_parcel");
  EXPECT_EQ(post(agent_, "/cases/" + id + "/contacts", R"({"words":"我们来查"})").status, 200);
  EXPECT_EQ(post(agent_, "/cases/" + id + "/step", R"({"to":"verify"})").status, 200);
  EXPECT_TRUE(items(get(agent_, "/follow-ups")).empty()) << "due tomorrow";
  auto later = items(get(agent_, "/follow-ups?later=true"));
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].at("kind").as_string(), "daily_update");

  pass(hours(20));
  sign_in_again();
  EXPECT_EQ(items(get(agent_, "/follow-ups?mine=true")).size(), 1U) << "due today";
  pass(hours(4) + seconds(1));
  auto misses = items(get(agent_, "/clocks/misses"));
  ASSERT_EQ(misses.size(), 1U);
  EXPECT_EQ(misses[0].at("kind").as_string(), "daily_update");
  EXPECT_EQ(misses[0].at("account").as_string(), account_of(agent_));
  EXPECT_EQ(misses[0].at("day").as_string(), "2026-11-19");
  later = items(get(agent_, "/follow-ups?later=true"));
  ASSERT_EQ(later.size(), 1U) << "the next day's clock runs";
  EXPECT_EQ(later[0].at("due").as_int64(), clock_.now().ms + days(1).ms);

  const std::string miss(misses[0].at("id").as_string());
  const Client other = colleague(owner_, "agent", "li");
  EXPECT_TRUE(items(get(other, "/clocks/misses")).empty()) << "another person's";
  EXPECT_EQ(post(other, "/clocks/misses/" + miss + "/why", R"({"why":"不知道"})").status, 404);
  EXPECT_EQ(post(agent_, "/clocks/misses/" + miss + "/why", R"({"why":" "})").status, 422);
  EXPECT_EQ(post(agent_, "/clocks/misses/" + miss + "/why", R"({"why":"请假，没有交接"})").status, 200);
  const Client lead = colleague(owner_, "lead", "zhang");
  const Answer seen =
      get(lead, "/clocks/misses?account=" + account_of(agent_) + "&from=2026-11-19&until=2026-11-19");
  EXPECT_NE(seen.body.find("请假，没有交接"), std::string::npos) << seen.body;
  EXPECT_TRUE(items(get(lead, "/clocks/misses?without_reason=true")).empty());
  EXPECT_TRUE(items(get(lead, "/clocks/misses?until=2026-11-18")).empty());
  EXPECT_EQ(get(lead, "/clocks/misses?from=19.11.2026").status, 422);
  const auto counts = items(get(lead, "/clocks/miss-counts"));
  ASSERT_EQ(counts.size(), 1U);
  EXPECT_EQ(counts[0].at("count").as_int64(), 1);
}

TEST_P(FollowUpOverHttp, TimeDoesNotMakeAPersonsPageStale) {
  const std::string id = open("usage_question");
  EXPECT_EQ(post(agent_, "/cases/" + id + "/contacts", R"({"direction":"from_buyer","words":"在吗"})").status,
            200);
  const std::string version = get(agent_, "/cases/" + id).member("version");
  pass(seconds(11));
  EXPECT_NE(get(agent_, "/cases/" + id).member("version"), version) << "the first reply was missed";
  const Answer answered =
      post(agent_, "/cases/" + id + "/facts", R"({"version":)" + version + R"(,"mood":"annoyed"})");
  EXPECT_EQ(answered.status, 200) << answered.body;
  EXPECT_EQ(post(owner_.client, "/cases/" + id + "/tags", R"({"add":["急"]})").status, 200);
  EXPECT_EQ(
      post(agent_, "/cases/" + id + "/facts", R"({"version":)" + version + R"(,"mood":"angry"})").status, 412)
      << "a person's change still counts";
}

TEST_P(FollowUpOverHttp, AWaitingCaseComesBackByItself) {
  const std::string id = open("stuck_parcel");
  const std::string at = std::to_string((clock_.now() + hours(3)).ms);
  EXPECT_EQ(
      post(agent_, "/cases/" + id + "/status", R"({"to":"waiting_carrier","reason":"圆通核实网点"})").status,
      200);
  EXPECT_EQ(get(agent_, "/cases/" + id).member("look_again"), std::to_string((clock_.now() + days(1)).ms))
      << "as the rules say";
  EXPECT_EQ(post(agent_, "/cases/" + id + "/status",
                 R"({"to":"waiting_warehouse","reason":"等仓库盘点","look_again":)" + at + "}")
                .status,
            200);
  pass(hours(2));
  EXPECT_EQ(get(agent_, "/cases/" + id).member("status"), "waiting_warehouse");
  EXPECT_EQ(items(get(agent_, "/follow-ups?kind=look_again")).size(), 1U);
  pass(hours(1));
  EXPECT_EQ(get(agent_, "/cases/" + id).member("status"), "open");
  EXPECT_TRUE(items(get(agent_, "/follow-ups?kind=look_again")).empty());
}

TEST_P(FollowUpOverHttp, APromisedCallIsRemindedAndMetByTheCall) {
  const std::string id = open("damaged");
  const std::string at = std::to_string((clock_.now() + hours(2)).ms);
  EXPECT_EQ(post(agent_, "/cases/" + id + "/calls", R"({"at":)" + at + R"(,"about":"检测结果"})").status,
            200);
  EXPECT_EQ(post(agent_, "/cases/" + id + "/calls", R"({"at":1})").status, 422);
  const auto due = items(get(agent_, "/follow-ups"));
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].at("kind").as_string(), "call_back");
  EXPECT_NE(get(agent_, "/tasks?mine=true").body.find("回电：检测结果"), std::string::npos);
  EXPECT_NE(get(agent_, "/cases/" + id + "/update-draft").body.find("给您回电"), std::string::npos);
  clock_.advance(hours(1));
  EXPECT_EQ(post(agent_, "/cases/" + id + "/contacts", R"({"kind":"call","words":"说好换新"})").status, 200);
  EXPECT_TRUE(items(get(agent_, "/follow-ups")).empty());
  EXPECT_TRUE(items(get(agent_, "/tasks?mine=true")).empty());
}

TEST_P(FollowUpOverHttp, TasksAreDueTakenHandedOnAndEscalated) {
  const Client lead = colleague(owner_, "lead", "zhang");
  const Client packer = colleague(owner_, "warehouse", "cang");
  const Client other = colleague(owner_, "warehouse", "ku");
  const std::string id = open("missing_item");
  EXPECT_EQ(post(agent_, "/cases/" + id + "/tasks", R"({"department":"warehouse","title":"查监控"})").status,
            200);
  EXPECT_EQ(post(agent_, "/cases/" + id + "/tasks", R"({"department":"finance","title":"核对退款"})").status,
            200);
  const auto tasks = items(get(packer, "/tasks?department=warehouse"));
  ASSERT_EQ(tasks.size(), 1U);
  // Four working hours from 10:00 with a break at noon.
  EXPECT_EQ(tasks[0].at("due").as_int64(), (clock_.now() + hours(5)).ms);
  EXPECT_EQ(tasks[0].at("subject").as_string(), "羊毛开衫");
  const std::string task = "/cases/" + id + "/tasks/" + std::string(tasks[0].at("id").as_string());
  EXPECT_EQ(post(packer, task + "/take", "{}").status, 200);
  EXPECT_EQ(items(get(packer, "/tasks?mine=true")).size(), 1U);
  EXPECT_EQ(post(other, task + "/take", "{}").status, 403) << "somebody has it";
  EXPECT_EQ(post(packer, task + "/assign", R"({"to":")" + account_of(other) + "\"}").status, 200);
  EXPECT_EQ(items(get(other, "/tasks?mine=true")).size(), 1U);
  EXPECT_EQ(post(lead, task + "/assign", R"({"to":"0"})").status, 200);
  EXPECT_EQ(items(get(other, "/tasks?department=warehouse&unassigned=true")).size(), 1U);

  const auto first = get(lead, "/tasks?limit=1");
  ASSERT_EQ(items(first).size(), 1U);
  const auto second = get(lead, "/tasks?limit=1&cursor=" + first.member("next"));
  ASSERT_EQ(items(second).size(), 1U);
  EXPECT_NE(items(first)[0].at("id"), items(second)[0].at("id"));
  EXPECT_TRUE(items(get(lead, "/tasks?limit=1&cursor=" + second.member("next"))).empty());
  EXPECT_EQ(get(lead, "/tasks?cursor=x").status, 422);

  pass(hours(5) + seconds(1));
  EXPECT_EQ(items(get(lead, "/tasks?overdue=true")).size(), 1U);
  const Answer mentions = get(lead, "/mentions");
  EXPECT_NE(mentions.body.find("任务超时：查监控"), std::string::npos) << mentions.body;
  pass(hours(1));
  const std::string again = get(lead, "/mentions").body;
  EXPECT_EQ(again.find("查监控"), again.rfind("查监控")) << "told once";
  EXPECT_EQ(post(other, task, R"({"result":"监控里少放一件"})").status, 200);
  EXPECT_TRUE(items(get(lead, "/tasks?overdue=true")).empty());
}

TEST_P(FollowUpOverHttp, TheDraftTellsWhatReallyHappened) {
  std::string order;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    const Instant now = unit.now();
    domain::Buyer buyer{unit.ids().next<BuyerId>(now), owner_.shop, "小雨", now};
    unit.trade().add_buyer(buyer);
    domain::Order made;
    made.id = unit.ids().next<OrderId>(now);
    made.shop = owner_.shop;
    made.channel = domain::Channel::own;
    made.external_id = "A1";
    made.buyer = buyer.id;
    made.status = domain::OrderStatus::shipped;
    made.goods = made.paid = Fen{19900};
    unit.trade().add_order(made);
    domain::OrderLine line;
    line.id = unit.ids().next<OrderLineId>(now);
    line.shop = owner_.shop;
    line.order = made.id;
    line.title = "羊毛开衫";
    line.price = line.paid = Fen{19900};
    unit.trade().add_line(line);
    domain::Parcel parcel;
    parcel.id = unit.ids().next<ParcelId>(now);
    parcel.shop = owner_.shop;
    parcel.order = made.id;
    parcel.carrier = "圆通速递";
    parcel.tracking_number = "YT1";
    unit.trade().add_parcel(parcel);
    unit.trade().add_tracking(
        owner_.shop, parcel.id,
        {now + minutes(50), "到达杭州转运中心，电话13800001234", domain::ParcelState::in_transit});
    order = made.id.str();
    return {};
  }));
  const std::string id = open("stuck_parcel", R"(,"order":")" + order + "\"");
  const std::string of_case = "/cases/" + id;
  clock_.advance(seconds(1));
  EXPECT_EQ(post(agent_, of_case + "/tasks", R"({"department":"logistics","title":"催圆通"})").status, 200);
  clock_.advance(hours(1));
  Answer draft = get(agent_, of_case + "/update-draft");
  ASSERT_EQ(draft.status, 200) << draft.body;
  EXPECT_NE(draft.member("zh").find("到达杭州转运中心，电话***"), std::string::npos) << draft.body;
  EXPECT_NE(draft.member("zh").find("已请物流同事核实处理"), std::string::npos);
  EXPECT_NE(draft.member("zh").find("正在等物流同事的结果"), std::string::npos);
  EXPECT_EQ(draft.member("zh").find("13800001234"), std::string::npos);
  const std::string words = draft.member("zh");
  EXPECT_EQ(post(agent_, of_case + "/updates", R"({"words":")" + words + "\"}").status, 200);

  clock_.advance(hours(20));
  sign_in_again();
  draft = get(agent_, of_case + "/update-draft");
  EXPECT_EQ(draft.member("news"), "false") << draft.body;
  EXPECT_EQ(draft.member("zh").find("杭州"), std::string::npos) << "the buyer knows that already";
  EXPECT_NE(draft.member("zh"), words);

  const auto tasks = items(get(agent_, "/tasks?department=logistics"));
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(post(agent_, of_case + "/tasks/" + std::string(tasks[0].at("id").as_string()),
                 R"({"result":"已加急派送"})")
                .status,
            200);
  draft = get(agent_, of_case + "/update-draft");
  EXPECT_NE(draft.member("zh").find("物流同事已经处理好"), std::string::npos) << draft.body;
  EXPECT_EQ(draft.member("zh").find("已加急派送"), std::string::npos) << "the inner result stays inside";
  EXPECT_NE(draft.body.find("已加急派送"), std::string::npos) << "and is shown to the agent";
}

}  // namespace
}  // namespace shouhou::server
