#include "domain/case_commands.h"

#include "domain/decide_case.h"
#include "domain/questions.h"

namespace shouhou::domain {

using namespace ask;

namespace {

// What may still be done to a closed case: look back, label it, let late news in, and the work that is left
// when the buyer is settled.
bool allowed_when_closed(const CaseCommand& command) {
  if (const auto* add = std::get_if<AddTask>(&command)) return add->after_closing;
  return std::holds_alternative<Reopen>(command) || std::holds_alternative<AddNote>(command) ||
         std::holds_alternative<ask::Tag>(command) || std::holds_alternative<ask::Untag>(command) ||
         std::holds_alternative<ConfirmRefundPaid>(command) || std::holds_alternative<AssignTask>(command) ||
         std::holds_alternative<FinishTask>(command) || std::holds_alternative<FollowPlatform>(command);
}

}  // namespace

std::vector<EvidenceRule> evidence_rules(const Issue& issue) {
  std::vector<EvidenceRule> rules;
  for (const EvidenceNeed& need : issue.evidence) {
    if (need.required) rules.push_back({need.id, need.kind, need.what});
  }
  return rules;
}

Permission permission_for(const Case& state, const CaseCommand& command, AccountId account) {
  if (const auto* assign = std::get_if<Assign>(&command)) {
    // One's own case may be handed over or given back, and what nobody has be taken; anything else takes a
    // lead.
    const bool own = state.assignee == account && account;
    const bool takes = assign->to == account && account && !state.assignee;
    return own || takes ? Permission::case_write : Permission::case_assign;
  }
  if (std::holds_alternative<WaiveEvidence>(command)) return Permission::case_waive;
  if (const auto* answer = std::get_if<AnswerQuestion>(&command))
    return permission_to_answer(answer->answer.question);
  if (std::holds_alternative<Close>(command)) return Permission::case_close;
  if (std::holds_alternative<Reopen>(command)) return Permission::case_reopen;
  if (std::holds_alternative<MergeIn>(command) || std::holds_alternative<MergeAway>(command)) {
    return Permission::case_merge;
  }
  if (std::holds_alternative<FinishTask>(command) || std::holds_alternative<AssignTask>(command)) {
    return Permission::task_write;
  }
  if (std::holds_alternative<MoveReturn>(command)) return Permission::parcel_write;
  if (std::holds_alternative<Agree>(command) || std::holds_alternative<GrantRefund>(command) ||
      std::holds_alternative<WithdrawRefund>(command)) {
    return Permission::remedy_propose;
  }
  return Permission::case_write;
}

Result<Decision> open_case(const happened::Opened& opened, Instant now) {
  happened::Opened event = opened;
  event.report.at = std::min(event.report.at, now);
  SHOUHOU_TRY(fits(event.subject, longest_title, "subject", false));
  SHOUHOU_TRY(fits(event.report.external_id, longest_key, "external_id", false));
  SHOUHOU_TRY(has_room(event.lines, 0));
  SHOUHOU_TRY(has_room(event.clocks, 0));
  SHOUHOU_TRY(has_room(event.tags, 0));
  for (const std::string& tag : event.tags) SHOUHOU_TRY(valid_tag(tag));
  if (event.demand_amount < Fen{0} || event.demand_amount > largest_amount) {
    return invalid("case.amount", "demand_amount", {"金额不对", "the amount is out of range"});
  }
  Decision decision;
  decision.events.push_back(std::move(event));
  apply(decision.state, decision.events.front(), now);
  return decision;
}

Result<Decision> decide(const Case& state, const CaseCommand& command, const Deciding& deciding) {
  if (!deciding.permissions.has(permission_for(state, command, deciding.account))) return forbidden();
  if (state.merged_into) {
    return conflict("case.merged", {"已并入另一张售后单", "it was merged into another case"},
                    state.merged_into.str());
  }
  if (state.status() == Status::closed && !allowed_when_closed(command)) {
    return conflict("case.closed", {"已关闭，先重新打开", "it is closed; reopen it first"});
  }
  SHOUHOU_ASSIGN(Decision decision, std::visit(DecideCase{state, deciding}, command).map([](auto&& events) {
    return Decision{{}, std::move(events)};
  }));
  decision.state = state;
  const Instant at = std::max(deciding.now, state.changed);
  for (const CaseEvent& event : decision.events) apply(decision.state, event, at);
  if (auto daily = daily_update_after(state, decision.state, decision.events, deciding)) {
    apply(decision.state, *daily, at);
    decision.events.push_back(*std::move(daily));
  }
  return decision;
}

}  // namespace shouhou::domain
