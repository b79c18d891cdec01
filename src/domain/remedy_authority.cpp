// Who may grant what, and when a second person has to look (P-D8).
#include "domain/remedies.h"

namespace shouhou::domain {

Fen goodwill_of(const Remedy& remedy, const Rights& rights) {
  const Fen given = remedy.money + remedy.credit + remedy.gift_cost;
  for (const Entitlement& owed : rights.owed) {
    if (owed.remedy == remedy.kind && given <= owed.most) return Fen{0};
    if (owed.remedy == remedy.kind) return given - owed.most;
  }
  return given;
}

GrantDecision may_grant(const RuleBook& book, const GrantRequest& request) {
  if (request.goodwill <= Fen{0}) {
    return {GrantOutcome::granted, {"买家应得，不占额度", "the buyer is owed it; no limit applies"}};
  }
  const Authority* authority = book.authority(request.role);
  if (authority == nullptr || authority->per_case == Fen{0}) {
    return {GrantOutcome::refused, {"这个角色不能给补偿", "this role grants nothing"}};
  }
  if (request.case_before + request.goodwill > authority->per_case) {
    return {GrantOutcome::needs_approval,
            {"超过单笔额度 " + format_yuan(authority->per_case) + " 元，需要主管同意",
             "above the limit of " + format_yuan(authority->per_case) + " yuan a case; a lead has to agree"}};
  }
  if (request.day_before + request.goodwill > authority->per_day) {
    return {GrantOutcome::needs_approval,
            {"超过当日额度 " + format_yuan(authority->per_day) + " 元，需要主管同意",
             "above the limit of " + format_yuan(authority->per_day) + " yuan a day; a lead has to agree"}};
  }
  return {GrantOutcome::granted, {"在权限额度内", "within the limits"}};
}

GrantDecision may_approve(const RuleBook& book, const GrantRequest& approver, AccountId proposer) {
  const Authority* authority = book.authority(approver.role);
  if (authority == nullptr || !authority->may_approve) {
    return {GrantOutcome::refused, {"这个角色不能审批", "this role approves nothing"}};
  }
  if (!approver.who || approver.who == proposer) {
    return {GrantOutcome::refused,
            {"不能审批自己提出的方案", "nobody approves what they proposed themselves"}};
  }
  if (approver.case_before + approver.goodwill > authority->approve_up_to) {
    return {GrantOutcome::needs_approval,
            {"超过审批额度 " + format_yuan(authority->approve_up_to) + " 元，需要店主同意",
             "above the approval limit of " + format_yuan(authority->approve_up_to) +
                 " yuan; the owner has to agree"}};
  }
  return {GrantOutcome::granted, {"同意", "approved"}};
}

}  // namespace shouhou::domain
