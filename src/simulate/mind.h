// The hidden truth of one buyer in one case: what each way of settling is worth to the buyer, which one is
// chosen, how content the buyer is afterwards, and what that means for reviews, disputes and coming back.
// docs/simulator.md has the formulas in words.
#pragma once

#include <span>
#include <vector>

#include "domain/offers.h"
#include "simulate/world.h"

namespace shouhou::simulate {

// How a case stands while it is talked about.
struct Talk {
  int round = 1;    // of menus
  double mood = 0;  // 0 calm … 4 furious
  double days = 0;  // since the buyer turned to the shop
  bool rights_shown = true;
};

// What a buyer does with a menu.
struct Choice {
  std::size_t item = 0;  // of the menu
  bool refused = false;  // none of it
};
enum class AfterRefusal { asks_again, gives_up, calls_platform };

class Mind {
 public:
  // `facts` as the desk has them, of which only amounts are read.
  Mind(const World& world, const SimOrder& order, const domain::CaseFacts& facts);

  // Worth of the outcome to the buyer, in yuan.
  double worth(const domain::Remedy& remedy, const domain::Rights& rights) const;
  double worth_of_nothing() const { return hold_ + ear_; }
  // The parcel came after all, or was kept.
  double worth_after_waiting() const;
  // Worth of saying no: letting it be, hoping for more, or, if known, insisting on a right that was hidden.
  double worth_of_refusal(const Talk& talk, const domain::Rights& rights) const;
  double noise() const { return noise_; }
  double paid() const { return paid_; }

  // In [-1, 1]; `worth` is that of the outcome.
  double content(double worth, const Talk& talk) const;
  double bad_review(double content) const;
  double good_review(double content) const;
  double leaves(double content) const;

  double gives_up(const Talk& talk) const;
  double calls_platform(const Talk& talk) const;
  double mood_after_refusal(double mood) const;
  double redeems() const { return kind_.redeems; }
  bool knows_rights() const { return trouble_.knows_rights; }
  const Trouble& trouble() const { return trouble_; }

 private:
  double worth_of_return(const domain::Remedy& remedy) const;
  double worth_of_new_goods(const domain::Remedy& remedy) const;
  double freight_for_buyer(domain::FreightPayer payer) const;

  const WorldRules& rules_;
  const Temperament& kind_;
  const Trouble& trouble_;
  double paid_ = 0;     // yuan, for what is affected
  double good_ = 0;     // worth of it if all were well
  double hold_ = 0;     // worth of what the buyer has as it is
  double renewed_ = 0;  // worth after an exchange or with new goods
  double hassle_ = 0;
  double waiting_ = 0;  // yuan a day
  double freight_ = 0;  // of the way back
  double out_freight_ = 0;
  double coupon_ = 0;
  double level_ = 0;
  double gift_ = 0;
  double ear_ = 0;
  double hope_ = 0;
  double disputes_ = 0;
  double noise_ = 1;
};

// What a buyer of this mind takes of the menu. `taste` is the luck of this answer.
Choice choose(const Mind& mind, const Talk& talk, const domain::Offer& offer, const domain::Rights& rights,
              const Draw& taste);

}  // namespace shouhou::simulate
