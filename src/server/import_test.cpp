// Whole imports, from file to case, through the real readers and both databases.
#include <gmock/gmock.h>
#include <zlib.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include "app/case_notes.h"
#include "app/forget_buyer.h"
#include "app/import_files.h"
#include "app/import_refused.h"
#include "app/kept_files.h"
#include "app/work_return.h"
#include "base/testing/source_root.h"
#include "connect/blobs/file_blobs.h"
#include "connect/files/packed_for_tests.h"
#include "connect/files/table_files.h"
#include "connect/imports/load_formats.h"
#include "connect/rules/load_rules.h"
#include "ports/accounts.h"
#include "ports/cases.h"
#include "ports/personal_vault.h"
#include "ports/trade.h"
#include "store/testing/dump_shop.h"
#include "store/testing/on_engines.h"

namespace shouhou::server {
namespace {

using domain::Channel;
using domain::Source;

constexpr ShopId shop{1};

std::shared_ptr<const ports::CaseRules> real_rules() {
  const auto loaded = connect::load_rules(connect::built_in_rules());
  return ports::CaseRules::from(std::make_shared<domain::RuleBook>(loaded.value()), Zone::shanghai());
}

class Imports : public store::testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    store().use_case_rules(real_rules());
    clock_.set(parse_time("2026-11-20 12:00:00", Zone::shanghai()).value());
    ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
      return {};
    }));
    blobs_ = connect::FileBlobs::open(place_->directory() / "blobs").value();
  }

  app::ImportServices services() { return {store(), files_, *blobs_, connect::built_in_import_formats()}; }

  static ports::Actor lead() {
    ports::Actor actor;
    actor.shop = shop;
    actor.account = AccountId{5};
    actor.name = "小王";
    actor.role = domain::Role::lead;
    actor.permissions = domain::permissions_of(domain::Role::lead);
    return actor;
  }

  ImportId start(const std::string& name, const std::string& bytes, const app::StartImport& wish = {}) {
    auto writer = app::keep_file(store(), *blobs_, shop, 1LL << 32);
    EXPECT_TRUE(writer && (*writer)->write(bytes));
    const auto kept = (*writer)->finish();
    app::StartImport command = wish;
    command.file_name = name;
    command.blob = kept->hash;
    command.bytes = kept->bytes;
    ImportId id;
    const auto started = write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const app::ImportView view,
                     app::start_import(unit, lead(), connect::built_in_import_formats(), command));
      id = view.id;
      return {};
    });
    EXPECT_TRUE(started) << (started ? "" : started.error().message.en);
    return id;
  }

  ports::Import run(ImportId id, const app::RunOptions& options = {},
                    const app::ImportProgress& progress = {}) {
    const auto outcome = app::run_import(services(), shop, id, options, progress);
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().code + ": " + outcome.error().message.en);
    return outcome ? outcome->import : ports::Import{};
  }

  ports::Import import(const std::string& name, const std::string& bytes, const app::StartImport& wish = {}) {
    return run(start(name, bytes, wish));
  }

  std::optional<domain::Case> case_of(Source source, const std::string& external,
                                      Channel channel = Channel::taobao) {
    std::optional<domain::Case> found;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      const auto id = unit.cases().reported(shop, {channel, source, external});
      if (id) found = unit.cases().load(shop, *id);
      return {};
    }));
    return found;
  }

  // Everything the trade tables and cases hold, as a text that two runs can be compared by.
  std::int64_t events() {
    std::int64_t last = 0;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      last = unit.last_sequence(shop);
      return {};
    }));
    return last;
  }

  connect::TableFiles files_;
  std::unique_ptr<connect::FileBlobs> blobs_;
};
SHOUHOU_ON_BOTH_ENGINES(Imports);

constexpr const char* orders_csv =
    "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,"
    "收货地址,联系手机,"
    "订单创建时间,订单付款时间,宝贝标题,物流单号,物流公司,宝贝总数量,订单关闭原因\n"
    "=\"1001\",小红,100.00,8.00,108.00,98.00元,\"卖家已发货，等待买家确认\",\"快点\n发货\",张三,浙江省 "
    "杭州市 西湖区,"
    "'13812345678,2026-11-10 10:00:00,2026-11-10 10:01:00,羊毛衫，童鞋,No:YT100,圆通速递,2,订单未关闭\n"
    "=\"1002\",小明,50.00,0.00,50.00,50.00,\"买家已付款,等待卖家发货\",,李四,上海市,'13900000000,2026-11-19 "
    "10:00:00,2026-11-19 10:01:00,帽子,,,1,订单未关闭\n"
    "=\"1003\",小红,50.00,0.00,50.00,1２.5０,交易成功,,张三,浙江省 杭州市 西湖区,'13812345678,2026-10-01 "
    "10:00:00,2026-10-01 10:01:00,围巾,No:YT101,圆通速递,1,订单未关闭\n"
    "=\"1004\",小刚,50.00,0.00,50.00,五十,交易成功,,赵六,北京市,'13700000000,昨天,2026-10-01,袜子,,,1,\n";

