#include "domain/offer_candidates.h"

#include <algorithm>
#include <cmath>

#include "domain/entitlement_steps.h"

namespace shouhou::domain {
namespace {

Fen permille(Fen amount, std::int64_t share) {
  return Fen{amount.value / 1000 * share + amount.value % 1000 * share / 1000};
}

Fen scaled(Fen amount, double factor) {
  return Fen{static_cast<std::int64_t>(std::llround(static_cast<double>(amount.value) * factor))};
}

// Whole yuan, at least one: nobody offers 7.83.
Fen round_yuan(Fen amount) {
  return Fen{std::max<std::int64_t>(1, (amount.value + 50) / 100) * 100};
}

std::int64_t goodwill_permille(const OfferQuestion& question) {
  return goodwill_permille(question.facts.buyer, question.signals);
}

// A good buyer is worth more patience (P-D6): up to half as much again.
std::int64_t value_permille(const OfferQuestion& question) {
  const ValueBand* band = question.book.urgency.band(question.facts.buyer.value);
  if (band == nullptr) return 1000;
  const auto place = band - question.book.urgency.by_value.data();
  return 1000 + std::min<std::int64_t>(place, 3) * 160;
}

// The mood says where to start; each menu that was turned down goes one step further (P-D5).
const LadderStep& ladder_step(const OfferQuestion& question) {
  const auto last = static_cast<std::int64_t>(count_of<Mood>) - 1;
  const auto mood = static_cast<std::int64_t>(index_of(question.facts.mood));
  const std::int64_t step = std::min(last, mood + std::max<std::int64_t>(0, question.facts.refused_offers));
  return question.book.ladder_step(static_cast<Mood>(step));
}

// Turned down before in this case: neither it nor less of it is offered again.
bool turned_down(const OfferQuestion& question, const Remedy& remedy) {
  const Fen given = remedy.money + remedy.credit + remedy.gift_cost;
  return std::any_of(
      question.facts.refused_ways.begin(), question.facts.refused_ways.end(),
      [&](const RefusedWay& refused) { return refused.kind == remedy.kind && given <= refused.given; });
}

bool typical(const OfferQuestion& question, RemedyKind kind) {
  const Issue* issue = question.issue();
  return issue != nullptr &&
         std::find(issue->remedies.begin(), issue->remedies.end(), kind) != issue->remedies.end();
}

Remedy with_money(RemedyKind kind, Fen money) {
  Remedy remedy;
  remedy.kind = kind;
  remedy.money = money;
  return remedy;
}

Remedy with_credit(Fen credit) {
  Remedy remedy;
  remedy.kind = RemedyKind::coupon;
  remedy.credit = credit;
  return remedy;
}

// All lighter ways with their amounts; whether they are possible is asked later. Goods that are wrong as a
// whole cannot be kept for a discount by a buyer who does not want them, but the choice is the buyer's.
std::vector<Remedy> propose(const OfferQuestion& question) {
  std::vector<Remedy> list;
  const CaseFacts& facts = question.facts;
  const Fen paid = facts.affected_paid();
  const std::int64_t generosity =
      ladder_step(question).permille * value_permille(question) / 1000 * goodwill_permille(question) / 1000;
  const Fen middle = permille(paid, generosity);
  const bool received = facts.phase == Phase::delivered || facts.phase == Phase::finished;
  if (middle > Fen{0}) {
    if (received && typical(question, RemedyKind::partial_refund_keep)) {
      for (const std::int64_t part : {350, 500, 700, 1000, 1400, 2000, 2800, 4000}) {
        list.push_back(with_money(RemedyKind::partial_refund_keep, round_yuan(permille(middle, part))));
        list.back().pieces.assign(facts.lines.size(), 0);
      }
    }
    if (received && typical(question, RemedyKind::repair_allowance)) {
      for (const std::int64_t part : {350, 500, 700, 1000, 1400, 2000}) {
        list.push_back(with_money(RemedyKind::repair_allowance, round_yuan(permille(middle, part))));
      }
    }
    for (const std::int64_t part : {200, 350, 500, 800}) {
      list.push_back(
          with_money(RemedyKind::red_packet, std::min(round_yuan(permille(middle, part)), Fen{20'00})));
    }
    for (const std::int64_t part : {400, 800, 1600, 2400}) {
      list.push_back(with_credit(std::min(round_yuan(permille(middle, part)), Fen{50'00})));
    }
    if (typical(question, RemedyKind::goodwill_refund) && question.rights.owed.empty()) {
      list.push_back(with_money(RemedyKind::goodwill_refund, round_yuan(middle)));
    }
  }
  const Entitlement* back = question.rights.find(RemedyKind::return_refund);
  const Entitlement* exchange = question.rights.find(RemedyKind::exchange);
  const Entitlement* travels = exchange != nullptr ? exchange : back;
  if (travels != nullptr && travels->freight_back == FreightPayer::buyer &&
      goodwill_permille(question) == 1000 && typical(question, RemedyKind::freight_reimbursement)) {
    list.push_back(
        with_money(RemedyKind::freight_reimbursement,
                   std::min(facts.return_freight, question.book.amount(Tuning::return_freight_most))));
  }
  Remedy upgrade;
  upgrade.kind = RemedyKind::member_upgrade;
  if (goodwill_permille(question) > 0) list.push_back(upgrade);
  if (typical(question, RemedyKind::gift) && middle > Fen{0}) {
    Remedy gift;
    gift.kind = RemedyKind::gift;
    gift.gift_cost = std::min(round_yuan(permille(middle, 400)), Fen{15'00});
    list.push_back(gift);
  }
  if (typical(question, RemedyKind::wait_until) && facts.phase != Phase::delivered &&
      facts.phase != Phase::finished) {
    Remedy wait;
    wait.kind = RemedyKind::wait_until;
    wait.look_again = facts.now + days(2);
    list.push_back(wait);
  }
  return list;
}

bool wants_nothing(const OfferQuestion& question) {
  return question.facts.demand == Demand::none || question.facts.demand == Demand::answer;
}

// A favour that neither the issue calls for nor the buyer is upset enough for is not thrown after somebody
// who asks for nothing (P-A5).
bool uncalled_for(const OfferQuestion& question, const Remedy& remedy) {
  const bool favour = remedy.kind == RemedyKind::red_packet || remedy.kind == RemedyKind::member_upgrade;
  return favour && wants_nothing(question) && question.facts.mood < Mood::annoyed &&
         !typical(question, remedy.kind);
}

// Expected loss after the way was taken. What a buyer gets beyond the usual makes up for more of it (P-D6).
Fen loss_after(const OfferQuestion& question, const Remedy& remedy, std::int64_t size_permille) {
  const auto typical =
      static_cast<double>(std::max<std::int64_t>(1, question.book.ladder_step(question.facts.mood).permille));
  const double halved = std::pow(0.5, static_cast<double>(size_permille) / typical);
  // The right is granted all the same where only its freight is paid.
  if (remedy.kind == RemedyKind::freight_reimbursement) return scaled(question.then.ill_will_left(), halved);
  const auto left = static_cast<double>(question.book.number(Tuning::ill_will_after_way)) / 1000;
  return scaled(question.then.ill_will, left * halved);
}

// Below the starting rung of the mood (P-D5). Talk is no rung: waiting stays possible.
bool too_low(const OfferQuestion& question, const Remedy& remedy) {
  const Rung rung = question.book.remedy(remedy.kind).rung;
  return rung != Rung::talk && rung < ladder_step(question).from;
}

}  // namespace

Candidate weigh(const OfferQuestion& question, Remedy remedy) {
  Candidate candidate;
  candidate.cost = cost_of(remedy, question.facts, question.book);
  if (remedy.kind == RemedyKind::freight_reimbursement) {
    // Who takes it would have taken the right itself: the freight comes on top of what follows anyway.
    candidate.cost.add(CostItem::goods_back, question.then.cost_of_rights(),
                       {"退换本身的成本", "cost of the return or exchange itself"});
  }
  const AcceptCell cell = cell_of(remedy, question.facts, question.book);
  const Fen paid = question.facts.affected_paid();
  const Fen given = remedy.money + remedy.credit + remedy.gift_cost;
  candidate.size_permille = paid > Fen{0} ? std::min<std::int64_t>(given.value * 1000 / paid.value, 1000) : 0;
  candidate.accept = question.model.probability(cell, candidate.size_permille);
  candidate.after = loss_after(question, remedy, candidate.size_permille);
  candidate.expected = scaled(candidate.cost.total + candidate.after, candidate.accept) +
                       scaled(question.follow_up, 1 - candidate.accept);
  candidate.remedy = std::move(remedy);
  return candidate;
}

std::vector<Candidate> lighter_candidates(const OfferQuestion& question) {
  std::vector<Candidate> list;
  const Issue* issue = question.issue();
  // A threat is answered with what is owed and nothing else (P-D7).
  if (issue != nullptr && issue->nature == IssueNature::abuse) return list;
  // Who only vents or asks wants an ear, no compensation (P-A5).
  if (issue != nullptr && issue->issue_class == IssueClass::enquiry && wants_nothing(question)) return list;
  for (Remedy& remedy : propose(question)) {
    const RemedyRow& row = question.book.remedy(remedy.kind);
    if (!row.lighter || too_low(question, remedy) || uncalled_for(question, remedy)) continue;
    if (turned_down(question, remedy)) continue;
    if (question.rights.find(remedy.kind) != nullptr) continue;  // already there as a right
    if (!obstacles(remedy, question.facts, question.book, question.rights).empty()) continue;
    Candidate candidate = weigh(question, std::move(remedy));
    // Fair to both: it must cost less than what follows anyway.
    if (candidate.expected < question.follow_up) list.push_back(std::move(candidate));
  }
  return list;
}

Text sentence_of(const Remedy& remedy) {
  using enum RemedyKind;
  const std::string zh = yuan(remedy.money);
  const std::string en = yuan_en(remedy.money);
  switch (remedy.kind) {
    case partial_refund_keep:
      return {"商品您留着，我们退您 " + zh + "，不用跑一趟寄回。",
              "Keep it, and we refund " + en + "; nothing to send back."};
    case repair_allowance:
      return {"附近修一下就好，修补的费用我们出 " + zh + "。",
              "A small mend nearby will do; we pay " + en + " for it."};
    case repair_service:
      return {"寄回来我们修好再寄还您，来回运费我们出。",
              "Send it in; we mend it and pay the freight both ways."};
    case coupon:
      return {"送您一张 " + yuan(remedy.credit) + "的优惠券，下次直接抵用。",
              "A coupon of " + yuan_en(remedy.credit) + " for your next order."};
    case member_upgrade:
      return {"给您升一级会员，以后下单都有会员价。",
              "We raise you one member level, with member prices from now on."};
    case red_packet:
      return {"给您发一个 " + zh + "的红包，算我们的一点歉意。",
              "A red packet of " + en + " as a small apology."};
    case gift:
      return {"给您补一份小礼物。", "A small gift for you."};
    case freight_reimbursement:
      return {"退换的运费我们给您补 " + zh + "。", "We pay " + en + " towards the freight."};
    case goodwill_refund:
      return {"这次我们多做一点，退您 " + zh + "。", "We go one step further and refund " + en + "."};
    case wait_until:
      return {"我们盯着物流，两天内给您准信，到时再看怎么处理。",
              "We watch the parcel and get back to you within two days."};
    default:
      break;
  }
  return text_of(remedy.kind);
}

}  // namespace shouhou::domain
