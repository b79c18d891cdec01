// The best menu that somebody could make who sees into the buyer's mind (the chances, not the luck):
// everything owed, then at most three lighter ways with the least expected true cost, rounds to come
// included.
//
// Buyers choose by the logit: item i with chance w_i / Σ w. The menu with the least Σ w_i c_i / Σ w_i is
// found exactly by Dinkelbach's method: for a guess z take the three items that lower Σ w_i (c_i − z) most,
// one of a kind; the new ratio is the next guess; it falls until nothing changes.
#include <algorithm>
#include <cmath>

#include "simulate/policy.h"

namespace shouhou::simulate {
namespace {

using domain::Remedy;
using domain::RemedyKind;

struct Weighed {
  double weight = 0;
  double cost = 0;
  std::size_t way = 0;
  RemedyKind kind = RemedyKind::apology;
};

struct Best {
  double cost = 0;
  std::vector<std::size_t> ways;
};

Talk after_refusal(const Mind& mind, Talk talk) {
  talk.mood = mind.mood_after_refusal(talk.mood);
  talk.round += 1;
  talk.days += 1;
  return talk;
}

class Weigher {
 public:
  Weigher(const Situation& situation, const Hidden& hidden, const std::vector<Remedy>& ways)
      : situation_(situation), truth_(hidden.truth), mind_(hidden.truth.mind()), ways_(ways) {
    for (const domain::Entitlement& owed : situation.rights.owed) {
      if (owed.remedy != RemedyKind::compensation_by_rule)
        owed_.push_back(domain::remedy_for(owed, situation.facts));
    }
    most_ = static_cast<std::size_t>(situation.book.number(domain::Tuning::offer_lighter_most));
  }

  Best best(const Talk& talk) const {
    const std::vector<Weighed> fixed = given(talk);
    std::vector<Weighed> open;
    for (std::size_t i = 0; i < ways_.size(); ++i) open.push_back(weighed(ways_[i], talk, i));
    Best found{ratio(fixed, {}), {}};
    for (int step = 0; step < 30; ++step) {
      const std::vector<Weighed> picked = pick(open, found.cost);
      const double cost = ratio(fixed, picked);
      if (cost > found.cost - 1e-9) break;
      found.cost = cost;
      found.ways.clear();
      for (const Weighed& one : picked) found.ways.push_back(one.way);
    }
    found.cost += truth_.talk_cost();
    return found;
  }

  double menu_cost(const domain::Offer& offer, const Talk& talk) const {
    std::vector<Weighed> all{refusal(talk)};
    for (const domain::OfferItem& item : offer.items) {
      if (item.remedy.kind != RemedyKind::compensation_by_rule) all.push_back(weighed(item.remedy, talk, 0));
    }
    return ratio(all, {}) + truth_.talk_cost();
  }

 private:
  Weighed weighed(const Remedy& remedy, const Talk& talk, std::size_t way) const {
    // Worth is measured from doing nothing, so that the exponentials stay in range.
    const double worth = mind_.worth(remedy, situation_.rights) - mind_.worth_of_nothing();
    return {std::exp(std::clamp(worth / mind_.noise(), -60.0, 60.0)), truth_.cost_if_chosen(remedy, talk),
            way, remedy.kind};
  }

  Weighed refusal(const Talk& talk) const {
    const double worth = mind_.worth_of_refusal(talk, situation_.rights) - mind_.worth_of_nothing();
    const Talk later = after_refusal(mind_, talk);
    const double calls = mind_.calls_platform(later);
    const double lets_be = mind_.gives_up(later);
    const double asks = talk.round < most_rounds ? best(later).cost : truth_.cost_if_insisted(later);
    const double cost = calls * truth_.cost_of_dispute(later) +
                        (1 - calls) * (lets_be * truth_.cost_if_given_up(later) + (1 - lets_be) * asks);
    return {std::exp(std::clamp(worth / mind_.noise(), -60.0, 60.0)), cost, 0, RemedyKind::decline};
  }

  std::vector<Weighed> given(const Talk& talk) const {
    std::vector<Weighed> list{refusal(talk)};
    for (const Remedy& remedy : owed_) list.push_back(weighed(remedy, talk, 0));
    return list;
  }

  std::vector<Weighed> pick(const std::vector<Weighed>& open, double guess) const {
    std::vector<Weighed> best;
    const auto gain = [&](const Weighed& one) { return one.weight * (guess - one.cost); };
    for (const Weighed& one : open) {
      if (gain(one) <= 0) continue;
      const auto same = std::find_if(best.begin(), best.end(),
                                     [&](const Weighed& other) { return other.kind == one.kind; });
      if (same == best.end()) {
        best.push_back(one);
      } else if (gain(*same) < gain(one)) {
        *same = one;
      }
    }
    std::sort(best.begin(), best.end(),
              [&](const Weighed& a, const Weighed& b) { return gain(a) > gain(b); });
    if (best.size() > most_) best.resize(most_);
    return best;
  }