constexpr const char* lines_csv =
    "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码\n"
    "=\"1001\",羊毛衫,60.00,1,K1,颜色:米白;尺码:M,,,\"卖家已发货，等待买家确认\",K1-M\n"
    "=\"1001\",童鞋,40.00,1,S1,尺码:25,,,\"卖家已发货，等待买家确认\",S1-25\n"
    "=\"1002\",帽子,50.00,1,H1,,,,\"买家已付款,等待卖家发货\",H1\n";

constexpr const char* refunds_csv =
    "订单编号,退款编号,买家会员名称,买家实际支付金额,宝贝标题,买家退款金额,是否需要退货,退款的申请时间,"
    "超时时间,退款状态,"
    "货物状态,客服介入状态,买家退款原因,买家退款说明,责任方,售中或售后,退款完结时间\n"
    "1001,R1,小红,98.00,羊毛衫,58.80,是,2026-11-19 09:00:00,2026-11-21 "
    "09:00:00,\"买家已经申请退款，等待卖家同意\","
    "买家已收到货,不需客服介入,质量问题,袖口开线了,,售中,\n"
    "1002,R2,小明,50.00,帽子,50.00,否,2026-11-19 "
    "11:00:00,,\"买家已经申请退款，等待卖家同意\",买家未收到货,不需客服介入,"
    "拍错/多拍/不喜欢,,,售中,\n"
    "1003,R3,小红,12.50,围巾,12.50,是,2026-10-05 "
    "09:00:00,,退款成功,买家已退货,不需客服介入,尺码不合适,大了,,售后,2026-10-09 09:00:00\n";

constexpr const char* chats_csv =
    "会话ID,买家昵称,发送方,消息内容,发送时间\n"
    "T1,小红,买家,我是张三，电话13812345678,2026-11-19 10:00:00\n"
    "T1,小红,客服,好的,2026-11-19 10:01:00\n";

app::StartImport chats_wish() {
  app::StartImport wish;
  wish.kind = "chats";
  wish.channel = "taobao";
  return wish;
}

// What the files above hold of people, beside nicks.
const std::vector<std::string> personal{"13812345678", "13900000000", "13700000000", "张三",
                                        "赵六",        "西湖区",      "袖口开线了",  "快点"};

std::string bytes_below(const std::filesystem::path& directory) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

std::string all_tables(store::Store& store) {
  std::string all;
  for (const auto& [table, rows] : store::testing::dump_shop(store, shop)) all += table + "\n" + rows + "\n";
  return all;
}

TEST_P(Imports, NothingOfPeopleLiesInTheClear) {
  const ports::Import orders = import("ExportOrderList.csv", orders_csv);
  EXPECT_EQ(orders.counts.refused, 1);
  import("refunds.csv", refunds_csv);
  EXPECT_EQ(import("chats.csv", chats_csv, chats_wish()).counts.added, 2);
  const std::string tables = all_tables(store());
  const std::string disk = bytes_below(place_->directory());
  EXPECT_NE(tables.find("YT100"), std::string::npos) << "the scan sees what is in the clear";
  EXPECT_GT(disk.size(), std::string(orders_csv).size());
  if (!postgres()) {
    EXPECT_NE(disk.find("YT100"), std::string::npos);
  }
  for (const std::string& text : personal) {
    EXPECT_EQ(tables.find(text), std::string::npos) << text << " stands in a table";
    EXPECT_EQ(disk.find(text), std::string::npos) << text << " lies on disk";
  }
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_THAT(unit.imports().refused(shop, orders.id, 0, 10).at(0).cells, ::testing::HasSubstr("赵六"));
    return {};
  }));
}

