#include "simulate/shop_run.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>

namespace shouhou::simulate {
namespace {

using domain::RemedyKind;

Span span_of_days(double count) {
  return {static_cast<std::int64_t>(count * 86'400'000.0)};
}

double days_between(Instant from, Instant to) {
  return static_cast<double>((to - from).ms) / 86'400'000.0;
}

enum class EventKind { shipped, signed_for, complained, menu, answer, waited, closed };

struct Event {
  Instant at;
  std::uint64_t sequence = 0;  // of making: events of one moment keep their order
  EventKind kind = EventKind::shipped;
  std::uint64_t order = 0;

  bool operator>(const Event& other) const {
    return at != other.at ? at > other.at : sequence > other.sequence;
  }
};

struct BuyerState {
  bool left = false;
  Fen value;
  std::int64_t orders = 0;
  std::int64_t goodwill_month = -1;
  Fen goodwill;
  std::vector<Instant> claims;
  std::int64_t threats = 0;
  std::optional<Instant> case_closed;  // the last one that counts for buying again
};

// A case under way.
struct Open {
  Talk talk;
  domain::CaseFacts facts;
  domain::Rights rights;
  domain::Offer offer;
  domain::Dice dice;
  std::int64_t refused_offers = 0;
  std::vector<domain::RefusedWay> refused_ways;
  CaseResult result;
};

bool travels(RemedyKind kind) {
  return kind == RemedyKind::return_refund || kind == RemedyKind::exchange ||
         kind == RemedyKind::repair_service || kind == RemedyKind::freight_reimbursement ||
         kind == RemedyKind::intercept;
}

class ShopRun {
 public:
  ShopRun(const World& world, Policy& policy, const domain::RuleBook& book, const Zone& zone,
          const RunSettings& settings)
      : world_(world),
        policy_(policy),
        book_(book),
        zone_(zone),
        settings_(settings),
        buyers_(world.buyers.size()) {
    tally_.months.resize(static_cast<std::size_t>(world.size.years) * 12);
    tally_.troubles.resize(world.rules->troubles.size());
  }

  Tally run() && {
    std::size_t next = 0;
    while (next < world_.orders.size() || !events_.empty()) {
      const bool order_first =
          next < world_.orders.size() && (events_.empty() || world_.orders[next].placed <= events_.top().at);
      if (order_first) {
        place(world_.orders[next++]);
      } else {
        const Event event = events_.top();
        events_.pop();
        ++tally_.events;
        happen(event);
      }
    }
    return std::move(tally_);
  }

 private:
  void put(Instant at, EventKind kind, std::uint64_t order) { events_.push({at, sequence_++, kind, order}); }

  const SimOrder& order(std::uint64_t number) const { return world_.orders[number]; }
  Draw draw(Purpose purpose, const SimOrder& order, std::uint64_t which = 0) const {
    return {world_.size.seed, purpose, order.key, which};
  }
  std::int64_t month_of(Instant at) const {
    const LocalTime local = zone_.local(at);
    return local.day.year * 12 + local.day.month;
  }

  // ---- orders ----

  void place(const SimOrder& order) {
    BuyerState& buyer = buyers_[order.buyer];
    if (buyer.left) return;
    ++tally_.events;
    buyer.orders += 1;
    buyer.value += order.paid_goods();
    if (buyer.case_closed) {
      if (order.placed - *buyer.case_closed <= days(90)) ++tally_.bought_again;
      buyer.case_closed.reset();
    }
    if (order.placed < world_.start) return;
    tally_.orders += 1;
    tally_.margin += world_.margin(order);
    if (order.shipped) put(*order.shipped, EventKind::shipped, order.number);
    if (order.signed_at) put(*order.signed_at, EventKind::signed_for, order.number);
    if (order.trouble && order.trouble->at < world_.end)
      put(order.trouble->at, EventKind::complained, order.number);
  }

  void happen(const Event& event) {
    switch (event.kind) {
      case EventKind::shipped:
      case EventKind::signed_for:
        return;
      case EventKind::complained:
        return complain(event);
      case EventKind::menu:
        return lay_out(event);
      case EventKind::answer:
        return answer(event);
      case EventKind::waited:
        return waited(event);
      case EventKind::closed:
        return close(event);
    }
  }

  // ---- talking ----

  void complain(const Event& event) {
    const SimOrder& placed = order(event.order);
    Open& open = open_[event.order];
    open.result.order = event.order;
    open.result.opened = event.at;
    open.talk.mood = placed.trouble->mood;
    buyers_[placed.buyer].claims.push_back(event.at);
    put(event.at + span_of_days(draw(Purpose::desk, placed).between(0, 0.02, 0.6)), EventKind::menu,
        event.order);
  }

