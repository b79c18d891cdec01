#include "app/return_clocks.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/change_return.h"
#include "domain/clock_words.h"
#include "ports/cases.h"
#include "ports/grants.h"

namespace shouhou::app {
namespace {

domain::CaseClock inspection_clock(const ports::CaseRules& rules, const domain::Return& state, Instant from) {
  const domain::DockRule& rule = rules.book->follow_up.at_dock(domain::DockStep::inspect);
  domain::CaseClock clock;
  clock.kind = domain::clock_kind::inspect_return;
  clock.source = domain::ClockSource::shop_promise;
  clock.consequence = domain::Consequence::broken_promise;
  clock.start = from;
  clock.allowed = rule.within;
  clock.calendar = rule.calendar;
  clock.basis = "dock.inspect R" + std::to_string(state.number);
  return clock;
}

bool money_waits(ports::ReadUnit& unit, const domain::Return& state) {
  if (!state.grant) return false;
  return std::ranges::any_of(unit.grants().deeds_of(state.shop, state.grant), [](const domain::Deed& deed) {
    return domain::moves_money(deed.kind) && open(deed.state);
  });
}

// The article speaks of returns without reason. Nothing where no money waits for the goods.
std::optional<domain::CaseClock> refund_clock(ports::ReadUnit& unit, const ports::CaseRules& rules,
                                              const domain::Return& state) {
  if (state.ground != domain::ReturnGround::no_reason || !money_waits(unit, state)) return std::nullopt;
  const Instant here = state.received_at.value_or(unit.now());
  const domain::TimeOut* row = rules.book->time_out(state.channel, domain::TimeOutStep::refund_after_receipt,
                                                    rules.zone.local(here).day);
  if (!row) return std::nullopt;
  domain::CaseClock clock;
  clock.kind = domain::name(domain::TimeOutStep::refund_after_receipt);
  clock.source = row->channels.empty() ? domain::ClockSource::law : domain::ClockSource::platform_table;
  clock.consequence = row->consequence;
  clock.start = here;
  clock.allowed = row->duration;
  clock.basis = row->id;
  return clock;
}

}  // namespace

Result<void> start_dock_clocks(ports::Unit& unit, const ports::Actor& actor, const domain::Return& state) {
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, state.case_id, true));
  if (its_case.status() == domain::Status::closed) return {};
  std::vector<domain::CaseCommand> commands;
  const auto start = [&](domain::CaseClock clock) {
    const bool room = its_case.clocks.size() + commands.size() < domain::longest_case_list;
    if (room && !its_case.running_clock(clock.kind))
      commands.push_back(domain::ask::StartClock{std::move(clock)});
  };
  start(inspection_clock(rules, state, state.received_at.value_or(unit.now())));
  if (auto clock = refund_clock(unit, rules, state)) start(*std::move(clock));
  if (commands.empty()) return {};
  const auto started = change_case(unit, desk_for(actor), {its_case.id, {}}, commands);
  if (!started) return forward(started.error());
  return {};
}

}  // namespace shouhou::app
