#include "app/import_apply.h"

#include <algorithm>

#include "app/import_merge.h"
#include "app/return_way.h"
#include "base/crypto.h"
#include "domain/tracking_numbers.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

// A name for a report that its file gives none: the same report always gets the same.
std::string made_number(std::initializer_list<std::string_view> parts) {
  std::string whole;
  for (const std::string_view part : parts) whole.append(part).append("\x1f");
  static constexpr char digits[] = "0123456789abcdef";
  std::string number = "made:";
  for (const char c : crypto::sha256(whole).substr(0, 10)) {
    number += digits[static_cast<unsigned char>(c) >> 4];
    number += digits[static_cast<unsigned char>(c) & 15];
  }
  return number;
}

std::string moment(std::optional<Instant> instant) {
  return instant ? std::to_string(instant->ms) : std::string{};
}

bool told_parcel(const ParcelFacts& facts) {
  return facts.scanned_at || facts.state || facts.signed_at || facts.shipped_at;
}

}  // namespace

ImportApplier::ImportApplier(const ImportFormats& formats, const TablePlan& plan, ports::Actor actor,
                             Span history)
    : plan_(plan),
      actor_(std::move(actor)),
      settings_{&formats.reasons, history},
      buyers_(actor_.shop, plan.channel),
      goods_(actor_.shop, plan.channel),
      orders_(actor_.shop, plan, buyers_, goods_) {}

Result<void> ImportApplier::apply(ports::Unit& unit, std::span<const RowFacts> rows,
                                  ports::ImportCounts& counts, std::vector<Misfit>& misfits) {
  buyers_.begin();
  goods_.begin();
  orders_.begin();
  conversations_.begin();
  changed_refunds_.clear();
  changed_reviews_.clear();
  heard_.clear();
  moved_.clear();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto effect = apply_row(unit, rows[i]);
    if (!effect) {
      misfits.push_back({i, effect.error()});
      continue;
    }
    std::int64_t& counter = *effect == RowEffect::added     ? counts.added
                            : *effect == RowEffect::updated ? counts.updated
                                                            : counts.unchanged;
    ++counter;
  }
  std::vector<OrderBook::Work*> changed;
  for (const auto& work : orders_.touched()) {
    if (work->is_new || work->changed) changed.push_back(work.get());
  }
  orders_.write(unit);
  CaseReporter reporter(actor_, settings_, counts);
  for (OrderBook::Work* work : changed) {
    const domain::Order& order = work->order;
    if (!order.deliver_by && !order.ship_by && !work->parcels_loaded) continue;
    SHOUHOU_TRY(reporter.report(unit, order, orders_.parcels(unit, *work)));
  }
  return report_cases(unit, counts);
}

Result<void> ImportApplier::report_cases(ports::Unit& unit, ports::ImportCounts& counts) {
  CaseReporter reporter(actor_, settings_, counts);
  for (const ChangedRefund& changed : changed_refunds_) {
    SHOUHOU_TRY(reporter.report(unit, changed.refund, changed.is_new));
  }
  for (const domain::Review& review : changed_reviews_) SHOUHOU_TRY(reporter.report(unit, review));
  for (const auto& [buyer, message] : heard_) SHOUHOU_TRY(reporter.hear(unit, buyer, message));
  for (const std::string& number : moved_) SHOUHOU_TRY(follow_way_back(unit, actor_, number));
  return {};
}

void ImportApplier::committed() {
  buyers_.committed();
  goods_.committed();
  conversations_.committed();
}

Result<RowEffect> ImportApplier::apply_row(ports::Unit& unit, const RowFacts& row) {
  if (const auto* order = std::get_if<OrderFacts>(&row)) return orders_.apply(unit, *order);
  if (const auto* line = std::get_if<LineFacts>(&row)) return orders_.apply(unit, *line);
  if (const auto* refund = std::get_if<RefundFacts>(&row)) return apply_refund(unit, *refund);
  if (const auto* review = std::get_if<ReviewFacts>(&row)) return apply_review(unit, *review);
  if (const auto* chat = std::get_if<ChatFacts>(&row)) return apply_chat(unit, *chat);
  if (const auto* product = std::get_if<ProductFacts>(&row)) return apply_product(unit, *product);
  return apply_parcel(unit, std::get<ParcelFacts>(row));
}

