// What returns tell the grant they belong to.
#include <algorithm>

#include "app/deed_steps.h"
#include "app/grant_views.h"

namespace shouhou::app {
namespace {

using domain::Deed;
using domain::DeedState;
using domain::EffectKind;

struct Waiting {
  std::optional<Deed> goods;  // await_return
  std::vector<Deed> held;     // for them
};

Waiting waiting_for_goods(ports::ReadUnit& unit, ShopId shop, GrantId id) {
  Waiting waiting;
  const std::vector<Deed> deeds = unit.grants().deeds_of(shop, id);
  for (const Deed& deed : deeds) {
    if (deed.kind == EffectKind::await_return) waiting.goods = deed;
  }
  for (const Deed& deed : deeds) {
    if (waiting.goods && deed.state == DeedState::held && deed.waits_for == waiting.goods->place) {
      waiting.held.push_back(deed);
    }
  }
  return waiting;
}

Fen money_in(const std::vector<Deed>& deeds) {
  Fen sum;
  for (const Deed& deed : deeds) {
    if (moves_money(deed.kind)) sum += deed.amount;
  }
  return sum;
}

// Takes the deduction off the held money, first deeds first.
Result<void> deduct(ports::Unit& unit, const ports::Actor& actor, std::vector<Deed>& held, Fen deduction,
                    const std::string& reason) {
  for (Deed& deed : held) {
    if (!moves_money(deed.kind) || deduction == Fen{0}) continue;
    const Fen part = std::min(deduction, deed.amount);
    deduction -= part;
    if (part == deed.amount) {
      SHOUHOU_TRY(drop_deed(unit, actor, deed, reason));
    } else {
      SHOUHOU_TRY(cut_deed(unit, actor, deed, part, reason));
    }
  }
  return {};
}

// What was taken off a deed since then.
Fen cut_since(const std::vector<ports::LedgerLine>& ledger, const Deed& deed, Instant since) {
  Fen sum;
  for (const ports::LedgerLine& line : ledger) {
    if (line.deed == deed.id && line.kind == ports::LedgerKind::withdrawn && line.at >= since) {
      sum += line.amount;
    }
  }
  return sum;
}

// What waited for these goods and was moved because of them. What somebody dropped before stays dropped.
bool followed_the_goods(const Deed& deed, const Deed& goods, Instant since) {
  if (deed.waits_for != goods.place || deed.state == DeedState::held) return false;
  return deed.state != DeedState::cancelled || deed.changed >= since;
}

Result<void> can_wait_again(const Deed& deed) {
  if (deed.state == DeedState::done || deed.state == DeedState::in_hand) {
    return fail(ErrorKind::conflict, "return.carried_out",
                {"“" + text_of(deed.kind).zh + "”已经办了或正在办，不能撤销",
                 "\"" + text_of(deed.kind).en + "\" is done or being done: it is too late to undo this"});
  }
  if (deed.state == DeedState::cancelled && !moves_money(deed.kind)) {
    return fail(ErrorKind::conflict, "return.called_off",
                {"换发的商品已经取消、留货已放开，请另行授予换货",
                 "the new goods were called off and are not put aside any more; grant an exchange anew"});
  }
  return {};
}

}  // namespace

Result<void> goods_in_doubt(ports::Unit& unit, const ports::Actor& actor, const GoodsInDoubt& command) {
  SHOUHOU_ASSIGN(const domain::Grant grant, load_grant(unit, actor.shop, command.grant));
  std::vector<Deed> deeds = unit.grants().deeds_of(actor.shop, command.grant);
  const auto goods = std::ranges::find(deeds, EffectKind::await_return, &Deed::kind);
  if (goods == deeds.end() || grant.state != domain::GrantState::granted) return {};
  constexpr int most_lines = 2000;
  const auto ledger = unit.grants().ledger(actor.shop, grant.case_id, most_lines);
  for (const Deed& deed : deeds) {
    if (followed_the_goods(deed, *goods, command.since)) SHOUHOU_TRY(can_wait_again(deed));
  }
  for (Deed& deed : deeds) {
    if (!followed_the_goods(deed, *goods, command.since)) continue;
    SHOUHOU_TRY(hold_deed(unit, actor, deed, cut_since(ledger, deed, command.since), command.reason));
  }
  if (open(goods->state)) return {};
  SHOUHOU_ASSIGN(goods->state,
                 moved(*goods, "await_again", mover_of(unit, acting(actor), *goods), command.reason));
  goods->confirmed_at.reset();
  goods->confirmed_by = {};
  keep_deed(unit, *goods);
  tell_deed(unit, actor, "deed.held_again", *goods, {{"reason", command.reason}});
  return {};
}

Result<void> goods_came_back(ports::Unit& unit, const ports::Actor& actor, const GoodsBack& command) {
  SHOUHOU_TRY(load_grant(unit, actor.shop, command.grant));
  Waiting waiting = waiting_for_goods(unit, actor.shop, command.grant);
  if (!waiting.goods || (waiting.held.empty() && !open(waiting.goods->state))) return {};
  if (command.deduction < Fen{0} || command.deduction > money_in(waiting.held)) {
    return invalid(
        "grant.deduction", "deduction",
        {"扣减不能超过待退的 " + format_yuan(money_in(waiting.held)) + " 元",
         "the deduction is above the " + format_yuan(money_in(waiting.held)) + " yuan that are held"});
  }
  if (command.deduction > Fen{0} && command.reason.empty()) {
    return invalid("case.reason_needed", "reason", {"扣减要写明原因", "a deduction needs a reason"});
  }
  SHOUHOU_TRY(deduct(unit, actor, waiting.held, command.deduction, command.reason));
  for (Deed& deed : waiting.held) {
    if (deed.state == DeedState::held) SHOUHOU_TRY(ready_deed(unit, actor, deed));
  }
  if (!open(waiting.goods->state)) return {};
  return finish_deed(unit, actor, *waiting.goods, {});
}

Result<void> goods_not_coming(ports::Unit& unit, const ports::Actor& actor, GrantId grant,
                              const std::string& reason) {
  SHOUHOU_TRY(load_grant(unit, actor.shop, grant));
  Waiting waiting = waiting_for_goods(unit, actor.shop, grant);
  if (waiting.goods && open(waiting.goods->state)) {
    return drop_deed(unit, actor, *waiting.goods, reason);  // and what waits for it
  }
  for (Deed& deed : waiting.held) SHOUHOU_TRY(drop_deed(unit, actor, deed, reason));
  return {};
}

}  // namespace shouhou::app
