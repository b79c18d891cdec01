#include "app/deed_steps.h"

#include <algorithm>

#include "app/audit.h"
#include "app/exchange_stock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "domain/time_outs.h"
#include "ports/outbox.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;
using domain::Deed;
using domain::DeedState;
using domain::EffectKind;
using Commands = std::vector<domain::CaseCommand>;

constexpr std::size_t longest_task_title = 200;

std::string body_of(Words words, std::optional<Fen> amount) {
  std::string body = "{";
  for (const auto& [name, value] : words) {
    if (value.empty()) continue;
    if (body.size() > 1) body += ',';
    body += '"' + std::string(name) + "\":\"";
    log::append_json(body, value);
    body += '"';
  }
  if (amount) body += (body.size() > 1 ? ",\"amount\":" : "\"amount\":") + std::to_string(amount->value);
  return body + '}';
}

void tell(ports::Unit& unit, const ports::Actor& actor, std::string kind, ShopId shop, CaseId case_id,
          std::string body) {
  unit.record({shop, 0, case_id, std::move(kind), unit.now(), actor.account, actor.name, std::move(body)});
}

bool task_open(const domain::Case& state, const Deed& deed) {
  const domain::Task* task = deed.task ? state.task(deed.task) : nullptr;
  return task != nullptr && task->state == domain::TaskState::to_do;
}

// What was agreed is lowered to what stands, so that nobody waits for money that will not come.
void lower_agreement(const domain::Case& state, Fen stands, const std::string& reason, Commands& commands) {
  const bool may_agree = state.step == domain::Step::agree || state.step == domain::Step::follow_up;
  if (!may_agree || !state.agreement || state.agreement->kind != domain::AgreementKind::chosen) return;
  if (state.agreement->refund <= stands) return;
  domain::Agreement lower = *state.agreement;
  lower.refund = std::max(Fen{0}, stands);
  if (lower.reason.empty()) lower.reason = reason;
  commands.push_back(ask::Agree{lower});
}

// And raised again where it stands after all.
void raise_agreement(const domain::Case& state, Fen stands, Commands& commands) {
  if (!state.agreement || state.agreement->kind != domain::AgreementKind::chosen) return;
  if (state.agreement->refund >= stands) return;
  domain::Agreement higher = *state.agreement;
  higher.refund = stands;
  commands.push_back(ask::Agree{higher});
}

// The money of a deed, or a part of it, is not granted any more.
void take_money_back(const domain::Case& state, const Deed& deed, Fen by, const std::string& reason,
                     Commands& commands) {
  const std::string key = deed.id.str();
  const domain::RefundMark* mark = state.refund(key);
  if (mark == nullptr || mark->paid) return;
  commands.push_back(ask::WithdrawRefund{key, reason});
  if (by < deed.amount) commands.push_back(ask::GrantRefund{key, deed.amount - by, deed.on_top});
  if (!deed.on_top) lower_agreement(state, state.granted_since(state.last_opening()) - by, reason, commands);
}

// The last money that waited is not due any more: nothing runs out (Order 90 art. 13).
void stop_refund_clock(const domain::Case& state, const Deed& deed, Commands& commands) {
  const std::string kind(domain::name(domain::TimeOutStep::refund_after_receipt));
  const bool others = std::ranges::any_of(
      state.refunds, [&](const domain::RefundMark& mark) { return mark.key != deed.id.str() && !mark.paid; });
  if (!others && state.running_clock(kind))
    commands.push_back(ask::EndClock{kind, domain::ClockEnd::cancelled});
}

void close_item(ports::Unit& unit, const Deed& deed) {
  const auto item = unit.outbox().by_key(deed.shop, perform_deed, deed.id.str());
  if (item && item->state != ports::OutboxState::done) {
    unit.outbox().finish(deed.shop, item->id, unit.now());
  }
}

void let_go(Deed& deed) {
  deed.in_hand_by = {};
  deed.in_hand_name.clear();
  deed.in_hand_since.reset();
}

Result<void> change(ports::Unit& unit, const ports::Actor& actor, CaseId id, const Commands& commands) {
  if (commands.empty()) return {};
  return change_case(unit, acting(actor), {id, {}}, commands, true).map([](auto&&) {});
}

// Paid although it had been cancelled: the money is gone, so it counts, above every cap.
ask::FollowPlatform paid_after_all(const domain::Case& state, const Deed& deed, Instant now) {
  ask::FollowPlatform word;
  word.status = state.status();
  word.refund_paid = domain::RefundMark{deed.id.str(), deed.amount, now, now, deed.on_top};
  word.reason = "已取消的退款实际付出";
  return word;
}

