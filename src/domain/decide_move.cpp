// From step to step and from status to status: the declared moves with their guards, and the platform's word.
#include "domain/decide_case.h"

namespace shouhou::domain {

using namespace ask;

namespace {

constexpr Span longest_wait = days(366);

std::string join(const std::vector<Lack>& lacks, Language language) {
  std::string sentence;
  for (const Lack& one : lacks) {
    if (!sentence.empty()) sentence += language == Language::zh ? "；" : "; ";
    sentence += one.text.in(language);
  }
  return sentence;
}

}  // namespace

Result<void> DecideCase::allowed(const Move& move, std::string_view reason) const {
  if (!deciding.permissions.has(move.permission)) return forbidden();
  if (move.needs_reason) SHOUHOU_TRY(fits(reason, longest_reason, "reason"));
  SHOUHOU_TRY(fits(reason, longest_reason, "reason", false));
  const auto lacks = lacking(move.guard, state, deciding.now, deciding.guards);
  if (!lacks.empty()) return conflict("case.guard", {join(lacks, Language::zh), join(lacks, Language::en)});
  return {};
}

tl::unexpected<Error> DecideCase::no_such_move() const {
  return conflict(
      "case.no_such_move",
      {"现在（" + text_of(state.step).zh + "，" + text_of(state.status()).zh + "）不能这样移动",
       "this move does not start from " + text_of(state.step).en + ", " + text_of(state.status()).en});
}

DecideCase::Outcome DecideCase::operator()(const MoveStep& command) const {
  if (command.to == state.step) return nothing_changes();
  const Move* move = move_to(state, command.to);
  if (!move) return no_such_move();
  SHOUHOU_TRY(allowed(*move, command.reason));
  std::vector<CaseEvent> events{happened::StepMoved{state.step, command.to, command.reason}};
  if (move->to_status) {
    events.push_back(happened::StatusMoved{state.status(), *move->to_status, {}, false, {}});
  }
  return events;
}

Result<Instant> DecideCase::looked_at_again(const SetStatus& command) const {
  if (command.look_again) {
    if (*command.look_again > deciding.now && *command.look_again - deciding.now <= longest_wait) {
      return *command.look_again;
    }
    return invalid("case.look_again", "look_again",
                   {"再看时间应在今后一年之内", "the time to look again lies within the next year"});
  }
  const Span wait = deciding.follow_up ? deciding.follow_up->look_again[index_of(command.to)] : Span{};
  return wait.ms > 0 ? deciding.now + wait : Instant{};
}

DecideCase::Outcome DecideCase::operator()(const SetStatus& command) const {
  if (command.to == state.status()) return nothing_changes();
  const bool by_hand = command.to == Status::open || waiting_statuses.has(command.to);
  const Move* move = by_hand ? move_to(state, command.to) : nullptr;
  if (!move) return no_such_move();
  SHOUHOU_TRY(allowed(*move, command.reason));
  happened::StatusMoved moved{state.status(), command.to, command.reason, false, {}};
  if (waiting_statuses.has(command.to)) {
    SHOUHOU_ASSIGN(moved.look_again, looked_at_again(command));
  }
  return std::vector<CaseEvent>{moved};
}

DecideCase::Outcome DecideCase::operator()(const Close&) const {
  const Move* move = move_to(state, Status::closed);
  if (!move) return no_such_move();
  SHOUHOU_TRY(allowed(*move, {}));
  return std::vector<CaseEvent>{happened::StatusMoved{state.status(), Status::closed, {}, false, {}}};
}

DecideCase::Outcome DecideCase::operator()(const Reopen& command) const {
  const Move& move = *move_named("reopen");
  if (!starts_at(move, state)) return no_such_move();
  SHOUHOU_TRY(allowed(move, command.reason));
  return std::vector<CaseEvent>{happened::Reopened{command.reason}};
}

DecideCase::Outcome DecideCase::operator()(const FollowPlatform& command) const {
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason", false));
  std::vector<CaseEvent> events;
  Case ahead = state;
  const auto happen = [&](CaseEvent event) {
    apply(ahead, event, deciding.now);
    events.push_back(std::move(event));
  };
  if (command.agreement) {
    Agreement ruling = *command.agreement;
    ruling.kind = AgreementKind::platform_decided;
    ruling.at = deciding.now;
    if (ruling.refund < Fen{0})
      return invalid("case.amount", "refund", {"金额不对", "the amount is out of range"});
    happen(happened::Agreed{ruling});
  }
  if (command.refund_paid) {
    const RefundMark& paid = *command.refund_paid;
    const RefundMark* known = state.refund(paid.key);
    SHOUHOU_TRY(fits(paid.key, longest_key, "refund_key"));
    if (paid.amount <= Fen{0})
      return invalid("case.amount", "refund_paid", {"金额不对", "the amount is out of range"});
    if (!known) {
      SHOUHOU_TRY(has_room(state.refunds));
      happen(happened::RefundGranted{paid.key, paid.amount, paid.on_top});
    }
    if (!known || !known->paid) happen(happened::RefundPaid{paid.key});
  }
  Status to = command.status;
  Step step = state.step;
  if (to == Status::reopened) to = Status::open;
  if (to == Status::resolved || to == Status::closed) {
    const bool promises = open_promises(ahead);
    step = promises ? Step::follow_up : Step::registering;
    if (promises) to = Status::open;
  } else if (state.step == Step::registering) {
    step = Step::follow_up;
  }
  if (step != state.step) happen(happened::StepMoved{state.step, step, command.reason});
  if (to != state.status()) happen(happened::StatusMoved{state.status(), to, command.reason, true, {}});
  if (events.empty()) return nothing_changes();
  return events;
}

bool DecideCase::open_promises(const Case& state) {
  return std::ranges::any_of(state.refunds, [](const RefundMark& refund) { return !refund.paid; }) ||
         std::ranges::any_of(state.returns, [](const ReturnMark& mark) { return !mark.finished(); }) ||
         std::ranges::any_of(state.tasks, [](const Task& task) { return task.state == TaskState::to_do; });
}

}  // namespace shouhou::domain
