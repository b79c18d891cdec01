// Whole scenarios of goods that come back, over HTTP on both databases, with the money to the fen: the
// exchange of a size on an order that carries freight insurance; a return of which only a part is accepted;
// money on the scan.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "app/check_ledger.h"
#include "connect/ledger/ledger_performer.h"
#include "jobs/outbox_worker.h"
#include "ports/grants.h"
#include "server/testing/returns_shop.h"

namespace shouhou::server {
namespace {

namespace json = boost::json;
using testing::Client;

class SettlingReturns : public testing::ReturnsShop {
 protected:
  // Everything that is due is carried out: a person is told.
  void work() {
    jobs::OutboxPlan plan;
    plan.in_background = false;
    jobs::OutboxWorker worker(store(), performer_, plan);
    EXPECT_TRUE(worker.work());
  }
  // A case that has come to agreeing.
  std::string agreeing(OrderId order, const std::string& issue) {
    const std::string id = new_case(agent_, order, issue);
    const std::string path = "/cases/" + id;
    post(agent_, path + "/take", "{}");
    post(agent_, path + "/step", R"({"to":"verify"})");
    post(agent_, path + "/facts", R"({"phase":"delivered","fault":"nobody"})");
    post(agent_, path + "/step", R"({"to":"soothe"})");
    post(agent_, path + "/talk", R"({"leave_out":"平台单"})");
    post(agent_, path + "/step", R"({"to":"agree"})");
    return id;
  }
  void set_terms(OrderId order, const std::string& terms) {
    must(
        send(owner_.client, "PUT", "/api/v1/orders/" + order.str() + "/terms", R"({"terms":)" + terms + "}"));
  }
  void set(const std::string& key, const std::string& value) {
    must(send(owner_.client, "PUT", "/api/v1/settings/" + key,
              R"({"value":")" + value + R"(","why":"试行"})"));
  }
  json::value deed(const std::string& case_id, const std::string& kind) {
    const auto grants = get(agent_, "/cases/" + case_id + "/grants");
    for (const auto& grant : grants.at("items").as_array()) {
      for (const auto& one : grant.at("deeds").as_array()) {
        if (text(one, "kind") == kind) return one;
      }
    }
    ADD_FAILURE() << "no deed " << kind << ": " << json::serialize(grants);
    return json::object();
  }
  // Ledger, deeds and the marks of the cases say the same.
  void no_drift() {
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      CaseId after;
      for (const app::LedgerDrift& drift : app::check_ledger(unit, owner_.shop, after, 100)) {
        ADD_FAILURE() << drift.what.en;
      }
      return {};
    }));
  }
  ports::LedgerSums sums(const std::string& case_id) {
    ports::LedgerSums found;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      found = unit.grants().ledger_sums(owner_.shop, *CaseId::parse(case_id));
      return {};
    }));
    return found;
  }
  std::string return_of(const std::string& case_id) {
    const auto list = get(agent_, "/cases/" + case_id + "/return-orders").at("items").as_array();
    EXPECT_EQ(list.size(), 1u);
    return list.empty() ? "" : "/returns/" + text(list[0], "id");
  }
  std::string all_passed(const std::string& path) {
    std::string list;
    const auto view = get(dock_, path);
    for (const auto& point : view.at("lines").at(0).at("line").at("checks").as_array()) {
      list += (list.empty() ? "" : ",") + std::string(R"({"check":")") + text(point, "check") + R"("})";
    }
    return "[" + list + "]";
  }
  void confirm(const json::value& deed, const std::string& reference) {
    post(owner_.client, "/deeds/" + text(deed, "id") + "/confirm", R"({"reference":")" + reference + R"("})");
  }
  std::int64_t stock_of(SkuId sku, const char* what) {
    return number(get(dock_, "/stock/" + sku.str()), what);
  }
  void close(const std::string& case_id) {
    const std::string path = "/cases/" + case_id;
    post(agent_, path + "/updates", R"({"words":"已办好"})");
    post(agent_, path + "/step", R"({"to":"register"})");
    const auto closed = post(agent_, path + "/registration",
                             R"({"root_cause":"尺码","outcome":"办结","summary":"办结","cost":0,
                                 "tags":["尺码"],"close":true})");
    EXPECT_EQ(text(closed, "status"), "closed");
  }

  connect::LedgerPerformer performer_;
};
SHOUHOU_ON_BOTH_ENGINES(SettlingReturns);

