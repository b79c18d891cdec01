#include "domain/offer_life.h"

#include <algorithm>

#include "domain/offer_candidates.h"

namespace shouhou::domain {
namespace {

auto refused(std::string code, std::string zh, std::string en) {
  return invalid(std::move(code), "items", Text{std::move(zh), std::move(en)});
}

bool travels(RemedyKind kind) {
  return kind == RemedyKind::return_refund || kind == RemedyKind::exchange;
}

// What the case is about, as far as a menu depends on it.
bool about_the_same(const CaseFacts& then, const CaseFacts& now) {
  return then.issue == now.issue && then.fault == now.fault &&
         std::equal(then.lines.begin(), then.lines.end(), now.lines.begin(), now.lines.end(),
                    [](const FactLine& a, const FactLine& b) {
                      return a.line == b.line && a.affected == b.affected && a.refunded == b.refunded &&
                             a.settled == b.settled;
                    });
}

bool same_remedy(Remedy one, Remedy other) {
  one.look_again.reset();  // counted from the present moment
  other.look_again.reset();
  return one == other;
}

bool still_owed(const OfferItem& item, const CaseFacts& facts, const Rights& rights) {
  return std::any_of(rights.owed.begin(), rights.owed.end(), [&](const Entitlement& owed) {
    return same_remedy(remedy_for(owed, facts), item.remedy) && !owed.basis.empty() && !item.basis.empty() &&
           owed.basis.front().rule == item.basis.front().rule;
  });
}

const Refusal* refusal_of(const Offer& offer, RemedyKind kind) {
  const auto found = std::find_if(offer.refused.begin(), offer.refused.end(),
                                  [&](const Refusal& refusal) { return refusal.remedy == kind; });
  return found == offer.refused.end() ? nullptr : &*found;
}

// The remedy as it would be weighed: with the amount it had among the candidates, else a plain one.
Remedy sample_of(RemedyKind kind, const Offer& offer, const CaseFacts& facts, const RuleBook& book) {
  for (const Candidate& candidate : offer.log.candidates) {
    if (candidate.remedy.kind == kind) return candidate.remedy;
  }
  using enum RemedyKind;
  Remedy remedy;
  remedy.kind = kind;
  const Fen paid = facts.affected_paid();
  const Fen middle{std::max<std::int64_t>(1'00, paid.value * book.ladder_step(facts.mood).permille / 1000)};
  switch (kind) {
    case cancel_refund:
    case intercept:
    case refund_only:
    case return_refund:
      remedy.money = facts.affected_left();
      break;
    case partial_refund_keep:
    case refund_missing:
    case repair_allowance:
    case red_packet:
    case goodwill_refund:
      remedy.money = middle;
      break;
    case freight_reimbursement:
      remedy.money = std::max(Fen{1'00}, facts.return_freight);
      break;
    case coupon:
      remedy.credit = middle;
      break;
    case gift:
      remedy.gift_cost = middle;
      break;
    case wait_until:
      remedy.look_again = facts.now + days(2);
      break;
    default:
      break;
  }
  for (const FactLine& line : facts.lines) remedy.pieces.push_back(line.affected);
  return remedy;
}

Text why_not(const OtherWay& way, const Offer& offer, const RuleBook& book) {
  if (const Refusal* refusal = refusal_of(offer, way.remedy.kind)) return refusal->why;
  if (!way.obstacles.empty()) return way.obstacles.front().why;
  const auto weighed =
      std::find_if(offer.log.candidates.begin(), offer.log.candidates.end(),
                   [&](const Candidate& candidate) { return candidate.remedy.kind == way.remedy.kind; });
  if (weighed != offer.log.candidates.end()) {
    return {"可行，但期望成本 " + format_yuan(weighed->expected) + " 元，不在最合适的几种里",
            "possible, but its expected cost of " + format_yuan(weighed->expected) +
                " yuan is not among the best"};
  }
  if (!book.remedy(way.remedy.kind).lighter) {
    return {"只在买家应得时给出", "only where it is owed"};
  }
  return {"对这个问题、情绪或成本不合适，可手动加上",
          "does not fit the issue, the mood or the cost; may be added by hand"};
}

}  // namespace

Text text_of(OfferState state) {
  switch (state) {
    case OfferState::proposed:
      return {"已拟定", "proposed"};
    case OfferState::sent:
      return {"已发给买家", "sent"};
    case OfferState::chosen:
      return {"买家已选", "chosen"};
    case OfferState::refused:
      return {"买家都不要", "all refused"};
    case OfferState::expired:
      return {"已过期", "expired"};
    case OfferState::replaced:
      return {"已被新方案取代", "replaced"};
    case OfferState::withdrawn:
      return {"已撤回", "withdrawn"};
  }
  return {};
}

bool comes_on_top(const OfferItem& item) {
  return item.entitled && item.remedy.kind == RemedyKind::compensation_by_rule;
}

std::vector<std::int64_t> item_numbers(const Offer& offer) {
  std::vector<std::int64_t> numbers;
  std::int64_t next = 0;
  for (const OfferItem& item : offer.items) numbers.push_back(comes_on_top(item) ? 0 : ++next);
  return numbers;
}

Result<std::vector<std::size_t>> items_chosen(const Offer& offer, const std::vector<std::int64_t>& numbers) {
  const std::vector<std::int64_t> shown = item_numbers(offer);
  std::vector<std::size_t> places;
  for (const std::int64_t number : numbers) {
    const auto found = std::find(shown.begin(), shown.end(), number);
    if (number <= 0 || found == shown.end()) {
      return refused("offer.no_such_item", "方案单上没有第 " + std::to_string(number) + " 项",
                     "the menu has no item " + std::to_string(number));
    }
    const auto place = static_cast<std::size_t>(found - shown.begin());
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
  }
  // Nothing to choose between: only what comes on top is on the menu.
  const bool only_on_top = std::all_of(shown.begin(), shown.end(), [](std::int64_t n) { return n == 0; });
  if (places.empty() && !(only_on_top && !shown.empty())) {
    return refused("offer.no_such_item", "请选一项", "choose an item");
  }
  std::stable_partition(places.begin(), places.end(), [&](std::size_t place) {
    return offer.items[place].remedy.kind != RemedyKind::freight_reimbursement;
  });
  const bool pair = places.size() == 2 && travels(offer.items[places[0]].remedy.kind) &&
                    offer.items[places[1]].remedy.kind == RemedyKind::freight_reimbursement;
  if (places.size() > 1 && !pair) {
    return refused("offer.one_only", "这几项只能选一项（退换货可以加选运费补贴）",
                   "only one of these can be chosen (a return or exchange may go with the freight)");
  }
  for (std::size_t place = 0; place < offer.items.size(); ++place) {
    if (shown[place] == 0) places.push_back(place);
  }
  return places;
}

std::optional<Text> no_longer_holds(const Offer& offer, const CaseFacts& then, const CaseFacts& now,
                                    const RuleBook& book, const Zone& zone, bool promised) {
  if (!about_the_same(then, now)) {
    return Text{"问题、责任方、商品或已退金额有变", "the issue, the fault, the goods or the refunds changed"};
  }
  const Rights rights = entitlements(now, book, zone);
  if (auto missing = what_is_missing(offer, rights)) return missing;
  for (const OfferItem& item : offer.items) {
    if (item.entitled) {
      if (still_owed(item, now, rights)) continue;
      return Text{"“" + text_of(item.remedy.kind).zh + "”的权益有变",
                  "what is owed as " + text_of(item.remedy.kind).en + " changed"};
    }
    for (const Obstacle& obstacle : obstacles(item.remedy, now, book, rights)) {
      if (promised && obstacle.validator == "goodwill_caps") continue;
      return obstacle.why;
    }
  }
  return std::nullopt;
}

Result<Offer> with_lighter(const Offer& offer, const std::vector<Remedy>& lighter, const CaseFacts& facts,
                           const RuleBook& book, const Zone& zone, const AcceptModel& model) {
  const Rights rights = entitlements(facts, book, zone);
  const OfferQuestion question{
      facts, book, rights, model, offer.signals, if_refused(facts, book, rights, model), offer.log.follow_up};
  const Issue* issue = question.issue();
  if (issue != nullptr && issue->nature == IssueNature::abuse && !lighter.empty()) {
    return refused("offer.threat", "以评价要挟的，只给应得的，不加别的",
                   "a threat gets what is owed and nothing on top");
  }
  if (lighter.size() > static_cast<std::size_t>(book.number(Tuning::offer_lighter_most))) {
    return refused("offer.too_many",
                   "最多 " + std::to_string(book.number(Tuning::offer_lighter_most)) + " 项",
                   "at most " + std::to_string(book.number(Tuning::offer_lighter_most)) + " lighter ways");
  }
  Offer edited = offer;
  std::erase_if(edited.items, [](const OfferItem& item) { return !item.entitled; });
  const auto first = static_cast<std::ptrdiff_t>(edited.items.size());
  for (const Remedy& remedy : lighter) {
    if (!book.remedy(remedy.kind).lighter || rights.find(remedy.kind) != nullptr) {
      return refused("offer.no_lighter_way", "“" + text_of(remedy.kind).zh + "”不能作为更轻的方案加上",
                     text_of(remedy.kind).en + " cannot be added as a lighter way");
    }
    const bool twice = std::any_of(edited.items.begin(), edited.items.end(),
                                   [&](const OfferItem& item) { return item.remedy.kind == remedy.kind; });
    if (twice) {
      return refused("offer.twice", "“" + text_of(remedy.kind).zh + "”重复了",
                     text_of(remedy.kind).en + " stands there twice");
    }
    const auto found = obstacles(remedy, facts, book, rights);
    if (!found.empty()) return refused("offer.not_possible", found.front().why.zh, found.front().why.en);
    edited.items.push_back(lighter_item(weigh(question, remedy), book, offer.log.follow_up));
  }
  std::stable_sort(edited.items.begin() + first, edited.items.end(),
                   [](const OfferItem& a, const OfferItem& b) { return a.expected < b.expected; });
  return edited;
}

std::vector<OtherWay> other_ways(const Offer& offer, const CaseFacts& facts, const RuleBook& book,
                                 const Zone& zone) {
  const Rights rights = entitlements(facts, book, zone);
  std::vector<OtherWay> ways;
  for (const RemedyRow& row : book.remedies) {
    const bool shown = std::any_of(offer.items.begin(), offer.items.end(),
                                   [&](const OfferItem& item) { return item.remedy.kind == row.kind; });
    if (shown) continue;
    OtherWay way;
    way.remedy = sample_of(row.kind, offer, facts, book);
    way.cost = cost_of(way.remedy, facts, book);
    way.obstacles = obstacles(way.remedy, facts, book, rights);
    way.why = why_not(way, offer, book);
    ways.push_back(std::move(way));
  }
  return ways;
}

std::vector<Answered> answers_to(const Offer& offer, const CaseFacts& facts, const RuleBook& book,
                                 const std::vector<std::size_t>& chosen) {
  const bool took_lighter = std::any_of(chosen.begin(), chosen.end(),
                                        [&](std::size_t place) { return !offer.items[place].entitled; });
  std::vector<Answered> answers;
  for (std::size_t place = 0; place < offer.items.size(); ++place) {
    const OfferItem& item = offer.items[place];
    if (item.entitled && item.remedy.kind == RemedyKind::compensation_by_rule) continue;
    const bool accepted = std::find(chosen.begin(), chosen.end(), place) != chosen.end();
    if (took_lighter && (!accepted || item.entitled)) continue;
    answers.push_back({cell_of(item.remedy, facts, book), accepted});
  }
  return answers;
}

}  // namespace shouhou::domain
