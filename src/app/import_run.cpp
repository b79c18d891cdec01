// The run of an import: one thread reads and judges rows, the store's writer applies them, a chunk each. The
// chunk's transaction also saves how far the file is done.
#include "app/import_apply.h"
#include "app/import_chunk.h"
#include "app/import_files.h"
#include "app/import_mappings.h"
#include "app/kept_files.h"
#include "app/require.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

constexpr std::size_t sample_rows = 20;
constexpr std::int64_t refused_kept = 100'000;
constexpr std::size_t refused_shown = 1'000;
constexpr std::size_t chunk_bytes = 2 * 1024 * 1024;

// Marks the transaction of a dry run as undone on purpose.
constexpr std::string_view undone = "import.dry_run";

class Run {
 public:
  Run(const ImportServices& services, ports::Import import, RunOptions options,
      const ImportProgress& progress)
      : services_(services), import_(std::move(import)), options_(options), progress_(progress) {
    actor_.shop = import_.shop;
    actor_.account = import_.account;
    actor_.name = import_.actor.empty() ? "import" : import_.actor;
    actor_.role = domain::Role::owner;
    // Who may run an import may let it open the cases it brings.
    actor_.permissions = domain::PermissionSet::all();
  }

  Result<ImportOutcome> run(Result<std::unique_ptr<ports::TableFile>> file,
                            std::optional<ImportMapping> mapping) {
    mapping_ = std::move(mapping);
    if (!file) return fail_import(file.error());
    file_ = *std::move(file);
    if (!import_.started_at || import_.state != ports::ImportState::running) {
      SHOUHOU_TRY(save_state(ports::ImportState::running, "import.started"));
    }
    const std::int64_t first_table = import_.table;
    for (std::int64_t table = 0;; ++table) {
      ports::TableInfo info;
      const auto more = file_->next_table(info);
      if (!more) return fail_import(more.error());
      if (!*more) break;
      if (table < first_table) continue;
      const auto done = run_table(table, info);
      if (!done) return fail_import(done.error());
      if (stopped_) break;
    }
    const auto drained = wait();
    if (!drained) return forward(drained.error());
    if (!stopped_) {
      import_.permille = 1000;
      if (tables_done_ == 0 && import_.counts.rows == 0 && !unrecognised_.code.empty())
        return fail_import(unrecognised_);
      SHOUHOU_TRY(save_state(ports::ImportState::finished, "import.finished"));
    }
    return ImportOutcome{import_, std::move(shown_), std::move(tables_)};
  }

 private:
  // The table's first rows, kept to recognise it, and then read like the others.
  Result<void> sample() {
    sample_.clear();
    sample_lines_.clear();
    sample_errors_.clear();
    ports::TableRow row;
    while (sample_.size() < sample_rows) {
      const auto more = file_->next_row(row);
      if (!more && more.error().code == "file.malformed_row") {
        sample_.emplace_back();
        sample_errors_.push_back(more.error());
      } else if (!more) {
        return forward(more.error());
      } else if (!*more) {
        break;
      } else {
        sample_.emplace_back(row.cells.begin(), row.cells.end());
        sample_errors_.emplace_back();
      }
      sample_lines_.push_back(row.line);
    }
    return {};
  }

