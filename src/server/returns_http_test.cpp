// The dock over HTTP on both databases: scan, receive, inspect, dispose; parcels nobody announced; addresses;
// stock.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <boost/json/serialize.hpp>
#include <thread>

#include "app/change_case.h"
#include "app/exchange_stock.h"
#include "app/open_return.h"
#include "app/work_return.h"
#include "domain/parcels.h"
#include "ports/trade.h"
#include "server/testing/returns_shop.h"

namespace shouhou::server {
namespace {

namespace json = boost::json;

class ReturnsOverHttp : public testing::ReturnsShop {
 protected:
  std::string new_address(const std::string& more = "") {
    return text(
        post(owner_.client, "/return-addresses",
             R"({"name":"杭州仓","receiver":"李仓管","phone":"13900001111","address":"杭州市余杭区某路1号")" +
                 more + "}"),
        "id");
  }
  std::string stage_of(const std::string& id) { return text(get(dock_, "/returns/" + id), "stage"); }
  std::vector<std::string> found(const std::string& q) {
    std::vector<std::string> ids;
    const auto answer = get(dock_, "/dock?q=" + q);
    for (const auto& one : answer.at("candidates").as_array()) {
      if (one.at("return_order").is_object()) ids.push_back(text(one.at("return_order"), "id"));
    }
    return ids;
  }
  // Answers for every point of the only line.
  static std::string answers(const json::value& view, const std::string& answer) {
    std::string list;
    for (const auto& point : view.at("lines").at(0).at("line").at("checks").as_array()) {
      list += (list.empty() ? "" : ",") + std::string(R"({"check":")") + text(point, "check") +
              R"(","answer":")" + answer + R"("})";
    }
    return "[" + list + "]";
  }
  // Sessions end after half a day without a request.
  void sign_in_again() {
    agent_ = sign_in("wang", password);
    dock_ = sign_in("cang", password);
  }
  std::int64_t stock_of(SkuId sku, const char* what) {
    return number(get(dock_, "/stock/" + sku.str()), what);
  }
  std::vector<std::string> tasks(const std::string& case_id) {
    std::vector<std::string> titles;
    const auto view = get(agent_, "/cases/" + case_id);
    for (const auto& task : view.at("tasks").as_array()) titles.push_back(text(task, "title"));
    return titles;
  }
  static bool has(const std::vector<std::string>& titles, const std::string& words) {
    return std::ranges::any_of(titles,
                               [&](const std::string& t) { return t.find(words) != std::string::npos; });
  }
};
SHOUHOU_ON_BOTH_ENGINES(ReturnsOverHttp);

