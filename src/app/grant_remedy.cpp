#include "app/grant_remedy.h"

#include <algorithm>

#include "app/audit.h"
#include "app/deed_steps.h"
#include "app/grant_views.h"
#include "app/work_return.h"
#include "base/utf8.h"
#include "domain/offers.h"

namespace shouhou::app {
namespace {

using domain::Grant;
using domain::GrantOutcome;
using domain::GrantState;
using domain::RemedyKind;

constexpr std::size_t longest_reason = 500;
constexpr std::size_t longest_detail = 120;
constexpr std::size_t longest_key = 120;

Result<void> fits(const std::string& text, std::size_t limit, std::string field) {
  if (utf8::valid(text) && utf8::length(text) <= limit) return {};
  const std::string most = std::to_string(limit);
  return invalid(
      "case.field", std::move(field),
      {"太长或不是合法的文字，最多 " + most + " 字", "not valid text, or over " + most + " characters"});
}

Result<void> check(const GrantRemedy& command) {
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
  SHOUHOU_TRY(fits(command.remedy.detail, longest_detail, "remedy.detail"));
  SHOUHOU_TRY(fits(command.key, longest_key, "key"));
  for (const Fen amount : {command.remedy.money, command.remedy.credit, command.remedy.gift_cost}) {
    if (amount < Fen{0} || amount > largest_amount) {
      return invalid("case.amount", "remedy", {"金额不对", "the amount is out of range"});
    }
  }
  return {};
}

// Pieces count by the lines of the facts: none given means those that are owed, else the affected ones, and
// never more than were bought.
Result<void> fill_pieces(domain::Remedy& remedy, const domain::CaseFacts& facts,
                         const domain::Rights& rights) {
  const domain::Entitlement* owed = rights.find(remedy.kind);
  if (remedy.pieces.empty() && owed != nullptr && remedy.money <= owed->most) remedy.pieces = owed->pieces;
  if (remedy.pieces.empty()) {
    for (const domain::FactLine& line : facts.lines) remedy.pieces.push_back(line.affected);
  }
  bool good = remedy.pieces.size() == facts.lines.size();
  for (std::size_t i = 0; good && i < remedy.pieces.size(); ++i) {
    good = remedy.pieces[i] >= 0 && remedy.pieces[i] <= facts.lines[i].quantity;
  }
  if (good) return {};
  return invalid("grant.pieces", "remedy.pieces",
                 {"件数与订单不符", "the pieces do not fit the lines of the order"});
}

Instant start_of_today(ports::ReadUnit& unit, ShopId shop) {
  const Zone& zone = unit.cases().rules(shop).zone;
  return zone.start_of(zone.local(unit.now()).day);
}

// `facts`: of a grant without a menu. Its limits are lowered where the buyer's history shows a pattern.
domain::GrantRequest request_of(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id, Fen goodwill,
                                const domain::CaseFacts* facts = nullptr) {
  domain::GrantRequest request;
  request.who = actor.account;
  request.role = actor.role;
  request.goodwill = goodwill;
  request.case_before = unit.grants().goodwill_in(actor.shop, id).sum;
  request.day_before =
      unit.grants().goodwill_by(actor.shop, actor.account, start_of_today(unit, actor.shop)).sum;
  if (facts != nullptr) {
    const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
    request.permille = domain::goodwill_permille(facts->buyer, domain::pattern_signals(*facts, book));
  }
  return request;
}

Grant grant_of(ports::Unit& unit, const ports::Actor& actor, const GrantRemedy& command,
               const Judged& judged) {
  Grant grant;
  grant.shop = actor.shop;
  grant.id = unit.ids().next<GrantId>(unit.now());
  grant.case_id = judged.state.id;
  grant.buyer = judged.state.buyer;
  grant.offer = command.offer;
  grant.key = command.key.empty() ? grant.id.str() : command.key;
  grant.remedy = command.remedy;
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  grant.goodwill = std::max(Fen{0}, goodwill_of(command.remedy, judged.facts, book, judged.rights));
  const bool owed = judged.rights.find(command.remedy.kind) != nullptr ||
                    (command.remedy.kind == RemedyKind::freight_reimbursement &&
                     return_freight(judged.facts, judged.rights).owed);
  grant.entitled = grant.goodwill == Fen{0} && owed;
  grant.reason = command.reason;
  grant.proposed_by = actor.account;
  grant.proposed_name = actor.name;
  grant.proposed_at = unit.now();
  grant.rules_version = unit.cases().rules(actor.shop).book->version;
  return grant;
}

void decide(Grant& grant, const ports::Actor& actor, GrantState state, std::string why, Instant now) {
  grant.state = state;
  grant.decided_by = actor.account;
  grant.decided_name = actor.name;
  grant.decided_at = now;
  grant.why = std::move(why);
}

void log_decision(ports::Unit& unit, const ports::Actor& actor, const Grant& grant, const char* act) {
  tell_grant(unit, actor, act, grant,
             {{"approver", std::string(name(grant.approver))}, {"why", grant.why}, {"reason", grant.reason}});
  audit(unit, actor,
        {act,
         "grant:" + grant.id.str(),
         {{"case", grant.case_id.str()},
          {"remedy", std::string(name(grant.remedy.kind))},
          {"money", std::to_string(grant.remedy.money.value)},
          {"goodwill", std::to_string(grant.goodwill.value)},
          {"why", grant.why}}});
}

// What the buyer chose from a sent menu stands, whatever was used up since it was sent; where that goes
// beyond a cap or a limit it is put on record, so that somebody sees why the month's sum is above it.
void honour(ports::Unit& unit, const ports::Actor& actor, const Grant& grant, const Judged& judged,
            domain::GrantDecision& decision) {
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  Text beyond;
  if (decision.outcome != GrantOutcome::granted) beyond = decision.why;
  for (const domain::Obstacle& one : obstacles(grant.remedy, judged.facts, book, judged.rights)) {
    if (one.validator == "goodwill_caps") beyond = one.why;
  }
  if (beyond.zh.empty()) return;
  decision = {
      GrantOutcome::granted,
      {"方案已发给买家，照办（" + beyond.zh + "）", "shown to the buyer, so it stands (" + beyond.en + ")"}};
  tell_grant(unit, actor, "remedy.honoured", grant, {{"why", beyond.zh}});
  audit(unit, actor,
        {"remedy.honoured",
         "grant:" + grant.id.str(),
         {{"case", grant.case_id.str()},
          {"goodwill", std::to_string(grant.goodwill.value)},
          {"why", beyond.zh}}});
}

// The same key asked again. Where what was asked differs, one of the two is a mistake.
Result<GrantView> asked_again(ports::ReadUnit& unit, const Grant& known, const domain::Remedy& remedy) {
  const bool same = known.remedy.kind == remedy.kind && known.remedy.money == remedy.money &&
                    known.remedy.credit == remedy.credit &&
                    (remedy.pieces.empty() || known.remedy.pieces == remedy.pieces);
  if (same) return view_of(unit, known);
  return fail(ErrorKind::conflict, "grant.key",
              {"这个编号已用于另一个方案", "this key stands for another remedy"}, "key");
}

// Compensation by a table is owed once, whoever asks for it.
std::optional<Grant> compensation_already(ports::ReadUnit& unit, ShopId shop, CaseId id,
                                          const domain::Remedy& remedy) {
  if (remedy.kind != RemedyKind::compensation_by_rule) return std::nullopt;
  for (const Grant& grant : unit.grants().of_case(shop, id)) {
    const bool stands = grant.state == GrantState::granted || grant.state == GrantState::proposed;
    if (stands && grant.remedy.kind == remedy.kind) return grant;
  }
  return std::nullopt;
}

Result<void> carry_out_with_compensation(ports::Unit& unit, const ports::Actor& actor, const Grant& grant,
                                         const Judged& judged, MaybeVersion version) {
  SHOUHOU_TRY(carry_out(unit, actor, grant, judged, version));
  if (grant.remedy.kind == RemedyKind::compensation_by_rule) return {};
  return grant_owed_compensation(unit, actor, grant.case_id);
}

// What the buyer was to send back is not waited for; refused where it has come already.
Result<void> give_up_returns(ports::Unit& unit, const ports::Actor& actor,
                             const std::vector<domain::Deed>& deeds, const std::string& reason) {
  for (const domain::Deed& deed : deeds) {
    const auto id = ReturnId::parse(deed.reference);
    if (deed.kind != domain::EffectKind::await_return || !open(deed.state) || !id) continue;
    SHOUHOU_TRY(move_return(unit, acting(actor), {*id, {}, ReturnMove::give_up, reason}));
  }
  return {};
}

Result<void> no_case_version_lost(const domain::Case& state, MaybeVersion version) {
  if (!version || *version == state.version) return {};
  return fail(ErrorKind::stale, "case.changed",
              {"您看的不是最新内容，请重新载入", "the case has changed since; load it again"},
              std::to_string(state.version));
}

}  // namespace

Result<GrantView> grant_remedy(ports::Unit& unit, const ports::Actor& actor, const GrantRemedy& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  SHOUHOU_TRY(check(command));
  if (!command.key.empty()) {
    if (const auto known = unit.grants().by_key(actor.shop, command.id, command.key)) {
      return asked_again(unit, *known, command.remedy);
    }
  }
  SHOUHOU_ASSIGN(const Judged judged, judge(unit, actor.shop, command.id));
  SHOUHOU_TRY(no_case_version_lost(judged.state, command.version));
  GrantRemedy filled = command;
  SHOUHOU_TRY(fill_pieces(filled.remedy, judged.facts, judged.rights));
  if (const auto known = compensation_already(unit, actor.shop, command.id, filled.remedy)) {
    return view_of(unit, *known);
  }
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  SHOUHOU_TRY(possible(filled.remedy, judged, book, command.promised));

  Grant grant = grant_of(unit, actor, filled, judged);
  if (command.entitled && !grant.entitled) {
    return fail(ErrorKind::conflict, "grant.not_owed",
                {"买家不应得这么多，请按额外补偿提出", "the buyer is not owed this; propose it as goodwill"},
                "entitled");
  }
  const domain::GrantRequest request =
      request_of(unit, actor, grant.case_id, grant.goodwill, command.promised ? nullptr : &judged.facts);
  domain::GrantDecision decision = may_grant(book, request);
  if (command.promised) honour(unit, actor, grant, judged, decision);
  if (decision.outcome == GrantOutcome::refused) {
    return fail(ErrorKind::forbidden, "grant.beyond", decision.why);
  }
  if (decision.outcome == GrantOutcome::needs_approval) {
    grant.approver = least_approver(book, request.case_before + grant.goodwill);
    grant.why = decision.why.zh;
    unit.grants().insert(grant);
    log_decision(unit, actor, grant, "remedy.proposed");
    return view_of(unit, grant);
  }
  decide(grant, actor, GrantState::granted, decision.why.zh, unit.now());
  unit.grants().insert(grant);
  SHOUHOU_TRY(carry_out_with_compensation(unit, actor, grant, judged, command.version));
  return view_of(unit, grant);
}

Result<GrantView> approve_grant(ports::Unit& unit, const ports::Actor& actor, const DecideGrant& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_approve));
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
  SHOUHOU_ASSIGN(Grant grant, load_grant(unit, actor.shop, command.id));
  if (grant.state == GrantState::granted && grant.decided_by == actor.account) return view_of(unit, grant);
  SHOUHOU_TRY(moved(grant, "approve", {actor.account, actor.permissions, false, false}, command.reason));
  SHOUHOU_ASSIGN(const Judged judged, judge(unit, actor.shop, grant.case_id));
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  grant.goodwill = std::max(Fen{0}, goodwill_of(grant.remedy, judged.facts, book, judged.rights));
  const domain::GrantRequest request = request_of(unit, actor, grant.case_id, grant.goodwill);
  const domain::GrantDecision decision = may_approve(book, request, grant.proposed_by);
  if (decision.outcome == GrantOutcome::refused) {
    return fail(ErrorKind::forbidden, "grant.beyond", decision.why);
  }
  if (decision.outcome == GrantOutcome::needs_approval) {
    grant.approver = least_approver(book, request.case_before + grant.goodwill);
    grant.why = decision.why.zh;
    unit.grants().update(grant);
    log_decision(unit, actor, grant, "remedy.escalated");
    return view_of(unit, grant);
  }
  if (!grant.remedy.pieces.empty() && grant.remedy.pieces.size() != judged.facts.lines.size()) {
    return fail(ErrorKind::conflict, "grant.obstacle",
                {"提出之后导入了订单明细，请按商品重新提出",
                 "the lines of the order were imported since; propose it anew for the goods"},
                "pieces");
  }
  SHOUHOU_TRY(possible(grant.remedy, judged, book));
  decide(grant, actor, GrantState::granted, command.reason.empty() ? decision.why.zh : command.reason,
         unit.now());
  unit.grants().update(grant);
  SHOUHOU_TRY(carry_out_with_compensation(unit, actor, grant, judged, {}));
  return view_of(unit, grant);
}