// Some exports write the sub-order's number where the order's is expected.
OrderBook::Work& ImportApplier::order_for(ports::Unit& unit, std::string_view number, OrderLineId& line) {
  if (!unit.trade().order_numbered(actor_.shop, plan_.channel, number)) {
    if (const auto found = unit.trade().line_numbered(actor_.shop, plan_.channel, number)) {
      const auto order = unit.trade().order(actor_.shop, found->order);
      if (order) {
        line = found->id;
        return orders_.order(unit, order->external_id);
      }
    }
  }
  return orders_.order(unit, number);
}

// By sub-order number, else by what uniquely names one line of the order, else the order's only line.
OrderLineId ImportApplier::line_for(ports::Unit& unit, OrderBook::Work& work, std::string_view number,
                                    std::string_view sku_code, std::string_view item_id,
                                    std::string_view title) {
  const std::vector<domain::OrderLine>& lines = orders_.lines(unit, work);
  if (lines.size() == 1) return lines.front().id;
  const auto only = [&](const auto& matches) {
    OrderLineId found;
    for (const domain::OrderLine& line : lines) {
      if (!matches(line)) continue;
      if (found) return OrderLineId{};
      found = line.id;
    }
    return found;
  };
  OrderLineId found;
  if (!number.empty()) found = only([&](const auto& line) { return line.external_id == number; });
  if (!found && !sku_code.empty()) found = only([&](const auto& line) { return line.code == sku_code; });
  if (!found && !item_id.empty()) {
    const auto product = goods_.product_named(unit, item_id, {});
    if (product) found = only([&](const auto& line) { return line.product == *product; });
  }
  if (!found && !title.empty()) found = only([&](const auto& line) { return line.title == title; });
  return found;
}

RowEffect ImportApplier::apply_refund(ports::Unit& unit, const RefundFacts& facts) {
  OrderLineId line;
  OrderBook::Work& work = order_for(unit, facts.order_number, line);
  if (!line) line = line_for(unit, work, facts.line_number, facts.sku_code, facts.item_id, facts.title);
  std::string number(facts.number);
  if (number.empty()) {
    number =
        made_number({"refund", facts.order_number, facts.line_number, facts.title, moment(facts.applied_at)});
  }
  const BuyerFacts buyer{facts.buyer_id, facts.buyer_name, {}, facts.order_number};
  if (buyers_.names(buyer) && buyers_.by_order_only(unit, work.order.buyer, work.order.external_id)) {
    work.order.buyer = buyers_.find_or_make(unit, buyer, facts.applied_at);
    work.changed = true;
  }
  auto refund = unit.trade().refund_numbered(actor_.shop, plan_.channel, number);
  const bool is_new = !refund;
  if (is_new) {
    refund.emplace();
    refund->id = unit.ids().next<RefundId>(unit.now());
    refund->shop = actor_.shop;
    refund->channel = plan_.channel;
    refund->external_id = number;
    refund->order = work.order.id;
    refund->buyer = work.order.buyer;
    refund->line = line;
  }
  const domain::RefundState before = refund->state;
  bool changed = merge(*refund, facts);
  // The order's lines may have come after the refund.
  if (!refund->line && line) {
    refund->line = line;
    changed = true;
  }
  if (is_new) {
    unit.trade().add_refund(*refund);
  } else if (changed) {
    unit.trade().update_refund(*refund);
  }
  if ((is_new || changed) && !refund->return_tracking.empty()) moved_.insert(refund->return_tracking);
  if (is_new || refund->state != before) changed_refunds_.push_back({*refund, is_new});
  return is_new ? RowEffect::added : changed ? RowEffect::updated : RowEffect::unchanged;
}