Result<void> release_waiting(ports::Unit& unit, const ports::Actor& actor, const Deed& done) {
  for (Deed& other : unit.grants().deeds_of(done.shop, done.grant)) {
    if (other.state != DeedState::held || other.waits_for != done.place) continue;
    // Money for goods waits for what the inspection says (goods_came_back).
    if (done.kind == EffectKind::await_return && moves_money(other.kind)) continue;
    SHOUHOU_TRY(ready_deed(unit, actor, other));
  }
  return {};
}

Result<void> drop_waiting(ports::Unit& unit, const ports::Actor& actor, const Deed& gone,
                          const std::string& reason) {
  for (Deed& other : unit.grants().deeds_of(gone.shop, gone.grant)) {
    if (other.state == DeedState::held && other.waits_for == gone.place) {
      SHOUHOU_TRY(drop_deed(unit, actor, other, reason));
    }
  }
  return {};
}

}  // namespace

ports::Actor acting(const ports::Actor& actor) {
  ports::Actor able = actor;
  able.permissions = domain::PermissionSet::all();
  return able;
}

Result<Deed> load_deed(ports::ReadUnit& unit, ShopId shop, DeedId id) {
  auto deed = unit.grants().find(shop, id);
  if (!deed) return fail(ErrorKind::not_found, "deed.not_found", {"没有这个执行项", "there is no such deed"});
  return *std::move(deed);
}

domain::Mover mover_of(ports::ReadUnit& unit, const ports::Actor& actor, const Deed& deed) {
  const auto item = unit.outbox().by_key(deed.shop, perform_deed, deed.id.str());
  const bool running = deed.state == DeedState::due && item && item->state == ports::OutboxState::running;
  return {actor.account, actor.permissions, running, false};
}

void tell_deed(ports::Unit& unit, const ports::Actor& actor, std::string kind, const Deed& deed,
               const Words& words) {
  Words all{{"grant", deed.grant.str()}, {"deed", deed.id.str()}, {"kind", std::string(name(deed.kind))}};
  all.insert(all.end(), words.begin(), words.end());
  tell(unit, actor, std::move(kind), deed.shop, deed.case_id, body_of(std::move(all), deed.amount));
}

void tell_grant(ports::Unit& unit, const ports::Actor& actor, std::string kind, const domain::Grant& grant,
                const Words& words) {
  Words all{{"grant", grant.id.str()}, {"remedy", std::string(name(grant.remedy.kind))}};
  if (grant.offer) all.emplace_back("offer", grant.offer.str());
  all.insert(all.end(), words.begin(), words.end());
  tell(unit, actor, std::move(kind), grant.shop, grant.case_id,
       body_of(std::move(all), grant.remedy.money + grant.remedy.credit));
}

void keep_deed(ports::Unit& unit, Deed& deed) {
  deed.changed = unit.now();
  unit.grants().update(deed);
}

void queue_deed(ports::Unit& unit, const Deed& deed, Instant when) {
  ports::OutboxItem item;
  item.shop = deed.shop;
  item.id = unit.ids().next<OutboxId>(unit.now());
  item.kind = perform_deed;
  item.key = deed.id.str();
  item.payload = R"({"deed":")" + deed.id.str() + "\"}";
  item.next_at = when;
  item.created_at = unit.now();
  if (unit.outbox().add(item)) return;
  const auto known = unit.outbox().by_key(deed.shop, perform_deed, item.key);
  if (!known) return;
  if (known->state == ports::OutboxState::dead) {
    unit.outbox().revive(deed.shop, known->id, unit.now());
  } else {
    unit.outbox().retry(deed.shop, known->id, deed.error, when, unit.now());
  }
}

void write_ledger(ports::Unit& unit, const ports::Actor& actor, const Deed& deed, ports::LedgerKind kind,
                  Fen amount, std::string note) {
  if (!moves_money(deed.kind)) return;
  unit.grants().add({deed.shop, unit.ids().next<LedgerId>(unit.now()), deed.case_id, deed.grant, deed.id,
                     kind, amount, std::move(note), actor.account, unit.now()});
}

Result<void> ready_deed(ports::Unit& unit, const ports::Actor& actor, Deed& deed) {
  deed.state = DeedState::due;
  keep_deed(unit, deed);
  queue_deed(unit, deed, unit.now());
  tell_deed(unit, actor, "deed.ready", deed);
  return {};
}

