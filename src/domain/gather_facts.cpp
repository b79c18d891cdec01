#include "domain/gather_facts.h"

#include <algorithm>

#include "domain/questions.h"

namespace shouhou::domain {
namespace {

// Money given back in the case, spread over its lines by what is left of them.
void add_case_refunds(const Case& state, CaseFacts& facts) {
  const Fen granted = state.granted();
  Fen known;
  std::vector<std::int64_t> left;
  for (const FactLine& line : facts.lines) {
    if (line.affected > 0) known += line.refunded;
    left.push_back(line.affected > 0 ? std::max<std::int64_t>(0, (line.paid - line.refunded).value) : 0);
  }
  Fen more = granted - known;  // what the lines do not know of yet
  if (more <= Fen{0} || left.empty()) return;
  Fen room;
  for (const std::int64_t rest : left) room += Fen{rest};
  more = std::min(more, room);
  if (more <= Fen{0}) return;
  const std::vector<Fen> parts = split_by_weight(more, left);
  for (std::size_t i = 0; i < facts.lines.size(); ++i) facts.lines[i].refunded += parts[i];
}

std::optional<Instant> earliest(std::optional<Instant> a, std::optional<Instant> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

std::optional<Instant> latest(std::optional<Instant> a, std::optional<Instant> b) {
  if (!a || !b) return a ? a : b;
  return std::max(*a, *b);
}

void add_parcels(std::span<const Parcel> parcels, const Order& order, CaseFacts& facts) {
  bool all_lost = !parcels.empty();
  for (const Parcel& parcel : parcels) {
    facts.scanned_at = earliest(facts.scanned_at, parcel.first_scan_at);
    facts.last_scan_at = latest(facts.last_scan_at, parcel.last_scan_at);
    facts.signed_at = latest(facts.signed_at, parcel.signed_at);
    facts.marked_shipped = facts.marked_shipped || parcel.shipped_at.has_value();
    all_lost = all_lost && parcel.state == ParcelState::lost;
  }
  facts.marked_shipped = facts.marked_shipped || order.shipped_at.has_value();
  facts.carrier_confirmed_loss = all_lost;
  if (!facts.signed_at) facts.signed_at = order.delivered_at;
  // An export without tracking: the channel's own times are all there is.
  if (parcels.empty() && !facts.scanned_at) facts.scanned_at = order.shipped_at;
  if (!facts.signed_at && facts.phase == Phase::finished) facts.signed_at = order.finished_at;
}

void add_lines(const Case& state, std::span<const OrderLine> lines, std::span<const LineGoods> goods,
               const RuleBook& book, CaseFacts& facts) {
  std::vector<std::int64_t> weights;
  Fen paid;
  for (const OrderLine& line : lines) {
    weights.push_back(std::max<std::int64_t>(0, line.paid.value));
    paid += line.paid;
  }
  const Fen postage = std::clamp(facts.postage, Fen{0}, std::max(Fen{0}, paid));
  const std::vector<Fen> postage_of = split_by_weight(postage, weights);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const OrderLine& line = lines[i];
    FactLine fact;
    fact.line = line.id;
    fact.sku = line.sku;
    fact.title = line.title;
    fact.quantity = std::max<std::int64_t>(1, line.quantity);
    fact.unit_price = line.price;
    fact.paid = std::max(Fen{0}, line.paid - postage_of[i]);
    fact.refunded = std::min(line.refunded, fact.paid);
    const auto known =
        std::find_if(goods.begin(), goods.end(), [&](const LineGoods& g) { return g.line == line.id; });
    std::string words = line.title;
    if (known != goods.end()) {
      fact.unit_cost = known->unit_cost;
      fact.unit_grams = known->unit_grams;
      if (!known->category.empty()) words = known->category;
    }
    const GoodsCategory* category = book.category_of(words);
    if (category != nullptr && category->id == "general" && words != line.title)
      category = book.category_of(line.title);
    if (category != nullptr) fact.category = category->id;
    const auto concerned = std::find_if(state.lines.begin(), state.lines.end(),
                                        [&](const CaseLine& c) { return c.line == line.id; });
    if (state.lines.empty()) {
      fact.affected = fact.quantity;
    } else if (concerned != state.lines.end()) {
      fact.affected = std::clamp<std::int64_t>(concerned->quantity, 0, fact.quantity);
    }
    facts.lines.push_back(std::move(fact));
  }
}

// Shown on every screen that names the goods.
FactLine goods_of_order(const Order& order, std::int64_t quantity, Fen paid) {
  FactLine line;
  line.line = whole_order_line(order.id);
  line.title = order.title;
  line.quantity = line.affected = quantity;
  line.paid = paid;
  line.unit_price = Fen{paid.value / quantity};
  return line;
}

}  // namespace

OrderLineId whole_order_line(OrderId order) {
  return OrderLineId{order.value};
}

void add_whole_order(const Case& state, const Order& order, const RuleBook& book, CaseFacts& facts) {
  const std::int64_t pieces = std::max<std::int64_t>(1, order.quantity);
  const auto pieces_said = answered_number(state.answers, "goods_pieces");
  const auto paid_said = answered_number(state.answers, "goods_paid");
  const Fen known = std::max(Fen{0}, order.paid - facts.postage);
  const Fen paid = known > Fen{0} ? known : Fen{paid_said.value_or(0)};
  facts.whole_order = true;
  facts.goods_open = pieces > 1 && !pieces_said && !paid_said;
  const std::int64_t concerned = std::clamp<std::int64_t>(pieces_said.value_or(pieces), 1, pieces);
  const Fen for_these = paid_said ? std::min(Fen{*paid_said}, paid) : paid;
  FactLine goods = goods_of_order(order, pieces, paid);
  goods.affected = concerned;
  // One piece has one title: the words that tell its kind. Those of several goods may be about any of them.
  const GoodsCategory* category = pieces == 1 ? book.category_of(order.title) : nullptr;
  if (category != nullptr) goods.category = category->id;
  goods.refunded = std::clamp(order.refunded, Fen{0}, goods.paid);
  if (for_these == paid) {
    facts.lines = {goods};
    return;
  }
  // What was paid for the pieces concerned is known: they stand apart from the rest.
  const std::int64_t these = pieces_said ? concerned : 1;
  goods = goods_of_order(order, these, for_these);
  FactLine rest = goods_of_order(order, std::max<std::int64_t>(1, pieces - these), paid - for_these);
  rest.line = {};
  rest.affected = 0;
  // Nobody knows for which goods refunds beside this case's own were: for the others, as far as they go.
  rest.refunded = std::clamp(order.refunded - state.granted(), Fen{0}, rest.paid);
  goods.refunded = std::clamp(order.refunded - rest.refunded, Fen{0}, goods.paid);
  facts.lines = {goods, rest};
}

CaseFacts gather_facts(const Case& state, const Order& order, std::span<const OrderLine> lines,
                       std::span<const Parcel> parcels, std::span<const LineGoods> goods,
                       const RuleBook& book, Instant now) {
  CaseFacts facts;
  facts.channel = order.channel;
  facts.issue = state.issue;
  facts.phase = state.phase.value_or(phase_of(order, parcels));
  facts.fault = state.fault;
  // Verified: out of the step verify, which asks for evidence and fault.
  facts.fault_verified = state.fault != Fault::unknown && state.step > Step::verify;
  facts.demand = state.demand;
  facts.mood = state.mood;
  facts.now = now;
  facts.paid_at = order.paid_at;
  facts.ship_by = order.ship_by;
  facts.finished_at = order.finished_at;
  facts.requested_at = state.opened;
  facts.postage = order.postage;
  facts.buyer.value = state.buyer_value;
  add_parcels(parcels, order, facts);
  if (lines.empty() && order.id && facts.phase != Phase::unpaid) {
    add_whole_order(state, order, book, facts);
  } else {
    add_lines(state, lines, goods, book, facts);
  }
  add_case_refunds(state, facts);
  return facts;
}

}  // namespace shouhou::domain