TEST_P(ReturnsOverHttp, FromScanToShelf) {
  new_address();
  const std::string case_id = new_case(agent_, new_order("200000001"));
  const std::string id = new_return(agent_, case_id);
  const std::string path = "/returns/" + id;
  const auto view = get(agent_, path);
  EXPECT_EQ(text(view, "stage"), "awaited");
  EXPECT_EQ(text(view.at("address"), "receiver"), "李仓管");
  EXPECT_GT(view.at("lines").at(0).at("line").at("checks").as_array().size(), 3u) << "the list of clothing";
  const auto terms = get(agent_, path + "/terms");
  EXPECT_NE(text(terms, "text").find("杭州市余杭区某路1号"), std::string::npos);
  EXPECT_NE(text(terms, "text").find("吊牌"), std::string::npos);
  EXPECT_NE(text(get(agent_, path + "/terms?language=en"), "text").find("tag"), std::string::npos);

  EXPECT_EQ(refused(agent_, path + "/tracking", R"({"tracking_number":"13812345678"})"), "tracking.phone");
  EXPECT_EQ(refused(agent_, path + "/tracking", R"({"tracking_number":"YT200000001"})"), "tracking.outbound");
  EXPECT_EQ(refused(agent_, path + "/tracking", R"({"tracking_number":"200000001"})"),
            "tracking.order_number");
  post(agent_, path + "/tracking", R"({"carrier":"顺丰速运","tracking_number":"sf 1234567890"})");
  EXPECT_EQ(stage_of(id), "on_the_way");

  for (const char* q :
       {"SF1234567890", "sf1234567890", "200000001", "5678", "13812345678", "R1", "YT200000001"}) {
    EXPECT_EQ(found(q), std::vector{id}) << q;
  }
  EXPECT_TRUE(found("SF0000000000").empty());

  EXPECT_EQ(refused(dock_, path + "/receive", R"({"counts":[{"place":0,"received":0}]})"), "return.guard");
  const auto received = post(dock_, path + "/receive", "{}");
  EXPECT_EQ(text(received, "reception"), "received");
  EXPECT_EQ(number(post(dock_, path + "/receive", "{}"), "version"), number(received, "version"))
      << "a double scan changes nothing";
  EXPECT_EQ(text(get(agent_, "/cases/" + case_id).at("returns").at(0), "state"), "received");

  EXPECT_EQ(refused(dock_, path + "/inspect", R"({"lines":[{"place":0,"accepted":2}]})"), "return.guard")
      << "the list has to be answered";
  EXPECT_EQ(refused(dock_, path + "/dispose", R"({"place":0,"pieces":1})"), "return.no_such_move");
  const auto inspected =
      post(dock_, path + "/inspect",
           R"({"lines":[{"place":0,"accepted":1,"rejected":1,"reason":"吊牌已剪","answers":)" +
               answers(view, "passed") + "}]}");
  EXPECT_EQ(text(inspected, "acceptance"), "part");
  EXPECT_TRUE(has(tasks(case_id), "寄回给买家")) << "what is rejected goes back";
  EXPECT_EQ(text(get(agent_, "/cases/" + case_id).at("returns").at(0), "state"), "accepted");

  post(dock_, "/stock/" + size_m_.str(), R"({"on_hand":7,"why":"盘点"})");
  EXPECT_EQ(refused(dock_, path + "/dispose", R"({"place":0,"pieces":2})"), "return.pieces");
  post(dock_, path + "/dispose", R"({"place":0,"kind":"restock","pieces":1})");
  EXPECT_EQ(stock_of(size_m_, "on_hand"), 8);
  EXPECT_EQ(stage_of(id), "done");
  const auto page = get(dock_, "/returns?stage=done");
  EXPECT_EQ(text(page.at("items").at(0), "id"), id);
}

TEST_P(ReturnsOverHttp, SignedForAndNotReceivedIsAskedAfter) {
  new_address();
  const std::string case_id = new_case(agent_, new_order("200000031"));
  const std::string id = new_return(agent_, case_id);
  const std::string path = "/returns/" + id;
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    domain::Parcel parcel;
    parcel.id = unit.ids().next<ParcelId>(unit.now());
    parcel.shop = owner_.shop;
    parcel.tracking_number = "SF7777777777";
    apply(parcel, {unit.now() - hours(1), "已签收，签收人：门卫", domain::ParcelState::signed_for});
    unit.trade().add_parcel(parcel);
    return {};
  }));
  const auto tracked =
      post(agent_, path + "/tracking", R"({"carrier":"顺丰速运","tracking_number":"SF7777777777"})");
  EXPECT_EQ(text(tracked, "stage"), "to_receive");
  EXPECT_EQ(text(get(dock_, "/returns?stage=to_receive").at("items").at(0), "id"), id);
  const auto watched = [&](Span later) {
    clock_.set(clock_.now() + later);
    sign_in_again();
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      return app::watch_returns(unit, owner_.shop, 10).map([](int) {});
    }));
  };
  watched(minutes(5));
  EXPECT_FALSE(has(tasks(case_id), "已签收")) << "the dock has a working day for it";
  watched(days(4));
  EXPECT_TRUE(has(tasks(case_id), "退货快递显示已签收，请找到包裹收货登记（R"));
  watched(days(8));
  EXPECT_TRUE(has(tasks(case_id), "查签收底单（R"));
  EXPECT_EQ(refused(dock_, path + "/move", R"({"move":"not_here"})"), "return.reason_needed");
  post(dock_, path + "/move", R"({"move":"not_here","reason":"门卫没有"})");
  EXPECT_EQ(stage_of(id), "on_the_way");
  EXPECT_TRUE(has(tasks(case_id), "快递显示退货已签收，仓库没有收到"));
  post(dock_, path + "/receive", "{}");
  EXPECT_EQ(stage_of(id), "to_inspect");
}

