#include "simulate/world.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "simulate/calendar.h"
#include "simulate/troubles.h"

namespace shouhou::simulate {
namespace {

// Buyers who came before the first counted day, so that the shop does not start without regulars.
constexpr std::int64_t warm_up_days = 365;

template <class Row>
std::size_t weighted(const std::vector<Row>& rows, double unit) {
  double sum = 0;
  for (const Row& row : rows) sum += row.share;
  double left = unit * sum;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    left -= rows[i].share;
    if (left < 0) return i;
  }
  return rows.size() - 1;
}

Span span_of_days(double count) {
  return {static_cast<std::int64_t>(count * 86'400'000.0)};
}

class WorldMaker {
 public:
  WorldMaker(const WorldRules& rules, const WorldSize& size, const Zone& zone)
      : rules_(rules), calendar_(size.first, warm_up_days, size.whole_days()) {
    world_.rules = &rules;
    world_.size = size;
    world_.start = zone.start_of(size.first);
    world_.end = world_.start + days(size.whole_days());
    world_.shift_at = world_.start + days(size.whole_days() / 2);
    opening_ = world_.start - days(warm_up_days);
  }

  World make() && {
    const double arrivals = arrivals_per_day();
    for (std::int64_t day = 0; day < warm_up_days + world_.size.whole_days(); ++day) {
      const Draw draw(world_.size.seed, Purpose::arrival, static_cast<std::uint64_t>(day));
      // Poisson by counting exponential gaps.
      double left = arrivals * calendar_.busy(day);
      for (std::uint64_t i = 0; (left -= draw.exponential(i * 2, 1)) > 0; ++i) {
        let_in(opening_ + days(day) + span_of_days(hour_of_day(draw.unit(i * 2 + 1))));
      }
    }
    std::sort(world_.orders.begin(), world_.orders.end(), [](const SimOrder& a, const SimOrder& b) {
      return a.placed != b.placed ? a.placed < b.placed : a.key < b.key;
    });
    send_out();
    Fen margins;
    for (const SimOrder& order : world_.orders) margins += world_.margin(order);
    if (!world_.orders.empty())
      world_.mean_margin = Fen{margins.value / static_cast<std::int64_t>(world_.orders.size())};
    return std::move(world_);
  }

 private:
  // How many new buyers a day give the wished orders a day over the counted time. A buyer of rate r who stays
  // after each order with chance 1 − q places (1−q)/q · (1 − e^(−r q h)) further orders within h.
  double arrivals_per_day() const {
    const double q = std::max(1e-6, rules_.numbers.leaves_anyway);
    double shares = 0;
    for (const Temperament& kind : rules_.temperaments) shares += kind.share;
    const auto further = [&](double horizon_days) {
      double sum = 0;
      for (const Temperament& kind : rules_.temperaments) {
        const double rate = kind.orders_a_year / 365;
        sum += kind.share / shares * (1 - q) / q * (1 - std::exp(-rate * q * std::max(0.0, horizon_days)));
      }
      return sum;
    };
    const auto counted = static_cast<double>(world_.size.whole_days());
    double orders = 0;
    for (std::int64_t day = 0; day < warm_up_days + world_.size.whole_days(); ++day) {
      const double before = static_cast<double>(warm_up_days - day);
      const double rest = before + counted;
      orders += calendar_.busy(day) * ((before <= 0 ? 1 : 0) + further(rest) - further(before));
    }
    return orders <= 0 ? 0 : world_.size.orders_per_day * counted / orders;
  }

  static double hour_of_day(double unit) {
    // Few at night, most in the evening: the square root leans the even draw to the late hours.
    return 0.29 + 0.70 * std::sqrt(unit);
  }

  void let_in(Instant first) {
    const std::size_t index = world_.buyers.size();
    const Draw draw(world_.size.seed, Purpose::buyer, index);
    const SimBuyer buyer = drawn_buyer(rules_, draw);
    world_.buyers.push_back(buyer);
    Instant at = first;
    for (std::size_t turn = 0; at < world_.end; ++turn) {
      place(index, turn, at);
      const Draw next(world_.size.seed, Purpose::coming_back, index, turn);
      if (next.happens(0, rules_.numbers.leaves_anyway)) break;
      at = at + span_of_days(0.5 + next.exponential(1, 365 / buyer.orders_a_year));
    }
  }

  void place(std::size_t buyer, std::size_t turn, Instant at) {
    SimOrder order;
    order.key = mixed(static_cast<std::uint64_t>(buyer)) ^ static_cast<std::uint64_t>(turn);
    order.buyer = buyer;
    order.turn = turn;
    order.placed = at;
    order.ship_by = at + hours(48);
    const Draw draw(world_.size.seed, Purpose::order, order.key);
    constexpr domain::Channel channels[] = {domain::Channel::taobao, domain::Channel::tmall,
                                            domain::Channel::taobao, domain::Channel::douyin,
                                            domain::Channel::pdd,    domain::Channel::wechat_shop,
                                            domain::Channel::tmall,  domain::Channel::taobao};
    // A buyer stays with the channel of the first order.
    order.channel = channels[Draw(world_.size.seed, Purpose::buyer, buyer).bits(9) % 8];
    const std::size_t count = draw.happens(0, rules_.numbers.second_line) ? 2 : 1;
    const bool sale = calendar_.sale(day_of(at));
    for (std::size_t i = 0; i < count; ++i) {
      SimLine line;
      line.product = weighted(rules_.products, draw.unit(10 + i));
      if (i == 1 && line.product == order.lines[0].product) continue;
      line.quantity = draw.happens(20 + i, rules_.numbers.two_pieces) ? 2 : 1;
      const Fen price = rules_.products[line.product].price;
      line.unit_price = sale ? Fen{price.value * sale_percent / 100} : price;
      line.paid = line.unit_price * line.quantity;
      order.lines.push_back(line);
    }
    discount(order, sale);
    order.insured = draw.happens(30, rules_.numbers.insured);
    order.gift = draw.happens(31, rules_.numbers.gift);
    order.carrier = weighted(rules_.carriers, draw.unit(32));
    world_.orders.push_back(std::move(order));
  }