TEST_P(Imports, AForgottenBuyerStaysForgotten) {
  import("ExportOrderList.csv", orders_csv);
  import("refunds.csv", refunds_csv);
  import("chats.csv", chats_csv, chats_wish());
  const auto opened = case_of(Source::refund_request, "R1");
  ASSERT_TRUE(opened);
  const BuyerId buyer = opened->buyer;
  std::int64_t buyers = 0;
  const auto count_buyers = [&] {
    const std::string rows = store::testing::dump_shop(store(), shop).at("buyer");
    return std::ranges::count(rows, '\n');
  };
  buyers = count_buyers();
  const auto forget = [&](const ports::Actor& actor, const std::string& reason) {
    return write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const app::BuyerForgotten done, app::forget_buyer(unit, actor, {buyer, reason}));
      EXPECT_GE(done.cases, 1);
      return {};
    });
  };
  ports::Actor agent = lead();
  agent.permissions = domain::permissions_of(domain::Role::agent);
  EXPECT_EQ(forget(agent, "买家要求").error().code, "permission.missing");
  EXPECT_EQ(forget(lead(), "  ").error().code, "buyer.reason");
  ASSERT_TRUE(forget(lead(), "买家要求"));

  const auto nothing_is_left = [&](const char* when) {
    SCOPED_TRACE(when);
    ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      ports::Trade& trade = unit.trade();
      EXPECT_TRUE(trade.buyers_by_phone(shop, "13812345678", 10).empty());
      EXPECT_TRUE(trade.orders_by_phone(shop, "5678", 10).empty());
      EXPECT_TRUE(trade.contacts_of(shop, buyer).empty());
      EXPECT_EQ(trade.buyer_known_as(shop, Channel::taobao, "nick:小红"), buyer);
      for (const char* number : {"1001", "1003"}) {
        const auto order = trade.order_numbered(shop, Channel::taobao, number);
        EXPECT_EQ(order->buyer, buyer);
        EXPECT_EQ(order->contact, 0);
        EXPECT_EQ(order->buyer_message, "");
      }
      EXPECT_EQ(trade.refund_numbered(shop, Channel::taobao, "R1")->words, "");
      const auto talks = trade.conversations_of(shop, buyer, 10);
      for (const domain::Conversation& talk : talks) {
        for (const domain::Message& message : trade.messages_of(shop, talk.id, 0, 10)) {
          EXPECT_EQ(message.text, "");
        }
      }
      EXPECT_EQ(app::words_of(unit, shop, opened->reports.at(0).words), "");
      EXPECT_EQ(unit.trade().buyers_by_phone(shop, "13900000000", 10).size(), 1u) << "the others stay";
      return {};
    }));
    EXPECT_EQ(all_tables(store()).find("小红"), std::string::npos);
    EXPECT_EQ(count_buyers(), buyers);
  };
  nothing_is_left("after forgetting");
  import("ExportOrderList.csv", orders_csv);
  import("refunds.csv", refunds_csv);
  import("chats.csv", chats_csv, chats_wish());
  nothing_is_left("after another import");
  EXPECT_EQ(case_of(Source::refund_request, "R1")->id, opened->id) << "the case's history stays";
}