TEST_P(ReturnsOverHttp, ReceivingStartsTheClockOfTheInspection) {
  const std::string case_id = new_case(agent_, new_order("200000032"));
  const std::string path = "/returns/" + new_return(agent_, case_id);
  const auto view = get(dock_, path);
  const auto clock = [&]() -> json::value {
    const auto its_case = get(agent_, "/cases/" + case_id);
    for (const auto& one : its_case.at("clocks").as_array()) {
      if (text(one, "kind") == "inspect_return") return one;
    }
    return json::object();
  };
  EXPECT_EQ(text(clock(), "kind"), "");
  post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":1}],"more_to_come":true})");
  EXPECT_EQ(text(clock(), "kind"), "") << "the rest has still to come";
  post(dock_, path + "/receive", "{}");
  EXPECT_EQ(text(clock(), "end"), "running");
  EXPECT_GT(number(clock(), "deadline"), clock_.now().ms);
  const std::int64_t deadline = number(clock(), "deadline");
  post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":2,"damaged":1}]})");
  EXPECT_EQ(number(clock(), "deadline"), deadline) << "counting again does not give more time";
  clock_.set(Instant{deadline} + minutes(1));
  sign_in_again();
  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"accepted":2,"answers":)" + answers(view, "passed") + "}]}");
  EXPECT_EQ(text(clock(), "end"), "missed") << "and counted as such";
}

TEST_P(ReturnsOverHttp, ClaimsBecomeTasksWithTheirAmount) {
  const std::string case_id = new_case(agent_, new_order("200000002"));
  const std::string path = "/returns/" + new_return(agent_, case_id);
  const auto view = post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":2,"damaged":1}]})");
  EXPECT_EQ(text(view.at("lines").at(0), "advice"), "look_again");
  const auto seen = post(
      dock_, path + "/inspect",
      R"({"conclude":false,"lines":[{"place":0,"accepted":2,"answers":)" + answers(view, "passed") + "}]}");
  EXPECT_EQ(text(seen.at("lines").at(0), "advice"), "ask_lead") << "damaged on the way";
  post(dock_, path + "/inspect", R"({"to_lead":true,"conclude":false,"reason":"破损，快递责任"})");
  EXPECT_EQ(refused(dock_, path + "/inspect", "{}"), "return.forbidden");
  const testing::Client lead = colleague(owner_, "lead", "zu");
  EXPECT_EQ(text(post(lead, path + "/inspect", "{}"), "acceptance"), "accepted");
  EXPECT_EQ(refused(dock_, path + "/dispose", R"({"place":0,"kind":"carrier_claim","pieces":1})"),
            "return.amount");
  post(dock_, path + "/dispose", R"({"place":0,"kind":"carrier_claim","pieces":1,"claim":8000})");
  post(dock_, path + "/dispose", R"({"place":0,"kind":"supplier_claim","pieces":1,"claim":4550})");
  EXPECT_TRUE(has(tasks(case_id), "向快递索赔 80.00 元"));
  EXPECT_TRUE(has(tasks(case_id), "向供应商索赔 45.50 元"));
}

TEST_P(ReturnsOverHttp, AClaimOnAClosedCaseIsATaskAllTheSame) {
  const std::string case_id = new_case(agent_, new_order("200000033"));
  const std::string path = "/returns/" + new_return(agent_, case_id);
  const auto view = post(dock_, path + "/receive", "{}");
  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"accepted":2,"answers":)" + answers(view, "passed") + "}]}");
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    const app::CaseTarget target{CaseId{std::stoll(case_id)}, {}};
    const domain::ask::FollowPlatform closed{domain::Status::closed, {}, {}, "平台关闭"};
    return app::change_case(unit, ports::Actor::system(owner_.shop), target, closed).map([](auto&&) {});
  }));
  ASSERT_EQ(text(get(agent_, "/cases/" + case_id), "status"), "closed");
  post(dock_, path + "/dispose", R"({"place":0,"kind":"supplier_claim","pieces":2,"claim":9000})");
  EXPECT_TRUE(has(tasks(case_id), "向供应商索赔 90.00 元"));
  EXPECT_EQ(text(get(agent_, "/cases/" + case_id), "status"), "closed") << "the buyer is not troubled";
  const auto open = get(agent_, "/tasks?department=purchasing");
  ASSERT_EQ(open.at("items").as_array().size(), 1u);
  post(agent_, "/cases/" + case_id + "/tasks/" + text(open.at("items").at(0), "id"),
       R"({"result":"供应商认赔"})");
  EXPECT_TRUE(get(agent_, "/tasks?department=purchasing").at("items").as_array().empty());
}

