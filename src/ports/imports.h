// Imports: a file that was taken in, how far it came, which rows were refused; and the mappings shops saved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "domain/enum_names.h"

namespace shouhou::ports {

enum class ImportState {
  waiting,    // the file is kept, nothing was applied
  running,    // also after a crash: running again goes on where the last commit ended
  finished,   // every row was applied or refused
  failed,     // the file cannot be read (further); what was applied stays
  cancelled,  // a person stopped it
};
BOOST_DESCRIBE_ENUM(ImportState, waiting, running, finished, failed, cancelled)

struct ImportCounts {
  std::int64_t rows = 0;       // read so far, headers left out
  std::int64_t refused = 0;    // bad rows
  std::int64_t added = 0;      // things that are new in the desk
  std::int64_t updated = 0;    // things that changed
  std::int64_t unchanged = 0;  // rows that told nothing new
  std::int64_t cases_opened = 0;
  std::int64_t cases_merged = 0;  // reports of a problem that had a case

  bool operator==(const ImportCounts&) const = default;
};

struct Import {
  ImportId id;
  ShopId shop;
  std::string file_name;
  std::string blob;  // content hash of the kept file
  std::int64_t bytes = 0;
  std::string kind;     // asked for: "auto", "orders" …
  std::string format;   // asked for: "auto", "taobao" …
  std::string mapping;  // a saved mapping's name, or empty
  std::string channel;  // overrides the format's channel where not empty
  ImportState state = ImportState::waiting;
  std::string recognised;  // what the desk took each table for, and why; one line a table
  std::int64_t table = 0;  // the table that is being read, from 0
  std::int64_t row = 0;    // rows of that table that are done
  std::int64_t permille = 0;
  ImportCounts counts;
  std::string error;  // a JSON object {code, zh, en} where it failed
  AccountId account;
  std::string actor;
  Instant created_at;
  std::optional<Instant> started_at;
  std::optional<Instant> finished_at;
};

// A dry run of an import that waits: what it would do, nothing of it done.
struct ImportCheck {
  ShopId shop;
  ImportId import;
  std::int64_t run = 0;                        // a new one for each dry run
  std::string kind, format, mapping, channel;  // as the import would be begun
  ImportState state = ImportState::running;    // never `waiting`
  std::string recognised;
  std::int64_t permille = 0;
  ImportCounts counts;
  std::string error;
  std::string actor;
  Instant asked_at;
  std::optional<Instant> finished_at;
};

// A row that was refused.
struct RefusedRow {
  std::int64_t number = 0;  // 1, 2, 3 … within the import
  std::int64_t table = 0;
  std::int64_t line = 0;
  std::string problems;  // JSON: [{"column","value","code","zh","en"}]
  std::string cells;     // JSON: the row's cells as they were read
};

struct RefusedTable {
  std::int64_t table = 0;
  std::string member;
  std::string header;  // JSON: the header's cells
};

struct SavedMapping {
  ShopId shop;
  std::string name;
  std::string body;  // the mapping in the same TOML as rules/imports
  Instant saved_at;
  std::string actor;
};

class Imports {
 public:
  virtual ~Imports() = default;

  virtual std::optional<Import> import(ShopId shop, ImportId id) = 0;
  // Newest first, those older than `before` (none: from the newest).
  virtual std::vector<Import> imports(ShopId shop, ImportId before, int limit) = 0;
  // Of all shops, for going on after a restart.
  virtual std::vector<Import> unfinished() = 0;
  virtual void add_import(const Import& import) = 0;
  virtual void update_import(const Import& import) = 0;

  virtual void add_refused(ShopId shop, ImportId import, const RefusedRow& row) = 0;
  virtual std::vector<RefusedRow> refused(ShopId shop, ImportId import, std::int64_t after, int limit) = 0;
  virtual void keep_table(ShopId shop, ImportId import, const RefusedTable& table) = 0;
  virtual std::vector<RefusedTable> tables(ShopId shop, ImportId import) = 0;

  // Forgets the import's refused rows and their tables.
  virtual void drop_refused(ShopId shop, ImportId import) = 0;

  virtual std::optional<ImportCheck> check(ShopId shop, ImportId import) = 0;
  // Of all shops, for going on after a restart.
  virtual std::vector<ImportCheck> running_checks() = 0;
  virtual void save_check(const ImportCheck& check) = 0;  // in place of the one before
  // Forgets the dry run with the rows it refused. Only while the import waits.
  virtual void drop_check(ShopId shop, ImportId import) = 0;

  virtual std::optional<SavedMapping> mapping(ShopId shop, std::string_view name) = 0;
  virtual std::vector<SavedMapping> mappings(ShopId shop) = 0;
  virtual void save_mapping(const SavedMapping& mapping) = 0;
  virtual bool remove_mapping(ShopId shop, std::string_view name) = 0;
};

}  // namespace shouhou::ports
