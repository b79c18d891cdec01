#include "domain/moments.h"

#include <algorithm>

#include "domain/clock_words.h"

namespace shouhou::domain {
namespace {

// A deadline is kept until its very millisecond.
constexpr Span just_after = milliseconds(1);

}  // namespace

std::optional<Instant> warning_of(const CaseClock& clock, Instant deadline, const UrgencyWeights& weights) {
  const Span lead = weights.lead(clock.consequence);
  if (lead.ms <= 0) return std::nullopt;
  const Instant half = clock.start + Span{std::max<std::int64_t>((deadline - clock.start).ms / 2, 0)};
  return std::max(deadline - lead, half);
}

std::vector<Moment> moments_of(const Case& state, const UrgencyRules& rules) {
  std::vector<Moment> moments;
  if (!state.live()) return moments;
  for (const CaseClock& clock : state.clocks) {
    const auto deadline = deadline_of(clock, state.history, rules.calendars.of(clock.calendar));
    if (!deadline) continue;
    moments.push_back({*deadline + just_after, MomentKind::clock_missed, clock.kind, *deadline});
    if (const auto warning = warning_of(clock, *deadline, rules.weights)) {
      moments.push_back({*warning, MomentKind::clock_warning, clock.kind, *deadline});
    }
  }
  if (state.look_again > Instant{} && waiting_statuses.has(state.status())) {
    moments.push_back({state.look_again, MomentKind::look_again, {}, state.look_again});
  }
  for (const Task& task : state.tasks) {
    if (task.state != TaskState::to_do || !task.due) continue;
    moments.push_back({*task.due + just_after, MomentKind::task_overdue, task.id.str(), *task.due});
  }
  std::ranges::stable_sort(moments, {}, &Moment::at);
  return moments;
}

std::string mark_of(const Moment& moment) {
  if (moment.kind != MomentKind::clock_warning && moment.kind != MomentKind::task_overdue) return {};
  return moment.about + "@" + std::to_string(moment.deadline.ms);
}

Text text_of(FollowUpKind kind) {
  switch (kind) {
    case FollowUpKind::daily_update:
      return {"每日进展", "daily progress message"};
    case FollowUpKind::call_back:
      return {"约定回电", "promised call"};
    case FollowUpKind::look_again:
      return {"到时间再看", "look again"};
  }
  return {};
}

std::vector<FollowUp> follow_ups_of(const Case& state, const WorkingTimes& calendars) {
  std::vector<FollowUp> list;
  if (!state.live()) return list;
  const auto add = [&](std::string_view clock_kind, FollowUpKind kind) {
    const CaseClock* clock = state.running_clock(clock_kind);
    if (!clock) return;
    const auto due = deadline_of(*clock, state.history, calendars.of(clock->calendar));
    if (due) list.push_back({kind, *due});
  };
  add(clock_kind::daily_update, FollowUpKind::daily_update);
  add(clock_kind::call_back, FollowUpKind::call_back);
  // A promised call whose time has run out is still owed.
  if (!state.running_clock(clock_kind::call_back)) {
    const auto owed = std::ranges::find_if(state.tasks, [](const Task& task) {
      return task.clock == clock_kind::call_back && task.state == TaskState::to_do && task.due;
    });
    if (owed != state.tasks.end()) list.push_back({FollowUpKind::call_back, *owed->due});
  }
  if (state.look_again > Instant{} && waiting_statuses.has(state.status())) {
    list.push_back({FollowUpKind::look_again, state.look_again});
  }
  return list;
}

}  // namespace shouhou::domain
