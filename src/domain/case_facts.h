// Everything the rules need to know about one problem, as plain values. Whoever loads a case fills this in;
// entitlements, remedies, settlement and offers are functions of it and the rule book.
#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/zone.h"
#include "domain/words.h"

namespace shouhou::domain {

// Who pays the freight.
enum class FreightPayer {
  none,  // nothing travels
  seller,
  buyer,
  insurance  // the buyer pays ahead, the insurance of this very order pays back
};
BOOST_DESCRIBE_ENUM(FreightPayer, none, seller, buyer, insurance)

// Whether returned (or to be returned) goods are intact by their category's list.
enum class Condition { unknown, intact, not_intact };
BOOST_DESCRIBE_ENUM(Condition, unknown, intact, not_intact)

struct FactLine {
  OrderLineId line;
  SkuId sku;
  std::string title;
  std::string category = "general";  // id of rule data
  std::int64_t quantity = 1;         // bought
  std::int64_t affected = 0;         // pieces the case is about; 0: the line is not concerned
  Fen unit_price;                    // of one piece when bought, before discounts on the order
  Fen paid;                          // paid for all pieces of the line, discounts taken off, without postage
  Fen refunded;                      // of `paid`, already granted back
  std::int64_t settled = 0;          // pieces that earlier settlements refunded wholly
  Fen unit_cost;                     // what one piece costs the shop; 0 unknown
  std::int64_t unit_grams = 0;
  std::int64_t points = 0;          // points spent on the line; they go back as points
  bool excluded_confirmed = false;  // the buyer confirmed for this purchase that art. 7 applies
  Condition condition = Condition::unknown;
  std::vector<std::string> intact_checks;  // of the category's list, those found to hold so far