Result<GrantView> refuse_grant(ports::Unit& unit, const ports::Actor& actor, const DecideGrant& command) {
  SHOUHOU_ASSIGN(Grant grant, load_grant(unit, actor.shop, command.id));
  SHOUHOU_ASSIGN(const GrantState to,
                 moved(grant, "refuse", {actor.account, actor.permissions, false, false}, command.reason));
  decide(grant, actor, to, command.reason, unit.now());
  unit.grants().update(grant);
  log_decision(unit, actor, grant, "remedy.refused");
  return view_of(unit, grant);
}

Result<GrantView> withdraw_grant(ports::Unit& unit, const ports::Actor& actor, const DecideGrant& command) {
  SHOUHOU_ASSIGN(Grant grant, load_grant(unit, actor.shop, command.id));
  if (grant.state == GrantState::withdrawn) return view_of(unit, grant);
  std::vector<domain::Deed> deeds = unit.grants().deeds_of(actor.shop, grant.id);
  domain::Mover mover{actor.account, actor.permissions, false, false};
  for (const domain::Deed& deed : deeds) {
    mover.any_carried = mover.any_carried || deed.state == domain::DeedState::done ||
                        deed.state == domain::DeedState::in_hand || mover_of(unit, actor, deed).being_done;
  }
  const bool proposed = grant.state == GrantState::proposed;
  if (proposed && grant.proposed_by != actor.account) {
    SHOUHOU_TRY(require(actor, domain::Permission::remedy_approve));
  }
  SHOUHOU_ASSIGN(const GrantState to, moved(grant, proposed ? "withdraw" : "revoke", mover, command.reason));
  SHOUHOU_TRY(give_up_returns(unit, actor, deeds, command.reason));
  for (domain::Deed& deed : deeds) {
    if (const auto now = unit.grants().find(deed.shop, deed.id); now && open(now->state)) {
      deed = *now;
      SHOUHOU_TRY(drop_deed(unit, actor, deed, command.reason));
    }
  }
  grant.goodwill = proposed ? grant.goodwill : Fen{0};
  decide(grant, actor, to, command.reason, unit.now());
  unit.grants().update(grant);
  unit.grants().drop_sku_goodwill(actor.shop, grant.id);
  log_decision(unit, actor, grant, "remedy.withdrawn");
  return view_of(unit, grant);
}

