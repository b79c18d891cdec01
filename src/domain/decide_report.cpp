// What is learnt and said while a case is worked on: reports, facts, talk, the registered cause.
#include "domain/clock_words.h"
#include "domain/decide_case.h"

namespace shouhou::domain {

using namespace ask;

DecideCase::Outcome DecideCase::operator()(const AddReport& command) const {
  SHOUHOU_TRY(has_room(state.reports));
  SHOUHOU_TRY(has_room(state.lines, command.lines.size()));
  happened::ReportedAgain event{command.report, {}, bool(command.report.words)};
  for (const CaseLine& line : command.lines) {
    if (!state.shares_line_with({line})) event.lines.push_back(line);
  }
  return std::vector<CaseEvent>{event};
}

DecideCase::Outcome DecideCase::operator()(const Take& command) const {
  if (!deciding.account) return forbidden();
  if (state.assignee == deciding.account) return nothing_changes();
  if (state.assignee && !deciding.permissions.has(Permission::case_assign)) {
    return conflict("case.taken", {"已经有人在处理", "somebody else has taken it"});
  }
  return std::vector<CaseEvent>{happened::Assigned{deciding.account, command.name, state.assignee, {}}};
}

DecideCase::Outcome DecideCase::operator()(const Assign& command) const {
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason", false));
  if (command.to == state.assignee) return nothing_changes();
  return std::vector<CaseEvent>{
      happened::Assigned{command.to, command.to_name, state.assignee, command.reason}};
}

DecideCase::Outcome DecideCase::operator()(const LogContact& command) const {
  std::vector<CaseEvent> events{happened::Contacted{command.kind, command.direction, command.words}};
  if (command.direction == Direction::to_buyer) {
    for (const auto kind : {clock_kind::first_answer, clock_kind::first_reply, clock_kind::next_reply}) {
      add(events, end_clock(kind, false, command.said));
    }
    if (command.kind == ContactKind::call) {
      add(events, end_clock(clock_kind::call_back));
      end_tasks_of(clock_kind::call_back, TaskState::done, {}, events);
    }
    return events;
  }
  if (state.status() == Status::waiting_buyer) {
    events.push_back(happened::StatusMoved{state.status(), Status::open, {}, false, {}});
  }
  add(events, start_reply(command));
  return events;
}

DecideCase::Outcome DecideCase::operator()(const SetFacts& command) const {
  happened::FactsSet facts{state.issue,  state.issue_class,   state.phase,           state.fault,
                           state.demand, state.demand_amount, state.evidence_needed, state.daily_update};
  if (command.issue && command.issue->id != state.issue) {
    facts.issue = command.issue->id;
    facts.issue_class = command.issue->issue_class;
    facts.evidence_needed = evidence_rules(*command.issue);
    facts.daily_update = command.issue->daily_update;
    if (facts.fault == Fault::unknown) facts.fault = command.issue->default_fault;
  }
  if (command.at_least) facts.issue_class = std::min(facts.issue_class, *command.at_least);
  if (command.phase) facts.phase = command.phase;
  if (command.fault) facts.fault = *command.fault;
  if (command.demand) facts.demand = *command.demand;
  if (command.demand_amount) facts.demand_amount = *command.demand_amount;
  if (facts.demand_amount < Fen{0} || facts.demand_amount > largest_amount) {
    return invalid("case.amount", "demand_amount", {"金额不对", "the amount is out of range"});
  }
  Case changed = state;
  apply(changed, facts, state.changed);
  changed.version = state.version;
  if (changed == state) return nothing_changes();
  return std::vector<CaseEvent>{facts};
}

DecideCase::Outcome DecideCase::operator()(const SetLines& command) const {
  SHOUHOU_TRY(fits(command.subject, longest_title, "subject", false));
  SHOUHOU_TRY(has_room(command.lines, 0));
  for (const CaseLine& line : command.lines) {
    if (line.quantity < 1 || line.paid < Fen{0}) {
      return invalid("case.line", "lines", {"数量或金额不对", "a quantity or amount is out of range"});
    }
  }
  return std::vector<CaseEvent>{happened::LinesSet{command.buyer, command.order, command.subject,
                                                   command.buyer_label, command.buyer_value, command.lines}};
}

DecideCase::Outcome DecideCase::operator()(const SetMood& command) const {
  if (command.mood == state.mood) return nothing_changes();
  return std::vector<CaseEvent>{happened::MoodSet{command.mood}};
}

DecideCase::Outcome DecideCase::operator()(const SetTalk& command) const {
  if (command.state == state.talk && command.still_angry == state.still_angry) return nothing_changes();
  const bool apology = command.state == TalkState::apologised && state.talk != TalkState::apologised;
  return std::vector<CaseEvent>{
      happened::TalkMoved{command.state, command.still_angry, state.apologies + (apology ? 1 : 0)}};
}

DecideCase::Outcome DecideCase::operator()(const LeaveSootheOut& command) const {
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
  if (command.reason == state.soothe_left_out) return nothing_changes();
  return std::vector<CaseEvent>{happened::SootheLeftOut{command.reason}};
}

DecideCase::Outcome DecideCase::operator()(const UpdateBuyer& command) const {
  std::vector<CaseEvent> events{happened::BuyerUpdated{command.words}};
  for (const auto kind : {clock_kind::first_answer, clock_kind::first_reply, clock_kind::next_reply,
                          clock_kind::daily_update}) {
    add(events, end_clock(kind));
  }
  return events;
}

DecideCase::Outcome DecideCase::operator()(const Register& command) const {
  const Registration& registration = command.registration;
  SHOUHOU_TRY(fits(registration.root_cause, longest_title, "root_cause", false));
  SHOUHOU_TRY(fits(registration.outcome, longest_title, "outcome", false));
  SHOUHOU_TRY(fits(registration.summary, longest_summary, "summary", false));
  if (registration.cost && (*registration.cost < Fen{0} || *registration.cost > largest_amount)) {
    return invalid("case.amount", "cost", {"金额不对", "the amount is out of range"});
  }
  if (state.registration == registration) return nothing_changes();
  return std::vector<CaseEvent>{happened::Registered{registration}};
}

DecideCase::Outcome DecideCase::operator()(const AddEvidence& command) const {
  SHOUHOU_TRY(has_room(state.evidence));
  SHOUHOU_TRY(fits(command.piece.reference, longest_title, "reference", false));
  happened::EvidenceAdded event{command.piece, command.also_in};
  event.piece.at = deciding.now;
  event.piece.added_by = deciding.account;
  return std::vector<CaseEvent>{event};
}

DecideCase::Outcome DecideCase::operator()(const RemoveEvidence& command) const {
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
  const auto found = std::ranges::find(state.evidence, command.evidence, &EvidencePiece::id);
  if (found == state.evidence.end()) {
    return fail(ErrorKind::not_found, "evidence.not_found", {"没有这项凭证", "there is no such evidence"},
                "evidence");
  }
  return std::vector<CaseEvent>{happened::EvidenceRemoved{command.evidence, found->kind, command.reason}};
}

DecideCase::Outcome DecideCase::operator()(const WaiveEvidence& command) const {
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
  const bool known = std::ranges::find(state.evidence_needed, command.rule, &EvidenceRule::id) !=
                     state.evidence_needed.end();
  if (!known) {
    return fail(ErrorKind::not_found, "case.no_such_evidence",
                {"此问题类型不要求这项凭证", "the issue asks for no such evidence"}, "rule");
  }
  if (std::ranges::find(state.waivers, command.rule, &EvidenceWaiver::rule) != state.waivers.end()) {
    return nothing_changes();
  }
  return std::vector<CaseEvent>{
      happened::EvidenceWaived{{command.rule, command.reason, deciding.account, deciding.now}}};
}

}  // namespace shouhou::domain