TEST_P(SettlingReturns, SizeExchangeOnAnInsuredOrder) {
  const OrderId order = new_order("300000001", 1);
  set_terms(order, R"({"insurance":{"pays_up_to":1200}})");
  post(dock_, "/stock/" + size_l_.str(), R"({"on_hand":1,"why":"盘点"})");
  post(dock_, "/stock/" + size_m_.str(), R"({"on_hand":4,"why":"盘点"})");
  const std::string case_id = agreeing(order, "size_mismatch");
  const auto granted = post(agent_, "/cases/" + case_id + "/grants",
                            R"({"remedy":{"kind":"exchange","pieces":[1],"freight_back":"insurance",
                                "freight_out":"buyer","wanted":[")" +
                                size_l_.str() + R"("]},"reason":"M 偏小，换 L"})");
  EXPECT_EQ(text(granted, "state"), "granted");
  EXPECT_EQ(number(granted, "goodwill"), 0) << "it is the buyer's right: nothing is given away";
  EXPECT_EQ(stock_of(size_l_, "available"), 0) << "put aside at once";

  // A second buyer wants the last L as well.
  const std::string late = agreeing(new_order("300000002", 1), "size_mismatch");
  EXPECT_EQ(refused(agent_, "/cases/" + late + "/grants",
                    R"({"remedy":{"kind":"exchange","pieces":[1],"freight_back":"buyer","wanted":[")" +
                        size_l_.str() + R"("]},"reason":"换 L"})"),
            "stock.short");
  EXPECT_TRUE(get(agent_, "/cases/" + late + "/grants").at("items").as_array().empty())
      << "nothing is left of it";

  const std::string path = return_of(case_id);
  EXPECT_NE(text(get(agent_, path + "/terms"), "text").find("运费险"), std::string::npos);
  EXPECT_EQ(text(get(agent_, path), "freight_back"), "insurance");

  // The same day: the warehouse is told, and sends it.
  work();
  const auto send_it = deed(case_id, "send_goods");
  EXPECT_EQ(text(send_it, "state"), "instructed");
  EXPECT_EQ(text(send_it, "department"), "warehouse");
  confirm(send_it, "SF7000000001");
  EXPECT_EQ(stock_of(size_l_, "on_hand"), 0);
  EXPECT_EQ(stock_of(size_l_, "reserved"), 0);

  post(agent_, path + "/tracking", R"({"carrier":"中通","tracking_number":"ZT1234567890"})");
  const auto found = get(dock_, "/dock?q=ZT1234567890").at("candidates").at(0);
  EXPECT_EQ(number(found, "points"), 100);
  post(dock_, path + "/receive", "{}");
  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"accepted":1,"answers":)" + all_passed(path) + "}]}");
  EXPECT_EQ(text(deed(case_id, "await_return"), "state"), "done");
  post(dock_, path + "/dispose", R"({"place":0,"kind":"restock","pieces":1})");
  EXPECT_EQ(stock_of(size_m_, "on_hand"), 5);

  EXPECT_EQ(sums(case_id), (ports::LedgerSums{})) << "not a fen changes hands";
  const auto view = get(agent_, "/cases/" + case_id);
  EXPECT_TRUE(view.at("refunds").as_array().empty());
  close(case_id);
}