Result<GrantList> list_grants(ports::ReadUnit& unit, const ports::Actor& actor, const ListGrants& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_TRY(load_case(unit, actor.shop, query.id, false));
  GrantList list;
  for (const Grant& grant : unit.grants().of_case(actor.shop, query.id)) {
    list.items.push_back(view_of(unit, grant));
  }
  const ports::LedgerSums sums = unit.grants().ledger_sums(actor.shop, query.id);
  list.granted = sums.granted;
  list.paid = sums.paid;
  list.withdrawn = sums.withdrawn;
  list.open = sums.open();
  return list;
}

Result<ApprovalPage> list_approvals(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const ListApprovals& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::remedy_propose));
  const int limit = std::clamp(query.limit, 1, 200);
  const domain::RuleBook& book = *unit.cases().rules(actor.shop).book;
  ApprovalPage page;
  const std::vector<Grant> waiting = unit.grants().waiting(actor.shop, query.after, limit + 1);
  for (const Grant& grant : waiting) {
    if (page.items.size() == static_cast<std::size_t>(limit)) {
      page.next = page.items.back().grant.id;
      break;
    }
    ApprovalItem item;
    item.grant = view_of(unit, grant);
    if (const auto row = unit.cases().row(actor.shop, grant.case_id)) item.subject = row->subject;
    item.mine = grant.proposed_by == actor.account;
    const domain::GrantRequest request = request_of(unit, actor, grant.case_id, grant.goodwill);
    item.within = may_approve(book, request, grant.proposed_by).outcome == GrantOutcome::granted;
    page.items.push_back(std::move(item));
  }
  return page;
}

}  // namespace shouhou::app
