#include "app/change_case.h"

#include <algorithm>

#include "app/case_json.h"
#include "app/clock_misses.h"
#include "app/platform_word.h"
#include "app/waiting_grants.h"

namespace shouhou::app {
namespace {

// A chain of merges is followed at most this far.
constexpr int longest_merge_chain = 20;
// How often a change without a version is tried again when another node was faster.
constexpr int tries_without_version = 5;
// So many of the newest changes are told to somebody who looked at an older version.
constexpr int told_changes = 3;

auto not_found() {
  return fail(ErrorKind::not_found, "case.not_found", {"没有这张售后单", "there is no such case"});
}

// "小王: case.step_moved, case.tagged"
tl::unexpected<Error> changed_since(ports::ReadUnit& unit, const domain::Case& state, std::int64_t seen) {
  const int newer = static_cast<int>(std::clamp<std::int64_t>(state.version - seen, 1, told_changes));
  std::string who;
  for (const ports::Event& event : unit.cases().timeline(state.shop, state.id, 0, newer)) {
    if (!who.empty()) who += ", ";
    who += event.actor + " (" + event.kind + ")";
  }
  return fail(ErrorKind::stale, "case.changed",
              {"您看的不是最新内容，之后有人改过：" + who + "。请重新载入",
               "you were looking at an older version; changed since by " + who + "; load it again"},
              std::to_string(state.version));
}

CaseChanged answer(const domain::Case& state, const domain::Urgency& urgency,
                   const std::vector<domain::CaseEvent>& events) {
  CaseChanged changed{state.id,       state.number,   state.version, state.step,
                      state.status(), state.assignee, urgency.due,   {}};
  for (const domain::CaseEvent& event : events) changed.events.emplace_back(event_kind(event));
  return changed;
}

// So many events since are looked at to see whether only time has passed.
constexpr std::int64_t passed_changes = 30;

// Clocks that ran out, and what the desk notes about it: nobody's work would be overwritten.
bool only_time_passed(ports::ReadUnit& unit, const domain::Case& state, std::int64_t seen) {
  std::int64_t newer = state.version - seen;
  if (newer <= 0 || newer > passed_changes) return false;
  // Beside the case's own events the timeline holds others.
  for (const ports::Event& event : unit.cases().timeline(state.shop, state.id, 0, 2 * passed_changes)) {
    if (!event.kind.starts_with("case.")) continue;
    const bool by_time =
        !event.account && (event.kind == "case.clock_ended" || event.kind == "case.clock_started" ||
                           event.kind == "case.note_added");
    if (!by_time) return false;
    if (--newer == 0) return true;
  }
  return false;
}

struct Missed {
  domain::CaseClock clock;
  std::optional<Instant> deadline;
  AccountId charged;
};

// Deadlines that turn out to have run out, with who had the case.
void add_misses(std::vector<Missed>& misses, const domain::Case& before,
                const std::vector<domain::CaseEvent>& events, const domain::WorkingTimes& calendars) {
  for (const domain::CaseEvent& event : events) {
    const auto* ended = std::get_if<domain::happened::ClockEnded>(&event);
    if (!ended || ended->end != domain::ClockEnd::missed) continue;
    const domain::CaseClock* clock = before.running_clock(ended->kind);
    if (!clock) continue;
    misses.push_back(
        {*clock, deadline_of(*clock, before.history, calendars.of(clock->calendar)), ended->charged});
  }
}

Result<CaseChanged> try_change(ports::Unit& unit, const ports::Actor& actor, const CaseTarget& target,
                               const std::vector<domain::CaseCommand>& commands, bool follow_merge) {
  SHOUHOU_ASSIGN(const domain::Case before, load_case(unit, actor.shop, target.id, follow_merge));
  if (target.version && *target.version != before.version &&
      !only_time_passed(unit, before, *target.version)) {
    return changed_since(unit, before, *target.version);
  }
  SHOUHOU_ASSIGN(const LoadedChange changed, change_loaded(unit, actor, before, commands));
  return answer(changed.state, changed.urgency, changed.events);
}

}  // namespace

Result<LoadedChange> change_loaded(ports::Unit& unit, const ports::Actor& actor, const domain::Case& before,
                                   const std::vector<domain::CaseCommand>& commands) {
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  SHOUHOU_TRY(nothing_waits(unit, before, commands));
  const domain::Deciding deciding{unit.now(),
                                  actor.account,
                                  actor.permissions,
                                  rules.guards,
                                  &rules.urgency.calendars,
                                  &rules.book->follow_up};
  ports::RankedCase after{before, {}};
  std::vector<domain::CaseEvent> events;
  std::vector<Missed> misses;
  const auto change = [&](const domain::CaseCommand& command) -> Result<void> {
    auto decision = decide(after.state, command, deciding);
    if (!decision && decision.error().code == "case.nothing_changes") return {};
    if (!decision) return forward(std::move(decision).error());
    add_misses(misses, after.state, decision->events, rules.urgency.calendars);
    after.state = std::move(decision->state);
    events.insert(events.end(), std::make_move_iterator(decision->events.begin()),
                  std::make_move_iterator(decision->events.end()));
    return {};
  };
  for (const domain::CaseCommand& command : commands) SHOUHOU_TRY(change(command));
  // The platform's word wins at once over a menu that the buyer still holds.
  SHOUHOU_ASSIGN(const std::optional<domain::CaseCommand> ended,
                 end_offer_by_platform(unit, actor, commands, before, after.state));
  if (ended) SHOUHOU_TRY(change(*ended));
  after.urgency = urgency_of(after.state, rules.urgency);
  if (!events.empty()) {
    SHOUHOU_TRY(unit.cases().update(before, after));
    record_case(unit, actor, events, after.state);
    count_case(unit, &before, &after.state);
    for (const Missed& missed : misses) {
      record_miss(unit, after.state, missed.clock, missed.deadline.value_or(unit.now()), missed.charged);
    }
  }
  return LoadedChange{std::move(after.state), std::move(after.urgency), std::move(events)};
}

Result<domain::Case> load_case(ports::ReadUnit& unit, ShopId shop, CaseId id, bool follow_merge) {
  for (int i = 0; i < longest_merge_chain; ++i) {
    auto state = unit.cases().load(shop, id);
    if (!state) return not_found();
    if (!follow_merge || !state->merged_into) return *std::move(state);
    id = state->merged_into;
  }
  return fail(ErrorKind::internal, "case.merge_chain", {"合并关系成环", "the merges go in a circle"});
}

Result<CaseChanged> change_case(ports::Unit& unit, const ports::Actor& actor, const CaseTarget& target,
                                const std::vector<domain::CaseCommand>& commands, bool follow_merge) {
  for (int left = tries_without_version;; --left) {
    auto changed = try_change(unit, actor, target, commands, follow_merge);
    const bool raced = !changed && changed.error().kind == ErrorKind::stale && !target.version;
    if (!raced || left <= 1) return changed;
  }
}

Result<CaseChanged> change_case(ports::Unit& unit, const ports::Actor& actor, const CaseTarget& target,
                                const domain::CaseCommand& command, bool follow_merge) {
  return change_case(unit, actor, target, std::vector<domain::CaseCommand>{command}, follow_merge);
}

void record_case(ports::Unit& unit, const ports::Actor& actor, const std::vector<domain::CaseEvent>& events,
                 const domain::Case& after) {
  for (const domain::CaseEvent& event : events) {
    unit.record({after.shop, 0, after.id, std::string(event_kind(event)), after.changed, actor.account,
                 actor.name, event_to_json(event)});
  }
}

std::vector<std::string> counters_of(const domain::Case& state) {
  using domain::name;
  if (!state.live()) return {"case:closed"};
  std::vector<std::string> counters{
      "case:open",
      "case:step:" + std::string(name(state.step)),
      "case:status:" + std::string(name(state.status())),
      "case:class:" + std::string(name(state.issue_class)),
      "case:channel:" + std::string(name(state.channel)),
      "case:assignee:" + state.assignee.str(),
  };
  if (!state.issue.empty()) counters.push_back("case:issue:" + state.issue);
  for (const std::string& tag : state.tags) counters.push_back("case:tag:" + tag);
  return counters;
}

void count_case(ports::Unit& unit, const domain::Case* before, const domain::Case* after) {
  std::vector<std::string> old_counters = before ? counters_of(*before) : std::vector<std::string>();
  std::vector<std::string> new_counters = after ? counters_of(*after) : std::vector<std::string>();
  const ShopId shop = after ? after->shop : before->shop;
  for (const std::string& counter : old_counters) {
    if (std::ranges::find(new_counters, counter) == new_counters.end()) unit.count(shop, counter, -1);
  }
  for (const std::string& counter : new_counters) {
    if (std::ranges::find(old_counters, counter) == old_counters.end()) unit.count(shop, counter, 1);
  }
}

}  // namespace shouhou::app