  Result<void> run_table(std::int64_t table, const ports::TableInfo& info) {
    // The chunk under way still uses the last table's plan.
    SHOUHOU_TRY(wait());
    if (info.unreadable) {
      if (unrecognised_.code.empty()) unrecognised_ = *info.unreadable;
      note("没有读 " + info.member + "：" + info.unreadable->message.zh,
           "Left out " + info.member + ": " + info.unreadable->message.en);
      return {};
    }
    SHOUHOU_TRY(sample());
    if (sample_.empty()) return {};
    PlanWish wish;
    if (import_.kind != "auto") wish.kind = domain::named<ImportKind>(import_.kind);
    wish.format = import_.format;
    wish.mapping = mapping_;
    if (!import_.channel.empty()) wish.channel = domain::named<domain::Channel>(import_.channel);
    auto plan = plan_table(services_.formats, sample_, wish);
    const std::string member = info.member.empty() ? import_.file_name : info.member;
    const std::string about = "（" + info.form + "，" + info.encoding + "）";
    if (!plan) {
      unrecognised_ = plan.error();
      note(member + about + "：" + plan.error().message.zh, member + ": " + plan.error().message.en);
      return {};
    }
    if (table == import_.table && import_.row > 0) {
      // Going on after a stop: the sentence stands there already.
    } else {
      note(member + about + "：" + plan->reason.zh,
           member + " (" + info.form + ", " + info.encoding + "): " + plan->reason.en);
    }
    plan_ = std::make_unique<TablePlan>(*std::move(plan));
    reader_ = std::make_unique<RowReader>(services_.formats, *plan_);
    applier_ = std::make_unique<ImportApplier>(services_.formats, *plan_, actor_, options_.history);
    keep_table_ = ports::RefusedTable{table, info.member, json_of(plan_->header)};
    SHOUHOU_TRY(read_rows(table));
    ++tables_done_;
    return {};
  }