TEST_P(Imports, TaobaoOrdersDetailAndRefundsBecomeCases) {
  const ports::Import orders = import("ExportOrderList.csv", orders_csv);
  EXPECT_EQ(orders.state, ports::ImportState::finished);
  EXPECT_THAT(orders.recognised, ::testing::HasSubstr("订单列表"));
  EXPECT_EQ(orders.counts.rows, 4);
  EXPECT_EQ(orders.counts.added, 3);
  EXPECT_EQ(orders.counts.refused, 1);
  const ports::Import lines = import("ExportOrderDetailList.csv", lines_csv);
  EXPECT_THAT(lines.recognised, ::testing::HasSubstr("订单明细"));
  EXPECT_EQ(lines.counts.added, 3);
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto order = unit.trade().order_numbered(shop, Channel::taobao, "1001");
    EXPECT_TRUE(order);
    if (!order) return {};
    EXPECT_EQ(order->paid, Fen{9800});
    EXPECT_EQ(order->buyer_message, "快点\n发货");
    EXPECT_EQ(order->close_reason, "");
    EXPECT_EQ(unit.trade().contact(shop, order->contact)->phone, "13812345678");
    const auto kept = unit.trade().lines_of(shop, order->id);
    EXPECT_EQ(kept.size(), 2u);
    EXPECT_EQ(kept[0].paid, Fen{5880});
    EXPECT_EQ(kept[1].paid, Fen{3920});
    EXPECT_EQ(unit.trade().parcels_tracked(shop, "YT100").size(), 1u);
    EXPECT_EQ(unit.trade().orders_by_phone(shop, "5678", 10).size(), 2u);
    EXPECT_EQ(unit.trade().order_numbered(shop, Channel::taobao, "1003")->paid, Fen{1250});
    const auto refused = unit.imports().refused(shop, orders.id, 0, 10);
    EXPECT_EQ(refused.size(), 1u);
    EXPECT_EQ(refused[0].line, 6);
    EXPECT_THAT(refused[0].problems,
                ::testing::AllOf(::testing::HasSubstr("买家实际支付金额"), ::testing::HasSubstr("五十"),
                                 ::testing::HasSubstr("订单创建时间")));
    return {};
  }));

  const ports::Import refunds = import("退款.csv", refunds_csv);
  EXPECT_EQ(refunds.counts.refused, 0);
  EXPECT_EQ(refunds.counts.added, 3);
  EXPECT_EQ(refunds.counts.cases_opened, 3);
  const auto quality = case_of(Source::refund_request, "R1");
  ASSERT_TRUE(quality);
  EXPECT_EQ(quality->issue, "quality_defect");
  EXPECT_EQ(quality->phase, domain::Phase::delivered);
  EXPECT_EQ(quality->demand, domain::Demand::return_refund);
  EXPECT_EQ(quality->demand_amount, Fen{5880});
  EXPECT_EQ(quality->lines.size(), 1u);
  EXPECT_TRUE(std::ranges::any_of(quality->clocks, [](const domain::CaseClock& clock) {
    return clock.source == domain::ClockSource::platform_api && clock.allowed == hours(48);
  }));
  const auto cancel = case_of(Source::refund_request, "R2");
  ASSERT_TRUE(cancel);
  EXPECT_EQ(cancel->issue, "not_shipped_cancel");
  EXPECT_EQ(cancel->phase, domain::Phase::unshipped);
  EXPECT_EQ(cancel->demand, domain::Demand::cancel);
  EXPECT_TRUE(std::ranges::any_of(cancel->clocks, [](const domain::CaseClock& clock) {
    return clock.source == domain::ClockSource::platform_table;
  }));
  const auto settled = case_of(Source::refund_request, "R3");
  ASSERT_TRUE(settled);
  EXPECT_EQ(settled->status(), domain::Status::closed);
  EXPECT_EQ(settled->issue, "size_mismatch");
}

TEST_P(Imports, TheSameFileTwiceChangesNothing) {
  import("a.csv", orders_csv);
  import("b.csv", lines_csv);
  import("c.csv", refunds_csv);
  const std::int64_t before = events();
  for (const char* csv : {orders_csv, lines_csv, refunds_csv}) {
    const ports::Import again = import("again.csv", csv);
    EXPECT_EQ(again.counts.added, 0);
    EXPECT_EQ(again.counts.updated, 0);
    EXPECT_EQ(again.counts.cases_opened, 0);
    EXPECT_EQ(again.counts.cases_merged, 0);
  }
  // Of each run only its own start and end are told; its counts of work are nothing.
  std::vector<std::string> kinds;
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const ports::Event& event : unit.events_after(shop, before, 100)) kinds.push_back(event.kind);
    return {};
  }));
  for (const std::string& kind : kinds) EXPECT_TRUE(kind.starts_with("import.")) << kind;
}

// ---- parcels on their way back (P-E2) ----

struct Scan {
  const char* at;
  const char* words;
  domain::Reception then;
};

TEST_P(Imports, ScansOfAParcelThatComesBackMoveItsReturn) {
  import("ExportOrderList.csv", orders_csv);
  import("ExportOrderDetailList.csv", lines_csv);
  import("refunds.csv", refunds_csv);
  const auto its_case = case_of(Source::refund_request, "R1");
  ASSERT_TRUE(its_case);
  ReturnId id;
  const auto opened = write([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(const app::ReturnView view, app::open_return_by_hand(unit, lead(), {its_case->id, {}}));
    id = view.id;
    return app::track_return(unit, lead(), {id, {}, "圆通速递", "YT900000001"}).map([](auto&&) {});
  });
  ASSERT_TRUE(opened) << opened.error().message.en;
  const auto back = [&] {
    domain::Return state;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      state = unit.returns().load(shop, id).value();
      return {};
    }));
    return state;
  };
  using enum domain::Reception;
  const std::vector<Scan> scans{
      {"2026-11-18 10:00:00", "【成都市】已揽收", in_transit},
      {"2026-11-19 20:00:00", "【杭州市】派件中，电话13711112222", in_transit},
      {"2026-11-19 21:30:00", "【杭州市】快件已签收，签收人：前台", delivered},
      {"2026-11-19 08:00:00", "【成都转运中心】已发出", delivered},  // an older line that came late
  };
  std::string file = "运单号,快递公司,订单编号,轨迹时间,轨迹内容\n";
  const std::string header = file;
  for (const Scan& scan : scans) {
    // A carrier's file that names the order does not make it a parcel that was sent out.
    const std::string row = std::string("YT900000001,圆通速递,1001,") + scan.at + "," + scan.words + "\n";
    import("parcels.csv", header + row);
    file += row;
    EXPECT_EQ(back().reception, scan.then) << scan.words;
  }
  const domain::Return state = back();
  ASSERT_TRUE(state.carrier_word);
  EXPECT_EQ(state.carrier_word->words, "【杭州市】快件已签收，签收人：前台");
  EXPECT_EQ(state.carrier_word->signed_at, parse_time("2026-11-19 21:30:00", Zone::shanghai()).value());
  EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto order = unit.trade().order_numbered(shop, Channel::taobao, "1001");
    EXPECT_EQ(unit.trade().parcels_of(shop, order->id).size(), 1u) << "only the one that was sent out";
    EXPECT_FALSE(order->delivered_at);
    return {};
  }));
  const std::int64_t before = events();
  import("parcels.csv", file);
  EXPECT_EQ(back(), state) << "the same scans again change nothing";
  EXPECT_LE(events() - before, 3) << "only the import itself is told";
}

