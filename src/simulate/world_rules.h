// What the simulated shop and its buyers are like: the hidden truth. Data of rules/demo/simulated_shop.toml,
// where every row says why it is plausible. Nothing here comes from the rules that a policy reads, and no
// policy but the oracle may look at it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/text.h"
#include "domain/words.h"

namespace shouhou::simulate {

// 性情: a kind of buyer. Amounts in yuan are means; each buyer differs around them.
struct Temperament {
  std::string id;
  Text name;
  double share = 1;           // of the buyers, relative
  double orders_a_year = 1;   // how often such a buyer buys here while content
  double surplus = 0.2;       // what good goods are worth to the buyer above the price, share of the price
  double hassle = 15;         // yuan: trouble of packing and sending a parcel back
  double waiting = 0.5;       // yuan a day of waiting for money or goods
  double coupon_worth = 0.4;  // what one yuan on a coupon is worth to the buyer
  double redeems = 0.4;       // chance that a coupon is used
  double level_worth = 2;     // yuan: a member level
  double gift_worth = 0.8;    // what one yuan of a gift is worth
  double ear_worth = 3;       // yuan: being listened to
  double hope = 0.02;         // what the buyer hopes to gain by asking again, share of the price
  double temper = 0.4;        // how fast the mood worsens with every menu that does not fit, in steps
  double start_mood = 0.6;    // mood when nothing but a small trouble happened: 0 calm … 4 furious
  double knows_rights = 0.5;  // chance to know what is owed without being told
  double reviews = 0.15;      // chance to write a bad review when thoroughly dissatisfied
  double disputes = 0.1;      // readiness to call in the platform
  double leaves = 0.6;        // how strongly dissatisfaction drives the buyer away
  double claims = 1;          // factor on small troubles that are reported at all (taste, fit, venting)
};

struct SimProduct {
  std::string code;
  std::string title;
  std::string category;  // id of rule data
  Fen price;
  Fen cost;
  std::int64_t grams = 300;
  double share = 1;        // of the sales, relative
  double defects = 0.01;   // per piece, of an ordinary batch
  double fit = 0.0;        // chance that the size does not fit
  double taste = 0.0;      // chance of "not what I want", within the seven days
  double colour = 0.0;     // chance that the colour disappoints
  double described = 0.0;  // chance that it is not as described
  double wear = 0.0;       // chance of a complaint about wear after months
  double fragile = 1;      // factor on damage by the carrier
  double mendable = 0.5;   // share of defects that can be mended nearby
  double resale = 0.88;    // chance that a piece returned unused goes back on sale as new
};

struct SimCarrier {
  std::string name;
  std::string prefix;  // of tracking numbers
  double share = 1;
  double days = 2.5;     // mean from the first scan to signing
  double spread = 0.35;  // of the logarithm
  double lost = 0.001;
  double damaged = 0.006;
  double stuck = 0.01;
  double not_received = 0.002;
  Fen freight;       // what a parcel costs the shop
  Fen freight_back;  // what the way back costs
};

// How a kind of trouble looks from the inside.
struct SimTrouble {
  std::string issue;      // id of rule data
  double severity = 0.3;  // mean loss of worth, share of the price
  double spread = 0.5;    // of the logarithm
  double proven = 0.8;    // chance that the buyer's evidence settles whose fault it is
  double mood = 0;        // added to the starting mood
  double peace = 0;       // yuan: how much easier it is to let this kind of trouble be
  // What buyers ask for, relative weights.
  std::array<double, domain::count_of<domain::Demand>> demands{};
};

// Behaviour after the shift: factors on the temperaments.
struct SimShift {
  double hassle = 1;
  double coupon_worth = 1;
  double hope = 1;
  double disputes = 1;
  double keeps = 1;  // factor on the surplus: how attached buyers are to the goods
};

// Single numbers; see the file for reasons.
struct SimNumbers {
  double leaves_anyway = 0.12;  // after any order, without trouble
  double second_line = 0.22;    // orders with a second product
  double two_pieces = 0.05;
  double insured = 0.4;  // orders that carry freight insurance
  double gift = 0.3;     // orders with a gift
  double cancels_unshipped = 0.02;
  double cancels_on_the_way = 0.006;
  double wrong_item = 0.006;
  double missing_item = 0.005;
  double missing_gift = 0.006;
  double vents = 0.006;
  double bad_review_first = 0.003;  // a bad review is the first word of the buyer
  double price_protection = 0.25;   // of those who paid more in the week before a sale
  double threatens = 0.0006;
  double complains_late = 0.35;  // of orders that miss the promised time
  double capacity = 1.8;         // parcels a day the warehouse can send, of the mean orders a day
  double restock = 0.015;        // orders that wait for goods, two to nine days
  double bad_batch = 0.06;       // share of batches that are bad
  double bad_batch_factor = 8;
  double batch_days = 45;
  double latent = 0.15;         // defects that show after weeks
  double defect_resale = 0.12;  // what a faulty piece still brings, of its cost
  double unsold_resale = 0.25;  // what a used-looking return brings
  double intercepted = 0.7;     // interceptions that succeed
  double arrives_after_stuck = 0.7;
  double keeps_after_waiting = 0.55;  // of those who wanted to cancel on the way and were asked to wait
  double talk_cost = 2.5;             // yuan of work per round of talk
  double receive_cost = 4.5;          // yuan of work per returned parcel
  double send_cost = 3.5;             // yuan of work and packing per parcel sent
  double repair_cost = 14;            // yuan per repair
  double gift_send_cost = 2;
  double dispute_work = 30;          // yuan of work per dispute
  double dispute_penalty = 110;      // yuan: what a lost dispute costs in rank and fines
  double wins_without_right = 0.15;  // the platform gives the buyer something though nothing is owed
  double review_sales_lost = 0.6;    // sales of the product lost by one bad review
  double noise_yuan = 3;             // scale of taste: fixed part
  double noise_share = 0.05;         // and share of the price
  double respect = 0.05;             // satisfaction by being told one's rights first
  double deceived = 0.25;            // satisfaction lost when a buyer who knows sees them hidden
  double misread = 0.25;             // moods that the desk reads wrong by one step
};

struct WorldRules {
  std::vector<Temperament> temperaments;
  std::vector<SimProduct> products;
  std::vector<SimCarrier> carriers;
  std::vector<SimTrouble> troubles;
  SimShift shift;
  SimNumbers numbers;

  const SimTrouble* trouble(const std::string& issue) const;
};

}  // namespace shouhou::simulate
