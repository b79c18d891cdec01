#include "simulate/troubles.h"

#include <algorithm>
#include <cmath>

namespace shouhou::simulate {
namespace {

Span span_of_days(double count) {
  return {static_cast<std::int64_t>(count * 86'400'000.0)};
}

domain::Demand demand_of(const SimTrouble& kind, double unit) {
  double sum = 0;
  for (const double weight : kind.demands) sum += weight;
  double left = unit * sum;
  for (std::size_t i = 0; i < kind.demands.size(); ++i) {
    left -= kind.demands[i];
    if (left < 0) return static_cast<domain::Demand>(i);
  }
  return domain::Demand::none;
}

// Looks for the trouble of one order. Places of its draws are fixed by kind, so that changing one chance
// leaves every other trouble as it is.
class TroubleSeeker {
 public:
  TroubleSeeker(const World& world, const SimOrder& order, const SalesCalendar& calendar, std::int64_t day)
      : world_(world),
        order_(order),
        calendar_(calendar),
        day_(day),
        numbers_(world.rules->numbers),
        kind_(world.temperament(order)),
        draw_(world.size.seed, Purpose::trouble, order.key) {}

  std::optional<Trouble> seek() {
    if (before_shipping() || on_the_way()) return made_;
    if (at_the_door() || with_the_goods()) return made_;
    return std::nullopt;
  }

 private:
  // Takes the trouble if chance says so.
  bool take(std::uint64_t place, const char* issue, double chance, Instant at, std::size_t line = 0) {
    if (made_ || !draw_.happens(place, chance)) return false;
    const SimTrouble* kind = world_.rules->trouble(issue);
    if (kind == nullptr) return false;
    const double mendable = world_.rules->products[order_.lines[line].product].mendable;
    Trouble trouble = drawn_trouble(*kind, kind_, mendable, numbers_.arrives_after_stuck, draw_);
    trouble.at = at;
    trouble.line = line;
    trouble.pieces =
        order_.lines[line].quantity > 1 && draw_.happens(900, 0.6) ? 1 : order_.lines[line].quantity;
    made_ = trouble;
    return true;
  }

  bool before_shipping() {
    const Instant cancel = order_.placed + span_of_days(draw_.between(1, 0.02, 0.8));
    if (cancel < *order_.shipped && take(2, "not_shipped_cancel", numbers_.cancels_unshipped, cancel))
      return true;
    const Instant complain = order_.ship_by + span_of_days(draw_.between(3, 0.05, 0.8));
    return complain < *order_.shipped &&
           take(4, "late_shipment", std::min(1.0, numbers_.complains_late * kind_.claims), complain);
  }

  bool on_the_way() {
    const SimCarrier& carrier = world_.rules->carriers[order_.carrier];
    const Instant shipped = *order_.shipped;
    const Span trip = *order_.signed_at - shipped;
    const Instant worried = shipped + span_of_days(draw_.between(10, 3.5, 8) + carrier.days);
    const auto part = static_cast<std::int64_t>(static_cast<double>(trip.ms) * draw_.between(11, 0.2, 0.8));
    return take(12, "in_transit_cancel", numbers_.cancels_on_the_way, shipped + Span{part}) ||
           take(13, "lost_parcel", carrier.lost, worried + days(2)) ||
           take(14, "stuck_parcel", carrier.stuck, worried);
  }

  bool at_the_door() {
    const SimCarrier& carrier = world_.rules->carriers[order_.carrier];
    const Instant seen = *order_.signed_at + span_of_days(draw_.between(20, 0.02, 1.5));
    if (take(21, "signed_not_received", carrier.not_received, seen) ||
        take(22, "wrong_item", numbers_.wrong_item, seen)) {
      return true;
    }
    if (order_.lines.size() > 1 && take(23, "missing_item", numbers_.missing_item * 3, seen, 1)) return true;
    if (order_.gift && take(24, "missing_gift", numbers_.missing_gift * 3, seen)) return true;
    for (std::size_t i = 0; i < order_.lines.size(); ++i) {
      const double chance = carrier.damaged * world_.rules->products[order_.lines[i].product].fragile;
      if (take(30 + i, "damaged", std::min(1.0, chance), seen, i)) return true;
    }
    return false;
  }