TEST_P(Imports, ACarrierThatWasHeardBeforeTheBuyerCounts) {
  import("ExportOrderList.csv", orders_csv);
  import("ExportOrderDetailList.csv", lines_csv);
  import("refunds.csv", refunds_csv);
  const auto its_case = case_of(Source::refund_request, "R1");
  ASSERT_TRUE(its_case);
  import("parcels.csv",
         "运单号,快递公司,轨迹时间,轨迹内容\n"
         "YT900000002,圆通速递,2026-11-19 10:00:00,快件遗失，正在核实\n");
  const auto lost = write([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(app::ReturnView view, app::open_return_by_hand(unit, lead(), {its_case->id, {}}));
    SHOUHOU_ASSIGN(view, app::track_return(unit, lead(), {view.id, {}, "圆通速递", "YT900000002"}));
    EXPECT_EQ(view.reception, domain::Reception::lost);
    const auto state = unit.cases().load(shop, its_case->id);
    EXPECT_TRUE(std::ranges::any_of(
        state->tasks, [](const domain::Task& task) { return task.title.starts_with("退货包裹丢失"); }));
    return {};
  });
  EXPECT_TRUE(lost) << lost.error().message.en;
}

TEST_P(Imports, AnUpdatedExportUpdatesOrderAndCase) {
  import("a.csv", orders_csv);
  import("b.csv", lines_csv);
  import("c.csv", refunds_csv);
  std::string later = refunds_csv;
  const std::string waiting = "\"买家已经申请退款，等待卖家同意\"";
  later.replace(later.find(waiting), waiting.size(), "退款成功");
  const ports::Import again = import("c2.csv", later);
  EXPECT_EQ(again.counts.updated, 1);
  EXPECT_EQ(again.counts.unchanged, 2);
  EXPECT_EQ(again.counts.cases_opened, 0);
  EXPECT_EQ(case_of(Source::refund_request, "R1")->status(), domain::Status::closed);
  // An older export does not open it again.
  EXPECT_EQ(import("c.csv", refunds_csv).counts.updated, 0);
}

TEST_P(Imports, TheOrderOfTheFilesDoesNotMatter) {
  import("c.csv", refunds_csv);
  import("b.csv", lines_csv);
  import("a.csv", orders_csv);
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto order = unit.trade().order_numbered(shop, Channel::taobao, "1001");
    EXPECT_EQ(order->paid, Fen{9800});
    const auto kept = unit.trade().lines_of(shop, order->id);
    EXPECT_EQ(kept[0].paid, Fen{5880});
    const auto buyer = unit.trade().buyer_known_as(shop, Channel::taobao, "nick:小红");
    EXPECT_EQ(order->buyer, buyer.value_or(BuyerId{}));
    return {};
  }));
  EXPECT_TRUE(case_of(Source::refund_request, "R1"));
}

TEST_P(Imports, ReviewAndRefundOfOneProblemAreOneCase) {
  import("a.csv", orders_csv);
  import("b.csv", lines_csv);
  import("c.csv", refunds_csv);
  const ports::Import reviews = import("评价.csv",
                                       "订单编号,宝贝标题,买家昵称,评价类型,评价内容,评价时间\n"
                                       "1001,羊毛衫,小红,差评,\"开线了，态度也差\",2026-11-19 20:00:00\n"
                                       "1002,帽子,小明,好评,不错,2026-11-19 20:00:00\n");
  EXPECT_EQ(reviews.counts.added, 2);
  EXPECT_EQ(reviews.counts.cases_opened, 0);
  EXPECT_EQ(reviews.counts.cases_merged, 1);
  std::string number;
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto order = unit.trade().order_numbered(shop, Channel::taobao, "1001");
    number = unit.trade().reviews_of(shop, order->id).at(0).external_id;
    return {};
  }));
  const auto refund = case_of(Source::refund_request, "R1");
  const auto review = case_of(Source::review, number);
  ASSERT_TRUE(refund && review);
  EXPECT_EQ(refund->id, review->id);
}