RowEffect ImportApplier::apply_review(ports::Unit& unit, const ReviewFacts& facts) {
  OrderLineId line;
  OrderBook::Work* work = nullptr;
  if (!facts.order_number.empty()) {
    work = &order_for(unit, facts.order_number, line);
    if (!line && !facts.line_number.empty()) {
      line = line_for(unit, *work, facts.line_number, {}, facts.item_id, facts.title);
    } else if (!line && (!facts.item_id.empty() || !facts.title.empty())) {
      line = line_for(unit, *work, {}, {}, facts.item_id, facts.title);
    }
  }
  std::string number(facts.number);
  if (number.empty()) {
    number = work != nullptr
                 ? made_number({"review", facts.order_number, facts.line_number, facts.item_id, facts.title})
                 : made_number({"review", facts.buyer_id, facts.buyer_name, facts.item_id, facts.title,
                                moment(facts.written_at), facts.text});
  } else if (plan_.review_number_within_order) {
    number += "/" + std::string(facts.order_number);
  }
  auto review = unit.trade().review_numbered(actor_.shop, plan_.channel, number);
  const bool is_new = !review;
  if (is_new) {
    review.emplace();
    review->id = unit.ids().next<ReviewId>(unit.now());
    review->shop = actor_.shop;
    review->channel = plan_.channel;
    review->external_id = number;
    if (work != nullptr) {
      review->order = work->order.id;
      review->buyer = work->order.buyer;
      review->line = line;
    } else {
      const BuyerFacts buyer{facts.buyer_id, facts.buyer_name, {}, number};
      if (buyers_.names(buyer)) review->buyer = buyers_.find_or_make(unit, buyer, facts.written_at);
    }
  }
  const domain::Polarity before = review->polarity;
  const bool changed = merge(*review, facts);
  if (is_new) {
    unit.trade().add_review(*review);
  } else if (changed) {
    unit.trade().update_review(*review);
  }
  if (is_new || review->polarity != before) changed_reviews_.push_back(*review);
  return is_new ? RowEffect::added : changed ? RowEffect::updated : RowEffect::unchanged;
}

RowEffect ImportApplier::apply_chat(ports::Unit& unit, const ChatFacts& facts) {
  const std::string key(facts.session);
  const auto remembered = conversations_.find(key);
  auto talk = remembered ? unit.trade().conversation(actor_.shop, *remembered)
                         : unit.trade().conversation_known_as(actor_.shop, plan_.channel, key);
  const bool is_new = !talk;
  if (is_new) {
    talk.emplace();
    talk->id = unit.ids().next<ConversationId>(unit.now());
    talk->shop = actor_.shop;
    talk->channel = plan_.channel;
    talk->external_id = key;
    const BuyerFacts buyer{facts.buyer_id, facts.buyer_name, {}, key};
    if (buyers_.names(buyer)) talk->buyer = buyers_.find_or_make(unit, buyer, facts.said_at);
    talk->started_at = facts.said_at;
  }
  conversations_.put(key, talk->id);
  domain::Message message;
  message.shop = actor_.shop;
  message.conversation = talk->id;
  message.number = facts.number;
  message.speaker = facts.speaker;
  message.author = facts.author;
  message.text = facts.text;
  message.sku_text = facts.sku_text;
  message.said_at = facts.said_at;
  if (facts.number <= talk->messages) {
    const auto known = unit.trade().messages_of(actor_.shop, talk->id, facts.number - 1, 1);
    if (!known.empty() && known.front().number == facts.number) {
      message.id = known.front().id;
      const bool same = known.front().text == message.text && known.front().speaker == message.speaker &&
                        known.front().author == message.author && known.front().said_at == message.said_at;
      if (same) return RowEffect::unchanged;
      unit.trade().update_message(message);
      return RowEffect::updated;
    }
  }
  message.id = unit.ids().next<MessageId>(unit.now());
  unit.trade().add_message(message);
  if (message.said_at && talk->buyer) heard_.emplace_back(talk->buyer, message);
  talk->messages = std::max(talk->messages, facts.number);
  if (facts.said_at && (!talk->last_at || *facts.said_at > *talk->last_at)) talk->last_at = facts.said_at;
  if (is_new) {
    unit.trade().add_conversation(*talk);
  } else {
    unit.trade().update_conversation(*talk);
  }
  return RowEffect::added;
}