  static double ratio(const std::vector<Weighed>& fixed, const std::vector<Weighed>& picked) {
    double cost = 0;
    double weight = 0;
    for (const auto* list : {&fixed, &picked}) {
      for (const Weighed& one : *list) {
        cost += one.weight * one.cost;
        weight += one.weight;
      }
    }
    return cost / weight;
  }

  const Situation& situation_;
  const Truth& truth_;
  const Mind& mind_;
  const std::vector<Remedy>& ways_;
  std::vector<Remedy> owed_;
  std::size_t most_ = 3;
};

class Oracle final : public Policy {
 public:
  domain::Offer menu(const Situation& situation, const Hidden& hidden) override {
    const std::vector<Remedy> ways = all_ways(situation);
    const Best best = Weigher(situation, hidden, ways).best(hidden.talk);
    domain::Offer offer = rights_first(situation);
    for (const std::size_t way : best.ways) {
      domain::OfferItem item;
      item.remedy = ways[way];
      offer.items.push_back(std::move(item));
    }
    return offer;
  }
};

void add_money(std::vector<Remedy>& list, RemedyKind kind, Fen amount, std::size_t lines) {
  Remedy remedy;
  remedy.kind = kind;
  remedy.money = Fen{std::max<std::int64_t>(1, (amount.value + 50) / 100) * 100};
  remedy.pieces.assign(lines, 0);
  list.push_back(remedy);
}

}  // namespace

std::vector<Remedy> all_ways(const Situation& situation) {
  const domain::CaseFacts& facts = situation.facts;
  const std::size_t lines = facts.lines.size();
  const Fen paid = facts.affected_paid();
  std::vector<Remedy> list;
  const domain::Issue* issue = situation.book.issue(facts.issue);
  if (issue != nullptr && issue->nature == domain::IssueNature::abuse) return list;
  // The same money under three names would be three items of one kind: each stands where the desk has it.
  const bool typical_mend =
      issue != nullptr && std::find(issue->remedies.begin(), issue->remedies.end(),
                                    RemedyKind::repair_allowance) != issue->remedies.end();
  for (const std::int64_t permille : {30, 50, 70, 100, 130, 160, 200, 250, 300, 400, 500}) {
    const Fen amount{paid.value * permille / 1000};
    add_money(list, RemedyKind::partial_refund_keep, amount, lines);
    if (typical_mend) add_money(list, RemedyKind::repair_allowance, amount, lines);
    if (situation.rights.owed.empty()) add_money(list, RemedyKind::goodwill_refund, amount, lines);
  }
  for (const std::int64_t yuan : {2, 3, 5, 8, 10, 15, 20})
    add_money(list, RemedyKind::red_packet, Fen{yuan * 100}, lines);
  for (const std::int64_t yuan : {3, 5, 8, 10, 15, 20, 30, 50}) {
    Remedy coupon;
    coupon.kind = RemedyKind::coupon;
    coupon.credit = Fen{yuan * 100};
    list.push_back(coupon);
  }
  for (const std::int64_t yuan : {5, 10, 15}) {
    Remedy gift;
    gift.kind = RemedyKind::gift;
    gift.gift_cost = Fen{yuan * 100};
    list.push_back(gift);
  }
  add_money(list, RemedyKind::freight_reimbursement, facts.return_freight, lines);
  Remedy upgrade;
  upgrade.kind = RemedyKind::member_upgrade;
  list.push_back(upgrade);
  if (facts.phase != domain::Phase::delivered && facts.phase != domain::Phase::finished) {
    Remedy wait;
    wait.kind = RemedyKind::wait_until;
    wait.look_again = facts.now + days(2);
    list.push_back(wait);
  }
  const domain::Entitlement* travels = situation.rights.find(RemedyKind::exchange);
  if (travels == nullptr) travels = situation.rights.find(RemedyKind::return_refund);
  const bool buyer_pays = travels != nullptr && travels->freight_back == domain::FreightPayer::buyer;
  std::erase_if(list, [&](const Remedy& way) {
    return (way.kind == RemedyKind::freight_reimbursement && !buyer_pays) ||
           situation.rights.find(way.kind) != nullptr ||
           !domain::obstacles(way, facts, situation.book, situation.rights).empty();
  });
  return list;
}

double best_cost(const Situation& situation, const Hidden& hidden, const std::vector<Remedy>& ways) {
  return Weigher(situation, hidden, ways).best(hidden.talk).cost;
}

double cost_of_menu(const Situation& situation, const Hidden& hidden, const domain::Offer& offer,
                    const std::vector<Remedy>& ways) {
  return Weigher(situation, hidden, ways).menu_cost(offer, hidden.talk);
}

std::unique_ptr<Policy> make_oracle() {
  return std::make_unique<Oracle>();
}

}  // namespace shouhou::simulate
