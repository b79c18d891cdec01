#include "app/seed_cases.h"

#include <algorithm>
#include <array>
#include <random>

#include "app/change_case.h"
#include "base/normal_text.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

constexpr std::int64_t cases_in_a_unit = 500;

constexpr std::array subjects{"羊毛开衫 米白 M", "童鞋 蓝色 28码",   "连帽卫衣 黑 XL",
                              "针织围巾 驼色",   "儿童雨靴 黄 26码", "半身裙 藏青 S"};
constexpr std::array tags{"急", "老客", "破损", "催件", "回访"};
constexpr std::array issues{"damaged",          "late_shipment",    "stuck_parcel", "quality_defect",
                            "size_mismatch",    "no_reason_return", "bad_review",   "missing_item",
                            "platform_dispute", "usage_question"};

class Seeder {
 public:
  Seeder(const SeedCases& wanted, std::int64_t first)
      : wanted_(wanted), random_(wanted.seed + static_cast<std::uint32_t>(first)) {}

  Result<void> one(ports::Unit& unit) {
    const ports::CaseRules& rules = unit.cases().rules(wanted_.shop);
    // Opened some time of the last fortnight, so that due times spread as they do in a real backlog.
    const Instant opened_at = unit.now() - minutes(roll(14 * 24 * 60));
    domain::happened::Opened opened = opening(unit, rules, opened_at);
    SHOUHOU_ASSIGN(domain::Decision decision, domain::open_case(opened, unit.now()));
    for (const domain::CaseCommand& command : work(unit, opened.clocks.front())) {
      const domain::Deciding deciding{unit.now(), AccountId{1}, domain::PermissionSet::all(), rules.guards,
                                      &rules.urgency.calendars};
      auto next = decide(decision.state, command, deciding);
      if (!next) continue;
      decision.state = std::move(next->state);
      decision.events.insert(decision.events.end(), next->events.begin(), next->events.end());
    }
    ports::RankedCase ranked{std::move(decision.state), {}};
    ranked.urgency = urgency_of(ranked.state, rules.urgency);
    SHOUHOU_TRY(unit.cases().insert(ranked, tokens(ranked.state)));
    record_case(unit, ports::Actor::system(wanted_.shop), decision.events, ranked.state);
    count_case(unit, nullptr, &ranked.state);
    return {};
  }

 private:
  std::int64_t roll(std::int64_t sides) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(sides));
  }

  template <class List>
  auto pick(const List& list) {
    return list[static_cast<std::size_t>(roll(static_cast<std::int64_t>(list.size())))];
  }

  domain::happened::Opened opening(ports::Unit& unit, const ports::CaseRules& rules, Instant at) {
    domain::happened::Opened opened;
    opened.shop = wanted_.shop;
    opened.id = unit.ids().next<CaseId>(unit.now());
    opened.number = unit.next_number(wanted_.shop, "case");
    opened.channel = static_cast<domain::Channel>(roll(5));
    opened.source = domain::Source::refund_request;
    opened.subject = pick(subjects);
    opened.buyer_label = "张**";
    opened.report = {opened.channel, opened.source, {}, at, {}, {}};
    opened.heard = roll(2) == 0;
    opened.mood = static_cast<domain::Mood>(roll(5));
    opened.phase = static_cast<domain::Phase>(roll(5));
    opened.issue = pick(issues);
    opened.issue_class = static_cast<domain::IssueClass>(2 + roll(5));
    if (const domain::Issue* issue = rules.book->issue(opened.issue)) {
      opened.issue_class = issue->issue_class;
      opened.fault = issue->default_fault;
    }
    if (roll(3) == 0) opened.tags.emplace_back(pick(tags));
    domain::CaseClock clock;
    clock.kind = "answer_return";
    clock.source = domain::ClockSource::platform_table;
    clock.consequence = domain::Consequence::auto_agree;
    clock.start = at;
    clock.allowed = hours(24 + roll(24 * 20));
    opened.clocks.push_back(clock);
    return opened;
  }

  // A third is untouched, the others are with somebody, some of them waiting. What has run out is noted
  // already, as in a shop that was open all the time.
  std::vector<domain::CaseCommand> work(ports::Unit& unit, const domain::CaseClock& clock) {
    std::vector<domain::CaseCommand> commands;
    if (clock.start + clock.allowed < unit.now()) {
      commands.push_back(ask::EndClock{clock.kind, domain::ClockEnd::missed});
    }
    if (roll(3) == 0) return commands;
    const auto turn = static_cast<std::size_t>(roll(wanted_.accounts));
    const AccountId who =
        turn < wanted_.people.size() ? wanted_.people[turn] : AccountId{static_cast<std::int64_t>(turn) + 1};
    commands.push_back(ask::Assign{who, "客服" + who.str(), {}});
    if (roll(2) == 0) commands.push_back(ask::LogContact{});
    if (roll(2) == 0) commands.push_back(ask::MoveStep{domain::Step::verify, {}});
    if (roll(3) == 0) {
      commands.push_back(ask::SetStatus{static_cast<domain::Status>(1 + roll(4)), "等对方答复"});
    }
    return commands;
  }

  static std::vector<std::string> tokens(const domain::Case& state) {
    auto found = search_tokens(state.subject, 30);
    found.push_back(std::to_string(state.number));
    return found;
  }

  const SeedCases& wanted_;
  std::mt19937 random_;
};

}  // namespace

Result<void> seed_cases(ports::Store& store, const SeedCases& wanted) {
  for (std::int64_t first = 0; first < wanted.count; first += cases_in_a_unit) {
    const std::int64_t last = std::min(first + cases_in_a_unit, wanted.count);
    const auto body = [&](ports::Unit& unit) -> Result<void> {
      Seeder seeder(wanted, first);
      for (std::int64_t i = first; i < last; ++i) SHOUHOU_TRY(seeder.one(unit));
      return {};
    };
    SHOUHOU_TRY(store.write_now(body));
  }
  return {};
}

}  // namespace shouhou::app
