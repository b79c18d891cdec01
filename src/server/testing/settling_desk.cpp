#include "server/testing/settling_desk.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "connect/ledger/ledger_performer.h"
#include "jobs/outbox_worker.h"
#include "ports/trade.h"

namespace shouhou::server::testing {
namespace {

std::string str(const json::value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

template <class T>
T made(ports::Unit& unit) {
  return unit.ids().next<T>(unit.now());
}

std::optional<Instant> ago(Instant now, const std::optional<Span>& span) {
  return span ? std::optional(now - *span) : std::nullopt;
}

}  // namespace

std::string text_of(const json::value& value, std::string_view member) {
  const auto* found = value.as_object().if_contains(member);
  return found == nullptr ? std::string() : str(*found);
}

std::int64_t number_of(const json::value& value, std::string_view member) {
  return value.as_object().at(member).to_number<std::int64_t>();
}

void SettlingDesk::SetUp() {
  InProcessDesk::SetUp();
  if (IsSkipped()) return;
  const Owner owner = new_shop("毛衣店", "boss");
  boss_ = owner.client;
  shop_ = owner.shop;
  lead_ = colleague(owner, "lead", "zhuguan");
  agent_ = colleague(owner, "agent", "xiaowang");
}

void SettlingDesk::sign_in_again() {
  boss_ = sign_in("boss", password);
  lead_ = sign_in("zhuguan", password);
  agent_ = sign_in("xiaowang", password);
}

Sold SettlingDesk::sell(const Sale& sale) {
  Sold sold;
  const Result<void> written = write([&](ports::Unit& unit) -> Result<void> {
    const Instant now = unit.now();
    sold = {made<OrderId>(unit), made<OrderLineId>(unit), made<BuyerId>(unit), made<ProductId>(unit),
            made<SkuId>(unit)};
    unit.trade().add_buyer({sold.buyer, shop_, "张三", now});
    domain::Product product;
    product.id = sold.product;
    product.shop = shop_;
    product.channel = sale.channel;
    product.external_id = "P-" + sale.number;
    product.title = sale.title;
    unit.trade().add_product(product);
    domain::Sku sku;
    sku.id = sold.sku;
    sku.shop = shop_;
    sku.product = sold.product;
    sku.key = "K-" + sale.number;
    unit.trade().add_sku(sku);
    const Fen paid = sale.paid > Fen{0} ? sale.paid : sale.price * sale.quantity;
    domain::Order order;
    order.id = sold.order;
    order.shop = shop_;
    order.channel = sale.channel;
    order.external_id = sale.number;
    order.buyer = sold.buyer;
    order.status = sale.signed_ago    ? domain::OrderStatus::signed_for
                   : sale.shipped_ago ? domain::OrderStatus::shipped
                                      : domain::OrderStatus::paid;
    order.goods = sale.price * sale.quantity;
    order.postage = sale.postage;
    order.paid = paid + sale.postage;
    order.quantity = sale.quantity;
    order.placed_at = order.paid_at = ago(now, sale.paid_ago);
    order.shipped_at = ago(now, sale.shipped_ago);
    order.delivered_at = ago(now, sale.signed_ago);
    order.title = sale.title;
    unit.trade().add_order(order);
    domain::OrderLine line;
    line.id = sold.line;
    line.shop = shop_;
    line.order = sold.order;
    line.channel = sale.channel;
    line.product = sold.product;
    line.sku = sold.sku;
    line.title = sale.title;
    line.quantity = sale.quantity;
    line.price = sale.price;
    line.paid = order.paid;  // with its share of the postage
    unit.trade().add_line(line);
    if (sale.shipped_ago) {
      domain::Parcel parcel;
      parcel.id = made<ParcelId>(unit);
      parcel.shop = shop_;
      parcel.order = sold.order;
      parcel.carrier = "圆通速递";
      parcel.tracking_number = "YT-" + sale.number;
      parcel.state = sale.signed_ago ? domain::ParcelState::signed_for : domain::ParcelState::in_transit;
      parcel.shipped_at = ago(now, sale.shipped_ago);
      parcel.first_scan_at = parcel.last_scan_at = ago(now, sale.scanned_ago);
      parcel.signed_at = ago(now, sale.signed_ago);
      unit.trade().add_parcel(parcel);
    }
    return {};
  });
  if (!written) throw std::runtime_error(written.error().code + ": " + written.error().message.en);
  return sold;
}

json::value SettlingDesk::get(const Client& who, const std::string& path, int status) {
  const Answer answer = send(who, "GET", "/api/v1/" + path);
  EXPECT_EQ(answer.status, status) << path << ": " << answer.body;
  if (answer.status != status) throw std::runtime_error("GET " + path + ": " + answer.body);
  return json::parse(answer.body);
}

json::value SettlingDesk::post(const Client& who, const std::string& path, const std::string& body,
                               int status) {
  const Answer answer = send(who, "POST", "/api/v1/" + path, body);
  EXPECT_EQ(answer.status, status) << path << ": " << answer.body;
  if (answer.status != status) throw std::runtime_error("POST " + path + ": " + answer.body);
  return answer.body.empty() ? json::value() : json::parse(answer.body);
}

std::string SettlingDesk::case_to_agree(const Sold& sold, std::int64_t pieces, const std::string& issue,
                                        const std::string& fault, const std::string& demand) {
  const auto opened =
      post(agent_, "cases",
           R"({"order":")" + sold.order.str() + R"(","lines":[{"line":")" + sold.line.str() +
               R"(","quantity":)" + std::to_string(pieces) + R"(}],"words":"请帮我处理一下","issue":")" +
               issue + R"(","fault":")" + fault + R"(","demand":")" + demand + "\"}",
           201);
  const std::string id = text_of(opened, "id");
  const std::string of_case = "cases/" + id;
  post(agent_, of_case + "/take");
  post(agent_, of_case + "/step", R"({"to":"verify"})");
  const auto view = get(agent_, of_case);
  for (const auto& need : view.at("evidence_needed").as_array()) {
    if (need.at("met").as_bool()) continue;
    post(lead_, of_case + "/waivers",
         R"({"rule":")" + text_of(need, "id") + R"(","reason":"买家已在电话里说明"})");
  }
  if (text_of(view, "phase") == "null") post(agent_, of_case + "/facts", R"({"phase":"delivered"})");
  post(agent_, of_case + "/step", R"({"to":"soothe"})");
  post(agent_, of_case + "/talk", R"({"leave_out":"平台单，没有会话"})");
  post(agent_, of_case + "/step", R"({"to":"agree"})");
  return id;
}

