#include "app/import_orders.h"

#include <algorithm>

#include "app/import_merge.h"

namespace shouhou::app {
namespace {

constexpr char stored = 0;
constexpr char changed_line = 1;
constexpr char new_line = 2;

domain::ParcelState state_by_order(const domain::Order& order) {
  const bool arrived = order.delivered_at || order.status == domain::OrderStatus::signed_for ||
                       order.status == domain::OrderStatus::finished;
  return arrived ? domain::ParcelState::signed_for : domain::ParcelState::announced;
}

}  // namespace

OrderBook::Work& OrderBook::order(ports::Unit& unit, std::string_view number, const OrderFacts* facts) {
  const std::string key(number);
  if (const auto known = places_.find(key); known != places_.end()) return *known->second;
  auto work = std::make_unique<Work>();
  auto found = unit.trade().order_numbered(shop_, plan_.channel, number);
  if (found) {
    work->order = *std::move(found);
  } else {
    work->is_new = true;
    work->lines_loaded = true;
    work->parcels_loaded = true;
    domain::Order& order = work->order;
    order.id = unit.ids().next<OrderId>(unit.now());
    order.shop = shop_;
    order.channel = plan_.channel;
    order.external_id = key;
    order.currency = plan_.currency;
    order.paid_by_lines = true;
    BuyerFacts buyer{{}, {}, {}, number};
    if (facts != nullptr) buyer = {facts->buyer_id, facts->buyer_name, facts->receiver_phone, number};
    order.buyer = buyers_.find_or_make(unit, buyer, facts != nullptr ? facts->placed_at : std::nullopt);
  }
  Work& made = *work;
  places_.emplace(key, work.get());
  works_.push_back(std::move(work));
  return made;
}

std::string OrderBook::key_of(const domain::OrderLine& line) const {
  if (!line.external_id.empty()) return "n:" + line.external_id;
  return line.sku.str() + "#" + std::to_string(line.occurrence);
}

void OrderBook::index_lines(Work& work) {
  work.line_places.clear();
  for (std::size_t i = 0; i < work.lines.size(); ++i) work.line_places.emplace(key_of(work.lines[i]), i);
}

const std::vector<domain::OrderLine>& OrderBook::lines(ports::Unit& unit, Work& work) {
  if (!work.lines_loaded) {
    work.lines = unit.trade().lines_of(shop_, work.order.id);
    work.line_state.assign(work.lines.size(), stored);
    work.lines_loaded = true;
    index_lines(work);
  }
  return work.lines;
}

std::vector<domain::Parcel>& OrderBook::parcels(ports::Unit& unit, Work& work) {
  if (!work.parcels_loaded) {
    work.parcels = unit.trade().parcels_of(shop_, work.order.id);
    work.parcels_loaded = true;
  }
  return work.parcels;
}

// Buyer and receiver. An order that a detail or refund file brought first gets its real buyer now.
void OrderBook::apply_parties(ports::Unit& unit, Work& work, const OrderFacts& facts) {
  const BuyerFacts buyer{facts.buyer_id, facts.buyer_name, facts.receiver_phone, facts.number};
  domain::Order& order = work.order;
  if (!work.is_new && buyers_.names(buyer) && buyers_.by_order_only(unit, order.buyer, facts.number)) {
    order.buyer = buyers_.find_or_make(unit, buyer, facts.placed_at);
    work.changed = true;
  }
  const domain::Contact contact{std::string(facts.receiver_name), std::string(facts.receiver_phone),
                                std::string(facts.receiver_address)};
  if (contact.empty()) return;
  const auto kept = unit.trade().keep_contact(shop_, order.buyer, contact, unit.now(), unit.ids());
  if (kept != order.contact) {
    order.contact = kept;
    work.changed = true;
  }
}

void OrderBook::apply_parcel(ports::Unit& unit, Work& work, const OrderFacts& facts) {
  if (facts.tracking_number.empty()) return;
  std::vector<domain::Parcel>& known = parcels(unit, work);
  auto parcel = std::ranges::find(known, facts.tracking_number, &domain::Parcel::tracking_number);
  if (parcel == known.end()) {
    domain::Parcel added;
    added.id = unit.ids().next<ParcelId>(unit.now());
    added.shop = shop_;
    added.order = work.order.id;
    added.carrier = facts.carrier;
    added.tracking_number = facts.tracking_number;
    added.shipped_at = work.order.shipped_at;
    added.state = state_by_order(work.order);
    if (added.state == domain::ParcelState::signed_for) added.signed_at = work.order.delivered_at;
    unit.trade().add_parcel(added);
    known.push_back(std::move(added));
    work.changed = true;
    return;
  }
  const domain::Parcel before = *parcel;
  if (!facts.carrier.empty()) parcel->carrier = facts.carrier;
  if (work.order.shipped_at) parcel->shipped_at = work.order.shipped_at;
  // Scans know better where the parcel is; without any, the order's word counts.
  if (!parcel->first_scan_at && state_by_order(work.order) == domain::ParcelState::signed_for) {
    parcel->state = domain::ParcelState::signed_for;
    parcel->signed_at = work.order.delivered_at;
  }
  if (*parcel == before) return;
  unit.trade().update_parcel(*parcel);
  work.changed = true;
}

RowEffect OrderBook::apply(ports::Unit& unit, const OrderFacts& facts) {
  Work& work = order(unit, facts.number, &facts);
  const bool seen_before = work.changed;
  const Fen paid_before = work.order.paid;
  work.changed = merge(work.order, facts);
  // A detail export may have told the order before its own export says what was paid.
  if (work.order.paid != paid_before) work.shares_stale = true;
  apply_parties(unit, work, facts);
  apply_parcel(unit, work, facts);
  const bool changed = work.changed;
  work.changed = changed || seen_before;
  if (work.is_new && !seen_before) return RowEffect::added;
  return changed ? RowEffect::updated : RowEffect::unchanged;
}

bool OrderBook::number_is_free(ports::Unit& unit, const std::string& number, OrderId order) {
  if (number.empty()) return true;
  const auto [place, fresh] = new_numbers_.emplace(number, order);
  if (!fresh) return place->second == order;
  return !unit.trade().line_numbered(shop_, plan_.channel, number);
}

Result<RowEffect> OrderBook::apply(ports::Unit& unit, const LineFacts& facts) {
  Work& work = order(unit, facts.order.number, &facts.order);
  work.changed |= merge(work.order, facts.order);
  apply_parties(unit, work, facts.order);
  apply_parcel(unit, work, facts.order);
  lines(unit, work);
  const Goods goods = goods_.find_or_make(unit, {facts.item_id,
                                                 facts.sku_id,
                                                 facts.sku_code,
                                                 facts.item_code,
                                                 facts.title,
                                                 facts.attributes,
                                                 {},
                                                 facts.price});
  domain::OrderLine wanted;
  wanted.sku = goods.sku;
  wanted.occurrence = facts.occurrence;
  if (!facts.number.empty()) {
    wanted.external_id = plan_.line_number_within_order
                             ? std::string(facts.order.number) + "/" + std::string(facts.number)
                             : std::string(facts.number);
  }
  const std::string key = key_of(wanted);
  const auto place = work.line_places.find(key);
  if (place != work.line_places.end()) {
    domain::OrderLine& line = work.lines[place->second];
    const bool changed = merge(line, facts, plan_.paid_by_lines);
    if (!changed) return RowEffect::unchanged;
    if (work.line_state[place->second] == stored) work.line_state[place->second] = changed_line;
    work.shares_stale = true;
    return RowEffect::updated;
  }
  if (!number_is_free(unit, wanted.external_id, work.order.id)) {
    return fail(ErrorKind::conflict, "import.line_elsewhere",
                {"这个子订单编号已属于另一个订单", "This sub-order number belongs to another order"});
  }
  wanted.id = unit.ids().next<OrderLineId>(unit.now());
  wanted.shop = shop_;
  wanted.order = work.order.id;
  wanted.channel = plan_.channel;
  wanted.product = goods.product;
  wanted.quantity = facts.quantity;
  merge(wanted, facts, plan_.paid_by_lines);
  work.postage_of_lines += facts.postage.value_or(Fen{});
  work.line_places.emplace(key, work.lines.size());
  work.lines.push_back(std::move(wanted));
  work.line_state.push_back(new_line);
  work.shares_stale = true;
  return RowEffect::added;
}

void OrderBook::write(ports::Unit& unit) {
  for (const auto& work : works_) {
    domain::Order& order = work->order;
    if (work->shares_stale) {
      lines(unit, *work);
      work->changed |= sum_up(order, work->lines, work->postage_of_lines);
      const std::vector<Fen> shares = paid_shares(order.paid, work->lines);
      for (std::size_t i = 0; i < work->lines.size(); ++i) {
        if (work->lines[i].paid == shares[i]) continue;
        work->lines[i].paid = shares[i];
        if (work->line_state[i] == stored) work->line_state[i] = changed_line;
      }
    }
    if (work->is_new) {
      unit.trade().add_order(order);
    } else if (work->changed) {
      unit.trade().update_order(order);
    }
    for (std::size_t i = 0; i < work->lines.size(); ++i) {
      if (work->line_state[i] == new_line) unit.trade().add_line(work->lines[i]);
      if (work->line_state[i] == changed_line) unit.trade().update_line(work->lines[i]);
      work->line_state[i] = stored;
    }
    work->is_new = false;
    work->changed = false;
    work->shares_stale = false;
    work->postage_of_lines = {};
  }
}

}  // namespace shouhou::app
