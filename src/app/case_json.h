// Cases and their events as the store keeps them: compact JSON (what has its default value is left out), read
// back tolerantly, so that a newer program reads what an older one wrote.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/case_events.h"
#include "domain/urgency.h"

namespace shouhou::app {

std::string case_to_json(const domain::Case& state);
// Errors: case.unreadable (internal): the stored text is damaged.
Result<domain::Case> case_from_json(std::string_view text);

// "case.opened", "case.step_moved" …
std::string_view event_kind(const domain::CaseEvent& event);
std::string event_to_json(const domain::CaseEvent& event);
// Errors: case.unreadable; also for a kind that is no case event.
Result<domain::CaseEvent> event_from_json(std::string_view kind, std::string_view body);

std::string reasons_to_json(const std::vector<domain::UrgencyReason>& reasons);
std::vector<domain::UrgencyReason> reasons_from_json(std::string_view text);

}  // namespace shouhou::app
