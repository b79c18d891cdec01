// The true cost of every way a case can end, expected or as luck has it. Known to the run and to the oracle.
#pragma once

#include "simulate/bill.h"
#include "simulate/mind.h"

namespace shouhou::simulate {

// Chances, or what came of them (0 or 1): the bill is linear in each.
struct Luck {
  double resold = 1;       // a returned piece goes back on sale
  double redeemed = 1;     // a coupon is used
  double intercepted = 1;  // the carrier stops the parcel
  double found = 1;        // a stuck parcel turns up; refunded or replaced, it comes back to the shop
};

class Truth {
 public:
  Truth(const World& world, const SimOrder& order, const domain::CaseFacts& facts,
        const domain::Rights& rights);

  const Mind& mind() const { return mind_; }
  const domain::Rights& rights() const { return *rights_; }

  Luck expected_luck() const;
  Luck drawn_luck() const;

  // What settling by this remedy costs in money, goods, freight and work. wait_until costs nothing yet.
  Bill bill(const domain::Remedy& remedy, const Luck& luck) const;
  // Compensation that comes on top of whatever is chosen.
  Bill on_top() const;
  double worth_on_top() const { return on_top_; }  // yuan, to the buyer

  Fen review_loss() const;
  // Margin of the next year with this buyer.
  Fen year_with_buyer() const { return year_; }
  // Chance that waiting ends well: the parcel comes, or the buyer keeps it.
  double waiting_ends_well() const;
  bool waiting_drawn_well() const;
  // What the buyer takes who insists: the best of what is owed; none where nothing is.
  std::optional<domain::Remedy> best_right() const;
  // What a platform that errs in the buyer's favour gives.
  domain::Remedy platform_gift() const;

  // Expected cost in yuan, soft parts included.
  double cost_if_chosen(const domain::Remedy& remedy, const Talk& talk) const;
  double cost_if_given_up(const Talk& talk) const;
  double cost_of_dispute(const Talk& talk) const;
  double cost_if_insisted(const Talk& talk) const;
  // Of one round of talk, in yuan.
  double talk_cost() const;

 private:
  double soft(double content) const;
  Fen goods_back(const domain::Remedy& remedy, double resold) const;
  Fen goods_sent(const domain::Remedy& remedy) const;

  const World& world_;
  const SimOrder& order_;
  const domain::CaseFacts& facts_;
  const domain::Rights* rights_;
  Mind mind_;
  Fen year_;
  double on_top_ = 0;
};

Fen fen_of(double yuan);

}  // namespace shouhou::simulate