// The menu's exchange with another size than came: chosen at the desk, and by the buyer on the page.
TEST_P(SettlingReturns, ASizeIsChosenWithTheMenu) {
  post(dock_, "/stock/" + size_l_.str(), R"({"on_hand":2,"why":"盘点"})");
  const auto sent_menu = [&](const std::string& case_id) {
    const auto proposed = post(agent_, "/cases/" + case_id + "/offers", "{}");
    return post(agent_, "/offers/" + text(proposed, "id") + "/send", R"({"link":true})");
  };
  const auto exchange_in = [&](const json::value& list) {
    for (const auto& item : list.as_array()) {
      if (text(item.at("name"), "zh") == "换货") return item;
    }
    ADD_FAILURE() << "no exchange: " << json::serialize(list);
    return json::value(json::object());
  };
  const auto choice = [&](const json::value& offer, std::int64_t number_of, const std::string& sku) {
    return R"({"offer":")" + text(offer, "offer") + R"(","items":[)" + std::to_string(number_of) +
           R"(],"wanted":[{"place":0,"sku":")" + sku + R"("}]})";
  };

  const std::string at_desk = agreeing(new_order("300000021", 1), "size_mismatch");
  const auto sent = sent_menu(at_desk);
  const std::int64_t number_of = number(exchange_in(sent.at("offer").at("items")), "number");
  post(agent_, "/offers/" + text(sent.at("offer"), "id") + "/choose",
       R"({"items":[)" + std::to_string(number_of) + R"(],"wanted":[{"place":0,"sku":")" + size_l_.str() +
           R"("}]})");
  EXPECT_EQ(stock_of(size_l_, "reserved"), 1);

  const std::string on_page = agreeing(new_order("300000022", 1), "size_mismatch");
  const std::string page = "/buyer/offers/" + text(sent_menu(on_page), "link").substr(3);
  const auto read = get({}, page);
  const auto item = exchange_in(read.at("items"));
  const auto& swaps = item.at("swaps").as_array();
  ASSERT_EQ(swaps.size(), 1u);
  const auto& sizes = swaps[0].at("sizes").as_array();
  ASSERT_EQ(sizes.size(), 2u);
  EXPECT_TRUE(sizes[0].at("same").as_bool());
  EXPECT_EQ(text(sizes[1], "sku"), size_l_.str());
  EXPECT_TRUE(sizes[1].at("left").as_bool());
  EXPECT_EQ(json::serialize(read).find("available"), std::string::npos) << "how many is the shop's business";

  EXPECT_EQ(refused({}, page + "/choose", choice(read, number(item, "number"), "987654321")), "offer.wanted");
  EXPECT_EQ(stock_of(size_l_, "reserved"), 1) << "nothing happened";
  const auto chosen = post({}, page + "/choose", choice(read, number(item, "number"), size_l_.str()));
  EXPECT_EQ(text(chosen, "state"), "chosen");
  EXPECT_EQ(stock_of(size_l_, "reserved"), 2);
  EXPECT_FALSE(return_of(on_page).empty());

  const std::string too_late = agreeing(new_order("300000023", 1), "size_mismatch");
  const std::string last = "/buyer/offers/" + text(sent_menu(too_late), "link").substr(3);
  const auto gone = get({}, last);
  const auto again = exchange_in(gone.at("items"));
  EXPECT_FALSE(again.at("swaps").at(0).at("sizes").at(1).at("left").as_bool());
  EXPECT_EQ(refused({}, last + "/choose", choice(gone, number(again, "number"), size_l_.str())),
            "stock.short");
  EXPECT_TRUE(get({}, last).at("open").as_bool()) << "something else can still be chosen";
}

