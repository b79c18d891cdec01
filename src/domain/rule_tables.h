// The rows of rule data that decide what is owed and what it costs: law, goods categories, compensation
// tables, shop promises, remedy ladder, authority, freight prices. Plain values; rules/*.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "domain/permissions.h"
#include "domain/rule_origin.h"
#include "domain/words.h"

namespace shouhou::domain {

// An article that a decision rests on. Numbers that the article states are data too.
struct Law {
  std::string id;                 // "order90.10"
  Text name;                      // 网络购买商品七日无理由退货暂行办法 第十条
  Text says;                      // in our own words
  std::int64_t number = 0;        // the days or the multiple it states; 0 none
  Fen least;                      // the smallest amount it states; 0 none
  std::vector<Channel> channels;  // platform rules bind on their platform only; empty: everywhere
  RuleOrigin origin;

  bool binds(Channel channel) const;
  bool operator==(const Law&) const = default;
};

// Whether the seven-day right exists for a category (Order 90 art. 6 and 7).
enum class Exclusion {
  none,
  outright,     // art. 6: made to order, perishable, unsealed software, delivered periodicals
  confirmable,  // art. 7: only where the buyer confirmed it for this very purchase
};
BOOST_DESCRIBE_ENUM(Exclusion, none, outright, confirmable)

// One condition under which returned goods count as intact, or one point of the inspection at the dock.
struct GoodsCheck {
  std::string id;  // "tag_on"
  Text what;       // 吊牌未拆
  bool operator==(const GoodsCheck&) const = default;
};

struct GoodsCategory {
  std::string id;
  Text name;
  std::vector<std::string> words;  // what channels and titles call it; longest match wins
  Exclusion exclusion = Exclusion::none;
  std::string intact_law = "order90.8";
  std::vector<GoodsCheck> intact;           // all must hold for a return without reason
  std::vector<GoodsCheck> inspection;       // what the dock looks at
  bool food = false;                        // food-safety multiples apply
  std::int64_t resale_permille = 700;       // of pieces returned unused, how many go back on sale as new
  std::int64_t defect_resale_permille = 0;  // what a faulty piece still brings, of its cost
  RuleOrigin origin;

  bool operator==(const GoodsCategory&) const = default;
};

enum class CompensationEvent { late_shipment, out_of_stock, false_shipment };
BOOST_DESCRIBE_ENUM(CompensationEvent, late_shipment, out_of_stock, false_shipment)

enum class PaidIn { money, points, coupon };
BOOST_DESCRIBE_ENUM(PaidIn, money, points, coupon)

// A platform's compensation: permille of the paid price, within bounds (facts §C5).
struct Compensation {
  std::string id;
  std::vector<Channel> channels;
  CompensationEvent event = CompensationEvent::late_shipment;
  Text name;
  bool presale = false;        // only for presale orders; others only for ordinary ones
  Span later_than;             // counted from payment; 0: from the promised time
  Fen paid_from;               // the order's paid amount, inclusive
  std::optional<Fen> paid_to;  // exclusive
  std::int64_t permille = 0;
  Fen least;
  Fen most;
  bool double_deposit = false;
  PaidIn paid_in = PaidIn::money;
  RuleOrigin origin;

  bool operator==(const Compensation&) const = default;
};

enum class PromiseKind {
  return_window,        // `span` instead of seven days
  free_return_freight,  // the shop pays the way back also without reason
  freight_insurance,    // the shop insures its orders; counts only on an order that carries it
  ship_within,          // paid → carrier's scan
  late_compensation,    // `amount` per late order
  breakage_covered,     // broken on arrival: refund or new goods without sending back
  missing_covered,      // missing items are sent again at once
  price_protection,     // difference back within `span` after payment
  quality_window,       // quality returns within `span` after signing
  repair_service,       // free repair within `span`
};
BOOST_DESCRIBE_ENUM(PromiseKind, return_window, free_return_freight, freight_insurance, ship_within,
                    late_compensation, breakage_covered, missing_covered, price_protection, quality_window,
                    repair_service)

// 本店承诺: what the shop gives on top of law and platform rules.
struct ShopPromise {
  std::string id;
  PromiseKind kind = PromiseKind::return_window;
  Text name;
  std::vector<std::string> categories;  // empty: all
  std::vector<Channel> channels;        // empty: all
  Span span;
  Fen amount;
  std::optional<Day> until = {};  // the last day on which an order is paid that it covers
  RuleOrigin origin;

