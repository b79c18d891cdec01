#include "app/import_check.h"

#include <chrono>
#include <tuple>

#include "app/import_chunk.h"
#include "app/require.h"

namespace shouhou::app {
namespace {

using ports::ImportState;
using Steady = std::chrono::steady_clock;

// How often a bar on screen moves, and with it how soon a stop is noticed.
constexpr std::chrono::milliseconds told_every{500};

CheckView view_of(const ports::ImportCheck& check, Language language) {
  CheckView view;
  view.id = check.import;
  view.state = check.state;
  view.recognised = recognised_in(check.recognised, language);
  view.permille = check.permille;
  view.rows = check.counts.rows;
  view.refused = check.counts.refused;
  view.added = check.counts.added;
  view.updated = check.counts.updated;
  view.unchanged = check.counts.unchanged;
  view.cases_opened = check.counts.cases_opened;
  view.cases_merged = check.counts.cases_merged;
  std::tie(view.error_code, view.error) = error_in(check.error, language);
  view.actor = check.actor;
  view.asked_at = check.asked_at;
  view.finished_at = check.finished_at;
  return view;
}

tl::unexpected<Error> not_checked() {
  return fail(ErrorKind::not_found, "import.not_checked",
              {"这份文件还没有试运行过", "There was no dry run of this file"});
}

Result<ports::ImportCheck> found(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  if (!unit.imports().import(actor.shop, id)) return no_such_import();
  auto check = unit.imports().check(actor.shop, id);
  if (!check) return not_checked();
  return *std::move(check);
}

// One dry run on its way; what it tells is written from the thread that judges, between two pieces.
class CheckRun {
 public:
  CheckRun(const ImportServices& services, ports::ImportCheck check, const std::function<bool()>& go_on)
      : services_(services), check_(std::move(check)), go_on_(go_on) {}

  Result<void> run() {
    BeginImport wish;
    wish.id = check_.import;
    wish.kind = check_.kind;
    wish.format = check_.format;
    wish.mapping = check_.mapping;
    wish.channel = check_.channel;
    const auto outcome = judge_import(services_, check_.shop, wish, {},
                                      [this](const ports::Import& import) { return progress(import); });
    if (broken_off_) return {};
    if (!outcome) {
      check_.state = ImportState::failed;
      check_.error = json_of(outcome.error());
      return save({}, {});
    }
    take_over(outcome->import);
    check_.state = outcome->import.state;
    return save(outcome->refused, outcome->tables);
  }

 private:
  void take_over(const ports::Import& import) {
    check_.recognised = import.recognised;
    check_.permille = import.permille;
    check_.counts = import.counts;
    check_.error = import.error;
  }

  bool progress(const ports::Import& import) {
    if (!go_on_()) {
      broken_off_ = true;
      return false;
    }
    if (Steady::now() - told_ < told_every) return true;
    take_over(import);
    if (!save({}, {})) broken_off_ = true;
    told_ = Steady::now();
    return !broken_off_;
  }

  // Unless a person has stopped it, begun the import or asked anew meanwhile: then it ends without a word.
  Result<void> save(const std::vector<ports::RefusedRow>& refused,
                    const std::vector<ports::RefusedTable>& tables) {
    return services_.store.write_now([&](ports::Unit& unit) -> Result<void> {
      const auto stored = unit.imports().check(check_.shop, check_.import);
      broken_off_ = !stored || stored->run != check_.run || stored->state != ImportState::running;
      if (broken_off_) return {};
      if (check_.state != ImportState::running) check_.finished_at = unit.now();
      unit.imports().save_check(check_);
      for (const ports::RefusedTable& table : tables)
        unit.imports().keep_table(check_.shop, check_.import, table);
      for (const ports::RefusedRow& row : refused)
        unit.imports().add_refused(check_.shop, check_.import, row);
      return {};
    });
  }

  const ImportServices& services_;
  ports::ImportCheck check_;
  const std::function<bool()>& go_on_;
  bool broken_off_ = false;
  Steady::time_point told_ = Steady::now();
};

}  // namespace

Result<CheckView> start_check(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                              const BeginImport& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  SHOUHOU_TRY(check_wish(unit, actor, formats, command));
  const auto import = unit.imports().import(actor.shop, command.id);
  if (!import) return no_such_import();
  if (import->state != ImportState::waiting) return started_already();
  unit.imports().drop_check(actor.shop, command.id);
  ports::ImportCheck check;
  check.shop = actor.shop;
  check.import = command.id;
  check.run = unit.ids().next<ImportId>(unit.now()).value;
  check.kind = command.kind;
  check.format = command.format;
  check.mapping = command.mapping;
  check.channel = command.channel;
  check.actor = actor.name;
  check.asked_at = unit.now();
  unit.imports().save_check(check);
  return view_of(check, actor.language);
}

Result<CheckView> show_check(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id) {
  SHOUHOU_ASSIGN(const ports::ImportCheck check, found(unit, actor, id));
  return view_of(check, actor.language);
}

Result<CheckView> cancel_check(ports::Unit& unit, const ports::Actor& actor, ImportId id) {
  SHOUHOU_ASSIGN(ports::ImportCheck check, found(unit, actor, id));
  if (check.state == ImportState::running) {
    check.state = ImportState::cancelled;
    check.finished_at = unit.now();
    unit.imports().save_check(check);
  }
  return view_of(check, actor.language);
}

Result<void> run_check(const ImportServices& services, ShopId shop, ImportId id,
                       const std::function<bool()>& go_on) {
  std::optional<ports::ImportCheck> check;
  SHOUHOU_TRY(services.store.read([&](ports::ReadUnit& unit) -> Result<void> {
    check = unit.imports().check(shop, id);
    return {};
  }));
  if (!check || check->state != ImportState::running) return {};
  return CheckRun(services, *std::move(check), go_on).run();
}

}  // namespace shouhou::app
