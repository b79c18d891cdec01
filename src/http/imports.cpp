#include "http/imports.h"

#include <array>
#include <fstream>

#include "app/import_check.h"
#include "app/import_files.h"
#include "app/import_mappings.h"
#include "app/import_preview.h"
#include "app/import_refused.h"
#include "app/kept_files.h"
#include "http/desk.h"
#include "http/idempotent_write.h"

namespace shouhou::http {
namespace {

using app::ImportView;
using CallPtr = std::shared_ptr<Call>;

constexpr std::size_t upload_limit = std::size_t{4} * 1024 * 1024 * 1024;

struct UploadImport {
  std::string name;  // of the file, as the person calls it
  static constexpr std::array required{"name"};
};
BOOST_DESCRIBE_STRUCT(UploadImport, (), (name))

struct ImportTarget {
  ImportId id;
};
BOOST_DESCRIBE_STRUCT(ImportTarget, (), (id))

struct ImportPage {
  ImportId before;
  int limit = 20;
};
BOOST_DESCRIBE_STRUCT(ImportPage, (), (before, limit))

struct RefusedRows {
  ImportId id;
  std::int64_t table = -1;
};
BOOST_DESCRIBE_STRUCT(RefusedRows, (), (id, table))

struct MappingTarget {
  std::string name;
};
BOOST_DESCRIBE_STRUCT(MappingTarget, (), (name))

// Streams the uploaded file sealed into the blob store; memory holds one piece of it.
Result<ports::BlobInfo> keep(ports::Blobs& blobs, Call& call) {
  if (!call.request.body_file) {
    return invalid("import.no_file", {}, {"请求里没有文件", "The request holds no file"});
  }
  std::ifstream file(call.request.body_file->path(), std::ios::binary);
  SHOUHOU_ASSIGN(const std::unique_ptr<ports::BlobWriter> writer,
                 app::keep_file(call.desk.store(), blobs, call.actor.shop, upload_limit));
  std::array<char, 256 * 1024> buffer;
  while (file) {
    file.read(buffer.data(), buffer.size());
    SHOUHOU_TRY(writer->write({buffer.data(), static_cast<std::size_t>(file.gcount())}));
  }
  auto kept = writer->finish();
  // It lies there in the clear: it goes at once, not with the call.
  call.request.body_file.reset();
  return kept;
}

void upload(const CallPtr& call, const RouteRow& row, const ImportParts& parts) {
  const auto command = read_command<UploadImport>(*call);
  if (!command) return call->fail(command.error());
  const auto kept = keep(*parts.blobs, *call);
  if (!kept) return call->fail(kept.error());
  app::StartImport start;
  start.file_name = command->name;
  start.blob = kept->hash;
  start.bytes = kept->bytes;
  auto view = std::make_shared<ImportView>();
  PreparedWrite write;
  write.content = start.blob;
  write.run = [view, start, formats = parts.formats](ports::Unit& unit,
                                                     const ports::Actor& actor) -> Result<void> {
    SHOUHOU_ASSIGN(*view, app::start_import(unit, actor, *formats, start));
    return {};
  };
  write.respond = [view, row] { return json_response(row, *view); };
  write_once(call, std::move(write));
}

void preview(const CallPtr& call, const RouteRow& row, const ImportParts& parts) {
  const auto query = read_command<app::PreviewImport>(*call);
  if (!query) return call->fail(query.error());
  const app::ImportServices services{call->desk.store(), *parts.files, *parts.blobs, *parts.formats};
  const auto seen = app::preview_import(services, call->actor, *query);
  if (!seen) return call->fail(seen.error());
  call->answer(json_response(row, *seen));
}

// Writes what was asked for, and hands the job over after the commit.
template <class View, class Use>
void ask_for(const CallPtr& call, const RouteRow& row, const app::ImportFormats* formats, Use use,
             const std::function<void(ShopId, ImportId)>& job) {
  const auto command = read_command<app::BeginImport>(*call);
  if (!command) return call->fail(command.error());
  auto view = std::make_shared<View>();
  PreparedWrite write;
  write.run = [view, command = *command, formats, use](ports::Unit& unit,
                                                       const ports::Actor& actor) -> Result<void> {
    SHOUHOU_ASSIGN(*view, use(unit, actor, *formats, command));
    return {};
  };
  write.respond = [view, row] { return json_response(row, *view); };
  write.committed = [call, view, job] {
    if (view->id) job(call->actor.shop, view->id);  // none: an answer given before
  };
  write_once(call, std::move(write));
}

void refused(const CallPtr& call) {
  const auto query = read_command<RefusedRows>(*call);
  if (!query) return call->fail(query.error());
  net::Response response;
  const auto read = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(response.body, app::refused_csv(unit, call->actor, query->id, query->table));
    return {};
  });
  if (!read) return call->fail(read.error());
  response.content_type = "text/csv; charset=utf-8";
  response.with("Content-Disposition", "attachment; filename=\"refused-" + query->id.str() + ".csv\"");
  call->answer(std::move(response));
}

RouteRow row(std::string method, std::string path, Text summary, std::string name) {
  return {.method = std::move(method),
          .path = "/api/v1/" + std::move(path),
          .allow = permits(Permission::import_run),
          .summary = std::move(summary),
          .name = std::move(name)};
}