  domain::Mood read_mood(const SimOrder& placed, const Talk& talk) const {
    const Draw eye = draw(Purpose::desk, placed, static_cast<std::uint64_t>(talk.round));
    std::int64_t step = std::llround(talk.mood);
    if (eye.happens(1, world_.rules->numbers.misread)) step += eye.happens(2, 0.5) ? 1 : -1;
    return static_cast<domain::Mood>(std::clamp<std::int64_t>(step, 0, 4));
  }

  void fill_history(domain::CaseFacts& facts, const SimOrder& placed, Instant now) {
    BuyerState& buyer = buyers_[placed.buyer];
    const std::int64_t month = month_of(now);
    if (buyer.goodwill_month != month) {
      buyer.goodwill_month = month;
      buyer.goodwill = Fen{0};
    }
    facts.buyer.value = buyer.value;
    facts.buyer.orders = buyer.orders;
    facts.buyer.goodwill_this_month = buyer.goodwill;
    facts.buyer.threats = buyer.threats;
    const Instant since = now - days(book_.number(domain::Tuning::serial_days));
    facts.buyer.goodwill_claims = std::count_if(buyer.claims.begin(), buyer.claims.end(), [&](Instant at) {
      return at >= since && at < facts.requested_at;
    });
    for (const domain::FactLine& line : facts.lines) {
      if (line.affected == 0) continue;
      const auto given = sku_goodwill_.find({line.sku.value, month});
      if (given != sku_goodwill_.end()) facts.sku_goodwill_this_month.emplace_back(line.sku, given->second);
    }
  }

  void lay_out(const Event& event) {
    Open& open = open_.at(event.order);
    const SimOrder& placed = order(event.order);
    open.facts = facts_of(world_, placed, event.at);
    fill_history(open.facts, placed, event.at);
    open.facts.mood = read_mood(placed, open.talk);
    open.facts.refused_offers = open.refused_offers;
    open.facts.refused_ways = open.refused_ways;
    open.rights = domain::entitlements(open.facts, book_, zone_);
    open.talk.days = days_between(open.result.opened, event.at);
    const Draw dice = draw(Purpose::dice, placed, static_cast<std::uint64_t>(open.talk.round));
    open.dice = {dice.unit(0), dice.unit(1)};
    const Situation situation = situation_of(open);
    const Truth truth(world_, placed, open.facts, open.rights);
    open.offer = policy_.menu(situation, {truth, open.talk});
    open.talk.rights_shown = !domain::what_is_missing(open.offer, open.rights).has_value();
    if (open.talk.round == 1 && settings_.on_first_menu)
      settings_.on_first_menu(situation, {truth, open.talk}, open.offer);
    ++open.result.menus;
    open.result.breached_menus += open.talk.rights_shown ? 0 : 1;
    for (const domain::OfferItem& item : open.offer.items) open.result.lighter_shown |= !item.entitled;
    open.result.bill[Part::handling] += fen_of(truth.talk_cost());
    const double thinks =
        draw(Purpose::talk, placed, static_cast<std::uint64_t>(open.talk.round)).between(0, 0.02, 0.8);
    put(event.at + span_of_days(thinks), EventKind::answer, event.order);
  }

  Situation situation_of(const Open& open) const {
    return {open.facts, book_, zone_, open.rights, open.talk.round, open.dice};
  }

  void answer(const Event& event) {
    Open& open = open_.at(event.order);
    const SimOrder& placed = order(event.order);
    const Truth truth(world_, placed, open.facts, open.rights);
    const Draw taste = draw(Purpose::taste, placed, static_cast<std::uint64_t>(open.talk.round));
    const Choice choice = choose(truth.mind(), open.talk, open.offer, open.rights, taste);
    policy_.learn(situation_of(open), open.offer, choice);
    open.talk.days = days_between(open.result.opened, event.at);
    if (choice.refused) return refuse(event, open, truth);
    const domain::OfferItem& item = open.offer.items[choice.item];
    open.result.ending = item.entitled ? Ending::right_chosen : Ending::lighter_chosen;
    if (item.remedy.kind == RemedyKind::wait_until) {
      open.result.remedy = item.remedy.kind;
      return put(event.at + days(2), EventKind::waited, event.order);
    }
    if (!item.entitled) give_goodwill(placed, item.remedy, open.rights, event.at);
    settle(event.at, open, truth, item.remedy);
  }

