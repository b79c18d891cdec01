#include "app/demo/demo_trade.h"

#include <algorithm>
#include <memory>

#include "domain/reviews.h"
#include "ports/sale_terms.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

using domain::Channel;
using domain::OrderStatus;
using domain::ParcelState;

Channel some_channel(DemoLife& life) {
  const std::int64_t drawn = life.between(1, 100);
  if (drawn <= 55) return Channel::taobao;
  if (drawn <= 80) return Channel::wechat_shop;
  return drawn <= 92 ? Channel::douyin : Channel::pdd;
}

Text status_words(OrderStatus status) {
  switch (status) {
    case OrderStatus::unpaid:
      return {"等待买家付款", "waiting for payment"};
    case OrderStatus::paid:
      return {"买家已付款，等待卖家发货", "paid, to be shipped"};
    case OrderStatus::shipped:
      return {"卖家已发货，等待买家确认", "shipped"};
    case OrderStatus::finished:
      return {"交易成功", "finished"};
    case OrderStatus::closed:
      return {"交易关闭", "closed"};
    default:
      return {};
  }
}

// Problems that show before the goods are in the buyer's hands.
bool before_arrival(const std::string& issue) {
  return issue == "not_shipped_cancel" || issue == "late_shipment" || issue == "in_transit_cancel" ||
         issue == "stuck_parcel";
}

bool fits(const DemoProblem& problem, const DemoProduct& product) {
  if (problem.issue == "wear_after_use") return product.category == "shoes";
  return true;
}

// On what terms the shop sells: 30 off from 300, postage free from 99, a gift and freight insurance with
// some.
constexpr Fen discount_from{30000};
constexpr Fen discount{3000};
constexpr Fen free_postage_from{9900};
constexpr Fen gift_from{50000};

domain::OrderTerms terms_of(const domain::Order& order) {
  domain::OrderTerms terms;
  terms.free_shipping_from = free_postage_from;
  if (order.goods >= discount_from) terms.discounts.push_back({"满300减30", {}, {{discount_from, discount}}});
  if (order.goods >= gift_from) {
    domain::GiftFact gift;
    gift.name = "羊毛袜";
    gift.value = Fen{1500};
    gift.cost = Fen{480};
    gift.marked = true;
    terms.gifts.push_back(std::move(gift));
  }
  // The order's own number decides, so that nothing else of the demonstration's luck changes.
  if ((order.external_id.back() - '0') % 3 == 0) terms.insurance = domain::FreightInsurance{Fen{1200}, false};
  return terms;
}

}  // namespace

void DemoTrade::write(const ports::Store::WriteBody& body) {
  if (!result_) return;
  result_ = store_.write_now(body);
}

void DemoTrade::add_products() {
  write([&](ports::Unit& unit) -> Result<void> {
    skus_.clear();
    for (const DemoProduct& made : shop_.products) {
      domain::Product product;
      product.id = unit.ids().next<ProductId>(unit.now());
      product.shop = id_;
      product.channel = Channel::own;
      product.external_id = made.code;
      product.title = made.title;
      product.code = made.code;
      product.category = made.category;
      product.price = made.price;
      unit.trade().add_product(product);
      unit.sale_terms().keep_goods(id_, {product.id, {}, made.category, made.cost, made.weight}, {},
                                   unit.now());
      for (const std::string& colour : made.colours) {
        for (const std::string& size : made.sizes) {
          domain::Sku sku;
          sku.id = unit.ids().next<SkuId>(unit.now());
          sku.shop = id_;
          sku.product = product.id;
          sku.attributes = "颜色:" + colour + ";尺码:" + size;
          sku.key = sku.attributes;
          sku.code = made.code + "-" + colour + "-" + size;
          unit.trade().add_sku(sku);
          skus_.push_back({&made, product.id, sku.id, sku.attributes, made.share});
        }
      }
    }
    return {};
  });
}

DemoTrade::KnownBuyer DemoTrade::new_buyer(ports::Unit& unit) {
  const DemoLane& lane = life_.by_share(shop_.lanes);
  KnownBuyer buyer;
  buyer.id = unit.ids().next<BuyerId>(unit.now());
  buyer.channel = some_channel(life_);
  buyer.lane = &lane;
  buyer.contact.name = life_.one_of(shop_.surnames) + life_.one_of(shop_.given_names);
  buyer.contact.phone = "1" + std::to_string(life_.between(36, 39)) + life_.digits(8);
  buyer.contact.address =
      lane.province + lane.city + lane.district + "示例路" + std::to_string(life_.between(1, 400)) + "号" +
      std::to_string(life_.between(1, 30)) + "幢" + std::to_string(life_.between(101, 2604)) + "室";
  const std::string nick = life_.one_of(shop_.nicks) + std::to_string(1001 + 7 * buyers_.size());
  unit.trade().add_buyer({buyer.id, id_, nick, unit.now()});
  unit.trade().add_identity({id_, buyer.channel, nick, buyer.id});
  return buyer;
}

