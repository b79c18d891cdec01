#include "app/import_files.h"

#include <boost/json.hpp>
#include <tuple>

#include "app/audit.h"
#include "app/require.h"
#include "base/utf8.h"
#include "domain/words.h"

namespace shouhou::app {
namespace {

// The texts of a failed import are kept as {"code":…,"zh":…,"en":…}.
std::string text_in(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string{};
}

}  // namespace

std::vector<std::string> recognised_in(const std::string& text, Language language) {
  // Each line holds the Chinese and the English sentence, parted by a tab.
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const std::size_t tab = line.find('\t');
    lines.push_back(tab == std::string::npos   ? line
                    : language == Language::en ? line.substr(tab + 1)
                                               : line.substr(0, tab));
    at = end + 1;
  }
  return lines;
}

std::pair<std::string, std::string> error_in(const std::string& error, Language language) {
  if (error.empty()) return {};
  const auto parsed = boost::json::parse(error);
  const auto* object = parsed.if_object();
  if (object == nullptr) return {};
  return {text_in(*object, "code"), text_in(*object, language == Language::en ? "en" : "zh")};
}

namespace {

bool known_format(const ImportFormats& formats, const std::string& wanted) {
  if (wanted == "auto" || wanted == "tmall") return true;
  return std::ranges::any_of(formats.formats, [&](const ImportFormat& format) {
    return format.id == wanted || format.id.starts_with(wanted + ".");
  });
}

template <class Command>
Result<void> check_words(ports::ReadUnit& unit, const ports::Actor& actor, const ImportFormats& formats,
                         const Command& command) {
  if (command.kind != "auto" && !domain::named<ImportKind>(command.kind)) {
    return invalid("import.kind_unknown", "kind",
                   {"没有这种表：" + command.kind, "No such kind: " + command.kind});
  }
  if (!known_format(formats, command.format)) {
    return invalid("import.format_unknown", "format",
                   {"没有这种格式：" + command.format, "No such format: " + command.format});
  }
  if (!command.channel.empty() && !domain::named<domain::Channel>(command.channel)) {
    return invalid("import.channel_unknown", "channel",
                   {"没有这个渠道：" + command.channel, "No such channel: " + command.channel});
  }
  if (!command.mapping.empty() && !unit.imports().mapping(actor.shop, command.mapping)) {
    return invalid("import.mapping_unknown", "mapping", {"没有这个映射", "There is no such mapping"});
  }
  return {};
}

}  // namespace

Result<void> check_wish(ports::ReadUnit& unit, const ports::Actor& actor, const ImportFormats& formats,
                        const BeginImport& command) {
  return check_words(unit, actor, formats, command);
}

tl::unexpected<Error> no_such_import() {
  return fail(ErrorKind::not_found, "import.not_found", {"没有这次导入", "There is no such import"});
}

tl::unexpected<Error> started_already() {
  return fail(ErrorKind::conflict, "import.started_already",
              {"这次导入已经开始过", "This import was started already"});
}

ImportView view_of(const ports::Import& import, Language language) {
  ImportView view;
  view.id = import.id;
  view.file_name = import.file_name;
  view.state = import.state;
  view.kind = import.kind;
  view.format = import.format;
  view.mapping = import.mapping;
  view.channel = import.channel;
  view.recognised = recognised_in(import.recognised, language);
  view.permille = import.permille;
  view.rows = import.counts.rows;
  view.refused = import.counts.refused;
  view.added = import.counts.added;
  view.updated = import.counts.updated;
  view.unchanged = import.counts.unchanged;
  view.cases_opened = import.counts.cases_opened;
  view.cases_merged = import.counts.cases_merged;
  view.actor = import.actor;
  view.created_at = import.created_at;
  view.finished_at = import.finished_at;
  std::tie(view.error_code, view.error) = error_in(import.error, language);
  return view;
}

Result<ImportView> start_import(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                                const StartImport& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  SHOUHOU_TRY(check_words(unit, actor, formats, command));
  ports::Import import;
  import.id = unit.ids().next<ImportId>(unit.now());
  import.shop = actor.shop;
  import.file_name = utf8::shorten(command.file_name, 200);
  import.blob = command.blob;
  import.bytes = command.bytes;
  import.kind = command.kind;
  import.format = command.format;
  import.mapping = command.mapping;
  import.channel = command.channel;
  import.account = actor.account;
  import.actor = actor.name;
  import.created_at = unit.now();
  unit.imports().add_import(import);
  audit(unit, actor,
        {"import.kept", "import:" + import.id.str(), {{"kind", import.kind}, {"format", import.format}}});
  return view_of(import, actor.language);
}

Result<ImportView> begin_import(ports::Unit& unit, const ports::Actor& actor, const ImportFormats& formats,
                                const BeginImport& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  SHOUHOU_TRY(check_words(unit, actor, formats, command));
  auto import = unit.imports().import(actor.shop, command.id);
  if (!import) return no_such_import();
  if (import->state != ports::ImportState::waiting) {
    return started_already();
  }
  import->kind = command.kind;
  import->format = command.format;
  import->mapping = command.mapping;
  import->channel = command.channel;
  import->state = ports::ImportState::running;
  unit.imports().drop_check(actor.shop, command.id);  // now it is done in earnest
  unit.imports().update_import(*import);
  audit(
      unit, actor,
      {"import.started", "import:" + import->id.str(), {{"kind", import->kind}, {"format", import->format}}});
  return view_of(*import, actor.language);
}

Result<ImportView> show_import(ports::ReadUnit& unit, const ports::Actor& actor, ImportId id) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  const auto import = unit.imports().import(actor.shop, id);
  if (!import) return no_such_import();
  return view_of(*import, actor.language);
}

Result<ImportList> list_imports(ports::ReadUnit& unit, const ports::Actor& actor, ImportId before,
                                int limit) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  limit = std::clamp(limit, 1, 100);
  ImportList list;
  for (const ports::Import& import : unit.imports().imports(actor.shop, before, limit)) {
    list.items.push_back(view_of(import, actor.language));
  }
  if (list.items.size() == static_cast<std::size_t>(limit)) list.next = list.items.back().id;
  return list;
}

Result<ImportView> cancel_import(ports::Unit& unit, const ports::Actor& actor, ImportId id) {
  SHOUHOU_TRY(require(actor, domain::Permission::import_run));
  auto import = unit.imports().import(actor.shop, id);
  if (!import) return no_such_import();
  if (import->state == ports::ImportState::waiting) unit.imports().drop_check(actor.shop, id);
  if (import->state == ports::ImportState::waiting || import->state == ports::ImportState::running) {
    import->state = ports::ImportState::cancelled;
    import->finished_at = unit.now();
    unit.imports().update_import(*import);
  }
  return view_of(*import, actor.language);
}

}  // namespace shouhou::app
