#include "app/pass_time.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>

#include "app/case_json.h"
#include "app/case_notes.h"
#include "app/change_case.h"
#include "base/log.h"
#include "domain/clock_words.h"
#include "domain/moments.h"
#include "ports/accounts.h"

namespace shouhou::app {
namespace {

using domain::Moment;
using domain::MomentKind;
namespace ask = domain::ask;

constexpr const char* looked_again = "到了约定的时间，再看一遍";
// A case on which time cannot act (a full list) is tried again after this.
constexpr Span try_again = minutes(10);
constexpr int most_accounts = 200;
constexpr std::size_t most_mentions = 20;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  log::append_json(out, text);
  return out + '"';
}

class PassingTime {
 public:
  PassingTime(ports::Unit& unit, ShopId shop)
      : unit_(unit), desk_(ports::Actor::system(shop)), rules_(unit.cases().rules(shop)) {}

  Result<std::optional<Instant>> pass(CaseId id) {
    auto state = unit_.cases().load(desk_.shop, id);
    if (!state) return std::optional<Instant>();
    const std::vector<Moment> before = moments_of(*state, rules_.urgency);
    SHOUHOU_TRY(change(*state, before));
    return announce(*state);
  }

 private:
  bool due(const Moment& moment) const { return moment.at <= unit_.now(); }

  // What changes the case: misses and second looks.
  Result<void> change(domain::Case& state, const std::vector<Moment>& moments) {
    std::vector<domain::CaseCommand> commands;
    for (const Moment& moment : moments) {
      if (!due(moment)) break;
      if (moment.kind == MomentKind::clock_missed) {
        commands.push_back(ask::EndClock{moment.about, domain::ClockEnd::missed});
      } else if (moment.kind == MomentKind::look_again) {
        commands.push_back(ask::SetStatus{domain::Status::open, looked_again});
      }
    }
    if (commands.empty()) return {};
    auto changed = change_loaded(unit_, desk_, state, commands);
    if (changed) {
      state = std::move(changed->state);
      return {};
    }
    if (changed.error().kind == ErrorKind::unavailable || changed.error().kind == ErrorKind::stale) {
      return forward(std::move(changed).error());
    }
    log::warning("time could not act on a case", {{"case", state.id.str()}, {"code", changed.error().code}});
    stuck_ = true;
    return {};
  }

  // What is only told, once. The time of the next moment that is still to come.
  Result<std::optional<Instant>> announce(const domain::Case& state) {
    const std::vector<Moment> moments = moments_of(state, rules_.urgency);
    if (stuck_) {
      unit_.follow_ups().set_told(state.shop, state.id, unit_.now() + try_again,
                                  unit_.follow_ups().told(state.shop, state.id));
      return std::optional(unit_.now() + try_again);
    }
    if (moments.empty()) return std::optional<Instant>();
    // The store knows the earliest already.
    if (!due(moments.front())) return std::optional(moments.front().at);
    const std::set<std::string> known = marks(unit_.follow_ups().told(state.shop, state.id));
    std::string kept;
    std::optional<Instant> next;
    for (const Moment& moment : moments) {
      const std::string mark = mark_of(moment);
      const bool now = due(moment) && !mark.empty();
      if (now && !known.contains(mark)) SHOUHOU_TRY(tell(state, moment));
      if (now) kept += (kept.empty() ? "" : " ") + mark;
      if (!now && !next) next = moment.at;
    }
    // What time could not do now it does not try again at once.
    if (next && *next <= unit_.now()) next = unit_.now() + try_again;
    unit_.follow_ups().set_told(state.shop, state.id, next, kept);
    return next;
  }

  static std::set<std::string> marks(const std::string& told) {
    std::istringstream words(told);
    return {std::istream_iterator<std::string>(words), {}};
  }

  Result<void> tell(const domain::Case& state, const Moment& moment) {
    if (moment.kind == MomentKind::clock_warning) {
      warn(state, moment);
      return {};
    }
    return escalate(state, moment);
  }

  void warn(const domain::Case& state, const Moment& moment) {
    const domain::CaseClock& clock = *state.running_clock(moment.about);
    const Text name = domain::text_of_clock(moment.about);
    record(state, "clock.warning",
           R"({"clock":)" + quoted(moment.about) + R"(,"zh":)" + quoted(name.zh) + R"(,"en":)" +
               quoted(name.en) + R"(,"consequence":")" + std::string(domain::name(clock.consequence)) +
               R"(","deadline":)" + std::to_string(moment.deadline.ms) + common(state, state.assignee));
  }

  // Nobody did it in time: a note that a lead gets to see, and the one who has it.
  Result<void> escalate(const domain::Case& state, const Moment& moment) {
    const auto task = std::ranges::find_if(
        state.tasks, [&](const domain::Task& one) { return one.id.str() == moment.about; });
    if (task == state.tasks.end()) return {};
    const std::string until = format_time(moment.deadline, rules_.zone).substr(5, 11);
    const std::string words =
        "任务超时：" + task->title + "（" + text_of(task->department).zh + "，应于 " + until + " 前完成）";
    SHOUHOU_ASSIGN(const NoteId note, keep_words(unit_, state.shop, state.id, words));
    const std::vector<AccountId> who = told_of(*task);
    SHOUHOU_TRY(change_case(unit_, desk_, {state.id, {}}, ask::AddNote{note, who}));
    for (const AccountId account : who) {
      unit_.cases().mention(state.shop, state.id, note, account, AccountId{}, unit_.now());
    }
    record(state, "task.overdue",
           R"({"task":")" + moment.about + R"(","title":)" + quoted(task->title) + R"(,"department":")" +
               std::string(domain::name(task->department)) + R"(","due":)" +
               std::to_string(moment.deadline.ms) + common(state, task->assignee));
    return {};
  }

  // Leads, or the owners where there is none; and whoever has the task.
  std::vector<AccountId> told_of(const domain::Task& task) {
    std::vector<AccountId> leads, owners;
    for (const ports::Account& account : unit_.accounts().accounts(desk_.shop, {}, most_accounts)) {
      if (account.disabled) continue;
      if (account.role == domain::Role::lead) leads.push_back(account.id);
      if (account.role == domain::Role::owner) owners.push_back(account.id);
    }
    std::vector<AccountId> who = leads.empty() ? owners : leads;
    if (who.size() > most_mentions) who.resize(most_mentions);
    if (task.assignee && std::ranges::find(who, task.assignee) == who.end()) who.push_back(task.assignee);
    return who;
  }

  static std::string common(const domain::Case& state, AccountId assignee) {
    return R"(,"assignee":")" + assignee.str() + R"(","number":)" + std::to_string(state.number) + "}";
  }

  void record(const domain::Case& state, std::string kind, std::string body) {
    unit_.record(
        {state.shop, 0, state.id, std::move(kind), unit_.now(), AccountId{}, desk_.name, std::move(body)});
  }

  ports::Unit& unit_;
  const ports::Actor desk_;
  const ports::CaseRules& rules_;
  bool stuck_ = false;
};

}  // namespace

Result<std::vector<ports::TimedCase>> pass_time(ports::Unit& unit, ShopId shop,
                                                std::span<const CaseId> cases) {
  std::vector<ports::TimedCase> next;
  next.reserve(cases.size());
  for (const CaseId id : cases) {
    SHOUHOU_ASSIGN(const std::optional<Instant> at, PassingTime(unit, shop).pass(id));
    next.push_back({shop, id, at});
  }
  return next;
}

}  // namespace shouhou::app
