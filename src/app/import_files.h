// Imports a kept file: start, run, look. The file is kept by its content hash before a row of it is read; a
// run goes on where the last commit ended, so stopping it at any moment and running it again ends in the
// same state; good rows go in, bad rows are kept with the reasons.
#pragma once

#include <boost/describe/class.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/import_formats.h"
#include "app/import_rows.h"
#include "ports/actor.h"
#include "ports/blobs.h"
#include "ports/imports.h"
#include "ports/store.h"
#include "ports/table_files.h"

namespace shouhou::app {

// What an import needs of the world.
struct ImportServices {
  ports::Store& store;
  ports::TableFiles& files;
  ports::Blobs& blobs;
  const ImportFormats& formats;
};

struct StartImport {
  std::string file_name;
  std::string blob;  // content hash of the kept file
  std::int64_t bytes = 0;
  std::string kind = "auto";
  std::string format = "auto";
  std::string mapping;  // a saved mapping's name
  std::string channel;  // overrides the format's
};
BOOST_DESCRIBE_STRUCT(StartImport, (), (file_name, blob, bytes, kind, format, mapping, channel))

struct ImportView {
  ImportId id;
  std::string file_name;
  ports::ImportState state = ports::ImportState::waiting;
  std::string kind, format, mapping, channel;
  std::vector<std::string> recognised;  // one sentence a table
  std::int64_t permille = 0;
  std::int64_t rows = 0, refused = 0, added = 0, updated = 0, unchanged = 0;
  std::int64_t cases_opened = 0, cases_merged = 0;
  std::string error_code, error;
  std::string actor;
  Instant created_at;
  std::optional<Instant> finished_at;
};
BOOST_DESCRIBE_STRUCT(ImportView, (),
                      (id, file_name, state, kind, format, mapping, channel, recognised, permille, rows,
                       refused, added, updated, unchanged, cases_opened, cases_merged, error_code, error,
                       actor, created_at, finished_at))

ImportView view_of(const ports::Import& import, Language language);
// The sentences of Import::recognised in one language.
std::vector<std::string> recognised_in(const std::string& recognised, Language language);
// Import::error as (code, sentence); empty where there is none.
std::pair<std::string, std::string> error_in(const std::string& error, Language language);

// What was asked for exists. Errors: import.kind_unknown, import.format_unknown, import.channel_unknown,
// import.mapping_unknown.
struct BeginImport;
Result<void> check_wish(ports::ReadUnit& unit, const ports::Actor& actor, const ImportFormats& formats,
                        const BeginImport& command);

// Needs import_run. Errors: import.kind_unknown, import.format_unknown, import.channel_unknown,
// import.mapping_unknown.
Result<ImportView> start_import(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                                const StartImport& command);

// What a person chose after the preview; the import waits to be run.
struct BeginImport {
  ImportId id;
  std::string kind = "auto";
  std::string format = "auto";
  std::string mapping;
  std::string channel;
};
BOOST_DESCRIBE_STRUCT(BeginImport, (), (id, kind, format, mapping, channel))

// Puts an uploaded file to work: from now on it is `running`. Errors: those of start_import,
// import.not_found, import.started_already.
Result<ImportView> begin_import(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                                const BeginImport& command);

Result<ImportView> show_import(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id);

struct ImportList {
  std::vector<ImportView> items;  // newest first
  ImportId next;                  // where the next page begins; none at the end
};
BOOST_DESCRIBE_STRUCT(ImportList, (), (items, next))
Result<ImportList> list_imports(ports::ReadUnit& unit, const ports::Actor& actor, ImportId before, int limit);

// A running import stops after its current piece; what is in stays in.
Result<ImportView> cancel_import(ports::Unit& unit, const ports::Actor& actor, ImportId id);

struct RunOptions {
  bool dry_run = false;        // reads and judges everything, keeps nothing
  Span history = days(60);     // problems settled longer ago become closed cases
  std::size_t chunk_rows = 0;  // 0: by kind of table
};

tl::unexpected<Error> no_such_import();
tl::unexpected<Error> started_already();

// Told after every commit. Returning false stops the run there; it can be run again.
using ImportProgress = std::function<bool(const ports::Import&)>;

struct ImportOutcome {
  ports::Import import;
  // Of a dry run: the first thousand bad rows and the tables they stand in.
  std::vector<ports::RefusedRow> refused;
  std::vector<ports::RefusedTable> tables;
};

// Runs (on) an import to its end, on the calling thread and the store's writer. Errors: import.not_found and
// lost infrastructure; a file that cannot be read is no error here but the import's state `failed`.
Result<ImportOutcome> run_import(const ImportServices& services, ShopId shop, ImportId id,
                                 const RunOptions& options, const ImportProgress& progress);
// Judges an uploaded file that was not started, as `command` would import it, and keeps nothing. Errors:
// import.not_found, import.started_already, import.mapping_unknown.
Result<ImportOutcome> judge_import(const ImportServices& services, ShopId shop, const BeginImport& command,
                                   const RunOptions& options, const ImportProgress& progress);
// The same for a file that was not uploaded.
Result<ImportOutcome> try_import(const ImportServices& services, const ports::Actor& actor,
                                 const StartImport& command, const std::string& path,
                                 const RunOptions& options, const ImportProgress& progress);

}  // namespace shouhou::app
