// Who may grant what, and when a second person has to look (P-D8).
#include <algorithm>

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

namespace {

// What pieces cost that are sent beyond those owed in the same way.
Fen goods_given(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book, const Rights& rights) {
  const bool sends = remedy.kind == RemedyKind::reship || remedy.kind == RemedyKind::reship_missing;
  if (!sends) return Fen{0};  // an exchange brings goods back for those it sends
  std::vector<std::int64_t> beyond = remedy.pieces;
  if (const Entitlement* owed = rights.find(remedy.kind)) {
    for (std::size_t i = 0; i < beyond.size() && i < owed->pieces.size(); ++i) {
      beyond[i] = std::max<std::int64_t>(0, beyond[i] - owed->pieces[i]);
    }
  }
  return goods_cost(facts, book, beyond);
}

Fen share_of(Fen limit, std::int64_t permille) {
  return Fen{limit.value / 1000 * permille + limit.value % 1000 * permille / 1000};
}

Text limit_words(const char* zh, Fen limit, const char* en, bool lowered) {
  const std::string why = lowered ? "（买家历史有异常，额度已调低）" : "";
  const std::string why_en = lowered ? " (lowered: the buyer's history shows a pattern)" : "";
  return {std::string("超过") + zh + " " + format_yuan(limit) + " 元" + why + "，需要主管同意",
          "above the limit of " + format_yuan(limit) + " yuan " + en + why_en + "; a lead has to agree"};
}

}  // namespace

Fen goodwill_of(const Remedy& remedy, const CaseFacts& facts, const RuleBook& book, const Rights& rights) {
  if (remedy.kind == RemedyKind::freight_reimbursement && remedy.money > Fen{0}) {
    const ReturnFreight freight = return_freight(facts, rights);
    if (freight.owed && remedy.money <= freight.left) return Fen{0};
  }
  return goodwill_of(remedy, rights) + goods_given(remedy, facts, book, rights);
}

GrantDecision may_grant(const RuleBook& book, const GrantRequest& request) {
  if (request.goodwill <= Fen{0}) {
    return {GrantOutcome::granted, {"买家应得，不占额度", "the buyer is owed it; no limit applies"}};
  }
  const Authority* authority = book.authority(request.role);
  if (authority == nullptr || authority->per_case == Fen{0}) {
    return {GrantOutcome::refused, {"这个角色不能给补偿", "this role grants nothing"}};
  }
  // Whoever may approve has looked at the pattern.
  const std::int64_t permille = authority->may_approve ? 1000 : request.permille;
  const bool lowered = permille < 1000;
  const Fen per_case = share_of(authority->per_case, permille);
  if (request.case_before + request.goodwill > per_case) {
    return {GrantOutcome::needs_approval, limit_words("单笔额度", per_case, "a case", lowered)};
  }
  const Fen per_day = share_of(authority->per_day, permille);
  if (request.day_before + request.goodwill > per_day) {
    return {GrantOutcome::needs_approval, limit_words("当日额度", per_day, "a day", lowered)};
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