TEST_P(SettlingReturns, AnExchangeMayWaitForTheGoods) {
  set("returns.exchange_at", "receipt");
  post(dock_, "/stock/" + size_l_.str(), R"({"on_hand":2,"why":"盘点"})");
  const std::string case_id = agreeing(new_order("300000003", 1), "size_mismatch");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"exchange","pieces":[1],"freight_back":"buyer","wanted":[")" + size_l_.str() +
           R"("]},"reason":"换 L"})");
  work();
  EXPECT_EQ(text(deed(case_id, "send_goods"), "state"), "held");
  EXPECT_EQ(stock_of(size_l_, "reserved"), 1);
  const std::string path = return_of(case_id);
  post(agent_, path + "/move", R"({"move":"give_up","reason":"买家不换了"})");
  EXPECT_EQ(text(deed(case_id, "send_goods"), "state"), "cancelled");
  EXPECT_EQ(stock_of(size_l_, "reserved"), 0) << "free again";
  EXPECT_EQ(stock_of(size_l_, "on_hand"), 2);
}

// Two sweaters at 100.00, 20.00 off from 200.00 on: 180.00 paid. One comes back worn. What is kept loses its
// discount of 10.00, so 90.00 − 10.00 = 80.00 are due of the 180.00 that were promised.
TEST_P(SettlingReturns, APartIsAcceptedAndSettledAnew) {
  const OrderId order = new_order("300000004", 2, Fen{18'000});
  set_terms(order, R"({"discounts":[{"name":"满200减20","tiers":[{"reach":20000,"off":2000}]}]})");
  const std::string case_id = agreeing(order, "no_reason_return");
  const auto granted = post(agent_, "/cases/" + case_id + "/grants",
                            R"({"remedy":{"kind":"return_refund","money":18000,"pieces":[2],
                                "freight_back":"buyer"},"entitled":true,"reason":"七天无理由"})");
  EXPECT_EQ(text(granted, "state"), "granted");
  work();
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "held");
  const std::string path = return_of(case_id);
  post(dock_, path + "/receive", "{}");
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "held") << "money follows the inspection";
  const auto inspected =
      post(dock_, path + "/inspect",
           R"({"lines":[{"place":0,"accepted":1,"rejected":1,"reason":"有污渍","answers":)" +
               all_passed(path) + "}]}");
  EXPECT_EQ(text(inspected, "acceptance"), "part");
  EXPECT_TRUE(inspected.at("money_released").as_bool());
  work();
  const auto refund = deed(case_id, "pay_refund");
  EXPECT_EQ(number(refund, "amount"), 8'000);
  EXPECT_EQ(text(refund, "state"), "instructed");
  confirm(refund, "TB-R-1");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{18'000}, Fen{8'000}, Fen{10'000}}));
}

TEST_P(SettlingReturns, WhatIsTakenOffIsTakenOffOnce) {
  const std::string case_id = agreeing(new_order("300000005", 1), "no_reason_return");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"return_refund","money":10000,"pieces":[1],"freight_back":"buyer"},
           "entitled":true,"reason":"七天无理由"})");
  const std::string path = return_of(case_id);
  post(dock_, path + "/receive", "{}");
  const std::string body =
      R"({"deduction":1234,"reason":"缺备用扣","lines":[{"place":0,"accepted":1,"answers":)" +
      all_passed(path) + "}]}";
  post(dock_, path + "/inspect", body);
  post(dock_, path + "/inspect", body);
  work();
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 8'766);
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{10'000}, Fen{0}, Fen{1'234}}));
}

TEST_P(SettlingReturns, MoneyOnTheScanWhereTheShopSaysSo) {
  set("returns.refund_at", "scan");
  const std::string case_id = agreeing(new_order("300000006", 2), "no_reason_return");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"return_refund","money":20000,"pieces":[2],"freight_back":"buyer"},
           "entitled":true,"reason":"七天无理由"})");
  const std::string path = return_of(case_id);
  post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":1}],"more_to_come":true})");
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "held") << "the rest is not here";
  post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":1}]})");
  work();
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 10'000) << "one of two came";
  post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":1}]})");
  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"rejected":1,"reason":"调包","answers":)" + all_passed(path) + "}]}");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{20'000}, Fen{0}, Fen{10'000}})) << "not released twice";
  const auto view = get(agent_, "/cases/" + case_id);
  EXPECT_NE(json::serialize(view.at("tasks")).find("签收时已放款"), std::string::npos);
}

