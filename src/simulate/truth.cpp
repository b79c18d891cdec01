#include "simulate/truth.h"

#include <algorithm>
#include <cmath>

namespace shouhou::simulate {
namespace {

using domain::FreightPayer;
using domain::RemedyKind;

Fen part_of(Fen amount, double share) {
  return Fen{static_cast<std::int64_t>(std::llround(static_cast<double>(amount.value) * share))};
}

double yuan(Fen amount) {
  return static_cast<double>(amount.value) / 100;
}

domain::Remedy plain(const domain::Entitlement& owed) {
  domain::Remedy remedy;
  remedy.kind = owed.remedy;
  (owed.paid_in == domain::PaidIn::money ? remedy.money : remedy.credit) = owed.most;
  remedy.pieces = owed.pieces;
  remedy.freight_back = owed.freight_back;
  remedy.freight_out = owed.freight_out;
  remedy.ground = owed.ground;
  return remedy;
}

bool on_top_of_choice(const domain::Entitlement& owed) {
  return owed.remedy == RemedyKind::compensation_by_rule;
}

}  // namespace

Fen fen_of(double yuan) {
  return Fen{static_cast<std::int64_t>(std::llround(yuan * 100))};
}

Text text_of(Part part) {
  switch (part) {
    case Part::money:
      return {"付给买家的钱", "money to buyers"};
    case Part::coupons:
      return {"券和积分", "coupons, points"};
    case Part::goods:
      return {"商品", "goods"};
    case Part::freight:
      return {"运费", "freight"};
    case Part::handling:
      return {"人工", "work"};
    case Part::reviews:
      return {"差评损失", "bad reviews"};
    case Part::disputes:
      return {"维权损失", "disputes"};
    case Part::future:
      return {"流失的买家", "lost buyers"};
  }
  return {};
}

Truth::Truth(const World& world, const SimOrder& order, const domain::CaseFacts& facts,
             const domain::Rights& rights)
    : world_(world), order_(order), facts_(facts), rights_(&rights), mind_(world, order, facts) {
  const SimBuyer& buyer = world.buyers[order.buyer];
  const double q = std::max(1e-6, world.rules->numbers.leaves_anyway);
  const double orders = (1 - q) / q * (1 - std::exp(-buyer.orders_a_year * q));
  year_ = part_of(world.mean_margin, orders);
  for (const domain::Entitlement& owed : rights.owed) {
    if (on_top_of_choice(owed))
      on_top_ += yuan(owed.most) * (owed.paid_in == domain::PaidIn::money ? 1 : 0.6);
  }
}

Luck Truth::expected_luck() const {
  const SimProduct& product = world_.rules->products[order_.lines[mind_.trouble().line].product];
  const SimNumbers& numbers = world_.rules->numbers;
  return {product.resale, mind_.redeems(), numbers.intercepted, numbers.arrives_after_stuck};
}

Luck Truth::drawn_luck() const {
  const Luck chances = expected_luck();
  const Draw draw(world_.size.seed, Purpose::settling, order_.key);
  return {draw.happens(0, chances.resold) ? 1.0 : 0.0, draw.happens(1, chances.redeemed) ? 1.0 : 0.0,
          draw.happens(2, chances.intercepted) ? 1.0 : 0.0, mind_.trouble().arrives ? 1.0 : 0.0};
}

Fen Truth::goods_sent(const domain::Remedy& remedy) const {
  Fen sum;
  for (std::size_t i = 0; i < order_.lines.size() && i < remedy.pieces.size(); ++i) {
    sum += world_.rules->products[order_.lines[i].product].cost * remedy.pieces[i];
  }
  return sum;
}

// Faulty goods bring little whatever the ground; others go back on sale or are written down.
Fen Truth::goods_back(const domain::Remedy& remedy, double resold) const {
  const std::string& issue = mind_.trouble().kind->issue;
  const bool faulty = mind_.trouble().real && (issue == "quality_defect" || issue == "damaged" ||
                                               issue == "wear_after_use" || issue == "bad_review");
  const SimNumbers& numbers = world_.rules->numbers;
  const double share = faulty ? numbers.defect_resale : resold + (1 - resold) * numbers.unsold_resale;
  return part_of(goods_sent(remedy), share);
}

Bill Truth::bill(const domain::Remedy& remedy, const Luck& luck) const {
  using enum RemedyKind;
  const SimNumbers& numbers = world_.rules->numbers;
  const SimCarrier& carrier = world_.rules->carriers[order_.carrier];
  Bill sum;
  sum[Part::money] = remedy.money;
  sum[Part::coupons] = part_of(remedy.credit, luck.redeemed);
  const bool shop_pays_back = remedy.freight_back == FreightPayer::seller;
  const auto comes_back = [&] {
    sum[Part::goods] -= goods_back(remedy, luck.resold);
    sum[Part::handling] += fen_of(numbers.receive_cost);
    if (shop_pays_back) sum[Part::freight] += carrier.freight_back;
  };
  const auto is_sent = [&] {
    sum[Part::goods] += goods_sent(remedy);
    sum[Part::handling] += fen_of(numbers.send_cost);
    if (remedy.freight_out == FreightPayer::seller) sum[Part::freight] += carrier.freight;
  };
  const bool stuck = mind_.trouble().kind->issue == "stuck_parcel";
  if (stuck && (remedy.kind == refund_only || remedy.kind == reship)) {
    sum[Part::goods] -= part_of(goods_sent(remedy), luck.found);
    sum[Part::freight] += part_of(carrier.freight_back, luck.found);
  }
  switch (remedy.kind) {
    case cancel_refund:
      sum[Part::goods] -= goods_sent(remedy);
      break;
    case intercept:
      // Stopped, it was never unpacked; else it comes back like any return.
      sum[Part::goods] -= part_of(goods_sent(remedy), luck.intercepted) +
                          part_of(goods_back(remedy, luck.resold), 1 - luck.intercepted);
      sum[Part::handling] += fen_of(numbers.receive_cost);
      sum[Part::freight] +=
          part_of(carrier.freight_back, luck.intercepted + (shop_pays_back ? 1 - luck.intercepted : 0));
      break;
    case return_refund:
      comes_back();
      break;
    case exchange:
      comes_back();
      is_sent();
      break;
    case reship:
      is_sent();
      break;
    case reship_missing:
      if (mind_.trouble().kind->issue == "missing_gift") {
        sum[Part::goods] += Fen{4'00};
        sum[Part::freight] += carrier.freight;
        sum[Part::handling] += fen_of(numbers.send_cost);
      } else {
        is_sent();
      }
      break;
    case repair_service:
      sum[Part::handling] += fen_of(numbers.repair_cost + numbers.receive_cost + numbers.send_cost);
      sum[Part::freight] += carrier.freight_back + carrier.freight;
      break;
    case freight_reimbursement: {
      // The goods travel: an exchange where one is owed, else a return. Its own cost comes on top.
      const domain::Entitlement* travels = rights_->find(exchange);
      const bool wants_money = facts_.demand == domain::Demand::return_refund;
      if (travels == nullptr || (wants_money && rights_->find(return_refund) != nullptr))
        travels = rights_->find(return_refund);
      if (travels != nullptr) sum += bill(plain(*travels), luck);
      break;
    }
    case gift:
      sum[Part::goods] += remedy.gift_cost;
      sum[Part::handling] += fen_of(numbers.gift_send_cost);
      break;
    default:
      break;
  }
  return sum;
}

Bill Truth::on_top() const {
  Bill sum;
  for (const domain::Entitlement& owed : rights_->owed) {
    if (!on_top_of_choice(owed)) continue;
    sum[owed.paid_in == domain::PaidIn::money ? Part::money : Part::coupons] +=
        owed.paid_in == domain::PaidIn::coupon ? part_of(owed.most, mind_.redeems()) : owed.most;
  }
  return sum;
}

Fen Truth::review_loss() const {
  const SimProduct& product = world_.rules->products[order_.lines[mind_.trouble().line].product];
  const Fen margin = product.price - product.cost - world_.rules->carriers[order_.carrier].freight;
  return part_of(std::max(Fen{0}, margin), world_.rules->numbers.review_sales_lost);
}

double Truth::waiting_ends_well() const {
  const std::string& issue = mind_.trouble().kind->issue;
  if (issue == "stuck_parcel") return world_.rules->numbers.arrives_after_stuck;
  if (issue == "in_transit_cancel") return world_.rules->numbers.keeps_after_waiting;
  return issue == "lost_parcel" || issue == "signed_not_received" ? 0 : 1;
}

bool Truth::waiting_drawn_well() const {
  if (mind_.trouble().kind->issue == "stuck_parcel") return mind_.trouble().arrives;
  return Draw(world_.size.seed, Purpose::settling, order_.key).happens(3, waiting_ends_well());
}

std::optional<domain::Remedy> Truth::best_right() const {
  std::optional<domain::Remedy> best;
  double most = -1e18;
  for (const domain::Entitlement& owed : rights_->owed) {
    if (on_top_of_choice(owed)) continue;
    domain::Remedy remedy = plain(owed);
    const double worth = mind_.worth(remedy, *rights_);
    if (worth <= most) continue;
    most = worth;
    best = std::move(remedy);
  }
  return best;
}

domain::Remedy Truth::platform_gift() const {
  domain::Remedy remedy;
  remedy.kind = RemedyKind::goodwill_refund;
  remedy.money = part_of(facts_.affected_paid(), 0.5);
  return remedy;
}

double Truth::talk_cost() const {
  return world_.rules->numbers.talk_cost;
}

double Truth::soft(double content) const {
  return mind_.bad_review(content) * yuan(review_loss()) + mind_.leaves(content) * yuan(year_);
}

double Truth::cost_if_chosen(const domain::Remedy& remedy, const Talk& talk) const {
  const double worth = mind_.worth(remedy, *rights_) + on_top_;
  if (remedy.kind != RemedyKind::wait_until) {
    return yuan(bill(remedy, expected_luck()).total()) + soft(mind_.content(worth, talk));
  }
  const double well = waiting_ends_well();
  Talk later = talk;
  later.days += 3;
  const double fine = soft(mind_.content(mind_.worth_after_waiting() + on_top_, later));
  later.mood = std::min(4.0, later.mood + 0.5);
  return well * fine + (1 - well) * cost_if_insisted(later);
}

double Truth::cost_if_given_up(const Talk& talk) const {
  return soft(mind_.content(mind_.worth_of_nothing() + on_top_, talk));
}

double Truth::cost_if_insisted(const Talk& talk) const {
  const auto right = best_right();
  return right ? talk_cost() + cost_if_chosen(*right, talk) : cost_if_given_up(talk);
}

double Truth::cost_of_dispute(const Talk& talk) const {
  const SimNumbers& numbers = world_.rules->numbers;
  Talk after = talk;
  after.mood = std::min(4.0, after.mood + 1);
  after.days += 4;
  if (const auto right = best_right()) {
    return numbers.dispute_work + numbers.dispute_penalty + cost_if_chosen(*right, after);
  }
  const double wins = numbers.wins_without_right;
  return numbers.dispute_work + wins * (numbers.dispute_penalty + cost_if_chosen(platform_gift(), after)) +
         (1 - wins) * cost_if_given_up(after);
}

}  // namespace shouhou::simulate
