// Dry runs of waiting imports: a job judges the whole file as the import would, nothing of it is kept but
// what it found, and a person may stop it at any time. The bad rows are read like those of an import
// (import_refused.h), as long as it has not begun.
#pragma once

#include "app/import_files.h"

namespace shouhou::app {

struct CheckView {
  ImportId id;                                             // of the import
  ports::ImportState state = ports::ImportState::running;  // running, finished, failed, cancelled
  std::vector<std::string> recognised;
  std::int64_t permille = 0;
  std::int64_t rows = 0, refused = 0, added = 0, updated = 0, unchanged = 0;
  std::int64_t cases_opened = 0, cases_merged = 0;
  std::string error_code, error;
  std::string actor;
  Instant asked_at;
  std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(CheckView, (),
                      (id, state, recognised, permille, rows, refused, added, updated, unchanged,
                       cases_opened, cases_merged, error_code, error, actor, asked_at, finished_at))

// Asks for a dry run in place of the one before; it is to be run by run_check. Needs import_run. Errors:
// import.not_found, import.started_already, and those of what is asked for (import_files.h).
Result<CheckView> start_check(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                              const BeginImport& command);
// Needs import_run. Errors: import.not_found, import.not_checked.
Result<CheckView> show_check(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id);
// It stops after its current piece; what was judged so far stays to be seen. Errors as above.
Result<CheckView> cancel_check(ports::Unit& unit, const ports::Actor& actor, ImportId id);

// Runs what was asked for to its end, on the calling thread. `go_on` is asked after each piece; where it says
// no, the dry run stands as running and begins anew when it is run again. Errors: lost infrastructure.
Result<void> run_check(const ImportServices& services, ShopId shop, ImportId id,
                       const std::function<bool()>& go_on);

}  // namespace shouhou::app