Result<void> finish_deed(ports::Unit& unit, const ports::Actor& actor, Deed& deed,
                         const std::string& reference) {
  const bool was_cancelled = deed.state == DeedState::cancelled;
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, deed.shop, deed.case_id, true));
  Commands commands;
  if (moves_money(deed.kind)) {
    if (was_cancelled || state.refund(deed.id.str()) == nullptr) {
      commands.push_back(paid_after_all(state, deed, unit.now()));
    } else {
      commands.push_back(ask::ConfirmRefundPaid{deed.id.str()});
    }
    if (was_cancelled) {
      write_ledger(unit, actor, deed, ports::LedgerKind::withdrawn, -deed.amount, "已取消后实际付出");
    }
    write_ledger(unit, actor, deed, ports::LedgerKind::paid, deed.amount, reference);
    audit(unit, actor,
          {"refund.paid",
           "deed:" + deed.id.str(),
           {{"amount", std::to_string(deed.amount.value)}, {"reference", reference}}});
  }
  if (task_open(state, deed)) {
    commands.push_back(ask::FinishTask{deed.task, domain::TaskState::done, reference});
  }
  if (deed.kind == EffectKind::look_again && state.running_clock("look_again")) {
    commands.push_back(ask::EndClock{"look_again", domain::ClockEnd::met});
  }
  SHOUHOU_TRY(change(unit, actor, state.id, commands));
  close_item(unit, deed);
  let_go(deed);
  deed.state = DeedState::done;
  if (!reference.empty()) deed.reference = reference;
  deed.error.clear();
  deed.confirmed_by = actor.account;
  deed.confirmed_at = unit.now();
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.done", deed, {{"reference", reference}});
  if (deed.kind == EffectKind::send_goods) SHOUHOU_TRY(exchange_shipped(unit, actor, deed.grant));
  return release_waiting(unit, actor, deed);
}

Result<void> drop_deed(ports::Unit& unit, const ports::Actor& actor, Deed& deed, const std::string& reason) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, deed.shop, deed.case_id, true));
  Commands commands;
  if (moves_money(deed.kind)) {
    take_money_back(state, deed, deed.amount, reason, commands);
    stop_refund_clock(state, deed, commands);
    write_ledger(unit, actor, deed, ports::LedgerKind::withdrawn, deed.amount, reason);
    audit(unit, actor,
          {"refund.withdrawn",
           "deed:" + deed.id.str(),
           {{"amount", std::to_string(deed.amount.value)}, {"reason", reason}}});
  }
  if (task_open(state, deed)) {
    commands.push_back(ask::FinishTask{deed.task, domain::TaskState::cancelled, reason});
  }
  if (deed.kind == EffectKind::look_again && state.running_clock("look_again")) {
    commands.push_back(ask::EndClock{"look_again", domain::ClockEnd::cancelled});
  }
  SHOUHOU_TRY(change(unit, actor, state.id, commands));
  close_item(unit, deed);
  let_go(deed);
  deed.state = DeedState::cancelled;
  deed.error = reason;
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.cancelled", deed, {{"reason", reason}});
  if (deed.kind == EffectKind::send_goods) SHOUHOU_TRY(exchange_cancelled(unit, actor, deed.grant));
  return drop_waiting(unit, actor, deed, reason);
}

Result<void> cut_deed(ports::Unit& unit, const ports::Actor& actor, Deed& deed, Fen by,
                      const std::string& reason) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, deed.shop, deed.case_id, true));
  Commands commands;
  take_money_back(state, deed, by, reason, commands);
  SHOUHOU_TRY(change(unit, actor, state.id, commands));
  write_ledger(unit, actor, deed, ports::LedgerKind::withdrawn, by, reason);
  audit(unit, actor,
        {"refund.cut", "deed:" + deed.id.str(), {{"by", std::to_string(by.value)}, {"reason", reason}}});
  deed.amount -= by;
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.cut", deed, {{"by", std::to_string(by.value)}, {"reason", reason}});
  return {};
}

Result<void> hold_deed(ports::Unit& unit, const ports::Actor& actor, Deed& deed, Fen cut,
                       const std::string& reason) {
  SHOUHOU_ASSIGN(deed.state, moved(deed, "hold_again", mover_of(unit, acting(actor), deed), reason));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, deed.shop, deed.case_id, true));
  if (moves_money(deed.kind) && cut > Fen{0}) {
    const domain::RefundMark* mark = state.refund(deed.id.str());
    // A dropped deed kept its amount, and all of it had been taken off.
    const Fen whole = (mark != nullptr ? deed.amount : Fen{0}) + cut;
    Commands commands;
    if (mark != nullptr) commands.push_back(ask::WithdrawRefund{deed.id.str(), reason});
    commands.push_back(ask::GrantRefund{deed.id.str(), whole, deed.on_top});
    if (!deed.on_top) raise_agreement(state, state.granted_since(state.last_opening()) + cut, commands);
    SHOUHOU_TRY(change(unit, actor, state.id, commands));
    write_ledger(unit, actor, deed, ports::LedgerKind::withdrawn, -cut, reason);
    audit(unit, actor,
          {"refund.held_again",
           "deed:" + deed.id.str(),
           {{"amount", std::to_string(whole.value)}, {"reason", reason}}});
    deed.amount = whole;
  }
  close_item(unit, deed);
  let_go(deed);
  deed.error.clear();
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.held_again", deed, {{"reason", reason}});
  return {};
}

