#include "app/case_evidence.h"

#include <algorithm>
#include <array>

#include "ports/kept_files.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;

Result<std::string> keep(ports::Blobs& blobs, ShopId shop, const crypto::SecretKey& key,
                         std::string_view bytes) {
  SHOUHOU_ASSIGN(const auto writer, blobs.create(shop, static_cast<std::int64_t>(largest_video), key));
  SHOUHOU_TRY(writer->write(bytes));
  SHOUHOU_ASSIGN(const ports::BlobInfo kept, writer->finish());
  return kept.hash;
}

auto evidence_not_found() {
  return fail(ErrorKind::not_found, "evidence.not_found", {"没有这项凭证", "there is no such evidence"});
}

}  // namespace

std::string_view sniff_media_type(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv)) return "image/png";
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "image/gif";
  if (bytes.size() < 12) return {};
  if (bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv) return "image/webp";
  if (bytes.substr(4, 4) != "ftyp"sv) return {};
  const std::string_view brand = bytes.substr(8, 4);
  constexpr std::array heic{"heic"sv, "heix"sv, "mif1"sv, "msf1"sv};
  constexpr std::array mp4{"isom"sv, "iso2"sv, "mp41"sv, "mp42"sv, "avc1"sv, "M4V "sv, "qt  "sv};
  if (std::ranges::find(heic, brand) != heic.end()) return "image/heic";
  if (std::ranges::find(mp4, brand) != mp4.end()) return "video/mp4";
  return {};
}

Result<ReadyFile> ready_file(ports::Blobs& blobs, ports::Pictures& pictures, ShopId shop,
                             const crypto::SecretKey& key, std::string_view bytes) {
  ReadyFile ready;
  ready.media_type = sniff_media_type(bytes);
  if (ready.media_type.empty()) {
    return invalid("evidence.type", "file",
                   {"只收 JPEG、PNG、WebP、GIF、HEIC 图片和 MP4 视频",
                    "only JPEG, PNG, WebP, GIF and HEIC pictures and MP4 videos"});
  }
  const bool video = ready.media_type == "video/mp4";
  const std::size_t limit = video ? largest_video : largest_picture;
  if (bytes.size() > limit) {
    const std::string most = std::to_string(limit >> 20);
    return fail(ErrorKind::too_large, "evidence.too_large",
                {"文件太大，最多 " + most + " MB", "the file is too large, at most " + most + " MB"}, "file");
  }
  if (video) {
    SHOUHOU_ASSIGN(ready.content_hash, keep(blobs, shop, key, bytes));
    return ready;
  }
  SHOUHOU_ASSIGN(const ports::CleanPicture picture, pictures.clean(bytes));
  ready.media_type = picture.media_type;
  ready.look = picture.look;
  SHOUHOU_ASSIGN(ready.content_hash, keep(blobs, shop, key, picture.bytes));
  SHOUHOU_ASSIGN(ready.thumbnail_hash, keep(blobs, shop, key, picture.thumbnail));
  return ready;
}

void may_stay_unused(ports::Unit& unit, ShopId shop, const ReadyFile& file) {
  unit.kept_files().doom(shop, file.content_hash, unit.now());
  if (!file.thumbnail_hash.empty()) unit.kept_files().doom(shop, file.thumbnail_hash, unit.now());
}

Result<EvidenceAdded> add_evidence(ports::Unit& unit, const ports::Actor& actor, const AddEvidence& command,
                                   const ReadyFile* file) {
  ask::AddEvidence add;
  domain::EvidencePiece& piece = add.piece;
  piece.id = unit.ids().next<EvidenceId>(unit.now());
  piece.kind = command.kind;
  piece.answers = command.answers;
  piece.reference = command.reference;
  piece.given_by_buyer = command.given_by_buyer;
  const bool needs_file =
      command.kind == domain::EvidenceKind::photo || command.kind == domain::EvidenceKind::video;
  if (needs_file && !file) return invalid("evidence.file", "file", {"缺少文件", "the file is missing"});
  if (!needs_file && !file && command.reference.empty()) {
    return invalid("evidence.reference", "reference", {"请写明是哪条记录", "say which record it is"});
  }
  if (file) {
    piece.content_hash = file->content_hash;
    piece.media_type = file->media_type;
    add.also_in = unit.cases().cases_with_picture(actor.shop, file->content_hash, file->look, command.id);
  }
  SHOUHOU_ASSIGN(CaseChanged changed, change_case(unit, actor, {command.id, command.version}, add));
  if (file) {
    unit.cases().keep_picture(actor.shop, command.id, piece.id, file->content_hash, file->look,
                              file->thumbnail_hash);
  }
  return EvidenceAdded{std::move(changed), piece.id, add.also_in};
}

Result<CaseChanged> remove_evidence(ports::Unit& unit, const ports::Actor& actor,
                                    const RemoveEvidence& command) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, false));
  const auto piece = std::ranges::find(state.evidence, command.evidence, &domain::EvidencePiece::id);
  SHOUHOU_ASSIGN(CaseChanged changed, change_case(unit, actor, {command.id, command.version},
                                                  ask::RemoveEvidence{command.evidence, command.reason}));
  const auto thumbnail = unit.cases().thumbnail_of(actor.shop, command.evidence);
  unit.cases().forget_picture(actor.shop, command.evidence);
  if (piece != state.evidence.end() && !piece->content_hash.empty()) {
    unit.kept_files().doom(actor.shop, piece->content_hash, unit.now());
  }
  if (thumbnail && !thumbnail->empty()) unit.kept_files().doom(actor.shop, *thumbnail, unit.now());
  return changed;
}

Result<EvidenceFile> find_evidence(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id,
                                   EvidenceId evidence, bool thumbnail) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, id, true));
  const auto piece = std::ranges::find(state.evidence, evidence, &domain::EvidencePiece::id);
  if (piece == state.evidence.end() || piece->content_hash.empty()) return evidence_not_found();
  if (!thumbnail) return EvidenceFile{piece->content_hash, piece->media_type};
  const auto small = unit.cases().thumbnail_of(actor.shop, evidence);
  if (!small || small->empty()) return evidence_not_found();
  return EvidenceFile{*small, "image/jpeg"};
}

}  // namespace shouhou::app