TEST_P(Imports, StoppedAnywhereAndRunAgainItEndsTheSame) {
  std::string csv = "订单编号,标题,价格,购买数量,商品属性,商家编码,买家会员名\n";
  for (int i = 0; i < 60; ++i) {
    csv += std::to_string(9000 + i / 4) + ",货" + std::to_string(i % 3) + ",10.00,1,,C" +
           std::to_string(i % 3) + ",b\n";
    if (i % 10 == 0) csv += "9000,坏,十块,1,,C,b\n";
  }
  const ImportId whole = start("whole.csv", csv);
  const ports::Import expected = run(whole);
  for (const int stop_after : {1, 2, 3, 7}) {
    const ImportId id = start("pieces.csv", csv + "\n");
    app::RunOptions options;
    options.chunk_rows = 5;
    int rounds = 0;
    while (rounds < 100) {
      int chunks = 0;
      ++rounds;
      const auto outcome = run(id, options, [&](const ports::Import&) { return ++chunks < stop_after; });
      if (outcome.state == ports::ImportState::finished) break;
      EXPECT_EQ(outcome.state, ports::ImportState::running);
    }
    EXPECT_GT(rounds, 1);
    ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      const auto done = unit.imports().import(shop, id);
      EXPECT_EQ(done->counts.rows, expected.counts.rows);
      EXPECT_EQ(done->counts.refused, expected.counts.refused);
      EXPECT_EQ(done->counts.unchanged, expected.counts.added);
      EXPECT_EQ(done->counts.added, 0);
      EXPECT_EQ(unit.imports().refused(shop, id, 0, 100).size(), 6u);
      return {};
    }));
  }
}

TEST_P(Imports, ADryRunKeepsNothing) {
  const std::string path = (place_->directory() / "orders.csv").string();
  std::ofstream(path) << orders_csv;
  app::StartImport command;
  command.file_name = "orders.csv";
  const auto outcome = app::try_import(services(), lead(), command, path, {}, {});
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->import.counts.added, 3);
  EXPECT_EQ(outcome->import.counts.refused, 1);
  EXPECT_EQ(outcome->refused.size(), 1u);
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_FALSE(unit.trade().order_numbered(shop, Channel::taobao, "1001"));
    EXPECT_TRUE(unit.imports().imports(shop, {}, 10).empty());
    return {};
  }));
}

TEST_P(Imports, WhatIsNoTableFailsWithAWord) {
  const ports::Import picture = import("photo.png", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 20));
  EXPECT_EQ(picture.state, ports::ImportState::failed);
  EXPECT_THAT(picture.error, ::testing::HasSubstr("file.not_a_table"));
  const ports::Import strange = import("x.csv", "foo,bar\n1,2\n");
  EXPECT_EQ(strange.state, ports::ImportState::failed);
  EXPECT_THAT(strange.error, ::testing::HasSubstr("import.not_recognised"));
}

