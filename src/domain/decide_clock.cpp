// The clocks of a case: started, met, run out.
#include "domain/decide_case.h"

namespace shouhou::domain {

using namespace ask;

std::optional<CaseEvent> DecideCase::start_daily_update() const {
  if (state.running_clock("daily_update")) return std::nullopt;
  CaseClock clock;
  clock.kind = "daily_update";
  clock.source = ClockSource::shop_promise;
  clock.consequence = Consequence::broken_promise;
  clock.start = deciding.now;
  clock.allowed = days(1);
  clock.pauses = Statuses(Status::waiting_buyer).bits();
  clock.basis = "P-E1";
  return happened::ClockStarted{clock};
}

std::optional<CaseEvent> DecideCase::end_clock(std::string_view kind, bool cancelled) const {
  const CaseClock* clock = state.running_clock(kind);
  if (!clock) return std::nullopt;
  ClockEnd end = cancelled ? ClockEnd::cancelled : ClockEnd::met;
  if (!cancelled && ran_out(*clock)) end = ClockEnd::missed;
  return happened::ClockEnded{std::string(kind), end, end == ClockEnd::missed ? state.assignee : AccountId{}};
}

void DecideCase::end_answers(std::vector<CaseEvent>& events) const {
  for (const CaseClock& clock : state.clocks) {
    if (clock.running() && clock.kind.starts_with("answer_")) add(events, end_clock(clock.kind));
  }
}

bool DecideCase::ran_out(const CaseClock& clock) const {
  static const WorkingTimes around_the_clock;
  const WorkingTimes& calendars = deciding.calendars ? *deciding.calendars : around_the_clock;
  const auto deadline = deadline_of(clock, state.history, calendars.of(clock.calendar));
  return deadline && *deadline < deciding.now;
}

DecideCase::Outcome DecideCase::operator()(const StartClock& command) const {
  const CaseClock& clock = command.clock;
  SHOUHOU_TRY(fits(clock.kind, longest_key, "kind"));
  SHOUHOU_TRY(has_room(state.clocks));
  if (clock.allowed.ms < 0) return invalid("case.clock", "allowed", {"时限不对", "the term is negative"});
  std::vector<CaseEvent> events;
  if (const CaseClock* running = state.running_clock(clock.kind)) {
    if (running->start == clock.start && running->allowed == clock.allowed) return nothing_changes();
    // The stronger word stands: a platform's own deadline is not replaced by a table's.
    if (running->source < clock.source) return nothing_changes();
    events.push_back(happened::ClockEnded{clock.kind, ClockEnd::cancelled, {}});
  }
  happened::ClockStarted started{clock};
  started.clock.end = ClockEnd::running;
  started.clock.ended = {};
  events.push_back(started);
  return events;
}

DecideCase::Outcome DecideCase::operator()(const EndClock& command) const {
  const CaseClock* clock = state.running_clock(command.kind);
  if (!clock || command.end == ClockEnd::running) return nothing_changes();
  if (command.end == ClockEnd::missed && !ran_out(*clock)) {
    return conflict("case.clock_runs", {"时限还没有到", "the clock has not run out"});
  }
  auto event = end_clock(command.kind, command.end == ClockEnd::cancelled);
  return std::vector<CaseEvent>{*std::move(event)};
}

}  // namespace shouhou::domain
