// The clocks of a case: started, met, run out.
#include "domain/clock_words.h"
#include "domain/decide_case.h"

namespace shouhou::domain {

using namespace ask;

namespace {

// From the moment that the buyer has been spoken to, where the issue asks for it; in any case while what was
// agreed is being carried out.
bool wants_daily_update(const Case& state) {
  if (!working_statuses.has(state.status()) || state.step == Step::registering) return false;
  return state.step == Step::follow_up || (state.daily_update && state.step != Step::contact);
}

CaseClock daily_update_clock(const DecideCase& desk) {
  const DailyRule rule = desk.deciding.follow_up ? desk.deciding.follow_up->daily : DailyRule();
  CaseClock clock;
  clock.kind = clock_kind::daily_update;
  clock.source = ClockSource::shop_promise;
  clock.consequence = Consequence::broken_promise;
  clock.start = desk.deciding.now;
  clock.allowed = desk.calendar(rule.calendar).share_of(clock.start, rule.every);
  clock.calendar = rule.calendar;
  clock.pauses = Statuses(Status::waiting_buyer).bits();
  clock.basis = "P-E1";
  return clock;
}

// A person may say that the message is not wanted any more: then it stays away.
bool ended_for_the_day(const std::vector<CaseEvent>& events) {
  return std::ranges::any_of(events, [](const CaseEvent& event) {
    const auto* ended = std::get_if<happened::ClockEnded>(&event);
    return ended && ended->kind == clock_kind::daily_update && ended->end != ClockEnd::cancelled;
  });
}

}  // namespace

std::optional<CaseEvent> daily_update_after(const Case& before, const Case& after,
                                            const std::vector<CaseEvent>& events, const Deciding& deciding) {
  const bool wanted = wants_daily_update(after);
  if (after.running_clock(clock_kind::daily_update)) {
    if (wanted) return std::nullopt;
    return DecideCase{after, deciding}.end_clock(clock_kind::daily_update, after.step != Step::registering);
  }
  const bool starts = wanted && (!wants_daily_update(before) || ended_for_the_day(events));
  if (!starts || after.clocks.size() >= longest_case_list) return std::nullopt;
  return happened::ClockStarted{daily_update_clock({after, deciding})};
}

std::optional<CaseEvent> DecideCase::start_reply(const LogContact& command) const {
  if (command.kind != ContactKind::message || !deciding.follow_up) return std::nullopt;
  // The buyer waits since the first word, however many follow.
  if (state.running_clock(clock_kind::first_reply) || state.running_clock(clock_kind::next_reply)) {
    return std::nullopt;
  }
  const Instant said = std::min(command.said.value_or(deciding.now), deciding.now);
  const AnswerTarget* first = deciding.follow_up->answer(state.channel, true);
  const bool new_talk =
      first && (state.last_contact == Instant{} || said - state.last_contact > first->new_after);
  const AnswerTarget* target = new_talk ? first : deciding.follow_up->answer(state.channel, false);
  if (!target || state.clocks.size() >= longest_case_list) return std::nullopt;
  CaseClock clock;
  clock.kind = new_talk ? clock_kind::first_reply : clock_kind::next_reply;
  clock.source = ClockSource::response_target;
  clock.consequence = Consequence::bad_mood;
  clock.start = said;
  clock.allowed = target->within;
  clock.calendar = target->calendar;
  clock.basis = target->id;
  return happened::ClockStarted{clock};
}

std::optional<CaseEvent> DecideCase::end_clock(std::string_view kind, bool cancelled,
                                               std::optional<Instant> at) const {
  const CaseClock* clock = state.running_clock(kind);
  if (!clock) return std::nullopt;
  ClockEnd end = cancelled ? ClockEnd::cancelled : ClockEnd::met;
  if (!cancelled && ran_out(*clock, at.value_or(deciding.now))) end = ClockEnd::missed;
  return happened::ClockEnded{std::string(kind), end, end == ClockEnd::missed ? state.assignee : AccountId{}};
}

void DecideCase::end_answers(std::vector<CaseEvent>& events) const {
  for (const CaseClock& clock : state.clocks) {
    if (clock.running() && clock.kind.starts_with("answer_")) add(events, end_clock(clock.kind));
  }
}

const WorkingTime& DecideCase::calendar(std::string_view id) const {
  static const WorkingTime around_the_clock;
  return deciding.calendars ? deciding.calendars->of(id) : around_the_clock;
}

bool DecideCase::ran_out(const CaseClock& clock, Instant at) const {
  const auto deadline = deadline_of(clock, state.history, calendar(clock.calendar));
  return deadline && *deadline < at;
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
  if (command.end == ClockEnd::missed && !ran_out(*clock, deciding.now)) {
    return conflict("case.clock_runs", {"时限还没有到", "the clock has not run out"});
  }
  std::vector<CaseEvent> events{*end_clock(command.kind, command.end == ClockEnd::cancelled)};
  // Work that was promised is still to be done when its time has run out.
  if (command.end == ClockEnd::met) end_tasks_of(command.kind, TaskState::done, {}, events);
  if (command.end == ClockEnd::cancelled)
    end_tasks_of(command.kind, TaskState::cancelled, "不再需要", events);
  return events;
}

}  // namespace shouhou::domain
