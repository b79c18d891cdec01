// Setting a granted remedy going.
#include <algorithm>

#include "app/audit.h"
#include "app/deed_steps.h"
#include "app/grant_views.h"
#include "app/judged_by.h"
#include "app/open_return.h"
#include "app/return_settings.h"
#include "base/utf8.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;
using domain::Deed;
using domain::DeedState;
using domain::EffectKind;
using domain::Grant;
using domain::RemedyKind;
using Commands = std::vector<domain::CaseCommand>;

constexpr std::size_t longest_task_title = 200;

// What is done by a task of the case: all but money, and goods that a return brings.
bool has_task(EffectKind kind) {
  return !moves_money(kind) && kind != EffectKind::await_return;
}

std::string task_title(const Grant& grant, const Deed& deed) {
  std::string title = text_of(deed.kind).zh;
  if (deed.amount > Fen{0}) title += " " + format_yuan(deed.amount) + " 元";
  if (!grant.remedy.detail.empty()) title += "：" + grant.remedy.detail;
  return utf8::shorten(title, longest_task_title);
}

Fen refund_of(const std::vector<Deed>& deeds) {
  Fen sum;
  for (const Deed& deed : deeds) {
    if (moves_money(deed.kind) && !deed.on_top) sum += deed.amount;
  }
  return sum;
}

// The way that is agreed, where none is or a new one is being agreed on. Compensation by a table is no way to
// settle: it is owed beside it.
void agree(const Grant& grant, const domain::Case& state, const std::vector<Deed>& deeds,
           Commands& commands) {
  if (grant.remedy.kind == RemedyKind::compensation_by_rule) return;
  const bool agreeing = state.step == domain::Step::agree;
  if (state.agreement && !agreeing) return;
  domain::Agreement agreement;
  const bool declined = grant.remedy.kind == RemedyKind::decline;
  agreement.kind = declined ? domain::AgreementKind::declined : domain::AgreementKind::chosen;
  if (!declined) agreement.remedy = grant.remedy.kind;
  agreement.refund = refund_of(deeds);
  agreement.goods_come_back =
      std::ranges::any_of(deeds, [](const Deed& deed) { return deed.kind == EffectKind::await_return; });
  agreement.reason = grant.reason;
  if (declined && agreement.reason.empty()) agreement.reason = grant.remedy.detail;
  commands.push_back(ask::Agree{agreement});
}

void start_look_again(ports::Unit& unit, const Deed& deed, Commands& commands) {
  ask::StartClock start;
  start.clock.kind = "look_again";
  start.clock.source = domain::ClockSource::shop_promise;
  start.clock.consequence = domain::Consequence::broken_promise;
  start.clock.start = unit.now();
  start.clock.allowed = *deed.at - unit.now();
  start.clock.basis = "P-E1";
  commands.push_back(start);
}

Commands commands_of(ports::Unit& unit, const Grant& grant, const domain::Case& state,
                     std::vector<Deed>& deeds) {
  Commands commands;
  agree(grant, state, deeds, commands);
  const bool goes_on = !commands.empty() && state.step == domain::Step::agree;
  for (Deed& deed : deeds) {
    if (moves_money(deed.kind)) {
      commands.push_back(ask::GrantRefund{deed.id.str(), deed.amount, deed.on_top});
    } else if (has_task(deed.kind)) {
      deed.task = unit.ids().next<TaskId>(unit.now());
      ask::AddTask add;
      add.task.id = deed.task;
      add.task.department = deed.department;
      add.task.title = task_title(grant, deed);
      add.task.due = deed.at;
      commands.push_back(add);
    }
    if (deed.kind == EffectKind::look_again) start_look_again(unit, deed, commands);
  }
  if (goes_on) commands.push_back(ask::MoveStep{domain::Step::follow_up, {}});
  return commands;
}

// Its goodwill, spread over the affected goods by what was paid for them.
void keep_sku_goodwill(ports::Unit& unit, const Grant& grant, const domain::CaseFacts& facts) {
  if (grant.goodwill <= Fen{0}) return;
  std::vector<std::int64_t> weights;
  for (const domain::FactLine& line : facts.lines) {
    weights.push_back(line.affected > 0 ? std::max<std::int64_t>(1, line.paid.value) : 0);
  }
  if (std::ranges::count_if(weights, [](std::int64_t weight) { return weight > 0; }) == 0) return;
  const std::vector<Fen> parts = split_by_weight(grant.goodwill, weights);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (weights[i] == 0 || !facts.lines[i].sku || parts[i] == Fen{0}) continue;
    unit.grants().keep_sku_goodwill(grant.shop, grant.id, facts.lines[i].sku, parts[i], unit.now());
  }
}

Result<void> open_its_return(ports::Unit& unit, const ports::Actor& actor, const Grant& grant, Deed& deed) {
  OpenReturn open;
  open.case_id = grant.case_id;
  open.grant = grant.id;
  open.deed = deed.id;
  open.pieces = grant.remedy.pieces;
  open.ground = grant.remedy.ground;
  open.freight_back = grant.remedy.freight_back;
  open.exchange = grant.remedy.kind == RemedyKind::exchange;
  open.wanted = grant.remedy.wanted;
  SHOUHOU_ASSIGN(const ReturnId id, open_return(unit, acting(actor), open));
  deed.state = DeedState::instructed;
  deed.reference = id.str();
  deed.instruction = {"等待买家寄回商品，在退货台收货验收",
                      "the buyer sends the goods back; they are received and inspected at the dock"};
  keep_deed(unit, deed);
  tell_deed(unit, actor, "deed.instructed", deed, {{"return", id.str()}});
  return {};
}

