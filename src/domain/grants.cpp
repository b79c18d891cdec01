#include "domain/grants.h"

#include <algorithm>
#include <array>

#include "domain/case_checks.h"

namespace shouhou::domain {
namespace {

using enum DeedState;

constexpr std::array grant_table{
    GrantMove{"approve", GrantState::proposed, GrantState::granted, GrantGuard::second_person,
              Permission::remedy_approve, false, "同意", "agree"},
    GrantMove{"refuse", GrantState::proposed, GrantState::refused, GrantGuard::second_person,
              Permission::remedy_approve, true, "不同意", "refuse"},
    GrantMove{"withdraw", GrantState::proposed, GrantState::withdrawn, GrantGuard::none,
              Permission::remedy_propose, false, "收回申请", "take back"},
    GrantMove{"revoke", GrantState::granted, GrantState::withdrawn, GrantGuard::nothing_carried,
              Permission::remedy_propose, true, "撤销", "revoke"},
};

// id, from, to, guard, needs a reason, button
const std::array deed_table{
    // By the desk.
    DeedMove{"ready", {held}, due, DeedGuard::none, false, "可以执行", "ready"},
    DeedMove{"instruct", {due}, instructed, DeedGuard::none, false, "交给人办", "hand to a person"},
    DeedMove{"give_up", {due}, failed, DeedGuard::none, true, "执行失败", "failed"},
    DeedMove{"drop", {held, due, instructed, failed}, cancelled, DeedGuard::none, true, "取消", "drop"},
    // By people.
    DeedMove{"take", {instructed, failed}, in_hand, DeedGuard::nobody_else, false, "我来办", "take in hand"},
    DeedMove{"put_back", {in_hand}, instructed, DeedGuard::holder_or_lead, false, "放回", "put back"},
    DeedMove{"confirm",
             {due, instructed, in_hand, failed},
             done,
             DeedGuard::nobody_else,
             false,
             "确认已办",
             "confirm"},
    DeedMove{"fail", {due, instructed, in_hand}, failed, DeedGuard::nobody_else, true, "没办成", "it failed"},
    DeedMove{"retry", {failed, instructed, in_hand}, due, DeedGuard::nobody_else, false, "再试", "try again"},
    DeedMove{"cancel",
             {held, due, instructed, in_hand, failed},
             cancelled,
             DeedGuard::nobody_else,
             true,
             "取消",
             "cancel"},
    // The dock was wrong: what waited for the goods waits again, and the goods are awaited again.
    DeedMove{"hold_again",
             {due, instructed, failed, cancelled},
             held,
             DeedGuard::dock_undone,
             true,
             "重新等待",
             "hold again"},
    DeedMove{"await_again",
             {done, cancelled},
             instructed,
             DeedGuard::dock_undone,
             true,
             "重新等退货",
             "await again"},
    // Whatever we wanted: it is known to have happened.
    DeedMove{"happened",
             {held, due, instructed, in_hand, failed, cancelled},
             done,
             DeedGuard::outside_word,
             false,
             "外部已完成",
             "happened outside"},
};

Result<void> permitted(const Mover& mover, Permission permission) {
  if (mover.permissions.has(permission)) return {};
  const std::string word(name(permission));
  return fail(ErrorKind::forbidden, "permission.missing",
              {"您没有这项权限（" + word + "）", "You may not do this (" + word + ")"}, word);
}

Result<void> holds(DeedGuard guard, const Deed& deed, const Mover& mover) {
  if (guard == DeedGuard::none || guard == DeedGuard::outside_word) return {};
  if (mover.being_done) {
    return conflict("deed.being_done",
                    {"系统正在执行，请稍后再试", "the desk is carrying it out; wait a moment"});
  }
  if (guard == DeedGuard::idle || guard == DeedGuard::dock_undone) return {};
  const bool others = deed.state == in_hand && deed.in_hand_by != mover.who;
  if (!others) return {};
  if (guard == DeedGuard::holder_or_lead && mover.permissions.has(Permission::remedy_approve)) return {};
  return conflict("deed.in_hand", {deed.in_hand_name + " 正在办理", deed.in_hand_name + " has it in hand"},
                  deed.in_hand_since ? std::to_string(deed.in_hand_since->ms) : std::string());
}

template <class State>
auto no_such_move(const char* code, State state) {
  return conflict(code, {"现在（" + text_of(state).zh + "）不能这样做",
                         "this cannot be done while it is " + text_of(state).en});
}

Result<void> reason_given(bool needed, std::string_view reason) {
  return fits(reason, longest_reason, "reason", needed);
}

}  // namespace

std::span<const GrantMove> grant_moves() {
  return grant_table;
}
std::span<const DeedMove> deed_moves() {
  return deed_table;
}

Permission permission_for(EffectKind kind) {
  return moves_money(kind) ? Permission::refund_pay : Permission::task_write;
}

Department department_of(EffectKind kind) {
  switch (kind) {
    case EffectKind::pay_refund:
    case EffectKind::pay_out:
      return Department::finance;
    case EffectKind::stop_packing:
    case EffectKind::await_return:
    case EffectKind::send_goods:
    case EffectKind::send_gift:
    case EffectKind::order_repair:
      return Department::warehouse;
    case EffectKind::ask_interception:
      return Department::logistics;
    case EffectKind::issue_coupon:
    case EffectKind::raise_member_level:
    case EffectKind::look_again:
    case EffectKind::tell_buyer:
      break;
  }
  return Department::service;
}

Text text_of(GrantState state) {
  switch (state) {
    case GrantState::proposed:
      return {"待审批", "waiting for approval"};
    case GrantState::granted:
      return {"已授予", "granted"};
    case GrantState::refused:
      return {"未同意", "refused"};
    case GrantState::withdrawn:
      return {"已撤回", "withdrawn"};
  }
  return {};
}

Text text_of(DeedState state) {
  switch (state) {
    case held:
      return {"等待中", "held"};
    case due:
      return {"待执行", "due"};
    case instructed:
      return {"待人办理", "for a person to do"};
    case in_hand:
      return {"办理中", "in hand"};
    case done:
      return {"已完成", "done"};
    case failed:
      return {"失败", "failed"};
    case cancelled:
      return {"已取消", "cancelled"};
  }
  return {};
}

Text text_of(EffectKind kind) {
  switch (kind) {
    case EffectKind::stop_packing:
      return {"拦停发货", "stop the packing"};
    case EffectKind::ask_interception:
      return {"物流拦截", "have the parcel intercepted"};
    case EffectKind::await_return:
      return {"等待退货", "await the return"};
    case EffectKind::pay_refund:
      return {"原路退款", "refund"};
    case EffectKind::pay_out:
      return {"打款", "pay out"};
    case EffectKind::issue_coupon:
      return {"发优惠券", "issue a coupon"};
    case EffectKind::raise_member_level:
      return {"提升会员等级", "raise the member level"};
    case EffectKind::send_goods:
      return {"补发/换发商品", "send goods"};
    case EffectKind::send_gift:
      return {"寄赠品", "send a gift"};
    case EffectKind::order_repair:
      return {"安排维修", "order the repair"};
    case EffectKind::look_again:
      return {"到期回看", "look again"};
    case EffectKind::tell_buyer:
      return {"告知买家", "tell the buyer"};
  }
  return {};
}

Result<GrantState> moved(const Grant& grant, std::string_view move, const Mover& mover,
                         std::string_view reason) {
  const GrantMove* row = nullptr;
  for (const GrantMove& one : grant_table) {
    if (one.id == move && one.from == grant.state) row = &one;
  }
  if (row == nullptr) return no_such_move("grant.no_such_move", grant.state);
  SHOUHOU_TRY(permitted(mover, row->permission));
  SHOUHOU_TRY(reason_given(row->needs_reason, reason));
  if (row->guard == GrantGuard::second_person && (!mover.who || mover.who == grant.proposed_by)) {
    return fail(ErrorKind::forbidden, "grant.own_proposal",
                {"不能审批自己提出的方案", "nobody decides on what they proposed themselves"});
  }
  if (row->guard == GrantGuard::nothing_carried && mover.any_carried) {
    return conflict("grant.carried_out", {"已经有执行项办了或正在办，不能整单撤销；请逐项取消",
                                          "part of it is done or being done; cancel the rest one by one"});
  }
  return row->to;
}

Result<DeedState> moved(const Deed& deed, std::string_view move, const Mover& mover,
                        std::string_view reason) {
  const auto row = std::ranges::find(deed_table, move, &DeedMove::id);
  if (row == deed_table.end() || std::ranges::find(row->from, deed.state) == row->from.end()) {
    return no_such_move("deed.no_such_move", deed.state);
  }
  // Nothing else that is done can be undone.
  if (move == "await_again" && deed.kind != EffectKind::await_return) {
    return no_such_move("deed.no_such_move", deed.state);
  }
  SHOUHOU_TRY(permitted(mover, permission_for(deed.kind)));
  SHOUHOU_TRY(reason_given(row->needs_reason, reason));
  SHOUHOU_TRY(holds(row->guard, deed, mover));
  return row->to;
}

std::vector<Lack> lacks_of(std::span<const Grant> grants) {
  std::vector<Lack> lacks;
  for (const Grant& grant : grants) {
    if (grant.state != GrantState::proposed) continue;
    Text what = text_of(grant.remedy.kind);
    if (const Fen given = grant.remedy.money + grant.remedy.credit + grant.remedy.gift_cost; given > Fen{0}) {
      what.zh += " " + format_yuan(given) + " 元";
      what.en += " " + format_yuan(given) + " yuan";
    }
    lacks.push_back(
        {"grant_waiting", {"待审批：" + what.zh, "waiting for approval: " + what.en}, grant.id.str()});
  }
  return lacks;
}

std::vector<Deed> plan_deeds(const Remedy& remedy) {
  // What a later deed of the same remedy waits for, where it must not come first.
  const auto goes_before = [](EffectKind kind) {
    return kind == EffectKind::stop_packing || kind == EffectKind::ask_interception ||
           kind == EffectKind::await_return;
  };
  std::vector<Deed> deeds;
  int before = -1;
  for (const Effect& effect : effects_of(remedy)) {
    if (moves_money(effect.kind) && effect.amount == Fen{0}) continue;  // nothing was paid for it
    Deed deed;
    deed.place = static_cast<int>(deeds.size());
    deed.kind = effect.kind;
    deed.amount = effect.amount;
    deed.on_top = on_top_of_paid(remedy);
    deed.pieces = effect.pieces;
    deed.at = effect.at;
    deed.department = department_of(effect.kind);
    // A repair begins when the goods are there; an exchange is sent at once, against stock put aside.
    const bool waits = moves_money(effect.kind) || effect.kind == EffectKind::order_repair;
    if (before >= 0 && (waits || effect.after_return)) {
      deed.waits_for = before;
      deed.state = held;
    }
    if (goes_before(effect.kind)) before = deed.place;
    deeds.push_back(std::move(deed));
  }
  return deeds;
}

bool on_top_of_paid(const Remedy& remedy) {
  return remedy.kind == RemedyKind::compensation_by_rule;
}

Role least_approver(const RuleBook& book, Fen goodwill_of_case) {
  for (const Role role : {Role::agent, Role::lead}) {
    const Authority* authority = book.authority(role);
    if (authority != nullptr && authority->may_approve && goodwill_of_case <= authority->approve_up_to) {
      return role;
    }
  }
  return Role::owner;
}

}  // namespace shouhou::domain
