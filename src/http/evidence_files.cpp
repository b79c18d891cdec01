#include "http/evidence_files.h"

#include <fstream>
#include <iterator>

#include "app/kept_files.h"
#include "base/log.h"
#include "http/desk.h"

namespace shouhou::http {
namespace {

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Result<app::ReadyFile> uploaded_file(const Call& call, ports::Blobs& blobs, ports::Pictures& pictures) {
  const auto& body = call.request.body_file;
  const ShopId shop = call.actor.shop;
  SHOUHOU_ASSIGN(const crypto::SecretKey key, app::file_key(call.desk.store(), shop));
  SHOUHOU_ASSIGN(app::ReadyFile file,
                 app::ready_file(blobs, pictures, shop, key, body ? contents(body->path()) : std::string()));
  SHOUHOU_TRY(call.desk.store().write_now(
      [&](ports::Unit& unit) -> Result<void> {
        app::may_stay_unused(unit, shop, file);
        return {};
      },
      shop));
  return file;
}

void answer_with(const std::shared_ptr<Call>& call, ports::Blobs& blobs, const app::EvidenceFile& file) {
  const auto kept = app::kept_file(call->desk.store(), blobs, call->actor.shop, file.content_hash);
  if (!kept) return call->fail(kept.error());
  net::Response response;
  response.content_type = file.media_type;
  response.pieces = net::PiecedBody{
      static_cast<std::uint64_t>((*kept)->size()),
      [reader = *kept, request = call->id](std::uint64_t offset, char* into, std::size_t room) {
        const auto got = reader->read_at(static_cast<std::int64_t>(offset), into, room);
        if (!got) log::error("kept file", {{"code", got.error().code}, {"request", request}});
        return got.value_or(0);
      }};
  // What a name stands for never changes; only this person may keep it.
  response.with("Cache-Control", "private, max-age=31536000, immutable");
  call->answer(std::move(response));
}

}  // namespace shouhou::http
