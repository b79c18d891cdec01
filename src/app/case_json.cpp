#include "app/case_json.h"

#include <array>
#include <variant>

#include "app/stored_json.h"

namespace shouhou::app {
namespace {

using stored::write;

template <class T>
Result<T> parse(std::string_view text) {
  auto value = stored::parse<T>(text);
  if (!value) {
    return fail(ErrorKind::internal, "case.unreadable",
                {"存储的售后单数据损坏", "the stored data of a case is damaged"});
  }
  return *std::move(value);
}

using namespace domain::happened;

// The names of the events, in the order of the variant.
constexpr std::array<std::string_view, std::variant_size_v<domain::CaseEvent>> kinds{
    "case.opened",           "case.reported_again",  "case.assigned",      "case.contacted",
    "case.facts_set",        "case.lines_set",       "case.mood_set",      "case.evidence_added",
    "case.evidence_removed", "case.evidence_waived", "case.talk_moved",    "case.soothe_left_out",
    "case.agreed",           "case.refund_granted",  "case.refund_paid",   "case.refund_withdrawn",
    "case.return_moved",     "case.buyer_updated",   "case.registered",    "case.step_moved",
    "case.status_moved",     "case.reopened",        "case.note_added",    "case.tagged",
    "case.untagged",         "case.task_added",      "case.task_finished", "case.clock_started",
    "case.clock_ended",      "case.merged_in",       "case.merged_away",   "case.answered",
    "case.judged",           "case.task_assigned"};

template <std::size_t Index = 0>
Result<domain::CaseEvent> parse_event(std::size_t index, std::string_view body) {
  if constexpr (Index == std::variant_size_v<domain::CaseEvent>) {
    return fail(ErrorKind::internal, "case.unreadable", {"未知的事件", "an unknown kind of event"});
  } else {
    if (index != Index) return parse_event<Index + 1>(index, body);
    return parse<std::variant_alternative_t<Index, domain::CaseEvent>>(body).map(
        [](auto&& event) { return domain::CaseEvent(std::move(event)); });
  }
}

}  // namespace

std::string case_to_json(const domain::Case& state) {
  std::string out;
  out.reserve(768);
  write(out, state);
  return out;
}

Result<domain::Case> case_from_json(std::string_view text) {
  return parse<domain::Case>(text);
}

std::string_view event_kind(const domain::CaseEvent& event) {
  return kinds[event.index()];
}

std::string event_to_json(const domain::CaseEvent& event) {
  std::string out;
  out.reserve(256);
  std::visit([&](const auto& one) { write(out, one); }, event);
  return out;
}

Result<domain::CaseEvent> event_from_json(std::string_view kind, std::string_view body) {
  std::size_t index = 0;
  while (index < kinds.size() && kinds[index] != kind) ++index;
  return parse_event(index, body);
}

std::string reasons_to_json(const std::vector<domain::UrgencyReason>& reasons) {
  std::string out;
  write(out, reasons);
  return out;
}

std::vector<domain::UrgencyReason> reasons_from_json(std::string_view text) {
  return parse<std::vector<domain::UrgencyReason>>(text).value_or(std::vector<domain::UrgencyReason>());
}

}  // namespace shouhou::app
