#include "app/perform_deed.h"

#include <algorithm>
#include <numeric>

#include "app/deed_steps.h"
#include "app/grant_views.h"
#include "base/utf8.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

using domain::Deed;
using domain::DeedState;
using domain::EffectKind;
using ports::OutboxItem;
using ports::Performed;
using ports::PerformOutcome;

constexpr std::size_t longest_error = 500;

std::optional<Deed> deed_of(ports::ReadUnit& unit, const OutboxItem& item) {
  const auto id = DeedId::parse(item.key);
  return id ? unit.grants().find(item.shop, *id) : std::nullopt;
}

// It happened: also where somebody had dropped it meanwhile, or had it confirmed under another number.
Result<void> record_done(ports::Unit& unit, const ports::Actor& desk, Deed& deed,
                         const Performed& performed) {
  if (deed.state == DeedState::done) {
    if (deed.reference == performed.reference) return {};
    doubt_deed(
        unit, desk, deed, performed.reference,
        {text_of(deed.kind).zh + "可能办了两次（" + deed.reference + " / " + performed.reference + "）",
         "perhaps done twice"});
    return {};
  }
  const bool unwanted = deed.state == DeedState::cancelled;
  SHOUHOU_TRY(finish_deed(unit, desk, deed, performed.reference));
  if (unwanted) {
    doubt_deed(unit, desk, deed, performed.reference,
               {text_of(deed.kind).zh + "已取消，却已执行，请核对", "carried out although cancelled"});
  }
  return {};
}

// The dated promise has come: what is owed by then is granted, and the choice comes back to the buyer.
Result<void> date_has_come(ports::Unit& unit, const ports::Actor& desk, const Deed& deed) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, deed.shop, deed.case_id, true));
  if (!state.live()) return {};
  SHOUHOU_TRY(grant_owed_compensation(unit, desk, state.id));
  if (state.step != domain::Step::follow_up) return {};
  return change_case(unit, desk, {state.id, {}},
                     domain::ask::MoveStep{domain::Step::agree, "约定的日期到了，重新协商"}, true)
      .map([](auto&&) {});
}

Result<void> hand_over(ports::Unit& unit, const ports::Actor& desk, Deed& deed, const Performed& performed) {
  if (deed.state != DeedState::due) return {};
  deed.state = DeedState::instructed;
  deed.instruction = performed.instruction;
  deed.department = performed.department;
  deed.error.clear();
  keep_deed(unit, deed);
  write_ledger(unit, desk, deed, ports::LedgerKind::instructed, deed.amount, {});
  tell_deed(unit, desk, "deed.instructed", deed, {{"department", std::string(name(deed.department))}});
  if (deed.kind == EffectKind::look_again) return date_has_come(unit, desk, deed);
  return {};
}

void record_failure(ports::Unit& unit, const ports::Actor& desk, Deed& deed, const std::string& error) {
  if (deed.state != DeedState::due) return;
  deed.state = DeedState::failed;
  deed.error = error;
  keep_deed(unit, deed);
  tell_deed(unit, desk, "deed.failed", deed, {{"reason", error}});
}

}  // namespace

Span back_off(const RetryPlan& plan, const OutboxItem& item) {
  Span wait = plan.first;
  for (int i = 1; i < item.attempts && wait < plan.longest; ++i) wait = wait * 2;
  wait = std::min(wait, plan.longest);
  const std::uint64_t mixed =
      (static_cast<std::uint64_t>(item.id.value) + static_cast<std::uint64_t>(item.attempts)) *
      0x9E3779B97F4A7C15ull;
  const auto chance = static_cast<std::int64_t>(mixed >> 44) % 501;  // 0…500
  return {wait.ms * (750 + chance) / 1000};
}

std::optional<ports::PerformRequest> perform_request(ports::ReadUnit& unit, const OutboxItem& item) {
  const auto deed = deed_of(unit, item);
  if (!deed || deed->state != DeedState::due) return std::nullopt;
  const auto grant = unit.grants().find(deed->shop, deed->grant);
  const auto state = load_case(unit, deed->shop, deed->case_id, true);
  if (!grant || !state) return std::nullopt;
  ports::PerformRequest request;
  request.shop = deed->shop;
  request.key = deed->id;
  request.case_id = state->id;
  request.case_number = state->number;
  request.kind = deed->kind;
  request.remedy = grant->remedy.kind;
  request.amount = deed->amount;
  request.pieces = std::accumulate(deed->pieces.begin(), deed->pieces.end(), std::int64_t{0});
  request.detail = grant->remedy.detail;
  request.channel = state->channel;
  request.subject = state->subject;
  request.at = deed->at;
  if (const auto order = unit.trade().order(deed->shop, state->order)) {
    request.order_number = order->external_id;
    request.channel = order->channel;
  }
  return request;
}

Result<void> record_performance(ports::Unit& unit, const OutboxItem& item,
                                const std::optional<Performed>& performed, const RetryPlan& plan) {
  const ports::Actor desk = ports::Actor::system(item.shop);
  const Instant now = unit.now();
  auto deed = deed_of(unit, item);
  if (!performed || !deed) {
    unit.outbox().finish(item.shop, item.id, now);
    return {};
  }
  const std::string error = utf8::shorten(performed->error, longest_error);
  const bool asked_enough = item.attempts >= plan.attempts;
  switch (performed->outcome) {
    case PerformOutcome::done:
      SHOUHOU_TRY(record_done(unit, desk, *deed, *performed));
      unit.outbox().finish(item.shop, item.id, now);
      return {};
    case PerformOutcome::handed_to_person:
      SHOUHOU_TRY(hand_over(unit, desk, *deed, *performed));
      unit.outbox().finish(item.shop, item.id, now);
      return {};
    case PerformOutcome::try_again:
      if (deed->state != DeedState::due) {
        unit.outbox().finish(item.shop, item.id, now);
        return {};
      }
      if (!asked_enough) {
        unit.outbox().retry(item.shop, item.id, error, now + back_off(plan, item), now);
        return {};
      }
      [[fallthrough]];
    case PerformOutcome::never:
      unit.outbox().bury(item.shop, item.id, error, now);
      record_failure(unit, desk, *deed, error);
      return {};
  }
  return {};
}

}  // namespace shouhou::app
