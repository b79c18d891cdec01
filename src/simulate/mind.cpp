#include "simulate/mind.h"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace shouhou::simulate {
namespace {

using domain::FreightPayer;
using domain::RemedyKind;

double yuan(Fen amount) {
  return static_cast<double>(amount.value) / 100;
}

double rising(double x) {
  return 1 / (1 + std::exp(-x));
}

// Days until money or goods are there, as buyers expect it.
constexpr double days_of_return = 7;
constexpr double days_of_exchange = 9;
constexpr double days_of_new_parcel = 4;
constexpr double days_of_repair = 10;
constexpr double days_of_interception = 4;

// Nothing is in the buyer's hands.
bool empty_handed(std::string_view issue) {
  return issue == "lost_parcel" || issue == "signed_not_received" || issue == "missing_item";
}

// New goods of the same kind put things right.
bool new_goods_help(std::string_view issue) {
  return issue != "no_reason_return" && issue != "venting" && issue != "price_protection" &&
         issue != "extortion" && issue != "not_as_described" && issue != "not_shipped_cancel" &&
         issue != "in_transit_cancel";
}

// The same way has the same taste in every menu of every policy.
std::uint64_t taste_of(const domain::Remedy& remedy) {
  std::uint64_t place = mixed(domain::index_of(remedy.kind) + 17);
  place = mixed(place ^ static_cast<std::uint64_t>(remedy.money.value));
  place = mixed(place ^ static_cast<std::uint64_t>(remedy.credit.value));
  place = mixed(place ^ static_cast<std::uint64_t>(remedy.gift_cost.value));
  return mixed(place ^ domain::index_of(remedy.freight_back));
}

}  // namespace

Mind::Mind(const World& world, const SimOrder& order, const domain::CaseFacts& facts)
    : rules_(*world.rules), kind_(world.temperament(order)), trouble_(*order.trouble) {
  const SimBuyer& buyer = world.buyers[order.buyer];
  const bool shifted = world.shifted(trouble_.at);
  const SimShift none;
  const SimShift& shift = shifted ? rules_.shift : none;
  const std::string_view issue = trouble_.kind->issue;
  paid_ = std::max(1.0, yuan(facts.affected_paid()));
  good_ = paid_ * (1 + kind_.surplus * buyer.attached * shift.keeps);
  hold_ = empty_handed(issue) ? 0 : std::max(0.0, good_ - trouble_.severity * paid_) + trouble_.kind->peace;
  // A parcel that has not moved for days may still come: what the buyer has is that hope.
  if (issue == "stuck_parcel") {
    hold_ = std::max(0.0, rules_.numbers.arrives_after_stuck * good_ - trouble_.severity * paid_);
  }
  // What comes anew fits, unless the buyer did not want such a thing at all.
  renewed_ = new_goods_help(issue) ? good_ : hold_ + 0.3 * (good_ - hold_);
  hassle_ = kind_.hassle * buyer.trouble * shift.hassle;
  waiting_ = kind_.waiting * buyer.trouble;
  freight_ = yuan(facts.return_freight);
  out_freight_ = yuan(facts.outbound_freight);
  coupon_ = kind_.coupon_worth * shift.coupon_worth;
  level_ = kind_.level_worth * buyer.means;
  gift_ = kind_.gift_worth;
  ear_ = kind_.ear_worth;
  hope_ = kind_.hope * shift.hope * paid_;
  disputes_ = std::min(1.0, kind_.disputes * shift.disputes);
  noise_ = rules_.numbers.noise_yuan + rules_.numbers.noise_share * paid_;
}

double Mind::freight_for_buyer(FreightPayer payer) const {
  switch (payer) {
    case FreightPayer::buyer:
      return freight_;
    case FreightPayer::insurance:
      return 2;  // paid ahead, mostly paid back
    case FreightPayer::none:
    case FreightPayer::seller:
      break;
  }
  return 0;
}

double Mind::worth_of_return(const domain::Remedy& remedy) const {
  return yuan(remedy.money) - hassle_ - freight_for_buyer(remedy.freight_back) - waiting_ * days_of_return;
}

double Mind::worth_of_new_goods(const domain::Remedy& remedy) const {
  const double out = remedy.freight_out == FreightPayer::buyer ? out_freight_ : 0;
  return renewed_ - hassle_ - freight_for_buyer(remedy.freight_back) - out - waiting_ * days_of_exchange;
}

