#include "app/return_money.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/change_return.h"
#include "app/gather_case_facts.h"
#include "app/grant_remedy.h"
#include "ports/grants.h"

namespace shouhou::app {
namespace {

Fen held_of(const std::vector<domain::Deed>& deeds) {
  Fen held;
  for (const domain::Deed& deed : deeds) {
    if (domain::moves_money(deed.kind) && deed.state == domain::DeedState::held) held += deed.amount;
  }
  return held;
}

std::int64_t counted_in(const domain::ReturnLine& line, PiecesCounted counted) {
  return counted == PiecesCounted::accepted ? line.accepted : std::min(line.received, line.expected);
}

// The facts as they stood before this grant's own money was promised.
Result<domain::CaseFacts> facts_before(ports::ReadUnit& unit, const domain::Return& state,
                                       const std::vector<domain::Deed>& deeds) {
  SHOUHOU_ASSIGN(domain::Case its_case, load_case(unit, state.shop, state.case_id, true));
  std::erase_if(its_case.refunds, [&](const domain::RefundMark& mark) {
    return std::ranges::any_of(deeds, [&](const domain::Deed& deed) { return deed.id.str() == mark.key; });
  });
  SHOUHOU_ASSIGN(domain::CaseFacts facts, gather_case_facts(unit, its_case));
  // What was granted counts as settled; this very grant is what is being settled.
  for (const domain::ReturnLine& line : state.lines) {
    const auto place = static_cast<std::size_t>(line.place);
    if (place >= facts.lines.size()) continue;
    std::int64_t& settled = facts.lines[place].settled;
    settled = std::max<std::int64_t>(0, settled - line.expected);
  }
  return facts;
}

// The order's lines were imported after the goods were on their way: what was agreed for the order as a whole
// cannot be laid on them.
bool on_the_same_lines(const domain::Return& state, const domain::CaseFacts& facts) {
  return std::ranges::all_of(state.lines, [&](const domain::ReturnLine& line) {
    const auto place = static_cast<std::size_t>(line.place);
    return place < facts.lines.size() && facts.lines[place].line == line.line;
  });
}

// The share of the pieces that did not come, rounded in the buyer's favour, and what the inspection took off.
Fen by_pieces(Fen held, const domain::Return& state, PiecesCounted counted) {
  std::int64_t expected = 0;
  std::int64_t good = 0;
  for (const domain::ReturnLine& line : state.lines) {
    expected += line.expected;
    good += std::min(counted_in(line, counted), line.expected);
  }
  const Fen missing = expected == 0 ? Fen{0} : Fen{held.value / expected * (expected - good)};
  return std::clamp(missing + state.deduction, Fen{0}, held);
}

}  // namespace

Result<Fen> money_not_due(ports::ReadUnit& unit, const domain::Return& state, PiecesCounted counted) {
  const auto deeds = unit.grants().deeds_of(state.shop, state.grant);
  const Fen held = held_of(deeds);
  if (held == Fen{0}) return Fen{0};
  SHOUHOU_ASSIGN(domain::CaseFacts facts, facts_before(unit, state, deeds));
  if (!on_the_same_lines(state, facts)) return by_pieces(held, state, counted);
  std::vector<std::int64_t> all(facts.lines.size());
  std::vector<std::int64_t> good(facts.lines.size());
  for (const domain::ReturnLine& line : state.lines) {
    const auto place = static_cast<std::size_t>(line.place);
    if (place >= all.size()) continue;
    all[place] = line.expected;
    good[place] = counted_in(line, counted);
  }
  // The postage that was among the money is settled with it as well.
  const Fen postage = std::clamp(held - settle(facts, all, state.ground).share, Fen{0}, facts.postage);
  facts.postage_refunded = std::max(Fen{0}, facts.postage_refunded - postage);
  const Fen due = domain::due_after_inspection(held, settle(facts, all, state.ground).total,
                                               settle(facts, good, state.ground).total, state.deduction);
  return held - due;
}

Result<void> release_money(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                           PiecesCounted counted, const std::string& reason) {
  if (!state.grant || state.goods_back_told) return {};
  GoodsBack back{state.grant, {}, {}, reason};
  for (const domain::ReturnLine& line : state.lines) {
    const auto place = static_cast<std::size_t>(line.place);
    if (back.accepted_pieces.size() <= place) back.accepted_pieces.resize(place + 1);
    back.accepted_pieces[place] = counted_in(line, counted);
  }
  SHOUHOU_ASSIGN(back.deduction, money_not_due(unit, state, counted));
  if (back.deduction > Fen{0} && back.reason.empty()) back.reason = "退回件数或状态与约定不符";
  const ports::Actor desk = desk_for(actor);
  SHOUHOU_TRY(goods_came_back(unit, desk, back));
  SHOUHOU_TRY(change_return(unit, desk, state.id, {}, {domain::ask_return::TellGoodsBack{}}));
  return {};
}

Result<void> call_money_off(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state,
                            const std::string& reason) {
  if (!state.grant || state.goods_back_told) return {};
  return goods_not_coming(unit, desk_for(actor), state.grant, reason);
}

}  // namespace shouhou::app