// A shop zips its export folder as it stands, with the guide and a picture in it.
TEST_P(Imports, WhatIsNoTableInAnArchiveStaysOutAndIsNamed) {
  const std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 20);
  const ports::Import mixed =
      import("导出.zip", connect::testing::zipped({{"说明.png", picture}, {"订单.csv", orders_csv}}));
  EXPECT_EQ(mixed.state, ports::ImportState::finished);
  EXPECT_EQ(mixed.counts.added, 3);
  EXPECT_THAT(mixed.recognised, ::testing::HasSubstr("没有读 说明.png：不是表格文件"));
  EXPECT_THAT(mixed.recognised, ::testing::HasSubstr("订单列表"));
  const ports::Import pictures = import("图.zip", connect::testing::zipped({{"说明.png", picture}}));
  EXPECT_EQ(pictures.state, ports::ImportState::failed);
  EXPECT_THAT(pictures.error, ::testing::HasSubstr("file.not_a_table"));
}

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Three thousand orders in six files as tests/fixtures/make_taobao.py writes them, compared with what it
// counted while writing.
TEST_P(Imports, AShopsRealFilesArriveToTheFen) {
  const std::filesystem::path folder = place_->directory() / "taobao";
  const std::string make = "python3 " + source_root() + "/tests/fixtures/make_taobao.py " + folder.string();
  ASSERT_EQ(std::system(make.c_str()), 0);
  const auto expected = boost::json::parse(whole_file(folder / "expected.json")).as_object();
  const auto number = [&](const char* key) { return expected.at(key).as_int64(); };
  const auto taken = [&](const char* file) { return import(file, whole_file(folder / file)); };

  const ports::Import old_list = taken("ExportOrderList.csv");
  EXPECT_EQ(old_list.counts.rows, number("orders"));
  EXPECT_EQ(old_list.counts.refused, number("bad_rows"));
  EXPECT_EQ(taken("ExportOrderDetailList.csv").counts.added, number("lines"));
  EXPECT_EQ(taken("Refunds.csv").counts.added, number("refunds"));
  const ports::Import new_list = taken("ExportOrderListNew.xlsx");
  EXPECT_EQ(new_list.counts.added, number("new_orders"));
  EXPECT_EQ(new_list.counts.refused, 0);
  EXPECT_EQ(taken("ExportOrderDetailNew.csv").counts.added, number("new_lines"));
  EXPECT_EQ(taken("Refunds2024.zip").counts.added, number("new_refunds"));

  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const auto& [order_number, paid] : expected.at("paid").as_object()) {
      const auto order = unit.trade().order_numbered(shop, Channel::taobao, std::string(order_number));
      EXPECT_TRUE(order) << order_number;
      if (!order) continue;
      EXPECT_EQ(order->paid.value, paid.as_int64()) << order_number;
      std::int64_t shares = 0;
      for (const auto& line : unit.trade().lines_of(shop, order->id)) shares += line.paid.value;
      const bool of_channel = expected.at("shares").as_object().size() > 0 && order_number.front() == '7';
      EXPECT_EQ(shares, of_channel ? std::max<std::int64_t>(
                                         0, paid.as_int64() == 0 ? 0 : paid.as_int64() - order->postage.value)
                                   : paid.as_int64())
          << order_number;
      const auto& contact = expected.at("contacts").as_object().at(order_number).as_array();
      EXPECT_EQ(unit.trade().contact(shop, order->contact)->name, std::string(contact[0].as_string()));
      EXPECT_EQ(unit.trade().contact(shop, order->contact)->phone, std::string(contact[1].as_string()));
    }
    for (const auto& [line_number, share] : expected.at("shares").as_object()) {
      const auto line = unit.trade().line_numbered(shop, Channel::taobao, std::string(line_number));
      EXPECT_TRUE(line && line->paid.value == share.as_int64()) << line_number;
    }
    std::size_t issues_right = 0;
    for (const auto& [refund_number, told] : expected.at("cases").as_object()) {
      const auto& fact = told.as_object();
      const auto id =
          unit.cases().reported(shop, {Channel::taobao, Source::refund_request, std::string(refund_number)});
      EXPECT_TRUE(id) << refund_number;
      if (!id) continue;
      const auto refund = unit.trade().refund_numbered(shop, Channel::taobao, std::string(refund_number));
      EXPECT_EQ(refund->amount.value, fact.at("amount").as_int64());
      const auto state = unit.cases().load(shop, *id);
      if (state->reports.size() > 1) continue;
      EXPECT_EQ(state->demand_amount.value, fact.at("amount").as_int64()) << refund_number;
      EXPECT_EQ(state->status() == domain::Status::closed, fact.at("settled").as_bool()) << refund_number;
      if (fact.at("unshipped").as_bool()) {
        EXPECT_EQ(state->phase, domain::Phase::unshipped) << refund_number;
      }
      issues_right += state->issue == std::string(fact.at("issue").as_string());
    }
    // Cancelled before shipping and "did not want it" on the road are other issues than the words say.
    EXPECT_GE(issues_right * 10, expected.at("cases").as_object().size() * 7);
    return {};
  }));
}

TEST_P(Imports, RefusedRowsAreCorrectedAndImportedAgain) {
  const ImportId id = start("orders.csv", orders_csv);
  run(id);
  std::string csv;
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(csv, app::refused_csv(unit, lead(), id));
    return {};
  }));
  EXPECT_THAT(csv, ::testing::HasSubstr("错误原因"));
  const auto replace = [&](const std::string& wrong, const std::string& right) {
    const std::size_t at = csv.find(wrong);
    ASSERT_NE(at, std::string::npos) << wrong;
    csv.replace(at, wrong.size(), right);
  };
  replace(",五十,", ",50.00,");
  replace(",昨天,", ",2026-10-01 09:00:00,");
  const ports::Import again = import("corrected.csv", csv);
  EXPECT_EQ(again.counts.added, 1);
  EXPECT_EQ(again.counts.refused, 0);
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto order = unit.trade().order_numbered(shop, Channel::taobao, "1004");
    EXPECT_TRUE(order && order->paid == Fen{5000});
    EXPECT_EQ(unit.trade().contact(shop, order->contact)->phone, "13700000000");
    return {};
  }));
}