  void refuse(const Event& event, Open& open, const Truth& truth) {
    for (const domain::OfferItem& item : open.offer.items) {
      if (item.entitled) continue;
      const domain::Remedy& remedy = item.remedy;
      open.refused_ways.push_back({remedy.kind, remedy.money + remedy.credit + remedy.gift_cost});
    }
    ++open.refused_offers;
    const Mind& mind = truth.mind();
    const Draw then = draw(Purpose::talk, order(event.order), static_cast<std::uint64_t>(open.talk.round));
    const int round = open.talk.round;
    open.talk.mood = mind.mood_after_refusal(open.talk.mood);
    open.talk.round += 1;
    if (then.happens(10, mind.calls_platform(open.talk))) return rule(event.at, open, truth);
    if (then.happens(11, mind.gives_up(open.talk))) return let_be(event.at, open, truth);
    if (round < most_rounds) {
      const double delay =
          draw(Purpose::desk, order(event.order), static_cast<std::uint64_t>(round)).between(5, 0.05, 0.8);
      return put(event.at + span_of_days(delay), EventKind::menu, event.order);
    }
    insist(event.at, open, truth);
  }

  void insist(Instant at, Open& open, const Truth& truth) {
    const auto right = truth.best_right();
    if (!right) return let_be(at, open, truth);
    open.result.ending = Ending::insisted;
    open.result.bill[Part::handling] += fen_of(truth.talk_cost());
    settle(at, open, truth, *right);
  }

  void let_be(Instant at, Open& open, const Truth& truth) {
    open.result.ending = Ending::let_be;
    end(at, open, truth, truth.mind().worth_of_nothing());
  }

  // The platform gives what is owed; where nothing is, now and then something all the same.
  void rule(Instant at, Open& open, const Truth& truth) {
    const SimNumbers& numbers = world_.rules->numbers;
    open.result.ending = Ending::platform_ruled;
    open.result.bill[Part::disputes] += fen_of(numbers.dispute_work);
    open.talk.mood = std::min(4.0, open.talk.mood + 1);
    open.talk.days += 4;
    open.talk.rights_shown = true;  // by the platform
    const Instant ruled = at + days(4);
    const SimOrder& placed = order(open.result.order);
    if (const auto right = truth.best_right()) {
      open.result.bill[Part::disputes] += fen_of(numbers.dispute_penalty);
      return settle(ruled, open, truth, *right);
    }
    if (!draw(Purpose::settling, placed).happens(5, numbers.wins_without_right)) {
      return end(ruled, open, truth, truth.mind().worth_of_nothing());
    }
    open.result.bill[Part::disputes] += fen_of(numbers.dispute_penalty);
    settle(ruled, open, truth, truth.platform_gift());
  }

  void waited(const Event& event) {
    Open& open = open_.at(event.order);
    const SimOrder& placed = order(event.order);
    const Truth truth(world_, placed, open.facts, open.rights);
    open.talk.days = days_between(open.result.opened, event.at) + 1;
    if (truth.waiting_drawn_well()) {
      open.result.ending = Ending::waited;
      return end(event.at + days(1), open, truth, truth.mind().worth_after_waiting());
    }
    open.talk.mood = std::min(4.0, open.talk.mood + 0.5);
    // The parcel did not come, or is not wanted: what is owed by now is judged anew.
    open.facts = facts_of(world_, placed, event.at);
    fill_history(open.facts, placed, event.at);
    open.rights = domain::entitlements(open.facts, book_, zone_);
    const Truth now(world_, placed, open.facts, open.rights);
    insist(event.at, open, now);
  }

  // ---- ending ----

  void give_goodwill(const SimOrder& placed, const domain::Remedy& remedy, const domain::Rights& rights,
                     Instant at) {
    const Fen goodwill = domain::goodwill_of(remedy, rights);
    buyers_[placed.buyer].goodwill += goodwill;
    const SimLine& line = placed.lines[placed.trouble->line];
    sku_goodwill_[{static_cast<std::int64_t>(line.product + 1), month_of(at)}] += goodwill;
  }

  double days_of(RemedyKind kind, const SimOrder& placed) const {
    const Draw pace = draw(Purpose::settling, placed, 1);
    const double trip = world_.rules->carriers[placed.carrier].days;
    const double back = pace.between(0, 0.5, 3) + pace.around(1, trip, 0.35) + 1;
    if (kind == RemedyKind::exchange) return back + pace.around(2, trip, 0.35);
    if (kind == RemedyKind::repair_service) return back + 3 + pace.around(2, trip, 0.35);
    if (travels(kind)) return back;
    const bool sent =
        kind == RemedyKind::reship || kind == RemedyKind::reship_missing || kind == RemedyKind::gift;
    return sent ? 0.8 + pace.around(2, trip, 0.35) : pace.between(3, 0.05, 1);
  }

