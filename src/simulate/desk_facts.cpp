// What the desk sees of a trouble: order, parcel, goods and the buyer's words, nothing hidden.
#include <algorithm>

#include "simulate/calendar.h"
#include "simulate/world.h"

namespace shouhou::simulate {
namespace {

using domain::Fault;
using domain::Phase;

Phase phase_of(const SimOrder& order, const std::string& issue, Instant now) {
  if (issue == "not_shipped_cancel" || issue == "late_shipment") return Phase::unshipped;
  if (issue == "in_transit_cancel" || issue == "stuck_parcel" || issue == "lost_parcel")
    return Phase::in_transit;
  const Instant finished = order.signed_at.value_or(now) + days(10);
  return now > finished ? Phase::finished : Phase::delivered;
}

// Who the evidence says it was.
Fault fault_of(const Trouble& trouble) {
  const std::string& issue = trouble.kind->issue;
  if (issue == "stuck_parcel" || issue == "lost_parcel" || issue == "signed_not_received")
    return Fault::carrier;
  if (issue == "late_shipment") return Fault::seller;
  if (!trouble.proven) return Fault::unknown;
  if (issue == "damaged") return Fault::carrier;
  if (issue == "wear_after_use") return Fault::buyer;
  return Fault::seller;
}

domain::FactLine fact_line(const World& world, const SimOrder& order, std::size_t place) {
  const SimLine& line = order.lines[place];
  const SimProduct& product = world.rules->products[line.product];
  domain::FactLine fact;
  fact.line = OrderLineId{static_cast<std::int64_t>(order.number * 4 + place + 1)};
  fact.sku = SkuId{static_cast<std::int64_t>(line.product + 1)};
  fact.title = product.title;
  fact.category = product.category;
  fact.quantity = line.quantity;
  fact.unit_price = line.unit_price;
  fact.paid = line.paid;
  fact.unit_cost = product.cost;
  fact.unit_grams = product.grams;
  if (order.trouble->line == place) fact.affected = std::min(order.trouble->pieces, line.quantity);
  return fact;
}

bool whole_order(const std::string& issue) {
  return issue == "not_shipped_cancel" || issue == "late_shipment" || issue == "in_transit_cancel" ||
         issue == "stuck_parcel" || issue == "lost_parcel" || issue == "signed_not_received";
}

void parcel_times(domain::CaseFacts& facts, const SimOrder& order, Instant now) {
  facts.paid_at = order.placed;
  facts.ship_by = order.ship_by;
  facts.requested_at = order.trouble->at;
  if (facts.phase == Phase::unshipped) return;
  facts.marked_shipped = true;
  facts.scanned_at = order.shipped;
  facts.last_scan_at = order.shipped ? std::optional<Instant>(*order.shipped + days(1)) : std::nullopt;
  if (facts.phase == Phase::in_transit) {
    // On the move until now, where nothing is wrong with the parcel itself.
    if (facts.issue == "in_transit_cancel") facts.last_scan_at = now - hours(6);
    return;
  }
  facts.signed_at = order.signed_at;
  if (facts.phase == Phase::finished) facts.finished_at = *order.signed_at + days(10);
}

}  // namespace

domain::CaseFacts facts_of(const World& world, const SimOrder& order, Instant now) {
  const Trouble& trouble = *order.trouble;
  domain::CaseFacts facts;
  facts.channel = order.channel;
  facts.issue = trouble.kind->issue;
  facts.now = now;
  facts.phase = phase_of(order, facts.issue, now);
  facts.fault = fault_of(trouble);
  facts.fault_verified = trouble.proven && facts.fault != Fault::unknown;
  facts.demand = trouble.demand;
  parcel_times(facts, order, now);
  facts.carrier_confirmed_loss = facts.issue == "lost_parcel";
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    facts.lines.push_back(fact_line(world, order, i));
    if (whole_order(facts.issue)) facts.lines.back().affected = facts.lines.back().quantity;
  }
  const bool breaks = world.rules->products[order.lines[trouble.line].product].category == "home_goods";
  facts.serious_defect = trouble.proven && trouble.severity > 0.75 && facts.fault != Fault::buyer;
  facts.cannot_come_back = facts.issue == "damaged" && breaks && trouble.severity > 0.5;
  if (order.off_from > Fen{0}) facts.promotions = {{"满减", {}, {{order.off_from, order.off}}}};
  if (order.off == Fen{0}) facts.promotions.clear();
  if (order.gift) {
    facts.gifts.push_back({"小礼物", Fen{10'00}, Fen{4'00}, true, true, facts.issue == "missing_gift"});
  }
  facts.postage = order.postage;
  facts.free_shipping_from = free_shipping_from;
  facts.outbound_freight = world.rules->carriers[order.carrier].freight;
  facts.return_freight = world.rules->carriers[order.carrier].freight_back;
  if (order.insured) facts.insurance = domain::FreightInsurance{Fen{12'00}, false};
  if (trouble.price_drop > Fen{0}) facts.price_drop = trouble.price_drop;
  return facts;
}

}  // namespace shouhou::simulate