  bool operator==(const FactLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(FactLine, (),
                      (line, sku, title, category, quantity, affected, unit_price, paid, refunded, settled,
                       unit_cost, unit_grams, points, excluded_confirmed, condition, intact_checks))

// A discount that hung on buying enough: 满减, 套装价. The best tier reached counts.
struct Promotion {
  struct Tier {
    Fen reach;  // sum of unit prices from which on
    Fen off;    // this much was taken off
    bool operator==(const Tier&) const = default;
  };
  std::string name;
  std::vector<std::size_t> lines;  // places in CaseFacts::lines; empty: all
  std::vector<Tier> tiers;

  bool operator==(const Promotion&) const = default;
};
BOOST_DESCRIBE_STRUCT(Promotion::Tier, (), (reach, off))
BOOST_DESCRIBE_STRUCT(Promotion, (), (name, lines, tiers))

struct GiftFact {
  std::string name;
  Fen value;               // as marked beforehand, else the fair price
  Fen cost;                // what it cost the shop
  bool marked = false;     // whether the value was marked beforehand (Order 90 art. 12)
  bool comes_back = true;  // the buyer returns it with the goods
  bool missing = false;    // it never arrived
  bool settled = false;    // deducted in an earlier settlement

  bool operator==(const GiftFact&) const = default;
};
BOOST_DESCRIBE_STRUCT(GiftFact, (), (name, value, cost, marked, comes_back, missing, settled))

// 运费险 as the order itself carries it; another order's insurance never counts (P-D10).
struct FreightInsurance {
  Fen pays_up_to;
  bool used = false;
  bool operator==(const FreightInsurance&) const = default;
};
BOOST_DESCRIBE_STRUCT(FreightInsurance, (), (pays_up_to, used))

// What is known of the buyer's earlier after-sales, in this shop.
struct BuyerHistory {
  Fen value;  // paid minus refunded, over all time
  std::int64_t orders = 0;
  Fen goodwill_this_month;             // granted to this buyer in the calendar month
  std::int64_t goodwill_claims = 0;    // within the window of Tuning::serial_days
  std::int64_t threats = 0;            // recorded review threats
  std::int64_t same_photo_claims = 0;  // claims whose photo was seen before
  std::int64_t quick_claims = 0;       // claims within an hour of signing, goodwill paid
  bool marked_safe = false;            // a person looked at the pattern and said it is fine

  bool operator==(const BuyerHistory&) const = default;
};
BOOST_DESCRIBE_STRUCT(BuyerHistory, (),
                      (value, orders, goodwill_this_month, goodwill_claims, threats, same_photo_claims,
                       quick_claims, marked_safe))

// A lighter way that the buyer turned down in this case: it is not offered again, nor anything smaller of its
// kind.
struct RefusedWay {
  RemedyKind kind = RemedyKind::apology;
  Fen given;  // money, credit and gift together

  bool operator==(const RefusedWay&) const = default;
};
BOOST_DESCRIBE_STRUCT(RefusedWay, (), (kind, given))

struct CaseFacts {
  Channel channel = Channel::imported;
  std::string issue;  // id of rule data
  Phase phase = Phase::delivered;
  Fault fault = Fault::unknown;
  bool fault_verified = false;  // evidence is there; without it an unknown or claimed fault is only a claim
  Demand demand = Demand::none;
  Mood mood = Mood::calm;

  Instant now;
  std::optional<Instant> paid_at;
  std::optional<Instant> ship_by;     // promised to the buyer
  std::optional<Instant> scanned_at;  // the carrier's first scan: that, not a click, is shipping
  std::optional<Instant> last_scan_at;
  std::optional<Instant> signed_at;
  std::optional<Instant> finished_at;
  std::optional<Instant> requested_at;  // the buyer's notice; decides whether a window was kept

  bool marked_shipped = false;  // somebody clicked "shipped"
  bool out_of_stock = false;
  bool presale = false;
  Fen deposit;  // of a presale
  bool carrier_confirmed_loss = false;
  bool proper_sign_off = false;      // signed by the buyer, or handed over with the buyer's consent, proven
  bool no_sign_off_proof = false;    // looked for, and not there
  bool intercepted = false;          // stopped on the way, or refused at the door
  bool dishonest_confirmed = false;  // counterfeit or fraud is established
  bool unsafe_confirmed = false;
  bool origin_documents = false;   // the seller has shown where the goods come from
  bool no_origin_proof = false;    // asked for, and cannot be shown
  bool gone_wrong_before = false;  // the same defect came back after repair or exchange
  bool serious_defect = false;     // the purpose of the purchase fails
  bool cannot_come_back = false;   // perished, used up, or dangerous to send
  bool agreed_on_return = false;   // both agreed on return, exchange or repair
  std::optional<FreightPayer> freight_agreed;
  bool return_elsewhere = false;  // the return address is not the ship-from address
  std::optional<Fen> price_drop;  // price protection: what the goods cost less now, all affected pieces

  std::vector<FactLine> lines;  // the whole order
  // The order came without its lines: `lines` stand for it as a whole, and of its goods only the sums are
  // known.
  bool whole_order = false;
  bool goods_open = false;  // which of its several pieces are concerned is not known
  std::vector<Promotion> promotions;
  std::vector<GiftFact> gifts;
  Fen postage;             // paid by the buyer
  Fen postage_refunded;    // of it, already granted back
  Fen free_shipping_from;  // goods value from which shipping was free; 0: no such threshold
  Fen outbound_freight;    // what shipping cost the shop
  Fen return_freight;      // what the way back costs (estimate or real)
  Fen freight_reimbursed;  // of it, already granted to the buyer
  std::optional<FreightInsurance> insurance;
  BuyerHistory buyer;
  Fen goodwill_this_case;                                      // already granted in this case
  std::vector<std::pair<SkuId, Fen>> sku_goodwill_this_month;  // of the affected skus
  std::int64_t refused_offers = 0;  // menus of this case that the buyer turned down as a whole
  std::vector<RefusedWay> refused_ways;

  bool free_shipped() const { return postage == Fen{0}; }
  bool any_affected() const;
  Fen paid_goods() const;     // of the whole order
  Fen affected_paid() const;  // share of the affected pieces, before what was refunded
  Fen affected_left() const;  // what of it can still be refunded
  bool operator==(const CaseFacts&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseFacts, (),
                      (channel, issue, phase, fault, fault_verified, demand, mood, now, paid_at, ship_by,
                       scanned_at, last_scan_at, signed_at, finished_at, requested_at, marked_shipped,
                       out_of_stock, presale, deposit, carrier_confirmed_loss, proper_sign_off,
                       no_sign_off_proof, intercepted, dishonest_confirmed, unsafe_confirmed,
                       origin_documents, no_origin_proof, gone_wrong_before, serious_defect, cannot_come_back,
                       agreed_on_return, freight_agreed, return_elsewhere, price_drop, lines, whole_order,
                       goods_open, promotions, gifts, postage, postage_refunded, free_shipping_from,
                       outbound_freight, return_freight, freight_reimbursed, insurance, buyer,
                       goodwill_this_case, sku_goodwill_this_month, refused_offers, refused_ways))

// The paid share of some pieces of a line: paid × pieces / quantity, rounded down except that all pieces
// together are the whole line.
Fen paid_share(const FactLine& line, std::int64_t pieces);
// What the next `pieces` pieces bring back: their share (shares of all pieces add up to the line exactly),
// and never more than the line's own rest.
Fen refundable(const FactLine& line, std::int64_t pieces);

}  // namespace shouhou::domain