  void note(const std::string& zh, const std::string& en) {
    if (import_.recognised.size() > 20'000) return;
    if (!import_.recognised.empty()) import_.recognised += '\n';
    import_.recognised += zh + '\t' + en;
  }

  Result<void> read_rows(std::int64_t table) {
    const std::int64_t skip = table == import_.table ? import_.row : 0;
    const std::size_t limit = options_.chunk_rows != 0 ? options_.chunk_rows : rows_per_chunk(plan_->kind);
    auto chunk = std::make_shared<Chunk>();
    chunk->table = table;
    chunk->row_before = chunk->row_after = skip;
    std::int64_t number = 0;
    const auto take = [&](std::int64_t line, std::span<const std::string_view> cells,
                          const Error* broken) -> Result<void> {
      ++number;
      read_row(*chunk, line, cells, broken, number > skip);
      if (number <= skip) return {};
      ++chunk->read;
      chunk->row_after = number;
      const bool full =
          chunk->rows.size() + chunk->refused.size() >= limit || chunk->arena.bytes() >= chunk_bytes;
      if (!full) return {};
      chunk->permille = file_->permille();
      SHOUHOU_TRY(submit(chunk));
      chunk = std::make_shared<Chunk>();
      chunk->table = table;
      chunk->row_before = chunk->row_after = number;
      return {};
    };
    std::vector<std::string_view> views;
    const std::size_t first = plan_->has_header ? plan_->header_row + 1 : 0;
    for (std::size_t i = first; i < sample_.size() && !stopped_; ++i) {
      views.assign(sample_[i].begin(), sample_[i].end());
      SHOUHOU_TRY(
          take(sample_lines_[i], views, sample_errors_[i].code.empty() ? nullptr : &sample_errors_[i]));
    }
    ports::TableRow row;
    while (!stopped_) {
      const auto more = file_->next_row(row);
      if (!more && more.error().code == "file.malformed_row") {
        SHOUHOU_TRY(take(row.line, {}, &more.error()));
        continue;
      }
      if (!more) {
        // What was read before the file broke off goes in.
        SHOUHOU_TRY(submit(chunk));
        SHOUHOU_TRY(wait());
        return forward(more.error());
      }
      if (!*more) break;
      SHOUHOU_TRY(take(row.line, row.cells, nullptr));
    }
    if (stopped_) return {};
    chunk->permille = file_->permille();
    return submit(chunk);
  }

  // `counts` false: the row was done in an earlier run and is only read for what later rows depend on.
  void read_row(Chunk& chunk, std::int64_t line, std::span<const std::string_view> cells, const Error* broken,
                bool counts) {
    problems_.clear();
    if (broken != nullptr) {
      problems_.push_back({{}, {}, broken->code, broken->message.zh, broken->message.en});
    } else {
      RowFacts facts;
      if (reader_->read(cells, counts ? chunk.arena : skipped_, facts, problems_) && counts) {
        if (chunk.rows.empty()) chunk.rows.reserve(rows_last_);
        chunk.rows.push_back(std::move(facts));
        chunk.lines.push_back(line);
        keep_cells(chunk, cells);
      }
    }
    if (counts && !problems_.empty()) {
      chunk.refused.push_back({line, problems_, std::vector<std::string>(cells.begin(), cells.end())});
    }
    if (!counts && skipped_.bytes() > chunk_bytes) skipped_ = {};
  }

  // Lines with a number of their own can turn out to belong elsewhere: then the row is shown as it was.
  void keep_cells(Chunk& chunk, std::span<const std::string_view> cells) {
    const auto* numbered = std::get_if<LineFacts>(&chunk.rows.back());
    if (numbered != nullptr && !numbered->number.empty()) {
      for (const std::string_view cell : cells) chunk.cells.push_back(chunk.arena.keep(cell));
    }
    chunk.cells_end.push_back(chunk.cells.size());
  }

  Result<void> submit(const std::shared_ptr<Chunk>& chunk) {
    SHOUHOU_TRY(wait());
    if (stopped_ || (chunk->read == 0 && !keep_table_)) return {};
    pending_.begin();
    services_.store.write([this, chunk](ports::Unit& unit) { return apply(unit, *chunk); },
                          [this](Result<void> outcome) { pending_.finish(std::move(outcome)); });
    in_flight_ = true;
    rows_last_ = chunk->rows.size();
    return {};
  }

  // Waits for the chunk that is being written, and takes over what it did.
  Result<void> wait() {
    if (!in_flight_) return {};
    in_flight_ = false;
    const Result<void> outcome = pending_.wait();
    const bool fine = outcome || (options_.dry_run && outcome.error().code == undone);
    if (!fine) return outcome;
    if (!options_.dry_run) applier_->committed();
    import_ = after_;
    if (options_.dry_run && keep_table_) tables_.push_back(*std::move(keep_table_));
    keep_table_.reset();
    for (ports::RefusedRow& row : refused_) {
      if (options_.dry_run && shown_.size() < refused_shown) shown_.push_back(std::move(row));
    }
    if (import_.state == ports::ImportState::cancelled) stopped_ = true;
    if (progress_ && !progress_(import_)) stopped_ = true;
    return {};
  }

  // On the store's thread, perhaps more than once.
  Result<void> apply(ports::Unit& unit, const Chunk& chunk) {
    after_ = import_;
    refused_.clear();
    if (!options_.dry_run) {
      const auto stored = unit.imports().import(import_.shop, import_.id);
      if (!stored) return no_such_import();
      if (stored->state == ports::ImportState::cancelled) {
        after_ = *stored;
        return {};
      }
      if (stored->table > chunk.table || (stored->table == chunk.table && stored->row > chunk.row_before)) {
        return fail(ErrorKind::conflict, "import.run_twice",
                    {"这次导入正在别处进行", "This import is being run elsewhere"});
      }
    }
    std::vector<Misfit> misfits;
    ports::ImportCounts& counts = after_.counts;
    SHOUHOU_TRY(applier_->apply(unit, chunk.rows, counts, misfits));
    counts.rows += chunk.read;
    refuse(unit, chunk, misfits);
    after_.table = chunk.table;
    after_.row = chunk.row_after;
    after_.permille = chunk.permille;
    after_.state = ports::ImportState::running;
    if (options_.dry_run) return fail(ErrorKind::conflict, std::string(undone), {"试运行", "dry run"});
    if (keep_table_) unit.imports().keep_table(import_.shop, import_.id, *keep_table_);
    unit.imports().update_import(after_);
    // A bar on screen needs no more than one step in two seconds.
    if (unit.now() - last_event_ >= seconds(2)) {
      last_event_ = unit.now();
      record(unit, "import.progressed");
    }
    return {};
  }

  void refuse(ports::Unit& unit, const Chunk& chunk, const std::vector<Misfit>& misfits) {
    const auto keep = [&](std::int64_t line, const std::vector<RowProblem>& problems,
                          const std::vector<std::string>& cells) {
      ports::RefusedRow row{++after_.counts.refused, chunk.table, line, json_of(problems), json_of(cells)};
      if (row.number > refused_kept) return;
      if (!options_.dry_run) unit.imports().add_refused(import_.shop, import_.id, row);
      refused_.push_back(std::move(row));
    };
    for (const BadRow& row : chunk.refused) keep(row.line, row.problems, row.cells);
    for (const Misfit& misfit : misfits) {
      const std::size_t begin = misfit.row == 0 ? 0 : chunk.cells_end[misfit.row - 1];
      const std::vector<std::string> cells(
          chunk.cells.begin() + static_cast<std::ptrdiff_t>(begin),
          chunk.cells.begin() + static_cast<std::ptrdiff_t>(chunk.cells_end[misfit.row]));
      keep(chunk.lines[misfit.row],
           {{misfit.error.field, {}, misfit.error.code, misfit.error.message.zh, misfit.error.message.en}},
           cells);
    }
  }

  void record(ports::Unit& unit, std::string kind) {
    ports::Event event;
    event.shop = import_.shop;
    event.kind = std::move(kind);
    event.at = unit.now();
    event.account = import_.account;
    event.actor = import_.actor;
    event.body = event_body(after_);
    unit.record(std::move(event));
  }

  Result<void> save_state(ports::ImportState state, const char* event) {
    const auto change = [&](ports::Unit& unit) -> Result<void> {
      after_ = import_;
      after_.state = state;
      if (!after_.started_at) after_.started_at = unit.now();
      if (state != ports::ImportState::running) after_.finished_at = unit.now();
      if (options_.dry_run) return fail(ErrorKind::conflict, std::string(undone), {"试运行", "dry run"});
      unit.imports().update_import(after_);
      record(unit, event);
      return {};
    };
    const Result<void> saved = services_.store.write_now(change);
    if (!saved && !(options_.dry_run && saved.error().code == undone)) return saved;
    import_ = after_;
    return {};
  }

  Result<ImportOutcome> fail_import(const Error& error) {
    const auto drained = wait();
    // Lost infrastructure is not the file's fault: the import stays as it is and can be run again.
    if (!drained || error.kind == ErrorKind::unavailable || error.kind == ErrorKind::internal ||
        error.code == "import.run_twice") {
      return forward(drained ? error : drained.error());
    }
    import_.error = json_of(error);
    SHOUHOU_TRY(save_state(ports::ImportState::failed, "import.failed"));
    return ImportOutcome{import_, std::move(shown_), std::move(tables_)};
  }

  const ImportServices& services_;
  ports::Import import_;  // as it stands on disk, or would
  const RunOptions options_;
  const ImportProgress& progress_;
  ports::Actor actor_;
  std::optional<ImportMapping> mapping_;
  std::unique_ptr<ports::TableFile> file_;
  std::unique_ptr<TablePlan> plan_;
  std::unique_ptr<RowReader> reader_;
  std::unique_ptr<ImportApplier> applier_;
  std::vector<std::vector<std::string>> sample_;
  std::vector<std::int64_t> sample_lines_;
  std::vector<Error> sample_errors_;
  std::vector<RowProblem> problems_;
  TextArena skipped_;
  Error unrecognised_;
  int tables_done_ = 0;
  std::size_t rows_last_ = 0;  // of the chunk before, as the next one will have
  bool stopped_ = false;
  bool in_flight_ = false;
  Pending pending_;
  // Between submit() and wait() these belong to the store's thread.
  ports::Import after_;
  std::vector<ports::RefusedRow> refused_;
  std::optional<ports::RefusedTable> keep_table_;
  Instant last_event_;
  std::vector<ports::RefusedRow> shown_;
  std::vector<ports::RefusedTable> tables_;
};

Result<std::optional<ImportMapping>> load_mapping(ports::Store& store, ShopId shop, const std::string& name) {
  if (name.empty()) return std::optional<ImportMapping>();
  std::optional<ImportMapping> mapping;
  SHOUHOU_TRY(store.read([&](ports::ReadUnit& unit) -> Result<void> {
    const auto saved = unit.imports().mapping(shop, name);
    if (!saved) {
      return invalid("import.mapping_unknown", "mapping", {"没有这个映射", "There is no such mapping"});
    }
    SHOUHOU_ASSIGN(mapping, mapping_of(*saved));
    return {};
  }));
  return mapping;
}

}  // namespace

