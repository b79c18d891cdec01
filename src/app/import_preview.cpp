#include "app/import_preview.h"

#include <algorithm>

#include "app/kept_files.h"
#include "app/require.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

constexpr std::size_t tables_shown = 10;
constexpr std::size_t rows_shown = 20;
constexpr std::size_t samples_shown = 3;

std::vector<std::vector<std::string>> first_rows(ports::TableFile& file) {
  std::vector<std::vector<std::string>> rows;
  ports::TableRow row;
  // Broken rows are told by the import itself; a preview leaves them out, but does not look for ever.
  for (std::size_t tries = 0; rows.size() < rows_shown && tries < rows_shown * 5; ++tries) {
    const auto more = file.next_row(row);
    if (!more && more.error().code == "file.malformed_row") continue;
    if (!more || !*more) break;
    rows.emplace_back();
    for (const std::string_view cell : row.cells) rows.back().push_back(utf8::shorten(cell, 100));
  }
  return rows;
}

void describe(PreviewTable& table, const TablePlan& plan, Language language) {
  table.recognised = true;
  table.kind = std::string(domain::name(plan.kind));
  table.format = plan.format != nullptr ? plan.format->id : "";
  table.channel = std::string(domain::name(plan.channel));
  table.reason = plan.reason.in(language);
  if (plan.has_header) {
    table.rows.erase(table.rows.begin(),
                     table.rows.begin() + static_cast<std::ptrdiff_t>(plan.header_row) + 1);
  }
  for (std::size_t at = 0; at < plan.header.size(); ++at) {
    table.columns.push_back({utf8::shorten(plan.header[at], 100), std::string(plan.field_of(at)), {}});
  }
}

void add_samples(PreviewTable& table) {
  for (std::size_t at = 0; at < table.columns.size(); ++at) {
    for (const auto& row : table.rows) {
      if (at >= row.size() || row[at].empty() || table.columns[at].samples.size() >= samples_shown) continue;
      table.columns[at].samples.push_back(row[at]);
    }
  }
}

Result<PlanWish> wish_of(ports::ReadUnit& unit, const ports::Actor& actor, const PreviewImport& query) {
  PlanWish wish;
  if (query.kind != "auto") {
    wish.kind = domain::named<ImportKind>(query.kind);
    if (!wish.kind) {
      return invalid("import.kind_unknown", "kind",
                     {"没有这种表：" + query.kind, "No such kind: " + query.kind});
    }
  }
  wish.format = query.format;
  if (query.mapping.empty()) return wish;
  const auto saved = unit.imports().mapping(actor.shop, query.mapping);
  if (!saved) {
    return invalid("import.mapping_unknown", "mapping", {"没有这个映射", "There is no such mapping"});
  }
  SHOUHOU_ASSIGN(wish.mapping, mapping_of(*saved));
  return wish;
}

}  // namespace

Result<ImportPreview> preview_import(const ImportServices& services, const ports::Actor& actor,
                                     const PreviewImport& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  PlanWish wish;
  std::optional<ports::Import> import;
  SHOUHOU_TRY(services.store.read([&](ports::ReadUnit& unit) -> Result<void> {
    import = unit.imports().import(actor.shop, query.id);
    if (!import)
      return fail(ErrorKind::not_found, "import.not_found", {"没有这次导入", "There is no such import"});
    SHOUHOU_ASSIGN(wish, wish_of(unit, actor, query));
    return {};
  }));
  SHOUHOU_ASSIGN(auto kept, kept_file(services.store, services.blobs, actor.shop, import->blob));
  SHOUHOU_ASSIGN(const auto file, services.files.open_kept(std::move(kept), import->file_name));
  ImportPreview preview;
  ports::TableInfo info;
  while (preview.tables.size() < tables_shown) {
    SHOUHOU_ASSIGN(const bool more, file->next_table(info));
    if (!more) break;
    PreviewTable table;
    table.member = info.member;
    table.form = info.form;
    table.encoding = info.encoding;
    if (info.unreadable) {
      table.unreadable = true;
      table.reason = info.unreadable->message.in(actor.language);
      preview.tables.push_back(std::move(table));
      continue;
    }
    table.rows = first_rows(*file);
    if (table.rows.empty()) continue;
    const auto plan = plan_table(services.formats, table.rows, wish);
    if (plan) {
      describe(table, *plan, actor.language);
    } else {
      // The first row is most likely the header: a person maps from there.
      table.reason = plan.error().message.in(actor.language);
      for (const std::string& header : table.rows.front()) table.columns.push_back({header, {}, {}});
      table.rows.erase(table.rows.begin());
    }
    add_samples(table);
    preview.tables.push_back(std::move(table));
  }
  return preview;
}

ImportVocabulary import_vocabulary(const ImportFormats& formats, Language language) {
  ImportVocabulary vocabulary;
  for (const KindRules& kind : formats.kinds) {
    KindInfo info{std::string(domain::name(kind.kind)), kind.name.in(language), {}, {}};
    for (const Field field : kind.one_of) info.one_of.emplace_back(name(field));
    for (const Field field : kind.fields) {
      const bool required = std::ranges::find(kind.required, field) != kind.required.end();
      const auto names = formats.names.find(field);
      info.fields.push_back({std::string(name(field)), required,
                             names == formats.names.end() ? std::vector<std::string>{} : names->second});
    }
    vocabulary.kinds.push_back(std::move(info));
  }
  for (const ImportFormat& format : formats.formats) {
    vocabulary.formats.push_back({format.id, format.name.in(language), std::string(domain::name(format.kind)),
                                  std::string(domain::name(format.channel)), format.origin.source,
                                  format.origin.weak});
  }
  return vocabulary;
}

}  // namespace shouhou::app
