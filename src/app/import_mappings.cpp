#include "app/import_mappings.h"

#include <algorithm>
#include <boost/json.hpp>

#include "app/require.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

std::string text_of(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

std::string json_of(const ImportMapping& mapping) {
  boost::json::array columns;
  for (const ColumnMeaning& column : mapping.columns) {
    columns.push_back({{"header", column.header}, {"field", column.field}});
  }
  return boost::json::serialize(boost::json::object{{"kind", domain::name(mapping.kind)},
                                                    {"channel", domain::name(mapping.channel)},
                                                    {"zone", mapping.zone},
                                                    {"currency", mapping.currency},
                                                    {"columns", std::move(columns)}});
}

bool has(const std::vector<ColumnMeaning>& columns, Field field) {
  return std::ranges::any_of(columns, [&](const auto& column) { return column.field == name(field); });
}

}  // namespace

Result<ImportMapping> mapping_of(const ports::SavedMapping& saved) {
  const auto damaged = [&] {
    return fail(ErrorKind::internal, "import.mapping_damaged",
                {"映射「" + saved.name + "」读不了", "The mapping “" + saved.name + "” cannot be read"});
  };
  boost::json::error_code error;
  const auto parsed = boost::json::parse(saved.body, error);
  if (error || !parsed.is_object()) return damaged();
  const boost::json::object& object = parsed.as_object();
  ImportMapping mapping;
  mapping.name = saved.name;
  const auto kind = domain::named<ImportKind>(text_of(object, "kind"));
  const auto channel = domain::named<domain::Channel>(text_of(object, "channel"));
  const auto* columns = object.if_contains("columns");
  if (!kind || !channel || columns == nullptr || !columns->is_array()) return damaged();
  mapping.kind = *kind;
  mapping.channel = *channel;
  mapping.zone = text_of(object, "zone");
  mapping.currency = text_of(object, "currency");
  for (const auto& column : columns->as_array()) {
    if (!column.is_object()) return damaged();
    mapping.columns.push_back({text_of(column.as_object(), "header"), text_of(column.as_object(), "field")});
  }
  return mapping;
}

Result<ImportMapping> save_mapping(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                                   const ImportMapping& given) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  ImportMapping mapping = given;
  mapping.name = utf8::trim(mapping.name);
  if (mapping.name.empty() || utf8::length(mapping.name) > 60 || !utf8::valid(mapping.name)) {
    return invalid("import.mapping_name", "name",
                   {"映射要有名字，最多 60 个字", "A mapping needs a name of at most 60 characters"});
  }
  if (mapping.columns.size() > 1024) {
    return fail(ErrorKind::too_large, "import.mapping_columns", {"列太多", "Too many columns"}, "columns");
  }
  SHOUHOU_TRY(Zone::named(mapping.zone));
  const KindRules& kind = formats.kind(mapping.kind);
  for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
    const ColumnMeaning& column = mapping.columns[i];
    if (column.field.empty()) continue;
    const auto field = field_named(column.field);
    if (!field || std::ranges::find(kind.fields, *field) == kind.fields.end()) {
      return invalid(
          "import.mapping_field", "columns[" + std::to_string(i) + "].field",
          {"这种表没有这个字段：" + column.field, "This kind of table has no field " + column.field});
    }
  }
  std::erase_if(mapping.columns, [](const ColumnMeaning& column) { return column.field.empty(); });
  for (const Field field : kind.required) {
    if (has(mapping.columns, field)) continue;
    const std::string missing(name(field));
    return invalid("import.column_missing", "columns",
                   {"缺少必需的字段：" + missing, "A required field is missing: " + missing});
  }
  if (!kind.one_of.empty() &&
      std::ranges::none_of(kind.one_of, [&](Field field) { return has(mapping.columns, field); })) {
    return invalid("import.column_missing", "columns", {"缺少必需的字段", "A required field is missing"});
  }
  unit.imports().save_mapping({actor.shop, mapping.name, json_of(mapping), unit.now(), actor.name});
  return mapping;
}

Result<ImportMappings> list_mappings(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  ImportMappings list;
  for (const ports::SavedMapping& saved : unit.imports().mappings(actor.shop)) {
    // One that cannot be read must not hide the others; using it says what is wrong.
    auto mapping = mapping_of(saved);
    if (mapping) list.items.push_back(*std::move(mapping));
  }
  return list;
}

Result<void> remove_mapping(ports::Unit& unit, const ports::Actor& actor, const std::string& name) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  if (!unit.imports().remove_mapping(actor.shop, name)) {
    return fail(ErrorKind::not_found, "import.mapping_unknown", {"没有这个映射", "There is no such mapping"});
  }
  return {};
}

}  // namespace shouhou::app