  void discount(SimOrder& order, bool sale) {
    const Fen goods = order.paid_goods();
    order.off_from = sale ? Fen{300'00} : Fen{400'00};
    if (goods >= order.off_from) order.off = sale ? Fen{40'00} : Fen{30'00};
    std::vector<std::int64_t> weights;
    for (const SimLine& line : order.lines) weights.push_back(line.paid.value);
    const std::vector<Fen> parts = split_by_weight(order.off, weights);
    for (std::size_t i = 0; i < parts.size(); ++i) order.lines[i].paid -= parts[i];
    if (goods < free_shipping_from) order.postage = Fen{8'00};
  }

  std::int64_t day_of(Instant at) const { return (at - opening_).ms / days(1).ms; }

  // The warehouse sends in the order of placing, so many parcels a day; a sale makes a backlog.
  void send_out() {
    const double a_day = std::max(1.0, world_.size.orders_per_day * rules_.numbers.capacity);
    const Span gap = span_of_days(1 / a_day);
    Instant free = opening_;
    for (std::uint64_t number = 0; number < world_.orders.size(); ++number) {
      SimOrder& order = world_.orders[number];
      order.number = number;
      const Draw draw(world_.size.seed, Purpose::warehouse, order.key);
      free = std::max(free + gap, order.placed + span_of_days(draw.between(0, 0.15, 0.9)));
      order.shipped = free;
      // Goods that have run out wait for their batch; the others go on.
      if (draw.happens(1, rules_.numbers.restock)) order.shipped = free + span_of_days(draw.between(2, 2, 9));
      travel(order);
      if (order.placed >= world_.start)
        order.trouble = trouble_of(world_, order, calendar_, day_of(order.placed));
      settle_times(order);
    }
  }

  void travel(SimOrder& order) {
    const SimCarrier& carrier = rules_.carriers[order.carrier];
    const Draw draw(world_.size.seed, Purpose::road, order.key);
    order.signed_at = *order.shipped + span_of_days(draw.around(0, carrier.days, carrier.spread));
  }

  // A trouble on the way changes when, and whether, the parcel is signed for.
  void settle_times(SimOrder& order) {
    if (!order.trouble) return;
    const std::string& issue = order.trouble->kind->issue;
    const Draw draw(world_.size.seed, Purpose::road, order.key, 1);
    if (issue == "not_shipped_cancel") order.shipped.reset();
    if (issue == "not_shipped_cancel" || issue == "lost_parcel") order.signed_at.reset();
    if (issue == "stuck_parcel") {
      order.signed_at = order.trouble->at + span_of_days(draw.between(0, 0.8, 5));
      if (!order.trouble->arrives) order.signed_at.reset();
    }
  }

  const WorldRules& rules_;
  SalesCalendar calendar_;
  Instant opening_;
  World world_;
};

}  // namespace

const SimTrouble* WorldRules::trouble(const std::string& issue) const {
  const auto found = std::find_if(troubles.begin(), troubles.end(),
                                  [&](const SimTrouble& row) { return row.issue == issue; });
  return found == troubles.end() ? nullptr : &*found;
}

Fen SimOrder::paid_goods() const {
  Fen sum;
  for (const SimLine& line : lines) sum += line.paid;
  return sum;
}

Fen World::margin(const SimOrder& order) const {
  Fen sum = order.paid_goods() + order.postage - rules->carriers[order.carrier].freight;
  for (const SimLine& line : order.lines) sum -= rules->products[line.product].cost * line.quantity;
  return sum;
}

std::uint64_t World::fingerprint() const {
  std::uint64_t sum = 0;
  for (const SimOrder& order : orders) {
    std::uint64_t one = mixed(order.key) ^ static_cast<std::uint64_t>(order.placed.ms);
    one = mixed(one) ^ static_cast<std::uint64_t>(order.paid_goods().value);
    one = mixed(one) ^ static_cast<std::uint64_t>(order.signed_at ? order.signed_at->ms : 0);
    if (order.trouble) {
      one = mixed(one) ^ static_cast<std::uint64_t>(order.trouble->at.ms);
      one = mixed(one) ^ static_cast<std::uint64_t>(order.trouble->severity * 1e9);
    }
    sum = mixed(sum ^ one);
  }
  return sum;
}

SimBuyer drawn_buyer(const WorldRules& rules, const Draw& draw) {
  SimBuyer buyer;
  buyer.temperament = weighted(rules.temperaments, draw.unit(0));
  buyer.means = draw.around(1, 1, 0.3);
  buyer.trouble = draw.around(2, 1, 0.5);
  buyer.attached = draw.around(3, 1, 0.4);
  buyer.orders_a_year = rules.temperaments[buyer.temperament].orders_a_year;
  return buyer;
}

World make_world(const WorldRules& rules, const WorldSize& size, const Zone& zone) {
  return WorldMaker(rules, size, zone).make();
}

}  // namespace shouhou::simulate
