// The bad rows of an import as a file: the original columns, then why. Corrected, it is imported like any
// other; the columns of reasons mean nothing to the import.
#pragma once

#include <span>
#include <string>

#include "ports/actor.h"
#include "ports/imports.h"
#include "ports/store.h"

namespace shouhou::app {

// As CSV in UTF-8 with a mark, so that spreadsheets open it. `table` counts from 0; -1 takes the first table
// with bad rows. Needs import_run. Errors: import.not_found, import.nothing_refused.
Result<std::string> refused_csv(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id,
                                std::int64_t table = -1);

// The same for rows at hand (a dry run).
std::string refused_csv(const std::string& header_json, std::span<const ports::RefusedRow> rows,
                        Language language);

}  // namespace shouhou::app
