// Which table is what, by its header; and what its cells mean.
#include "connect/imports/load_formats.h"

#include <gmock/gmock.h>

#include "app/import_rows.h"
#include "connect/rules/load_rules.h"

namespace shouhou::connect {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> row(1);
  for (const char c : line) {
    if (c == ',') {
      row.emplace_back();
    } else {
      row.back() += c;
    }
  }
  return row;
}

TEST(Recognition, ByHeaderNeverByPosition) {
  struct Case {
    const char* header;
    const char* format;  // empty: by general names
    app::ImportKind kind;
  };
  const Case table[] = {
      {"订单编号,买家会员名,买家支付宝账号,买家应付货款,买家实际支付金额,订单状态,收货人姓名,联系手机,"
       "订单创建时间,宝贝标题,订单关闭原因",
       "taobao.orders", app::ImportKind::orders},
      {"订单创建时间,订单关闭原因,买家实付金额,支付单号,支付详情,收货人姓名,订单编号,商品标题",
       "taobao.orders", app::ImportKind::orders},
      {"订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码",
       "taobao.order_lines", app::ImportKind::order_lines},
      {"商家编码,子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,退款状态,退款金额,"
       "应发货时间",
       "taobao.order_lines", app::ImportKind::order_lines},
      {"订单编号,退款编号,支付宝交易号,买家退款金额,是否需要退货,退款的申请时间,退款状态,货物状态,"
       "买家退款原因,客服介入状态",
       "taobao.refunds", app::ImportKind::refunds},
      {"訂單編號,退款編號,支付单号,買家退款金額,售后类型,退款的申请时间,退款状态,货物状态,退款原因标签,"
       "备注标签",
       "taobao.refunds", app::ImportKind::refunds},
      {"Name,Email,Financial Status,Paid at,Fulfillment Status,Total,Lineitem quantity,Lineitem "
       "name,Lineitem price,Lineitem sku",
       "shopify.orders", app::ImportKind::order_lines},
      {"Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country",
       "online_retail.order_lines", app::ImportKind::order_lines},
      {"order_id,order_item_id,product_id,seller_id,shipping_limit_date,price,freight_value",
       "olist.order_lines", app::ImportKind::order_lines},
      {"主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,承诺发货时间,"
       "达人ID,收件人,收件人手机号",
       "douyin.orders", app::ImportKind::order_lines},
      {"商品,订单号,订单状态,商品总价(元),用户实付金额(元),商家实收金额(元),商品数量(件),样式ID,商家编码-"
       "规格维度,承诺发货时间,快递单号",
       "pdd.orders", app::ImportKind::order_lines},
      {"订单号,评分,评价内容,评价时间", "", app::ImportKind::reviews},
      {"运单号,快递公司,轨迹时间,轨迹内容", "", app::ImportKind::parcels},
  };
  for (const Case& test : table) {
    const auto plan = app::plan_table(built_in_import_formats(), Rows{cells(test.header)}, {});
    ASSERT_TRUE(plan) << test.header << ": " << plan.error().message.en;
    EXPECT_EQ(plan->format != nullptr ? plan->format->id : "", test.format) << test.header;
    EXPECT_EQ(plan->kind, test.kind) << test.header;
  }
}

TEST(Recognition, ATitleAboveTheHeaderIsNoHeader) {
  const auto plan = app::plan_table(
      built_in_import_formats(), Rows{{"2026年10月订单"}, cells("订单编号,标题,价格,购买数量,商品属性")}, {});
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->header_row, 1u);
}

TEST(Recognition, SaysWhatIsMissing) {
  const auto plan =
      app::plan_table(built_in_import_formats(), Rows{cells("收货人姓名,联系手机,订单创建时间")}, {});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, "import.not_recognised");
  EXPECT_THAT(plan.error().message.en, ::testing::HasSubstr("order_number"));
}

// Every word the reasons name is an issue of the rules.
TEST(Reasons, NameIssuesThatExist) {
  const auto book = load_rules(built_in_rules());
  ASSERT_TRUE(book);
  for (const app::IssueWords& row : built_in_import_formats().reasons) {
    EXPECT_NE(book->issue(row.issue), nullptr) << row.issue;
  }
}

struct Read {
  bool good = false;
  app::RowFacts facts;
  std::vector<app::RowProblem> problems;
};

class RowsOf : public ::testing::Test {
 protected:
  Read read(const std::string& header, const std::vector<std::string>& row) {
    auto found = app::plan_table(built_in_import_formats(), Rows{cells(header)}, {});
    EXPECT_TRUE(found);
    plan_ = std::make_unique<app::TablePlan>(*std::move(found));
    app::RowReader reader(built_in_import_formats(), *plan_);
    Read result;
    const std::vector<std::string_view> views(row.begin(), row.end());
    result.good = reader.read(views, arena_, result.facts, result.problems);
    return result;
  }
  std::unique_ptr<app::TablePlan> plan_;
  app::TextArena arena_;
};

TEST_F(RowsOf, AmountsAsPeopleWriteThem) {
  const std::string header = "订单编号,买家应付货款,买家会员名,买家实际支付金额";
  const std::pair<const char*, std::int64_t> table[] = {{"12", 1200},
                                                        {"12.3", 1230},
                                                        {"12.30元", 1230},
                                                        {"１２.３４", 1234},
                                                        {"¥1,234.50", 123450},
                                                        {"-5.00", -500},
                                                        {"99999999.99", 9'999'999'999}};
  for (const auto& [text, fen] : table) {
    const Read result = read(header, {"1", "1", "x", text});
    ASSERT_TRUE(result.good) << text;
    EXPECT_EQ(std::get<app::OrderFacts>(result.facts).paid, Fen{fen}) << text;
  }
  for (const char* text : {"面议", "12.345", "99999999999", "9000000000000427514999", "1e9", "12.3.4"}) {
    const Read result = read(header, {"1", "1", "x", text});
    EXPECT_FALSE(result.good) << text;
    ASSERT_EQ(result.problems.size(), 1u) << text;
    EXPECT_EQ(result.problems[0].column, "买家实际支付金额");
    EXPECT_EQ(result.problems[0].value, text);
  }
}

TEST_F(RowsOf, NumbersThatLostTheirDigitsAreRefused) {
  const Read result =
      read("订单编号,买家会员名,买家应付货款,买家实际支付金额", {"2.10000000000001E+18", "x", "1", "1"});
  ASSERT_EQ(result.problems.size(), 1u);
  EXPECT_EQ(result.problems[0].code, "import.lost_digits");
}

TEST_F(RowsOf, AModifiedAddressGoesBeforeTheFirstOne) {
  const Read result = read("订单编号,买家会员名,买家应付货款,买家实际支付金额,收货地址,修改后的收货地址",
                           {"1", "x", "1", "1", "旧", "新"});
  EXPECT_EQ(std::get<app::OrderFacts>(result.facts).receiver_address, "新");
}

}  // namespace
}  // namespace shouhou::connect