// ---- mistakes at the dock ----

TEST_P(SettlingReturns, ADecisionIsUndoneAsLongAsNothingIsPaid) {
  const OrderId order = new_order("300000011", 2, Fen{18'000});
  set_terms(order, R"({"discounts":[{"name":"满200减20","tiers":[{"reach":20000,"off":2000}]}]})");
  const std::string case_id = agreeing(order, "no_reason_return");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"return_refund","money":18000,"pieces":[2],"freight_back":"buyer"},
           "entitled":true,"reason":"七天无理由"})");
  const std::string path = return_of(case_id);
  const auto tasks_to_do = [&] {
    std::string titles;
    const auto view = get(agent_, "/cases/" + case_id);
    for (const auto& task : view.at("tasks").as_array()) {
      if (text(task, "state") == "to_do") titles += text(task, "title") + "\n";
    }
    return titles;
  };
  const auto clock_end = [&](const std::string& kind) {
    std::string end;
    const auto view = get(agent_, "/cases/" + case_id);
    for (const auto& clock : view.at("clocks").as_array()) {
      if (text(clock, "kind") == kind) end = text(clock, "end");
    }
    return end;
  };
  EXPECT_EQ(refused(dock_, path + "/undo", R"({"what":"receipt","reason":"点错了单"})"),
            "return.no_such_move");
  post(dock_, path + "/receive", "{}");
  EXPECT_EQ(clock_end("inspect_return"), "running");
  EXPECT_EQ(clock_end("refund_after_receipt"), "running") << "the law's seven days (Order 90 art. 13)";
  const std::string part = R"({"lines":[{"place":0,"accepted":1,"rejected":1,"reason":"有污渍","answers":)" +
                           all_passed(path) + "}]}";
  post(dock_, path + "/inspect", part);
  work();
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 8'000);
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "instructed");
  EXPECT_NE(tasks_to_do().find("寄回给买家"), std::string::npos);
  EXPECT_EQ(clock_end("inspect_return"), "met");

  EXPECT_EQ(refused(dock_, path + "/undo", R"({"what":"decision"})"), "return.reason_needed");
  EXPECT_EQ(refused(dock_, path + "/undo", R"({"what":"receipt","reason":"点错了单"})"), "return.guard");
  const auto undone = post(dock_, path + "/undo", R"({"what":"decision","reason":"污渍是包装上的"})");
  EXPECT_EQ(text(undone, "acceptance"), "pending");
  EXPECT_FALSE(undone.at("money_released").as_bool());
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "held");
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 18'000) << "as it was granted";
  EXPECT_EQ(text(deed(case_id, "await_return"), "state"), "instructed");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{18'000}, Fen{0}, Fen{0}}));
  EXPECT_EQ(tasks_to_do().find("寄回给买家"), std::string::npos) << "nobody sends it back";
  EXPECT_EQ(text(get(agent_, "/cases/" + case_id).at("returns").at(0), "state"), "received");
  EXPECT_EQ(clock_end("inspect_return"), "running") << "and the time goes on";

  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"accepted":2,"answers":)" + all_passed(path) + "}]}");
  work();
  const auto refund = deed(case_id, "pay_refund");
  EXPECT_EQ(number(refund, "amount"), 18'000);
  EXPECT_EQ(text(refund, "state"), "instructed");
  post(owner_.client, "/deeds/" + text(refund, "id") + "/take", "{}");
  EXPECT_EQ(refused(dock_, path + "/undo", R"({"what":"decision","reason":"又错了"})"), "return.carried_out");
  confirm(refund, "TB-R-11");
  EXPECT_EQ(refused(dock_, path + "/undo", R"({"what":"decision","reason":"又错了"})"), "return.carried_out");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{18'000}, Fen{18'000}, Fen{0}}));
  EXPECT_EQ(clock_end("refund_after_receipt"), "met");
  no_drift();
}