  bool with_the_goods() {
    for (std::size_t i = 0; i < order_.lines.size() && !made_; ++i) line_trouble(i);
    if (made_) return true;
    const Instant soon = *order_.signed_at + span_of_days(draw_.between(60, 0.1, 6));
    if (take(61, "venting", numbers_.vents * kind_.claims, soon) ||
        take(62, "bad_review", numbers_.bad_review_first * kind_.claims, soon + days(2)) ||
        take(63, "extortion", kind_.claims > 1.2 ? numbers_.threatens * kind_.claims : 0, soon)) {
      return true;
    }
    return price_fell();
  }

  void line_trouble(std::size_t i) {
    const SimProduct& product = world_.rules->products[order_.lines[i].product];
    const std::uint64_t at = 100 + i * 50;
    const Instant signed_at = *order_.signed_at;
    const Instant soon = signed_at + span_of_days(draw_.between(at, 0.05, 5));
    const Instant weeks = signed_at + span_of_days(draw_.between(at + 1, 9, 50));
    const double faulty = std::min(1.0, defect_rate(world_, order_.lines[i].product, order_.placed) *
                                            static_cast<double>(order_.lines[i].quantity));
    if (take(at + 2, "quality_defect", faulty, draw_.happens(at + 3, numbers_.latent) ? weeks : soon, i))
      return;
    // Buyers of a sly kind invent faults; there is nothing to prove.
    if (take(at + 4, "quality_defect", 0.012 * std::max(0.0, kind_.claims - 2), soon, i)) {
      made_->real = made_->proven = false;
      made_->severity = 0;
      return;
    }
    if (take(at + 5, "not_as_described", product.described * kind_.claims, soon, i)) return;
    if (take(at + 6, "size_mismatch", product.fit, soon, i)) return;
    if (take(at + 7, "colour_mismatch", product.colour * kind_.claims, soon, i)) return;
    if (take(at + 8, "no_reason_return", std::min(1.0, product.taste * kind_.claims), soon, i)) return;
    take(at + 9, "wear_after_use", product.wear * kind_.claims,
         signed_at + span_of_days(draw_.between(at + 10, 40, 110)), i);
  }

  bool price_fell() {
    const std::int64_t ahead = calendar_.days_to_sale(day_);
    if (ahead < 1 || ahead > 7) return false;
    const Instant at = order_.placed + days(ahead) + span_of_days(draw_.between(70, 0.0, 0.9));
    if (at < *order_.signed_at) return false;  // the phases of this issue are kept to the delivered one
    if (!take(71, "price_protection", std::min(1.0, numbers_.price_protection * kind_.claims), at))
      return false;
    const SimLine& line = order_.lines[0];
    made_->pieces = line.quantity;
    made_->price_drop = Fen{line.paid.value * (100 - sale_percent) / 100};
    made_->severity = static_cast<double>(100 - sale_percent) / 100;
    return true;
  }

  const World& world_;
  const SimOrder& order_;
  const SalesCalendar& calendar_;
  std::int64_t day_;
  const SimNumbers& numbers_;
  const Temperament& kind_;
  Draw draw_;
  std::optional<Trouble> made_;
};

}  // namespace

Trouble drawn_trouble(const SimTrouble& kind, const Temperament& temperament, double mendable, double arrives,
                      const Draw& draw) {
  Trouble trouble;
  trouble.kind = &kind;
  trouble.severity = std::clamp(draw.around(901, kind.severity, kind.spread), 0.0, 1.2);
  trouble.proven = draw.happens(902, kind.proven);
  trouble.mendable = draw.happens(903, mendable);
  trouble.knows_rights = draw.happens(904, temperament.knows_rights);
  trouble.mood = std::clamp(temperament.start_mood + kind.mood + 0.5 * draw.normal(905), 0.0, 4.0);
  trouble.arrives = draw.happens(906, arrives);
  trouble.demand = demand_of(kind, draw.unit(907));
  return trouble;
}

double defect_rate(const World& world, std::size_t product, Instant sold) {
  const SimNumbers& numbers = world.rules->numbers;
  const Span age = sold - (world.start - days(730));
  const auto batch = static_cast<std::uint64_t>(
      std::max(0.0, static_cast<double>(age.ms) / (std::max(1.0, numbers.batch_days) * 86'400'000.0)));
  const Draw draw(world.size.seed, Purpose::batch, product, batch);
  const double base = draw.around(0, world.rules->products[product].defects, 0.3);
  return std::min(0.9, base * (draw.happens(1, numbers.bad_batch) ? numbers.bad_batch_factor : 1));
}

std::optional<Trouble> trouble_of(const World& world, const SimOrder& order, const SalesCalendar& calendar,
                                  std::int64_t day) {
  return TroubleSeeker(world, order, calendar, day).seek();
}

}  // namespace shouhou::simulate