RowEffect ImportApplier::apply_product(ports::Unit& unit, const ProductFacts& facts) {
  const Goods goods = goods_.update(unit, {facts.item_id, facts.sku_id, facts.sku_code, facts.item_code,
                                           facts.title, facts.attributes, facts.category, facts.price});
  return goods.added ? RowEffect::added : goods.changed ? RowEffect::updated : RowEffect::unchanged;
}

bool ImportApplier::apply_scan(ports::Unit& unit, domain::Parcel& parcel, const ParcelFacts& facts) {
  bool changed = false;
  if (facts.scanned_at) {
    domain::TrackingEvent event{*facts.scanned_at, std::string(facts.scan_text), {}};
    event.state = facts.state.value_or(domain::state_of_trace(event.text));
    changed = unit.trade().add_tracking(actor_.shop, parcel.id, event);
    changed |= domain::apply(parcel, event);
  } else if (facts.state && parcel.state != *facts.state) {
    parcel.state = *facts.state;
    changed = true;
  }
  if (facts.shipped_at && parcel.shipped_at != facts.shipped_at) {
    parcel.shipped_at = facts.shipped_at;
    changed = true;
  }
  if (facts.signed_at && parcel.signed_at != facts.signed_at) {
    parcel.signed_at = facts.signed_at;
    parcel.state = domain::ParcelState::signed_for;
    changed = true;
  }
  if (!facts.carrier.empty() && parcel.carrier != facts.carrier) {
    parcel.carrier = facts.carrier;
    changed = true;
  }
  return changed;
}

RowEffect ImportApplier::apply_parcel(ports::Unit& unit, const ParcelFacts& facts) {
  // One that comes back is none of those that the order sent out, though a file names the order.
  const bool back = comes_back(unit, actor_.shop, domain::normal_tracking(facts.tracking_number));
  if (!facts.order_number.empty() && !back) {
    // The order brings the parcel; what the row says about its way follows below.
    OrderFacts order;
    order.number = facts.order_number;
    order.tracking_number = facts.tracking_number;
    order.carrier = facts.carrier;
    order.shipped_at = facts.shipped_at;
    const RowEffect effect = orders_.apply(unit, order);
    if (!told_parcel(facts)) return effect;
  }
  std::vector<domain::Parcel> parcels = unit.trade().parcels_tracked(actor_.shop, facts.tracking_number);
  bool added = false;
  if (parcels.empty()) {
    // A parcel whose order is not known yet is kept all the same, for the day a return or an order names it.
    domain::Parcel parcel;
    parcel.id = unit.ids().next<ParcelId>(unit.now());
    parcel.shop = actor_.shop;
    parcel.carrier = facts.carrier;
    parcel.tracking_number = facts.tracking_number;
    unit.trade().add_parcel(parcel);
    parcels.push_back(std::move(parcel));
    added = true;
  }
  if (back) moved_.insert(std::string(facts.tracking_number));
  bool changed = false;
  for (domain::Parcel& parcel : parcels) {
    if (!apply_scan(unit, parcel, facts)) continue;
    changed = true;
    unit.trade().update_parcel(parcel);
    if (!parcel.order) continue;
    const auto order = unit.trade().order(actor_.shop, parcel.order);
    if (!order) continue;
    OrderBook::Work& work = orders_.order(unit, order->external_id);
    work.parcels_loaded = false;
    orders_.parcels(unit, work);
    work.changed = true;
    if (parcel.signed_at && !work.order.delivered_at) work.order.delivered_at = parcel.signed_at;
  }
  return added ? RowEffect::added : changed ? RowEffect::updated : RowEffect::unchanged;
}

}  // namespace shouhou::app