Result<ImportOutcome> run_import(const ImportServices& services, ShopId shop, ImportId id,
                                 const RunOptions& options, const ImportProgress& progress) {
  std::optional<ports::Import> import;
  SHOUHOU_TRY(services.store.read([&](ports::ReadUnit& unit) -> Result<void> {
    import = unit.imports().import(shop, id);
    if (!import) return no_such_import();
    return {};
  }));
  const bool open =
      import->state == ports::ImportState::waiting || import->state == ports::ImportState::running;
  if (!open) return ImportOutcome{*std::move(import), {}, {}};
  SHOUHOU_ASSIGN(std::shared_ptr<ports::BlobReader> kept,
                 kept_file(services.store, services.blobs, shop, import->blob));
  SHOUHOU_ASSIGN(std::optional<ImportMapping> mapping, load_mapping(services.store, shop, import->mapping));
  auto file = services.files.open_kept(std::move(kept), import->file_name);
  return Run(services, *std::move(import), options, progress).run(std::move(file), std::move(mapping));
}

Result<ImportOutcome> judge_import(const ImportServices& services, ShopId shop, const BeginImport& command,
                                   const RunOptions& options, const ImportProgress& progress) {
  std::optional<ports::Import> import;
  SHOUHOU_TRY(services.store.read([&](ports::ReadUnit& unit) -> Result<void> {
    import = unit.imports().import(shop, command.id);
    return {};
  }));
  if (!import) return no_such_import();
  if (import->state != ports::ImportState::waiting) return started_already();
  import->kind = command.kind;
  import->format = command.format;
  import->channel = command.channel;
  SHOUHOU_ASSIGN(std::optional<ImportMapping> mapping, load_mapping(services.store, shop, command.mapping));
  SHOUHOU_ASSIGN(std::shared_ptr<ports::BlobReader> kept,
                 kept_file(services.store, services.blobs, shop, import->blob));
  RunOptions dry = options;
  dry.dry_run = true;
  auto file = services.files.open_kept(std::move(kept), import->file_name);
  return Run(services, *std::move(import), dry, progress).run(std::move(file), std::move(mapping));
}

Result<ImportOutcome> try_import(const ImportServices& services, const ports::Actor& actor,
                                 const StartImport& command, const std::string& path,
                                 const RunOptions& options, const ImportProgress& progress) {
  ports::Import import;
  import.shop = actor.shop;
  import.file_name = command.file_name;
  import.kind = command.kind;
  import.format = command.format;
  import.channel = command.channel;
  import.account = actor.account;
  import.actor = actor.name;
  SHOUHOU_ASSIGN(std::optional<ImportMapping> mapping,
                 load_mapping(services.store, actor.shop, command.mapping));
  RunOptions dry = options;
  dry.dry_run = true;
  auto file = services.files.open(path, import.file_name);
  return Run(services, std::move(import), dry, progress).run(std::move(file), std::move(mapping));
}

}  // namespace shouhou::app