Result<void> deed_missed(ports::Unit& unit, const ports::Actor& actor, Deed& deed,
                         const std::string& reason) {
  tell_deed(unit, actor, "deed.failed", deed, {{"reason", reason}});
  SHOUHOU_TRY(drop_deed(unit, actor, deed, reason));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, deed.shop, deed.case_id, true));
  Commands commands;
  const std::string what = text_of(deed.kind).zh + "没有成功：" + reason;
  if (state.step == domain::Step::follow_up) {
    commands.push_back(ask::MoveStep{domain::Step::agree, utf8::shorten(what, 300)});
  }
  ask::AddTask told;
  told.task.id = unit.ids().next<TaskId>(unit.now());
  told.task.department = domain::Department::service;
  told.task.title = utf8::shorten(what + "。请与买家另商方案", longest_task_title);
  told.task.assignee = state.assignee;
  told.task.due = unit.now();
  commands.push_back(told);
  return change(unit, actor, state.id, commands);
}

void doubt_deed(ports::Unit& unit, const ports::Actor& actor, Deed& deed, const std::string& other_reference,
                const Text& what) {
  const std::string other = other_reference.empty() ? "?" : other_reference;
  if (deed.doubt.find(other) != std::string::npos) return;
  deed.doubt = deed.doubt.empty() ? other : utf8::shorten(deed.doubt + "; " + other, 300);
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.doubted", deed, {{"reference", deed.reference}, {"other", other}});
  audit(unit, actor,
        {"deed.doubted", "deed:" + deed.id.str(), {{"reference", deed.reference}, {"other", other}}});
  ask::AddTask told;
  told.task.id = unit.ids().next<TaskId>(unit.now());
  told.task.department = domain::Department::finance;
  told.task.title = utf8::shorten(what.zh, longest_task_title);
  told.task.due = unit.now();
  // A closed case takes no task; the list of doubted deeds has it in any case.
  (void)change(unit, actor, deed.case_id, {told});
}

Result<bool> platform_paid(ports::Unit& unit, const ports::Actor& actor, CaseId id, const std::string& key,
                           Fen amount) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, id, true));
  std::vector<Deed> money;
  for (Deed& deed : unit.grants().deeds_of_case(actor.shop, state.id)) {
    if (moves_money(deed.kind)) money.push_back(std::move(deed));
  }
  const auto first = [&](auto fits) -> Deed* {
    const auto found = std::ranges::find_if(money, fits);
    return found == money.end() ? nullptr : &*found;
  };
  if (Deed* named = first([&](const Deed& deed) { return deed.reference == key || deed.id.str() == key; })) {
    if (named->state == DeedState::done) return true;
    return finish_deed(unit, actor, *named, key).map([] { return true; });
  }
  if (state.refund(key) != nullptr) return false;  // told before, and not ours
  if (Deed* due = first([&](const Deed& deed) { return open(deed.state) && deed.amount == amount; })) {
    return finish_deed(unit, actor, *due, key).map([] { return true; });
  }
  const auto unnamed = [&](const Deed& deed) {
    return deed.state == DeedState::done && deed.amount == amount && deed.reference.empty();
  };
  if (Deed* paid = first(unnamed)) {  // somebody paid it there and confirmed it here without the number
    paid->reference = key;
    keep_deed(unit, *paid);
    return true;
  }
  const Text what{"平台通知退款 " + format_yuan(amount) + " 元（" + key + "），请核对是否与已办退款重复",
                  "the platform tells of a refund of " + format_yuan(amount) + " yuan (" + key +
                      "); check whether it was paid already"};
  if (Deed* same =
          first([&](const Deed& deed) { return deed.state == DeedState::done && deed.amount == amount; })) {
    doubt_deed(unit, actor, *same, key, what);
    return true;
  }
  // Another amount than what is open: nobody pays that before having looked.
  if (Deed* other = first([](const Deed& deed) { return open(deed.state); })) {
    doubt_deed(unit, actor, *other, key, what);
  }
  return false;
}

}  // namespace shouhou::app
