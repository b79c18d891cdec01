#include "store/repositories/imports.h"

#include <array>
#include <limits>

#include "store/repositories/opened.h"
#include "store/repositories/read_word.h"
#include "store/sql/queries/imports.h"

namespace shouhou::store {
namespace queries = sql::imports;
namespace {

// A refused row holds what the file held: names, phones, addresses, also in the words about what is wrong.
constexpr std::string_view problems_field = "import.problems";
constexpr std::string_view cells_field = "import.cells";

ports::Import import_of(const Row& row) {
  ports::Import import;
  import.id = row.id<ImportId>(0);
  import.shop = row.id<ShopId>(1);
  import.file_name = row.string(2);
  import.blob = row.string(3);
  import.bytes = row.integer(4);
  import.kind = row.string(5);
  import.format = row.string(6);
  import.mapping = row.string(7);
  import.channel = row.string(8);
  read_word(row, 9, import.state);
  import.recognised = row.string(10);
  import.table = row.integer(11);
  import.row = row.integer(12);
  import.permille = row.integer(13);
  import.counts.rows = row.integer(14);
  import.counts.refused = row.integer(15);
  import.counts.added = row.integer(16);
  import.counts.updated = row.integer(17);
  import.counts.unchanged = row.integer(18);
  import.counts.cases_opened = row.integer(19);
  import.counts.cases_merged = row.integer(20);
  import.error = row.string(21);
  import.account = row.id<AccountId>(22);
  import.actor = row.string(23);
  import.created_at = row.instant(24);
  import.started_at = row.maybe_instant(25);
  import.finished_at = row.maybe_instant(26);
  return import;
}

std::array<Argument, 27> arguments_of(const ports::Import& import) {
  return {{{"id", import.id},
           {"shop_id", import.shop},
           {"file_name", import.file_name},
           {"blob", import.blob},
           {"bytes", import.bytes},
           {"kind", import.kind},
           {"format", import.format},
           {"mapping", import.mapping},
           {"channel", import.channel},
           {"state", domain::name(import.state)},
           {"recognised", import.recognised},
           {"table_number", import.table},
           {"row_number", import.row},
           {"permille", import.permille},
           {"rows_read", import.counts.rows},
           {"refused", import.counts.refused},
           {"added", import.counts.added},
           {"updated", import.counts.updated},
           {"unchanged", import.counts.unchanged},
           {"cases_opened", import.counts.cases_opened},
           {"cases_merged", import.counts.cases_merged},
           {"error", import.error},
           {"account_id", import.account},
           {"actor", import.actor},
           {"created_at", import.created_at},
           {"started_at", import.started_at},
           {"finished_at", import.finished_at}}};
}

ports::ImportCheck check_of(const Row& row) {
  ports::ImportCheck check;
  check.shop = row.id<ShopId>(0);
  check.import = row.id<ImportId>(1);
  check.run = row.integer(2);
  check.kind = row.string(3);
  check.format = row.string(4);
  check.mapping = row.string(5);
  check.channel = row.string(6);
  read_word(row, 7, check.state);
  check.recognised = row.string(8);
  check.permille = row.integer(9);
  check.counts.rows = row.integer(10);
  check.counts.refused = row.integer(11);
  check.counts.added = row.integer(12);
  check.counts.updated = row.integer(13);
  check.counts.unchanged = row.integer(14);
  check.counts.cases_opened = row.integer(15);
  check.counts.cases_merged = row.integer(16);
  check.error = row.string(17);
  check.actor = row.string(18);
  check.asked_at = row.instant(19);
  check.finished_at = row.maybe_instant(20);
  return check;
}

ports::SavedMapping mapping_of(const Row& row) {
  return {row.id<ShopId>(0), row.string(1), row.string(2), row.instant(3), row.string(4)};
}

}  // namespace

std::optional<ports::Import> ImportRepository::import(ShopId shop, ImportId id) {
  return session_.one(queries::one, {{"shop_id", shop}, {"id", id}}, import_of);
}

std::vector<ports::Import> ImportRepository::imports(ShopId shop, ImportId before, int limit) {
  const std::int64_t bound = before ? before.value : std::numeric_limits<std::int64_t>::max();
  return session_.all(queries::newest, {{"shop_id", shop}, {"before", bound}, {"limit", limit}}, import_of);
}

std::vector<ports::Import> ImportRepository::unfinished() {
  return session_.all(queries::unfinished, {}, import_of);
}

void ImportRepository::add_import(const ports::Import& import) {
  const auto arguments = arguments_of(import);
  if (!session_.change(queries::add, Arguments(arguments)))
    throw std::logic_error("an import was added twice");
}

void ImportRepository::update_import(const ports::Import& import) {
  const auto arguments = arguments_of(import);
  if (!session_.change(queries::update, Arguments(arguments)))
    throw std::logic_error("an import was not saved");
}

void ImportRepository::add_refused(ShopId shop, ImportId import, const ports::RefusedRow& row) {
  const std::string problems = unit_.vault().seal(shop, problems_field, row.problems);
  const std::string cells = unit_.vault().seal(shop, cells_field, row.cells);
  session_.run(queries::add_refused, {{"shop_id", shop},
                                      {"import_id", import},
                                      {"number", row.number},
                                      {"table_number", row.table},
                                      {"line", row.line},
                                      {"problems", Bytes{problems}},
                                      {"cells", Bytes{cells}}});
}

std::vector<ports::RefusedRow> ImportRepository::refused(ShopId shop, ImportId import, std::int64_t after,
                                                         int limit) {
  return session_.all(queries::refused,
                      {{"shop_id", shop}, {"import_id", import}, {"after", after}, {"limit", limit}},
                      [&](const Row& row) {
                        return ports::RefusedRow{row.integer(0), row.integer(1), row.integer(2),
                                                 opened(unit_.vault(), shop, problems_field, row.bytes(3)),
                                                 opened(unit_.vault(), shop, cells_field, row.bytes(4))};
                      });
}

void ImportRepository::keep_table(ShopId shop, ImportId import, const ports::RefusedTable& table) {
  session_.run(queries::keep_table, {{"shop_id", shop},
                                     {"import_id", import},
                                     {"table_number", table.table},
                                     {"member", table.member},
                                     {"header", table.header}});
}

std::vector<ports::RefusedTable> ImportRepository::tables(ShopId shop, ImportId import) {
  return session_.all(queries::tables, {{"shop_id", shop}, {"import_id", import}}, [](const Row& row) {
    return ports::RefusedTable{row.integer(0), row.string(1), row.string(2)};
  });
}

void ImportRepository::drop_refused(ShopId shop, ImportId import) {
  session_.run(queries::drop_refused, {{"shop_id", shop}, {"import_id", import}});
  session_.run(queries::drop_tables, {{"shop_id", shop}, {"import_id", import}});
}

std::optional<ports::ImportCheck> ImportRepository::check(ShopId shop, ImportId import) {
  return session_.one(queries::check, {{"shop_id", shop}, {"import_id", import}}, check_of);
}

std::vector<ports::ImportCheck> ImportRepository::running_checks() {
  return session_.all(queries::running_checks, {}, check_of);
}

void ImportRepository::save_check(const ports::ImportCheck& check) {
  session_.run(queries::save_check, {{"shop_id", check.shop},
                                     {"import_id", check.import},
                                     {"run", check.run},
                                     {"kind", check.kind},
                                     {"format", check.format},
                                     {"mapping", check.mapping},
                                     {"channel", check.channel},
                                     {"state", domain::name(check.state)},
                                     {"recognised", check.recognised},
                                     {"permille", check.permille},
                                     {"rows_read", check.counts.rows},
                                     {"refused", check.counts.refused},
                                     {"added", check.counts.added},
                                     {"updated", check.counts.updated},
                                     {"unchanged", check.counts.unchanged},
                                     {"cases_opened", check.counts.cases_opened},
                                     {"cases_merged", check.counts.cases_merged},
                                     {"error", check.error},
                                     {"actor", check.actor},
                                     {"asked_at", check.asked_at},
                                     {"finished_at", check.finished_at}});
}

void ImportRepository::drop_check(ShopId shop, ImportId import) {
  session_.run(queries::drop_check, {{"shop_id", shop}, {"import_id", import}});
  drop_refused(shop, import);
}

std::optional<ports::SavedMapping> ImportRepository::mapping(ShopId shop, std::string_view name) {
  return session_.one(queries::mapping, {{"shop_id", shop}, {"name", name}}, mapping_of);
}

std::vector<ports::SavedMapping> ImportRepository::mappings(ShopId shop) {
  return session_.all(queries::mappings, {{"shop_id", shop}}, mapping_of);
}

void ImportRepository::save_mapping(const ports::SavedMapping& mapping) {
  session_.run(queries::save_mapping, {{"shop_id", mapping.shop},
                                       {"name", mapping.name},
                                       {"body", mapping.body},
                                       {"saved_at", mapping.saved_at},
                                       {"actor", mapping.actor}});
}

bool ImportRepository::remove_mapping(ShopId shop, std::string_view name) {
  return session_.run(queries::remove_mapping, {{"shop_id", shop}, {"name", name}}) > 0;
}

}  // namespace shouhou::store
