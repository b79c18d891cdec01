// The rules that the desk starts with: those built in, or those of a directory.
#pragma once

#include <memory>

#include "base/result.h"
#include "ports/case_rules.h"
#include "server/config.h"

namespace shouhou::server {

// Every mistake in the rule files is printed to stderr with file and line; the error is the first of them.
Result<std::shared_ptr<const ports::CaseRules>> rules_at_start(const Config& config);

}  // namespace shouhou::server