TEST_P(ReturnsOverHttp, StockIsFoundByWordsAndCode) {
  post(dock_, "/stock/" + size_m_.str(), R"({"on_hand":3,"why":"盘点"})");
  const auto found = [&](const std::string& q) {
    std::vector<std::string> codes;
    const auto page = get(dock_, "/stock?q=" + q);
    for (const auto& one : page.at("items").as_array()) codes.push_back(text(one, "code"));
    return codes;
  };
  using Codes = std::vector<std::string>;
  EXPECT_EQ(found("%E6%AF%9B%E8%A1%AB"), (Codes{"YMS-M"})) << "毛衫: of what was counted";
  EXPECT_EQ(found("yms"), (Codes{"YMS-M"})) << "capital letters do not matter";
  EXPECT_EQ(found("%E5%B0%BA%E7%A0%81%3AM"), (Codes{"YMS-M"})) << "尺码:M";
  EXPECT_EQ(found("YMS-L"), (Codes{"YMS-L"})) << "a whole code finds what nobody has counted yet";
  EXPECT_TRUE(found("%25").empty()) << "a sign is a sign";
  EXPECT_TRUE(found("YMS_M").empty());
  const std::string case_id = new_case(agent_, new_order("200000034"), "size_mismatch");
  const auto sizes = get(agent_, "/cases/" + case_id + "/exchange").at("items").as_array();
  ASSERT_EQ(sizes.size(), 2u);
  EXPECT_EQ(number(sizes[0], "available"), 3);
  EXPECT_TRUE(sizes[0].at("same").as_bool());
  EXPECT_TRUE(sizes[1].at("available").is_null()) << "never counted";
}

TEST_P(ReturnsOverHttp, AParcelNobodyAnnouncedFindsItsReturn) {
  const auto stray = post(dock_, "/unknown-parcels",
                          R"({"carrier":"中通","tracking_number":"zt 88 7766 5544","phone":"5678",
                              "contents":"灰色羊毛衫 M 码","pieces":2})");
  EXPECT_EQ(text(stray, "phone"), "5678");
  EXPECT_TRUE(stray.at("matches").as_array().empty()) << "nothing is announced yet";
  EXPECT_EQ(text(post(dock_, "/unknown-parcels", R"({"tracking_number":"ZT8877665544"})"), "id"),
            text(stray, "id"))
      << "scanned twice it is the same parcel";
  const auto kept = get(dock_, "/dock?q=ZT8877665544").at("candidates").at(0);
  EXPECT_EQ(text(kept, "kind"), "stray");

  const std::string case_id = new_case(agent_, new_order("200000003"));
  const std::string id = new_return(agent_, case_id);
  const std::string path = "/unknown-parcels/" + text(stray, "id");
  const auto known = get(dock_, path);
  ASSERT_EQ(known.at("matches").as_array().size(), 1u);
  EXPECT_EQ(text(known.at("matches").at(0).at("return_order"), "id"), id);
  EXPECT_GE(number(known.at("matches").at(0), "points"), 50);
  EXPECT_NE(json::serialize(known.at("matches").at(0).at("reasons")).find("手机尾号相同"), std::string::npos);

  const auto matched = post(dock_, path + "/match", R"({"to":")" + id + R"("})");
  EXPECT_EQ(text(matched, "tracking_number"), "ZT8877665544");
  EXPECT_EQ(text(post(dock_, path + "/match", R"({"to":")" + id + R"("})"), "id"), id) << "told twice";
  EXPECT_EQ(refused(dock_, path + "/close", R"({"state":"kept","reason":"x"})"), "stray.settled");
  EXPECT_EQ(text(post(dock_, "/returns/" + id + "/receive", "{}"), "reception"), "received");
  EXPECT_TRUE(get(dock_, "/unknown-parcels").at("items").as_array().empty());
}

