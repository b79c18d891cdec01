#include "domain/orders.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

bool all_signed(std::span<const Parcel> parcels) {
  return !parcels.empty() && std::ranges::all_of(parcels, [](const Parcel& parcel) {
    return parcel.state == ParcelState::signed_for;
  });
}

}  // namespace

Phase phase_of(const Order& order, std::span<const Parcel> parcels) {
  if (order.status == OrderStatus::finished) return Phase::finished;
  if (order.delivered_at || order.status == OrderStatus::signed_for || all_signed(parcels)) {
    return Phase::delivered;
  }
  const bool moving = std::ranges::any_of(
      parcels, [](const Parcel& parcel) { return parcel.state != ParcelState::announced; });
  if (moving || order.shipped_at || order.status == OrderStatus::shipped ||
      order.status == OrderStatus::part_shipped) {
    return Phase::in_transit;
  }
  if (order.paid_at || order.status == OrderStatus::paid) return Phase::unshipped;
  // A closed order says nothing by itself; what it cost tells whether it was ever paid.
  if (order.status == OrderStatus::closed && order.paid.value > 0) return Phase::unshipped;
  return order.status == OrderStatus::unknown && order.paid.value > 0 ? Phase::unshipped : Phase::unpaid;
}

std::vector<Fen> paid_shares(Fen paid, std::span<const OrderLine> lines) {
  std::vector<Fen> shares(lines.size());
  std::vector<std::int64_t> weights;
  Fen left = paid;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].paid_by_channel) {
      shares[i] = lines[i].paid;
      left -= lines[i].paid;
    } else {
      weights.push_back(std::max<std::int64_t>(0, lines[i].price.value * lines[i].quantity));
    }
  }
  // The channel's shares leave postage out; what is missing then belongs to no line.
  if (left.value < 0 && paid.value >= 0) left = {};
  const std::vector<Fen> parts = split_by_weight(left, weights);
  for (std::size_t i = 0, part = 0; i < lines.size(); ++i) {
    if (!lines[i].paid_by_channel) shares[i] = parts[part++];
  }
  return shares;
}

bool delivered_late(const Order& order) {
  return order.deliver_by && order.delivered_at && *order.delivered_at > *order.deliver_by;
}

bool overdue(const Order& order, std::span<const Parcel> parcels, Instant now) {
  if (!order.deliver_by || now <= *order.deliver_by || order.delivered_at) return false;
  if (order.status == OrderStatus::closed || order.status == OrderStatus::finished) return false;
  return phase_of(order, parcels) == Phase::in_transit;
}

}  // namespace shouhou::domain