TEST_P(SettlingReturns, ARejectionAndThenTheReceiptAreUndone) {
  const std::string case_id = agreeing(new_order("300000012", 1), "no_reason_return");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"return_refund","money":10000,"pieces":[1],"freight_back":"buyer"},
           "entitled":true,"reason":"七天无理由"})");
  const std::string path = return_of(case_id);
  post(dock_, path + "/receive", "{}");
  const std::string reject =
      R"({"lines":[{"place":0,"rejected":1,"reason":"吊牌已剪","answers":)" + all_passed(path) + "}]}";
  post(dock_, path + "/inspect", reject);
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "cancelled");
  post(dock_, path + "/undo", R"({"what":"decision","reason":"看错了，吊牌在"})");
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "held");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{10'000}, Fen{0}, Fen{0}}));
  no_drift();
  post(dock_, path + "/inspect", R"({"conclude":false,"lines":[{"place":0}]})");
  const auto undone = post(dock_, path + "/undo", R"({"what":"receipt","reason":"是另一个包裹"})");
  EXPECT_EQ(text(undone, "reception"), "announced");
  EXPECT_EQ(number(undone.at("lines").at(0).at("line"), "received"), 0);
  EXPECT_EQ(text(get(agent_, "/cases/" + case_id).at("returns").at(0), "state"), "announced");
  post(dock_, path + "/receive", "{}");
  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"accepted":1,"answers":)" + all_passed(path) + "}]}");
  work();
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "instructed");
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 10'000);
  post(dock_, path + "/dispose", R"({"place":0,"kind":"scrap","pieces":1})");
  EXPECT_EQ(refused(dock_, path + "/undo", R"({"what":"decision","reason":"又错了"})"), "return.guard")
      << "what is disposed of stays decided";
}

TEST_P(SettlingReturns, MoneyThatWentWithTheScanWaitsAgainWhenTheScanWasWrong) {
  set("returns.refund_at", "scan");
  const std::string case_id = agreeing(new_order("300000013", 2), "no_reason_return");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"return_refund","money":20000,"pieces":[2],"freight_back":"buyer"},
           "entitled":true,"reason":"七天无理由"})");
  const std::string path = return_of(case_id);
  post(dock_, path + "/receive", R"({"counts":[{"place":0,"received":1}]})");
  work();
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 10'000);
  post(dock_, path + "/undo", R"({"what":"receipt","reason":"扫错了"})");
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "held");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{20'000}, Fen{0}, Fen{0}}));
  post(dock_, path + "/receive", "{}");
  work();
  EXPECT_EQ(number(deed(case_id, "pay_refund"), "amount"), 20'000);
  no_drift();
}

TEST_P(SettlingReturns, RejectedGoodsBringNoMoney) {
  const std::string case_id = agreeing(new_order("300000007", 1), "no_reason_return");
  post(agent_, "/cases/" + case_id + "/grants",
       R"({"remedy":{"kind":"return_refund","money":10000,"pieces":[1],"freight_back":"buyer"},
           "entitled":true,"reason":"七天无理由"})");
  const std::string path = return_of(case_id);
  post(dock_, path + "/receive", "{}");
  post(dock_, path + "/inspect",
       R"({"lines":[{"place":0,"rejected":1,"reason":"吊牌已剪","answers":)" + all_passed(path) + "}]}");
  EXPECT_EQ(text(deed(case_id, "pay_refund"), "state"), "cancelled");
  EXPECT_EQ(sums(case_id), (ports::LedgerSums{Fen{10'000}, Fen{0}, Fen{10'000}}));
}

}  // namespace
}  // namespace shouhou::server