  // Whether it stands for an order paid on `paid`, looked at on `today`.
  bool stands(Day today, Day paid) const;
  bool covers(Channel channel, const std::string& category) const;
  bool operator==(const ShopPromise&) const = default;
};

// 阶梯 (P-D5): the order among remedies of equal expected cost.
enum class Rung { talk, virtual_favour, money, gift, goods };
BOOST_DESCRIBE_ENUM(Rung, talk, virtual_favour, money, gift, goods)

// What a remedy is like: one row per RemedyKind.
struct RemedyRow {
  RemedyKind kind = RemedyKind::apology;
  Rung rung = Rung::talk;
  bool lighter = false;       // may be offered beside an entitlement instead of it
  bool settles = true;        // ends the matter when accepted (a wait or an apology alone does not)
  double accept_prior = 0.3;  // mean of P(accept) before anything was learnt; weak by nature
  double prior_weight = 4;    // as many past offers as this prior counts for
  Fen handling;               // our own work
  Text why;                   // one sentence for the agent
  RuleOrigin origin;

  bool operator==(const RemedyRow&) const = default;
};

// Where on the ladder to start for a mood (P-D5), and how generous.
struct LadderStep {
  Mood mood = Mood::calm;
  Rung from = Rung::virtual_favour;
  std::int64_t permille = 100;  // of the goods' paid share: the middle of what a money favour may be
  RuleOrigin origin;

  bool operator==(const LadderStep&) const = default;
};

// 权限额度: what a role may grant without asking. Entitlements are never limited by it.
struct Authority {
  Role role = Role::agent;
  Fen per_case;              // all goodwill of one case together
  Fen per_day;               // all goodwill one person grants in a day of the shop's zone
  bool may_approve = false;  // may approve what others propose
  Fen approve_up_to;         // per case
  RuleOrigin origin;

  bool operator==(const Authority&) const = default;
};

// 运费价格 by carrier and destination (P-G5). Weight is charged by started steps.
struct FreightPrice {
  std::string id;
  std::string carrier;                 // the shop's word for it
  std::vector<std::string> provinces;  // of the destination, without 省/市; empty: everywhere else
  std::string mode = "ground";         // ground, air
  std::int64_t first_grams = 1000;
  Fen first;
  std::int64_t step_grams = 1000;
  Fen step;
  RuleOrigin origin;

  bool operator==(const FreightPrice&) const = default;
};

// Single numbers that steer calculation. All must be in the data; each has a range (rules loader).
enum class Tuning {
  offer_explore_permille,    // share of cases in which an offer is varied to learn
  offer_lighter_most,        // how many lighter remedies stand beside the entitlements
  goodwill_per_buyer_month,  // fen
  goodwill_per_sku_month,    // fen
  goodwill_case_permille,    // of what was paid for the lines: no goodwill above
  bad_review_loss,           // fen: what one bad review costs in lost sales
  dispute_loss,              // fen: what a lost dispute costs beside the refund
  bad_review_permille,       // chance of one after a refused offer, calm buyer
  dispute_permille,          // chance of a dispute after a refused offer, calm buyer
  margin_permille,           // of a buyer's yearly value that is margin
  lost_buyer_permille,       // chance that an unhappy buyer does not come back
  ill_will_after_right,      // permille of the ill will that stays once a buyer got what is owed
  ill_will_after_way,        // … once a lighter way was taken; every typical amount given halves it
  ill_will_weight,           // permille: how much the shop makes of ill will; above 1000 buys affection
  coupon_use_permille,       // of the coupons given, how many are redeemed
  return_handling,           // fen: receive, inspect, restock one parcel
  send_handling,             // fen: pick, pack one parcel
  return_freight_most,       // fen: reimbursed at most where the buyer paid it ahead
  stuck_days,                // days without a scan after which a parcel counts as lost
  serial_claims,             // goodwill claims within the window that make a pattern
  serial_days,               // the window in days
  menu_valid_hours,          // how long an offer stays valid
};
BOOST_DESCRIBE_ENUM(Tuning, offer_explore_permille, offer_lighter_most, goodwill_per_buyer_month,
                    goodwill_per_sku_month, goodwill_case_permille, bad_review_loss, dispute_loss,
                    bad_review_permille, dispute_permille, margin_permille, lost_buyer_permille,
                    ill_will_after_right, ill_will_after_way, ill_will_weight, coupon_use_permille,
                    return_handling, send_handling, return_freight_most, stuck_days, serial_claims,
                    serial_days, menu_valid_hours)

struct TunedNumber {
  std::int64_t value = 0;
  Text name;
  RuleOrigin origin;

  bool operator==(const TunedNumber&) const = default;
};

}  // namespace shouhou::domain