void add_mapping_routes(Routes& routes, const ImportParts& parts) {
  routes.add(read_route<Nothing, app::ImportVocabulary>(
      row("GET", "import-fields", {"可导入的表、字段与格式", "kinds, fields and formats of imports"},
          "import_fields"),
      [formats = parts.formats](ports::ReadUnit&, const ports::Actor& actor)
          -> Result<app::ImportVocabulary> { return app::import_vocabulary(*formats, actor.language); }));
  routes.add(read_route<Nothing, app::ImportMappings>(
      row("GET", "import-mappings", {"保存的列映射", "saved mappings"}, "list_mappings"),
      app::list_mappings));
  routes.add(write_route<app::ImportMapping, app::ImportMapping>(
      row("PUT", "import-mappings/{name}", {"保存列映射", "save a mapping"}, "save_mapping"),
      [formats = parts.formats](ports::Unit& unit, const ports::Actor& actor,
                                const app::ImportMapping& mapping) {
        return app::save_mapping(unit, actor, *formats, mapping);
      }));
  routes.add(write_route<MappingTarget, Nothing>(
      row("DELETE", "import-mappings/{name}", {"删除列映射", "remove a mapping"}, "remove_mapping"),
      [](ports::Unit& unit, const ports::Actor& actor, const MappingTarget& target) {
        return app::remove_mapping(unit, actor, target.name);
      }));
}

void add_check_routes(Routes& routes, const ImportParts& parts) {
  RouteRow checking =
      row("POST", "imports/{id}/check",
          {"试运行：在后台检查整个文件，不写入", "judge the whole file in the background, keep nothing"},
          "check_import");
  checking.rate = Rate::heavy;
  routes.add(raw_route<app::BeginImport, app::CheckView>(checking, [checking, parts](const CallPtr& call) {
    ask_for<app::CheckView>(call, checking, parts.formats, app::start_check, parts.check);
  }));
  routes.add(read_route<ImportTarget, app::CheckView>(
      row("GET", "imports/{id}/check", {"试运行的进度与结果", "progress and outcome of the dry run"},
          "show_check"),
      [](ports::ReadUnit& unit, const ports::Actor& actor, const ImportTarget& target) {
        return app::show_check(unit, actor, target.id);
      }));
  routes.add(write_route<ImportTarget, app::CheckView>(
      row("POST", "imports/{id}/check/cancel", {"停止试运行", "stop the dry run"}, "cancel_check"),
      [](ports::Unit& unit, const ports::Actor& actor, const ImportTarget& target) {
        return app::cancel_check(unit, actor, target.id);
      }));
}

}  // namespace

void add_import_routes(Routes& routes, const ImportParts& parts) {
  RouteRow uploading = row("POST", "imports",
                           {"上传文件，先不导入", "upload a file; nothing is imported yet"}, "upload_import");
  uploading.cost = Cost::slow;
  uploading.body_limit = upload_limit;
  uploading.body_to_file = true;
  uploading.status = 201;
  uploading.request_type = "application/octet-stream";
  routes.add(raw_route<UploadImport, ImportView>(
      uploading, [uploading, parts](const CallPtr& call) { upload(call, uploading, parts); }));
  routes.add(read_route<ImportPage, app::ImportList>(
      row("GET", "imports", {"导入记录，新的在前", "imports, newest first"}, "list_imports"),
      [](ports::ReadUnit& unit, const ports::Actor& actor, const ImportPage& page) {
        return app::list_imports(unit, actor, page.before, page.limit);
      }));
  routes.add(read_route<ImportTarget, ImportView>(
      row("GET", "imports/{id}", {"一次导入的进度与结果", "progress and outcome of an import"},
          "show_import"),
      [](ports::ReadUnit& unit, const ports::Actor& actor, const ImportTarget& target) {
        return app::show_import(unit, actor, target.id);
      }));
  RouteRow previewing = row("GET", "imports/{id}/preview",
                            {"前几行与认出的列", "first rows and recognised columns"}, "preview_import");
  previewing.cost = Cost::slow;
  routes.add(raw_route<app::PreviewImport, app::ImportPreview>(
      previewing, [previewing, parts](const CallPtr& call) { preview(call, previewing, parts); }));
  const RouteRow beginning =
      row("POST", "imports/{id}/start", {"开始导入", "start an import"}, "start_import");
  routes.add(raw_route<app::BeginImport, ImportView>(beginning, [beginning, parts](const CallPtr& call) {
    ask_for<ImportView>(call, beginning, parts.formats, app::begin_import, parts.run);
  }));
  routes.add(write_route<ImportTarget, ImportView>(
      row("POST", "imports/{id}/cancel", {"停止导入，已导入的保留", "stop an import; what is in stays in"},
          "cancel_import"),
      [](ports::Unit& unit, const ports::Actor& actor, const ImportTarget& target) {
        return app::cancel_import(unit, actor, target.id);
      }));
  add_check_routes(routes, parts);
  routes.add(read_route<app::RefusedRowQuery, app::RefusedRowList>(
      row("GET", "imports/{id}/refused", {"被拒绝的行", "refused rows"}, "list_refused"), app::list_refused));
  RouteRow refusing =
      row("GET", "imports/{id}/refused.csv", {"被拒绝的行与原因", "refused rows and why"}, "refused_rows");
  refusing.cost = Cost::slow;
  refusing.content_type = "text/csv";
  routes.add(raw_route<RefusedRows>(refusing, refused));
  add_mapping_routes(routes, parts);
}

}  // namespace shouhou::http
