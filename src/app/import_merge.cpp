#include "app/import_merge.h"

namespace shouhou::app {
namespace {

bool take(std::string& into, std::string_view told) {
  if (told.empty() || into == told) return false;
  into = told;
  return true;
}

template <class T>
bool take(T& into, const std::optional<T>& told) {
  if (!told || into == *told) return false;
  into = *told;
  return true;
}

template <class T>
bool take(std::optional<T>& into, const std::optional<T>& told) {
  if (!told || into == told) return false;
  into = told;
  return true;
}

bool take(int& into, int told) {
  if (told == 0 || into == told) return false;
  into = told;
  return true;
}

}  // namespace

bool merge(domain::Order& order, const OrderFacts& facts) {
  bool changed = false;
  if (facts.status && *facts.status >= order.status) {
    changed |= take(order.status, facts.status);
    changed |= take(order.status_text, facts.status_text);
  } else if (!facts.status && order.status == domain::OrderStatus::unknown) {
    changed |= take(order.status_text, facts.status_text);
  }
  if (facts.cancellation && order.status != domain::OrderStatus::closed) {
    order.status = domain::OrderStatus::closed;
    order.close_reason = "取消单";
    changed = true;
  }
  changed |= take(order.currency, facts.currency);
  changed |= take(order.goods, facts.goods);
  changed |= take(order.postage, facts.postage);
  if (facts.paid) {
    changed |= take(order.paid, facts.paid);
    changed |= order.paid_by_lines;
    order.paid_by_lines = false;
  }
  changed |= take(order.refunded, facts.refunded);
  changed |= take(order.quantity, facts.quantity);
  changed |= take(order.placed_at, facts.placed_at);
  changed |= take(order.paid_at, facts.paid_at);
  changed |= take(order.shipped_at, facts.shipped_at);
  changed |= take(order.delivered_at, facts.delivered_at);
  changed |= take(order.finished_at, facts.finished_at);
  changed |= take(order.ship_by, facts.ship_by);
  changed |= take(order.deliver_by, facts.deliver_by);
  changed |= take(order.title, facts.title);
  changed |= take(order.buyer_message, facts.buyer_message);
  changed |= take(order.seller_note, facts.seller_note);
  changed |= take(order.close_reason, facts.close_reason);
  return changed;
}

bool merge(domain::OrderLine& line, const LineFacts& facts, bool paid_by_lines) {
  bool changed = false;
  changed |= take(line.title, facts.title);
  changed |= take(line.attributes, facts.attributes);
  changed |= take(line.code, facts.sku_code.empty() ? facts.item_code : facts.sku_code);
  changed |= take(line.price, facts.price);
  if (line.quantity != facts.quantity) {
    line.quantity = facts.quantity;
    changed = true;
  }
  std::optional<Fen> paid = facts.paid;
  if (paid_by_lines && facts.price) paid = *facts.price * facts.quantity + facts.postage.value_or(Fen{});
  if (paid) {
    changed |= take(line.paid, paid);
    changed |= !line.paid_by_channel;
    line.paid_by_channel = true;
  }
  changed |= take(line.refunded, facts.refunded);
  changed |= take(line.status_text, facts.status_text);
  changed |= take(line.refund_status_text, facts.refund_status_text);
  return changed;
}

bool merge(domain::PlatformRefund& refund, const RefundFacts& facts) {
  bool changed = false;
  if (facts.type != domain::RefundType::unknown && facts.type != refund.type) {
    refund.type = facts.type;
    changed = true;
  }
  // Finished stays finished: an older export does not open it again.
  if (facts.state != domain::RefundState::unknown && facts.state != refund.state &&
      !domain::settled(refund.state)) {
    refund.state = facts.state;
    changed = true;
    changed |= take(refund.state_text, facts.state_text);
  } else if (refund.state == domain::RefundState::unknown) {
    changed |= take(refund.state_text, facts.state_text);
  }
  changed |= take(refund.amount, facts.amount);
  changed |= take(refund.reason, facts.reason);
  changed |= take(refund.words, facts.words);
  changed |= take(refund.goods_text, facts.goods_text);
  changed |= take(refund.fault_text, facts.fault_text);
  changed |= take(refund.return_carrier, facts.return_carrier);
  changed |= take(refund.return_tracking, facts.return_tracking);
  changed |= take(refund.received, facts.received);
  changed |= take(refund.after_sale, facts.after_sale);
  changed |= take(refund.platform_in, facts.platform_in);
  changed |= take(refund.applied_at, facts.applied_at);
  changed |= take(refund.deadline, facts.deadline);
  changed |= take(refund.finished_at, facts.finished_at);
  return changed;
}

bool merge(domain::Review& review, const ReviewFacts& facts) {
  bool changed = false;
  changed |= take(review.stars, facts.stars);
  changed |= take(review.described, facts.described);
  changed |= take(review.service, facts.service);
  changed |= take(review.shipping, facts.shipping);
  domain::Polarity polarity = review.polarity;
  if (facts.polarity) {
    polarity = *facts.polarity;
  } else if (facts.stars != 0) {
    polarity = domain::polarity_of(facts.stars);
  } else if (facts.described != 0) {
    polarity = domain::polarity_of(facts.described);
  }
  if (polarity != review.polarity) {
    review.polarity = polarity;
    changed = true;
  }
  changed |= take(review.text, facts.text);
  changed |= take(review.appended, facts.appended);
  changed |= take(review.reply, facts.reply);
  changed |= take(review.written_at, facts.written_at);
  return changed;
}

bool sum_up(domain::Order& order, std::span<const domain::OrderLine> lines, Fen postage) {
  if (!order.paid_by_lines) return false;
  Fen goods;
  Fen paid;
  std::int64_t pieces = 0;
  for (const domain::OrderLine& line : lines) {
    goods += line.price * line.quantity;
    paid += line.paid_by_channel ? line.paid : line.price * line.quantity;
    pieces += line.quantity;
  }
  const bool changed = order.goods != goods || order.paid != paid || order.quantity != pieces;
  order.goods = goods;
  order.paid = paid;
  order.quantity = pieces;
  order.postage += postage;
  return changed || postage.value != 0;
}

}  // namespace shouhou::app