double Mind::worth(const domain::Remedy& remedy, const domain::Rights& rights) const {
  using enum RemedyKind;
  const double money = yuan(remedy.money);
  switch (remedy.kind) {
    case cancel_refund:
      return money;
    case intercept:
      return money - freight_for_buyer(remedy.freight_back) - waiting_ * days_of_interception;
    case return_refund:
      return worth_of_return(remedy);
    case exchange:
      return worth_of_new_goods(remedy);
    case reship:
    case reship_missing:
      // The gift alone is a small thing; goods that never came are the whole thing.
      return (trouble_.kind->issue == "missing_gift" ? good_ : renewed_) - waiting_ * days_of_new_parcel;
    case repair_service:
      return 0.97 * good_ - 0.8 * hassle_ - waiting_ * days_of_repair;
    case repair_allowance:
      return hold_ + money + (trouble_.mendable ? 0.6 * (good_ - hold_) - 0.5 * hassle_ : 0);
    case freight_reimbursement: {
      // The goods travel after all, and the freight comes back.
      double best = hold_;
      if (const auto* back = rights.find(return_refund); back != nullptr)
        best = std::max(best, yuan(back->most) - hassle_ - freight_ - waiting_ * days_of_return);
      if (rights.find(exchange) != nullptr)
        best = std::max(best, renewed_ - hassle_ - freight_ - waiting_ * days_of_exchange);
      return best + money;
    }
    case coupon:
      return hold_ + coupon_ * yuan(remedy.credit);
    case member_upgrade:
      return hold_ + level_;
    case gift:
      return hold_ + gift_ * yuan(remedy.gift_cost);
    case wait_until: {
      if (trouble_.kind->issue != "stuck_parcel") return hold_ + ear_;
      // A dated promise keeps both: the parcel, or the money if it does not come.
      const double comes = rules_.numbers.arrives_after_stuck;
      return comes * good_ + (1 - comes) * paid_ - 0.5 * trouble_.severity * paid_ - waiting_ * 3;
    }
    case refund_only:
      // A parcel on the road is called back: the money takes its place.
      return (trouble_.kind->issue == "stuck_parcel" ? 0 : hold_) + money;
    case partial_refund_keep:
    case refund_missing:
    case goodwill_refund:
    case red_packet:
    case compensation_by_rule:
      return hold_ + money;
    case apology:
    case decline:
      break;
  }
  return hold_ + ear_;
}

double Mind::worth_after_waiting() const {
  const bool wanted = trouble_.kind->issue != "in_transit_cancel";
  return (wanted ? good_ : std::max(hold_, 0.8 * good_)) - waiting_ * 3;
}

double Mind::worth_of_refusal(const Talk& talk, const domain::Rights& rights) const {
  double best = hold_ + hope_ * std::pow(0.5, talk.round - 1);
  if (!talk.rights_shown && trouble_.knows_rights) {
    for (const domain::Entitlement& owed : rights.owed) {
      if (owed.remedy == RemedyKind::compensation_by_rule) continue;
      domain::Remedy remedy;
      remedy.kind = owed.remedy;
      remedy.money = owed.most;
      remedy.freight_back = owed.freight_back;
      remedy.freight_out = owed.freight_out;
      best = std::max(best, worth(remedy, rights) - 5);  // the trouble of insisting
    }
  }
  return best;
}

double Mind::content(double worth, const Talk& talk) const {
  const double lost = std::clamp((good_ - worth) / paid_, -0.5, 1.2);
  double sum =
      0.75 - 1.3 * lost - 0.10 * (talk.round - 1) - 0.07 * talk.mood - 0.02 * std::min(talk.days, 10.0);
  if (talk.rights_shown) {
    sum += rules_.numbers.respect;
  } else if (trouble_.knows_rights) {
    sum -= rules_.numbers.deceived;
  }
  return std::clamp(sum, -1.0, 1.0);
}

double Mind::bad_review(double content) const {
  return kind_.reviews * rising((0.15 - content) / 0.18);
}

double Mind::good_review(double content) const {
  return 0.25 * rising((content - 0.55) / 0.15);
}

double Mind::leaves(double content) const {
  return std::clamp(0.03 + 0.25 * kind_.leaves * std::max(0.0, 0.6 - content), 0.0, 0.9);
}

// Little is wrong: most let it be. Much is wrong: few do.
double Mind::gives_up(const Talk& talk) const {
  const double lost = std::clamp((good_ - hold_) / paid_, 0.0, 1.2);
  return std::clamp(0.75 - 1.3 * lost - 0.05 * talk.mood + 0.1 * (talk.round - 1) - hope_ / paid_, 0.02,
                    0.95);
}

double Mind::calls_platform(const Talk& talk) const {
  const double hidden = !talk.rights_shown && trouble_.knows_rights ? 2 : 1;
  return std::clamp(disputes_ * (0.10 + 0.22 * talk.mood) * hidden, 0.0, 0.9);
}

double Mind::mood_after_refusal(double mood) const {
  return std::min(4.0, mood + 0.3 + kind_.temper);
}

Choice choose(const Mind& mind, const Talk& talk, const domain::Offer& offer, const domain::Rights& rights,
              const Draw& taste) {
  Choice choice;
  choice.refused = true;
  double best = mind.worth_of_refusal(talk, rights) + mind.noise() * taste.gumbel(1);
  for (std::size_t i = 0; i < offer.items.size(); ++i) {
    const domain::Remedy& remedy = offer.items[i].remedy;
    if (remedy.kind == RemedyKind::compensation_by_rule) continue;  // comes on top of any choice
    const double worth = mind.worth(remedy, rights) + mind.noise() * taste.gumbel(taste_of(remedy));
    if (worth <= best) continue;
    best = worth;
    choice = {i, false};
  }
  return choice;
}

}  // namespace shouhou::simulate