json::value SettlingDesk::send_menu(const std::string& case_id, const std::string& lighter) {
  const auto proposed = post(agent_, "cases/" + case_id + "/offers");
  const std::string of_offer = "offers/" + text_of(proposed, "id");
  if (!lighter.empty()) post(agent_, of_offer + "/items", R"({"lighter":)" + lighter + "}");
  const auto sent = post(agent_, of_offer + "/send", R"({"link":true})");
  EXPECT_TRUE(sent.at("sent").as_bool()) << json::serialize(sent);
  return sent;
}

const json::value* SettlingDesk::item_of(const json::value& offer, std::string_view kind) {
  const json::object& object = offer.as_object();
  const json::value& menu = object.contains("offer") ? object.at("offer") : offer;
  for (const auto& item : menu.at("items").as_array()) {
    if (item.at("remedy").at("kind").as_string() == kind) return &item;
  }
  return nullptr;
}

std::int64_t SettlingDesk::choice_of(const json::value& offer, std::string_view kind) {
  const json::value* item = item_of(offer, kind);
  return item == nullptr ? 0 : item->at("number").to_number<std::int64_t>();
}

json::value SettlingDesk::choose(const json::value& offer, std::string_view kind) {
  const json::object& object = offer.as_object();
  const json::value& menu = object.contains("offer") ? object.at("offer") : offer;
  const auto chosen = post(agent_, "offers/" + text_of(menu, "id") + "/choose",
                           R"({"items":[)" + std::to_string(choice_of(offer, kind)) + "]}");
  EXPECT_TRUE(chosen.at("chosen").as_bool()) << json::serialize(chosen);
  return chosen;
}

json::value SettlingDesk::grants_of(const std::string& case_id) {
  return get(agent_, "cases/" + case_id + "/grants");
}

void SettlingDesk::carry_out() {
  connect::LedgerPerformer performer;
  jobs::OutboxPlan plan;
  plan.in_background = false;
  jobs::OutboxWorker worker(store(), performer, plan);
  for (int done = 1; done > 0;) {
    const auto round = worker.work();
    ASSERT_TRUE(round) << round.error().code;
    done = *round;
  }
}

Fen SettlingDesk::confirm_all(const std::string& case_id) {
  Fen paid;
  // What waited for another deed comes up in the next round.
  for (bool again = true; again;) {
    again = false;
    carry_out();
    const auto grants = grants_of(case_id);
    for (const auto& grant : grants.at("items").as_array()) {
      for (const auto& deed : grant.at("deeds").as_array()) {
        const std::string state = text_of(deed, "state");
        if (state != "due" && state != "instructed") continue;
        const std::string of_deed = "deeds/" + text_of(deed, "id");
        post(lead_, of_deed + "/take");
        post(lead_, of_deed + "/confirm", R"({"reference":"R-)" + text_of(deed, "id") + "\"}");
        const std::string kind = text_of(deed, "kind");
        if (kind == "pay_refund" || kind == "pay_out") paid += Fen{testing::number_of(deed, "amount")};
        again = true;
      }
    }
  }
  return paid;
}

void SettlingDesk::close(const std::string& case_id, Fen cost) {
  const std::string of_case = "cases/" + case_id;
  post(agent_, of_case + "/updates", R"({"words":"已经办好，请您查收"})");
  post(agent_, of_case + "/step", R"({"to":"register"})");
  const auto closed = post(agent_, of_case + "/registration",
                           R"({"root_cause":"工厂漏检","outcome":"已办结","summary":"按方案办结","cost":)" +
                               std::to_string(cost.value) + R"(,"tags":["已办结"],"close":true})");
  EXPECT_EQ(text_of(closed, "status"), "closed");
}

void SettlingDesk::expect_ledger(const std::string& case_id, Fen granted, Fen paid) {
  const auto grants = grants_of(case_id);
  EXPECT_EQ(testing::number_of(grants, "granted"), granted.value);
  EXPECT_EQ(testing::number_of(grants, "paid"), paid.value);
  EXPECT_EQ(testing::number_of(grants, "open"), granted.value - paid.value);
  // The case tells the same money as the ledger.
  std::int64_t of_case = 0, of_case_paid = 0;
  const auto view = get(agent_, "cases/" + case_id);
  for (const auto& refund : view.at("refunds").as_array()) {
    of_case += testing::number_of(refund, "amount");
    if (!refund.at("paid").is_null()) of_case_paid += testing::number_of(refund, "amount");
  }
  EXPECT_EQ(of_case, granted.value);
  EXPECT_EQ(of_case_paid, paid.value);
}

}  // namespace shouhou::server::testing