const DemoTrade::KnownBuyer& DemoTrade::some_buyer(ports::Unit& unit) {
  if (buyers_.size() > 20 && life_.happens(0.3)) return life_.one_of(buyers_);
  buyers_.push_back(new_buyer(unit));
  return buyers_.back();
}

void DemoTrade::fill_lines(ports::Unit& unit, DemoOrder& placed) {
  domain::Order& order = placed.order;
  const std::int64_t count = life_.happens(0.3) ? life_.between(2, 3) : 1;
  for (std::int64_t i = 0; i < count; ++i) {
    const KnownSku& sku = life_.by_share(skus_);
    domain::OrderLine line;
    line.id = unit.ids().next<OrderLineId>(unit.now());
    line.shop = id_;
    line.order = order.id;
    line.channel = order.channel;
    line.external_id = order.external_id + std::to_string(i + 1);
    line.product = sku.product_id;
    line.sku = sku.sku;
    line.title = sku.product->title;
    line.attributes = sku.attributes;
    line.code = sku.product->code;
    line.quantity = life_.happens(0.1) ? 2 : 1;
    line.price = sku.product->price;
    order.goods += line.price * line.quantity;
    order.quantity += line.quantity;
    placed.lines.push_back(line);
    placed.products.push_back(sku.product);
    if (i > 0) continue;
    const auto other = std::ranges::find_if(
        skus_, [&](const KnownSku& one) { return one.product == sku.product && one.sku != sku.sku; });
    if (other != skus_.end()) placed.another = other->sku;
  }
  order.postage = order.goods < free_postage_from ? Fen{800} : Fen{0};
  order.paid = order.goods + order.postage - (order.goods >= discount_from ? discount : Fen{0});
  order.title = placed.lines.front().title;
  const std::vector<Fen> shares = domain::paid_shares(order.paid, placed.lines);
  for (std::size_t i = 0; i < shares.size(); ++i) placed.lines[i].paid = shares[i];
}

void DemoTrade::place_order() {
  const auto placed = std::make_shared<DemoOrder>();
  const DemoLane* lane = nullptr;
  write([&](ports::Unit& unit) -> Result<void> {
    const KnownBuyer buyer = some_buyer(unit);
    lane = buyer.lane;
    domain::Order& order = placed->order;
    order.id = unit.ids().next<OrderId>(unit.now());
    order.shop = id_;
    order.channel = buyer.channel;
    order.external_id = "3" + life_.digits(18);
    order.buyer = buyer.id;
    order.contact = unit.trade().keep_contact(id_, buyer.id, buyer.contact, unit.now(), unit.ids());
    order.placed_at = unit.now();
    order.paid_at = unit.now() + life_.span_between(seconds(20), minutes(9));
    order.ship_by = unit.now() + hours(48);
    order.deliver_by = unit.now() + days(8);
    order.status = OrderStatus::paid;
    order.status_text = status_words(order.status).zh;
    fill_lines(unit, *placed);
    unit.trade().add_order(order);
    for (const domain::OrderLine& line : placed->lines) unit.trade().add_line(line);
    unit.sale_terms().keep_terms(id_, {order.id, 1, terms_of(order), {}, unit.now()});
    return {};
  });
  if (!result_ || lane == nullptr) return;
  ++filled_.orders;
  std::int64_t drawn = life_.between(1, 1000);
  for (const DemoProblem& problem : shop_.problems) {
    drawn -= problem.per_mille;
    if (drawn > 0) continue;
    if (fits(problem, *placed->products.front())) placed->problem = &problem;
    break;
  }
  plan_road(placed, *lane);
  plan_trouble(placed);
}

void DemoTrade::save_order(const std::shared_ptr<DemoOrder>& placed, OrderStatus status) {
  placed->order.status = status;
  placed->order.status_text = status_words(status).zh;
  write([&](ports::Unit& unit) -> Result<void> {
    unit.trade().update_order(placed->order);
    return {};
  });
}

