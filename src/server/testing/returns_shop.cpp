#include "server/testing/returns_shop.h"

#include <gtest/gtest.h>

#include "connect/rules/load_rules.h"
#include "domain/orders.h"
#include "ports/trade.h"

namespace shouhou::server::testing {

namespace json = boost::json;

void ReturnsShop::SetUp() {
  InProcessDesk::SetUp();
  if (IsSkipped() || HasFatalFailure()) return;
  auto book = connect::load_rules(connect::built_in_rules());
  ASSERT_TRUE(book);
  store().use_case_rules(
      ports::CaseRules::from(std::make_shared<const domain::RuleBook>(*std::move(book)), Zone::shanghai()));
  owner_ = new_shop("毛衣店", "boss");
  agent_ = colleague(owner_, "agent", "wang");
  dock_ = colleague(owner_, "warehouse", "cang");
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    const Instant now = unit.now();
    buyer_ = unit.ids().next<BuyerId>(now);
    unit.trade().add_buyer({buyer_, owner_.shop, "小张", now});
    product_ = unit.ids().next<ProductId>(now);
    unit.trade().add_product(
        {product_, owner_.shop, domain::Channel::taobao, "P1", "羊毛衫", "YMS", "女装", Fen{10'000}});
    size_m_ = unit.ids().next<SkuId>(now);
    size_l_ = unit.ids().next<SkuId>(now);
    unit.trade().add_sku({size_m_, owner_.shop, product_, "M", "颜色:灰;尺码:M", "YMS-M"});
    unit.trade().add_sku({size_l_, owner_.shop, product_, "L", "颜色:灰;尺码:L", "YMS-L"});
    return {};
  }));
}

json::value ReturnsShop::must(const Answer& answer) {
  EXPECT_LT(answer.status, 300) << answer.body;
  return answer.status < 300 && !answer.body.empty() ? json::parse(answer.body) : json::value(json::object());
}

json::value ReturnsShop::get(const Client& client, const std::string& path) {
  return must(send(client, "GET", "/api/v1" + path));
}

json::value ReturnsShop::post(const Client& client, const std::string& path, const std::string& body) {
  SCOPED_TRACE(path + " " + body);
  return must(send(client, "POST", "/api/v1" + path, body));
}

std::string ReturnsShop::refused(const Client& client, const std::string& path, const std::string& body) {
  const Answer answer = send(client, "POST", "/api/v1" + path, body);
  return answer.status < 300 ? "2xx" : answer.member("code");
}

std::string ReturnsShop::text(const json::value& object, std::string_view member) {
  const auto* found = object.as_object().if_contains(member);
  return found && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::int64_t ReturnsShop::number(const json::value& object, std::string_view member) {
  const auto* found = object.as_object().if_contains(member);
  return found && found->is_int64() ? found->as_int64() : -1;
}

OrderId ReturnsShop::new_order(const std::string& external_id, std::int64_t pieces, Fen paid) {
  domain::Order order;
  EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    const Instant now = unit.now();
    order.id = unit.ids().next<OrderId>(now);
    order.shop = owner_.shop;
    order.channel = domain::Channel::taobao;
    order.external_id = external_id;
    order.buyer = buyer_;
    order.contact = unit.trade().keep_contact(owner_.shop, buyer_,
                                              {"张三", "13812345678", "浙江省杭州市某路"}, now, unit.ids());
    order.status = domain::OrderStatus::signed_for;
    order.goods = order.paid = paid > Fen{0} ? paid : Fen{10'000} * pieces;
    order.quantity = pieces;
    order.placed_at = order.paid_at = now - days(6);
    order.shipped_at = now - days(5);
    order.delivered_at = now - days(2);
    order.title = "羊毛衫";
    unit.trade().add_order(order);
    domain::OrderLine line;
    line.id = unit.ids().next<OrderLineId>(now);
    line.shop = owner_.shop;
    line.order = order.id;
    line.channel = order.channel;
    line.external_id = external_id + "1";
    line.product = product_;
    line.sku = size_m_;
    line.title = "羊毛衫";
    line.attributes = "颜色:灰;尺码:M";
    line.quantity = pieces;
    line.price = Fen{10'000};
    line.paid = order.paid;
    unit.trade().add_line(line);
    domain::Parcel parcel;
    parcel.id = unit.ids().next<ParcelId>(now);
    parcel.shop = owner_.shop;
    parcel.order = order.id;
    parcel.carrier = "圆通速递";
    parcel.tracking_number = "YT" + external_id;
    parcel.state = domain::ParcelState::signed_for;
    parcel.shipped_at = parcel.first_scan_at = now - days(5);
    parcel.last_scan_at = parcel.signed_at = now - days(2);
    unit.trade().add_parcel(parcel);
    return {};
  }));
  return order.id;
}

std::string ReturnsShop::new_case(const Client& client, OrderId order, const std::string& issue) {
  return text(post(client, "/cases",
                   R"({"channel":"taobao","order":")" + order.str() + R"(","issue":")" + issue +
                       R"(","words":"想退货"})"),
              "id");
}

std::string ReturnsShop::new_return(const Client& client, const std::string& case_id) {
  return text(post(client, "/returns", R"({"case_id":")" + case_id + R"("})"), "id");
}

}  // namespace shouhou::server::testing
