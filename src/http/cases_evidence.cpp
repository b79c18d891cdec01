#include "app/case_evidence.h"
#include "http/cases.h"
#include "http/desk.h"
#include "http/evidence_files.h"
#include "http/idempotent_write.h"

namespace shouhou::http {
namespace {

struct GetEvidence {
  CaseId id;
  EvidenceId evidence;
  bool thumbnail = false;
};
BOOST_DESCRIBE_STRUCT(GetEvidence, (), (id, evidence, thumbnail))

// The file is cleaned and on disk before the row that names it is written.
void upload(const std::shared_ptr<Call>& call, const RouteRow& row, ports::Blobs& blobs,
            ports::Pictures& pictures) {
  const auto command = read_command<app::AddEvidence>(*call);
  if (!command) return call->fail(command.error());
  auto file = uploaded_file(*call, blobs, pictures);
  if (!file) return call->fail(file.error());
  auto added = std::make_shared<app::EvidenceAdded>();
  PreparedWrite write;
  write.content = file->content_hash;
  write.run = [added, command = *command, file = *std::move(file)](
                  ports::Unit& unit, const ports::Actor& actor) -> Result<void> {
    SHOUHOU_ASSIGN(*added, app::add_evidence(unit, actor, command, &file));
    return {};
  };
  write.respond = [added, row] { return json_response(row, *added); };
  write_once(call, std::move(write));
}

void download(const std::shared_ptr<Call>& call, ports::Blobs& blobs) {
  const auto query = read_command<GetEvidence>(*call);
  if (!query) return call->fail(query.error());
  app::EvidenceFile found;
  const auto read = call->desk.store().read([&](ports::ReadUnit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(found,
                   app::find_evidence(unit, call->actor, query->id, query->evidence, query->thumbnail));
    return {};
  });
  if (!read) return call->fail(read.error());
  answer_with(call, blobs, found);
}

}  // namespace

void add_evidence_routes(Routes& routes, ports::Blobs* blobs, ports::Pictures* pictures) {
  using app::AddEvidence;
  routes.add(write_route<AddEvidence, app::EvidenceAdded>(
      {.method = "POST",
       .path = "/api/v1/cases/{id}/evidence",
       .allow = permits(Permission::case_write),
       .summary = {"登记没有文件的凭证", "add evidence without a file"},
       .status = 201,
       .name = "add_evidence"},
      [](ports::Unit& unit, const ports::Actor& actor, const AddEvidence& command) {
        return app::add_evidence(unit, actor, command, nullptr);
      }));
  const RouteRow upload_row{.method = "POST",
                            .path = "/api/v1/cases/{id}/evidence/file",
                            .allow = permits(Permission::case_write),
                            .summary = {"上传照片或视频作凭证", "upload a picture or video as evidence"},
                            .cost = Cost::slow,
                            .body_limit = app::largest_video,
                            .body_to_file = true,
                            .status = 201,
                            .name = "upload_evidence"};
  routes.add(raw_route<AddEvidence, app::EvidenceAdded>(
      upload_row, [upload_row, blobs, pictures](const std::shared_ptr<Call>& call) {
        upload(call, upload_row, *blobs, *pictures);
      }));
  routes.add(write_route<app::RemoveEvidence, app::CaseChanged>(
      {.method = "POST",
       .path = "/api/v1/cases/{id}/removed-evidence",
       .allow = permits(Permission::case_write),
       .summary = {"撤下一项凭证", "take a piece of evidence away"}},
      app::remove_evidence));
  routes.add(raw_route<GetEvidence>({.path = "/api/v1/cases/{id}/evidence/{evidence}",
                                     .allow = permits(Permission::case_read),
                                     .summary = {"凭证的文件", "the file of a piece of evidence"},
                                     .cost = Cost::slow,
                                     .content_type = "application/octet-stream"},
                                    [blobs](const std::shared_ptr<Call>& call) { download(call, *blobs); }));
}

}  // namespace shouhou::http