TEST_P(ReturnsOverHttp, GoodsGoOnlyWhereTheShopTakesThem) {
  const std::string shoes = new_address(R"(,"categories":["shoes"])");
  const std::string case_id = new_case(agent_, new_order("200000004"));
  const std::string id = new_return(agent_, case_id);
  EXPECT_EQ(stage_of(id), "no_address");
  EXPECT_EQ(refused(agent_, "/returns/" + id + "/address", R"({"address":")" + shoes + R"("})"),
            "return.address");
  const std::string clothes = new_address(R"(,"categories":["clothing"])");
  post(agent_, "/returns/" + id + "/address", R"({"address":")" + clothes + R"("})");
  EXPECT_EQ(stage_of(id), "awaited");
  EXPECT_TRUE(get(agent_, "/returns/" + id).at("warnings").as_array().empty());
  new_address(R"(,"platform_default":["taobao"])");
  EXPECT_EQ(get(agent_, "/returns/" + id).at("warnings").as_array().size(), 1u)
      << "the platform would send it elsewhere";
  const testing::Client viewer = colleague(owner_, "viewer", "kan");
  EXPECT_EQ(text(get(viewer, "/returns/" + id).at("address"), "phone").find("13900001111"),
            std::string::npos);
}

TEST_P(ReturnsOverHttp, SomebodyAsksWhenNothingComes) {
  new_address();
  const std::string case_id = new_case(agent_, new_order("200000005"));
  const std::string id = new_return(agent_, case_id);
  const auto look = [&] {
    int looked = 0;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(looked, app::watch_returns(unit, owner_.shop, 10));
      return {};
    }));
    return looked;
  };
  EXPECT_EQ(look(), 0);
  clock_.advance(days(6));
  EXPECT_EQ(look(), 1);
  EXPECT_EQ(look(), 0) << "once";
  clock_.advance(days(2));
  EXPECT_EQ(look(), 1);
  dock_ = sign_in("cang", password);
  agent_ = sign_in("wang", password);
  EXPECT_TRUE(has(tasks(case_id), "提醒买家寄回"));
  EXPECT_TRUE(has(tasks(case_id), "买家逾期没有寄回"));
  post(agent_, "/returns/" + id + "/move", R"({"move":"give_up","reason":"买家不退了"})");
  EXPECT_EQ(text(get(agent_, "/cases/" + case_id).at("returns").at(0), "state"), "given_up");
  // It comes after all: received, and somebody decides.
  EXPECT_EQ(text(post(dock_, "/returns/" + id + "/receive", "{}"), "stage"), "to_inspect");
  EXPECT_TRUE(has(tasks(case_id), "已作罢的退货又寄到了"));
}

TEST_P(ReturnsOverHttp, ALastPieceIsExchangedOnce) {
  post(dock_, "/stock/" + size_l_.str(), R"({"on_hand":1,"why":"盘点"})");
  std::vector<CaseId> cases;
  for (const char* number : {"200000006", "200000007", "200000008", "200000009"}) {
    cases.push_back(*CaseId::parse(new_case(agent_, new_order(number, 1), "size_mismatch")));
  }
  std::atomic<int> opened{0}, refused_short{0};
  std::vector<std::thread> clicks;
  for (const CaseId id : cases) {
    clicks.emplace_back([&, id] {
      const auto done = store().write_now(
          [&](ports::Unit& unit) -> Result<void> {
            app::OpenReturn open{id, {}, {}, {1}, {}, {}, true, {size_l_}};
            SHOUHOU_TRY(app::open_return(unit, ports::Actor::system(owner_.shop), open));
            return {};
          },
          owner_.shop);
      ++(done ? opened : refused_short);
      if (!done) {
        EXPECT_EQ(done.error().code, "stock.short") << done.error().message.en;
      }
    });
  }
  for (std::thread& click : clicks) click.join();
  EXPECT_EQ(opened, 1);
  EXPECT_EQ(refused_short, 3);
  EXPECT_EQ(stock_of(size_l_, "reserved"), 1);
  EXPECT_EQ(stock_of(size_l_, "available"), 0);
  const auto page = get(dock_, "/returns?stage=no_address");
  ASSERT_EQ(page.at("items").as_array().size(), 1u) << "what was refused left nothing behind";
  const std::string id = text(page.at("items").at(0), "id");
  // Another size until it ships: the first piece is free again.
  post(dock_, "/stock/" + size_m_.str(), R"({"on_hand":3,"why":"盘点"})");
  post(dock_, "/returns/" + id + "/exchange", R"({"place":0,"sku":")" + size_m_.str() + R"("})");
  EXPECT_EQ(stock_of(size_l_, "available"), 1);
  EXPECT_EQ(stock_of(size_m_, "reserved"), 1);
  const auto choices = get(agent_, "/returns/" + id + "/exchange").at("items").as_array();
  EXPECT_EQ(choices.size(), 2u);
}

}  // namespace
}  // namespace shouhou::server