void DemoTrade::plan_road(const std::shared_ptr<DemoOrder>& placed, const DemoLane& lane) {
  const bool late = placed->problem != nullptr && placed->problem->issue == "late_shipment";
  placed->ships = life_.now() +
                  (late ? life_.span_between(hours(66), hours(90)) : life_.span_between(hours(5), hours(34)));
  const Span road = life_.about({static_cast<std::int64_t>(lane.days * 86'400'000)});
  const bool stops = placed->problem != nullptr && placed->problem->issue == "stuck_parcel";
  const Span held = stops ? life_.span_between(days(4), days(7)) : Span{};
  placed->arrives = placed->ships + road + held;
  const std::string city = lane.city;

  life_.at(placed->ships, [=, this] { ship(placed); });
  life_.at(placed->ships + hours(3),
           [=, this] { scan(placed, ParcelState::picked_up, "【桐乡市】快件已揽收"); });
  life_.at(placed->ships + hours(9),
           [=, this] { scan(placed, ParcelState::in_transit, "【嘉兴市】快件已发往下一站"); });
  const Instant arrives_in_city = placed->arrives - Span{road.ms / 3};
  life_.at(arrives_in_city,
           [=, this] { scan(placed, ParcelState::in_transit, "【" + city + "】快件到达分拨中心"); });
  life_.at(placed->arrives - hours(4),
           [=, this] { scan(placed, ParcelState::delivering, "【" + city + "】快递员正在派件"); });
  life_.at(placed->arrives, [=, this] {
    scan(placed, ParcelState::signed_for, "【" + city + "】快件已签收，签收人：本人");
    if (placed->cancelled || placed->parcel.state != ParcelState::signed_for) return;
    placed->order.delivered_at = life_.now();
    save_order(placed, OrderStatus::signed_for);
    life_.after(life_.span_between(days(2), days(10)), [=, this] {
      if (placed->cancelled) return;
      placed->order.finished_at = life_.now();
      save_order(placed, OrderStatus::finished);
      if (life_.happens(0.4)) review(placed);
    });
  });
}

void DemoTrade::ship(const std::shared_ptr<DemoOrder>& placed) {
  if (placed->cancelled) return;
  const DemoCarrier& carrier = life_.by_share(shop_.carriers);
  write([&](ports::Unit& unit) -> Result<void> {
    domain::Parcel& parcel = placed->parcel;
    parcel.id = unit.ids().next<ParcelId>(unit.now());
    parcel.shop = id_;
    parcel.order = placed->order.id;
    parcel.carrier = carrier.name;
    parcel.tracking_number = carrier.prefix + life_.digits(10);
    parcel.shipped_at = unit.now();
    unit.trade().add_parcel(parcel);
    return {};
  });
  ++filled_.parcels;
  placed->order.shipped_at = life_.now();
  save_order(placed, OrderStatus::shipped);
}

void DemoTrade::scan(const std::shared_ptr<DemoOrder>& placed, ParcelState state, const std::string& text) {
  if (placed->cancelled || !placed->parcel.id) return;
  write([&](ports::Unit& unit) -> Result<void> {
    const domain::TrackingEvent event{unit.now(), text, state};
    unit.trade().add_tracking(id_, placed->parcel.id, event);
    domain::apply(placed->parcel, event);
    unit.trade().update_parcel(placed->parcel);
    return {};
  });
}

void DemoTrade::plan_trouble(const std::shared_ptr<DemoOrder>& placed) {
  if (placed->problem == nullptr) return;
  const std::string& issue = placed->problem->issue;
  Instant comes = placed->arrives + life_.span_between(hours(3), days(4));
  if (issue == "not_shipped_cancel") comes = life_.now() + life_.span_between(minutes(10), hours(4));
  if (issue == "late_shipment") comes = life_.now() + life_.span_between(hours(50), hours(62));
  if (issue == "in_transit_cancel") comes = placed->ships + life_.span_between(hours(10), hours(24));
  if (issue == "stuck_parcel") comes = placed->ships + life_.span_between(hours(70), hours(90));
  if (issue == "wear_after_use") comes = placed->arrives + life_.span_between(days(60), days(92));
  life_.at(comes, [=, this] {
    if (issue == "not_shipped_cancel") placed->cancelled = true;
    if (placed->cancelled && !before_arrival(issue)) return;
    trouble_(placed);
  });
}

void DemoTrade::review(const std::shared_ptr<DemoOrder>& placed) {
  const bool hurt = placed->problem != nullptr;
  const std::int64_t drawn = life_.between(1, 100);
  const int stars = drawn <= (hurt ? 12 : 2) ? 1 : drawn <= (hurt ? 30 : 5) ? 3 : drawn <= 20 ? 4 : 5;
  write([&](ports::Unit& unit) -> Result<void> {
    domain::Review review;
    review.id = unit.ids().next<ReviewId>(unit.now());
    review.shop = id_;
    review.channel = placed->order.channel;
    review.external_id = "R" + placed->order.external_id;
    review.order = placed->order.id;
    review.line = placed->lines.front().id;
    review.buyer = placed->order.buyer;
    review.described = stars;
    review.service = std::min(5, stars + 1);
    review.shipping = hurt ? stars : 5;
    review.stars = stars;
    review.polarity = domain::polarity_of(stars);
    review.text = life_.one_of(stars <= 2   ? shop_.reviews.bad
                               : stars == 3 ? shop_.reviews.middling
                                            : shop_.reviews.good);
    review.written_at = unit.now();
    unit.trade().add_review(review);
    return {};
  });
  ++filled_.reviews;
}

}  // namespace shouhou::app