  void settle(Instant at, Open& open, const Truth& truth, const domain::Remedy& remedy) {
    const SimOrder& placed = order(open.result.order);
    open.result.remedy = remedy.kind;
    open.result.money = remedy.money;
    open.result.goods_came_back = travels(remedy.kind);
    open.result.bill += truth.bill(remedy, truth.drawn_luck());
    buyers_[placed.buyer].value -= remedy.money;
    end(at + span_of_days(days_of(remedy.kind, placed)), open, truth,
        truth.mind().worth(remedy, open.rights));
  }

  // What is owed on top is paid where it was shown, or where the buyer or the platform knows of it.
  void end(Instant at, Open& open, const Truth& truth, double worth) {
    const SimOrder& placed = order(open.result.order);
    CaseResult& result = open.result;
    if (open.talk.rights_shown || truth.mind().knows_rights()) {
      result.bill += truth.on_top();
      worth += truth.worth_on_top();
    }
    const Mind& mind = truth.mind();
    result.content = mind.content(worth, open.talk);
    const Draw after = draw(Purpose::review, placed);
    result.bad_review = after.happens(0, mind.bad_review(result.content));
    result.good_review = !result.bad_review && after.happens(1, mind.good_review(result.content));
    result.left = after.happens(2, mind.leaves(result.content));
    if (result.bad_review) result.bill[Part::reviews] += truth.review_loss();
    if (result.left) result.bill[Part::future] += truth.year_with_buyer();
    if (placed.trouble->kind->issue == "extortion") ++buyers_[placed.buyer].threats;
    result.closed = at;
    put(at, EventKind::closed, result.order);
  }

  void close(const Event& event) {
    const auto found = open_.find(event.order);
    const CaseResult& result = found->second.result;
    BuyerState& buyer = buyers_[order(event.order).buyer];
    buyer.left = buyer.left || result.left;
    if (event.at + days(90) <= world_.end) {
      ++tally_.could_buy_again;
      buyer.case_closed = event.at;
    }
    add(result);
    if (settings_.on_case) settings_.on_case(result);
    open_.erase(found);
  }

  void add(const CaseResult& result) {
    ++tally_.cases;
    tally_.menus += result.menus;
    tally_.breached_menus += result.breached_menus;
    tally_.breached_cases += result.breached_menus > 0 ? 1 : 0;
    tally_.lighter_shown += result.lighter_shown ? 1 : 0;
    tally_.bad_reviews += result.bad_review ? 1 : 0;
    tally_.good_reviews += result.good_review ? 1 : 0;
    tally_.left += result.left ? 1 : 0;
    tally_.events += (result.bad_review || result.good_review ? 1 : 0) + (result.left ? 1 : 0);
    ++tally_.endings[domain::index_of(result.ending)];
    ++tally_.remedies[domain::index_of(result.remedy)];
    tally_.days += days_between(result.opened, result.closed);
    tally_.content += result.content;
    tally_.bill += result.bill;
    const auto day = static_cast<std::size_t>(days_between(world_.start, result.opened));
    const std::size_t month = std::min(tally_.months.size() - 1, day * 12 / 365);
    tally_.months[month].add(result);
    const SimTrouble* kind = order(result.order).trouble->kind;
    tally_.troubles[static_cast<std::size_t>(kind - world_.rules->troubles.data())].add(result);
  }

  const World& world_;
  Policy& policy_;
  const domain::RuleBook& book_;
  const Zone& zone_;
  const RunSettings& settings_;
  std::vector<BuyerState> buyers_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::uint64_t sequence_ = 0;
  std::unordered_map<std::uint64_t, Open> open_;
  std::map<std::pair<std::int64_t, std::int64_t>, Fen> sku_goodwill_;
  Tally tally_;
};

}  // namespace

void GroupSum::add(const CaseResult& result) {
  cases += 1;
  lighter += result.ending == Ending::lighter_chosen || result.ending == Ending::waited ? 1 : 0;
  cost += result.bill.total();
  content += result.content;
}

GroupSum& GroupSum::operator+=(const GroupSum& other) {
  cases += other.cases;
  lighter += other.lighter;
  cost += other.cost;
  content += other.content;
  return *this;
}

Text text_of(Ending ending) {
  switch (ending) {
    case Ending::right_chosen:
      return {"选了应得的", "took what is owed"};
    case Ending::lighter_chosen:
      return {"选了较轻方案", "took a lighter way"};
    case Ending::waited:
      return {"等到了", "waited, and it came"};
    case Ending::insisted:
      return {"坚持后按权利", "insisted, got the right"};
    case Ending::let_be:
      return {"算了", "let it be"};
    case Ending::platform_ruled:
      return {"平台裁定", "platform ruled"};
  }
  return {};
}

Tally run_shop(const World& world, Policy& policy, const domain::RuleBook& book, const Zone& zone,
               const RunSettings& settings) {
  return ShopRun(world, policy, book, zone, settings).run();
}

}  // namespace shouhou::simulate