std::string unpacked(const std::string& path) {
  std::string text;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return text;
  char buffer[65536];
  int got = 0;
  while ((got = gzread(file, buffer, sizeof buffer)) > 0) text.append(buffer, static_cast<std::size_t>(got));
  gzclose(file);
  return text;
}

// Plain comma splitting with quotes, written apart from the readers under test.
std::vector<std::vector<std::string>> plain_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1);
  std::string cell;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == ',' || c == '\n')) {
      rows.back().push_back(cell);
      cell.clear();
      if (c == '\n') rows.emplace_back();
    } else if (c != '\r' || quoted) {
      cell += c;
    }
  }
  if (rows.back().empty()) rows.pop_back();
  return rows;
}

// The set's own dates: delivered means that order_delivered_customer_date is given (5,170 orders); late means
// that it is after order_estimated_delivery_date as timestamps, which end at midnight (415 orders; comparing
// days instead gives 343).
TEST_P(Imports, OlistLateDeliveriesAndBadReviewsAgreeWithAPlainCount) {
  const std::string folder = source_root() + "/../shared/data/olist/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no " << folder;
  if (postgres()) GTEST_SKIP() << "one database is enough for 24,000 rows";
  std::map<std::string, std::int64_t> rows;
  for (const char* file : {"olist_orders_dataset.csv.gz", "olist_order_items_dataset.csv.gz",
                           "olist_order_reviews_dataset.csv.gz"}) {
    std::ifstream in(folder + file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    const ports::Import done = import(file, bytes);
    EXPECT_EQ(done.state, ports::ImportState::finished) << file;
    EXPECT_EQ(done.counts.refused, 0) << file;
    rows[file] = done.counts.added;
  }
  EXPECT_EQ(rows["olist_orders_dataset.csv.gz"], 8135);
  EXPECT_EQ(rows["olist_order_items_dataset.csv.gz"], 8365);
  EXPECT_EQ(rows["olist_order_reviews_dataset.csv.gz"], 8225);

  std::set<std::string> late;
  std::size_t delivered = 0;
  for (const auto& row : plain_csv(unpacked(folder + "olist_orders_dataset.csv.gz"))) {
    if (row.size() < 8 || row[0] == "order_id" || row[6].empty()) continue;
    ++delivered;
    if (row[6] > row[7]) late.insert(row[0]);
  }
  EXPECT_EQ(delivered, 5170u);
  EXPECT_EQ(late.size(), 415u);
  std::set<std::string> bad;
  std::set<std::string> middling;
  for (const auto& row : plain_csv(unpacked(folder + "olist_order_reviews_dataset.csv.gz"))) {
    if (row.size() < 7 || row[0] == "review_id") continue;
    if (row[2] == "1" || row[2] == "2") bad.insert(row[0] + "/" + row[1]);
    if (row[2] == "3") middling.insert(row[0] + "/" + row[1]);
  }
  EXPECT_EQ(bad.size(), 3020u);

  std::size_t late_cases = 0, bad_cases = 0, middling_cases = 0;
  std::set<CaseId> cases;
  std::size_t all = 0;
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto reported = [&](Source source, const std::string& number) {
      const auto id = unit.cases().reported(shop, {Channel::imported, source, number});
      if (id) cases.insert(*id);
      return id.has_value();
    };
    for (const std::string& order : late) late_cases += reported(Source::parcel_watch, "late:" + order);
    for (const std::string& review : bad) bad_cases += reported(Source::review, review);
    for (const std::string& review : middling) middling_cases += reported(Source::review, review);
    for (CaseId after;;) {
      const auto page = unit.cases().ids_after(shop, after, 1000);
      if (page.empty()) break;
      all += page.size();
      after = page.back();
    }
    return {};
  }));
  EXPECT_EQ(late_cases, late.size());
  EXPECT_EQ(bad_cases, bad.size());
  EXPECT_EQ(middling_cases, middling.size());
  // And nothing else became a case.
  EXPECT_EQ(all, cases.size());
}

}  // namespace
}  // namespace shouhou::server
