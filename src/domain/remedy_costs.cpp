// What a remedy really costs the shop: money out + goods lost or written down + freight + handling − what
// comes back.
#include <algorithm>

#include "domain/remedies.h"

namespace shouhou::domain {
namespace {

Fen permille(Fen amount, std::int64_t share) {
  return Fen{amount.value / 1000 * share + amount.value % 1000 * share / 1000};
}

Fen piece_cost(const FactLine& line, const RuleBook& book) {
  if (line.unit_cost > Fen{0}) return line.unit_cost;
  return permille(line.unit_price, 1000 - book.number(Tuning::margin_permille));
}

// What returned pieces are worth to the shop: back on sale as new, or the rest value of faulty goods.
Fen worth_back(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book) {
  Fen sum;
  for (std::size_t i = 0; i < facts.lines.size() && i < remedy.pieces.size(); ++i) {
    const FactLine& line = facts.lines[i];
    const GoodsCategory* category = book.category(line.category);
    const bool faulty = remedy.ground == ReturnGround::sellers_duty && facts.issue != "wrong_item";
    std::int64_t share = category == nullptr ? 0
                         : faulty            ? category->defect_resale_permille
                                             : category->resale_permille;
    // Never unpacked: worth what it was.
    if (remedy.kind == RemedyKind::cancel_refund || remedy.kind == RemedyKind::intercept) share = 1000;
    sum += permille(piece_cost(line, book) * remedy.pieces[i], share);
  }
  return sum;
}

void add_freight_back(Cost& cost, const Remedy& remedy, const CaseFacts& facts) {
  if (remedy.freight_back == FreightPayer::seller) {
    cost.add(CostItem::freight_back, facts.return_freight, {"退回运费", "freight of the way back"});
  }
}

void add_goods_back(Cost& cost, const Remedy& remedy, const CaseFacts& facts, const RuleBook& book) {
  cost.add(CostItem::goods_back, -worth_back(remedy, facts, book),
           {"退回商品的价值", "worth of the goods that come back"});
  if (remedy.kind != RemedyKind::cancel_refund) {
    cost.add(CostItem::handling, book.amount(Tuning::return_handling), {"收退货人工", "work of receiving"});
  }
}

void add_goods_sent(Cost& cost, const Remedy& remedy, const CaseFacts& facts, const RuleBook& book) {
  cost.add(CostItem::goods_sent, goods_cost(facts, book, remedy.pieces),
           {"发出商品的成本", "cost of the goods sent"});
  if (remedy.freight_out == FreightPayer::seller) {
    cost.add(CostItem::freight_out, facts.outbound_freight, {"发出运费", "freight of what is sent"});
  }
  cost.add(CostItem::handling, book.amount(Tuning::send_handling), {"发货人工包装", "work and packing"});
}

}  // namespace

void Cost::add(CostItem item, Fen amount, Text note) {
  if (amount == Fen{0}) return;
  lines.push_back({item, amount, std::move(note)});
  total += amount;
}

Fen goods_cost(const CaseFacts& facts, const RuleBook& book, const std::vector<std::int64_t>& pieces) {
  Fen sum;
  for (std::size_t i = 0; i < facts.lines.size() && i < pieces.size(); ++i) {
    sum += piece_cost(facts.lines[i], book) * pieces[i];
  }
  return sum;
}

Cost cost_of(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book) {
  using enum RemedyKind;
  Cost cost;
  cost.add(CostItem::money, remedy.money, {"付给买家", "paid to the buyer"});
  cost.add(CostItem::credit, permille(remedy.credit, book.number(Tuning::coupon_use_permille)),
           {"券或积分（按核销率）", "coupon or points, by how many are redeemed"});
  cost.add(CostItem::gift, remedy.gift_cost, {"赠品", "gift"});
  cost.add(CostItem::handling, book.remedy(remedy.kind).handling, {"人工", "work"});
  switch (remedy.kind) {
    case cancel_refund:
      add_goods_back(cost, remedy, facts, book);
      break;
    case intercept:
    case return_refund:
      add_freight_back(cost, remedy, facts);
      add_goods_back(cost, remedy, facts, book);
      break;
    case exchange:
      add_freight_back(cost, remedy, facts);
      add_goods_back(cost, remedy, facts, book);
      add_goods_sent(cost, remedy, facts, book);
      break;
    case reship:
    case reship_missing:
      add_goods_sent(cost, remedy, facts, book);
      break;
    case repair_service:
      add_freight_back(cost, remedy, facts);
      if (remedy.freight_out == FreightPayer::seller) {
        cost.add(CostItem::freight_out, facts.outbound_freight,
                 {"寄还运费", "freight of sending it back mended"});
      }
      break;
    case gift:
      cost.add(CostItem::freight_out,
               remedy.freight_out == FreightPayer::seller ? facts.outbound_freight : Fen{0},
               {"寄赠品运费", "freight of the gift"});
      break;
    default:
      break;
  }
  return cost;
}

}  // namespace shouhou::domain