// Where the shop sends an exchange only once the goods are back, its new goods wait for them.
void hold_exchange(std::vector<Deed>& deeds) {
  const auto back = std::ranges::find(deeds, EffectKind::await_return, &Deed::kind);
  if (back == deeds.end()) return;
  for (Deed& deed : deeds) {
    if (deed.kind != EffectKind::send_goods) continue;
    deed.waits_for = back->place;
    deed.state = DeedState::held;
  }
}

// What of it is granted and stands, in money and in credit.
Fen compensation_granted(ports::ReadUnit& unit, ShopId shop, CaseId id) {
  Fen sum;
  for (const Grant& grant : unit.grants().of_case(shop, id)) {
    const bool stands =
        grant.state == domain::GrantState::granted || grant.state == domain::GrantState::proposed;
    if (!stands || grant.remedy.kind != RemedyKind::compensation_by_rule) continue;
    sum += grant.remedy.money + grant.remedy.credit;
  }
  return sum;
}

}  // namespace

Result<void> carry_out(ports::Unit& unit, const ports::Actor& actor, const Grant& grant, const Judged& judged,
                       MaybeVersion version) {
  std::vector<Deed> deeds = plan_deeds(grant.remedy);
  const bool exchanged = grant.remedy.kind == RemedyKind::exchange;
  if (exchanged && exchange_waits_for_goods(unit, grant.shop)) hold_exchange(deeds);
  const bool on_top = beyond_what_was_paid(grant.remedy, judged.facts, judged.rights);
  for (Deed& deed : deeds) {
    deed.on_top = on_top;
    deed.shop = grant.shop;
    deed.id = unit.ids().next<DeedId>(unit.now());
    deed.grant = grant.id;
    deed.case_id = grant.case_id;
    deed.added = deed.changed = unit.now();
  }
  const Commands commands = commands_of(unit, grant, judged.state, deeds);
  SHOUHOU_TRY(change_case(unit, acting(actor), {grant.case_id, version}, commands));
  for (Deed& deed : deeds) {
    unit.grants().insert(deed);
    write_ledger(unit, actor, deed, ports::LedgerKind::granted, deed.amount,
                 std::string(name(grant.remedy.kind)));
  }
  for (Deed& deed : deeds) {
    if (deed.kind == EffectKind::await_return) {
      SHOUHOU_TRY(open_its_return(unit, actor, grant, deed));
    } else if (deed.state == DeedState::due) {
      queue_deed(unit, deed, deed.kind == EffectKind::look_again ? *deed.at : unit.now());
    }
  }
  SHOUHOU_TRY(remember_rules(unit, acting(actor), grant.case_id));
  keep_sku_goodwill(unit, grant, judged.facts);
  tell_grant(unit, actor, "remedy.granted", grant,
             {{"entitled", grant.entitled ? "true" : "false"}, {"by", grant.decided_name}});
  audit(unit, actor,
        {"remedy.granted",
         "grant:" + grant.id.str(),
         {{"case", grant.case_id.str()},
          {"remedy", std::string(name(grant.remedy.kind))},
          {"money", std::to_string(grant.remedy.money.value)},
          {"goodwill", std::to_string(grant.goodwill.value)},
          {"proposed_by", grant.proposed_by.str()}}});
  return {};
}

Result<void> grant_owed_compensation(ports::Unit& unit, const ports::Actor& actor, CaseId id) {
  SHOUHOU_ASSIGN(const Judged judged, judge(unit, actor.shop, id));
  const domain::Entitlement* owed = judged.rights.find(RemedyKind::compensation_by_rule);
  if (owed == nullptr) return {};
  const bool certain = std::ranges::all_of(owed->conditions, [](const domain::RightCondition& condition) {
    return condition.state == domain::ConditionState::met;
  });
  const Fen given = compensation_granted(unit, actor.shop, id);
  if (!certain || owed->most <= given) return {};
  domain::Remedy remedy = remedy_for(*owed, judged.facts);
  (owed->paid_in == domain::PaidIn::money ? remedy.money : remedy.credit) = owed->most - given;
  if (!obstacles(remedy, judged.facts, *unit.cases().rules(actor.shop).book, judged.rights).empty())
    return {};
  Grant grant;
  grant.shop = actor.shop;
  grant.id = unit.ids().next<GrantId>(unit.now());
  grant.case_id = judged.state.id;
  grant.buyer = judged.state.buyer;
  grant.key = "compensation:" + std::to_string(owed->most.value);
  if (unit.grants().by_key(actor.shop, grant.case_id, grant.key)) return {};
  grant.remedy = remedy;
  grant.entitled = true;
  grant.state = domain::GrantState::granted;
  grant.reason = owed->basis.empty() ? std::string() : owed->basis.front().name.zh;
  grant.proposed_by = grant.decided_by = actor.account;
  grant.proposed_name = grant.decided_name = actor.name;
  grant.proposed_at = unit.now();
  grant.decided_at = unit.now();
  grant.why = "按规则应得，随方案一并给付";
  grant.rules_version = unit.cases().rules(actor.shop).book->version;
  unit.grants().insert(grant);
  return carry_out(unit, actor, grant, judged, {});
}

}  // namespace shouhou::app
