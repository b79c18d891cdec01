// 凭证: photos and other proof of a case (P-B3). A picture loses its camera and place data, gets a thumbnail,
// and is kept by its content; the same picture in another case is pointed out.
#pragma once

#include <array>

#include "app/work_case.h"
#include "ports/blobs.h"
#include "ports/pictures.h"

namespace shouhou::app {

inline constexpr std::size_t largest_picture = 20u << 20;  // bytes
inline constexpr std::size_t largest_video = 50u << 20;

// "image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "video/mp4" by the first bytes, never
// by the name; empty for anything else.
std::string_view sniff_media_type(std::string_view bytes);

struct AddEvidence {
  CaseId id;
  MaybeVersion version;
  domain::EvidenceKind kind = domain::EvidenceKind::photo;
  std::string answers;    // id of the rule it meets
  std::string reference;  // for chat lines and tracking records
  bool given_by_buyer = false;
};
BOOST_DESCRIBE_STRUCT(AddEvidence, (), (id, version, kind, answers, reference, given_by_buyer))

// A file made ready for keeping, outside of any transaction: it takes long.
struct ReadyFile {
  std::string content_hash;
  std::string thumbnail_hash;
  std::string look;
  std::string media_type;
};
// `key` is the shop's (app/kept_files.h). Errors: evidence.too_large, evidence.type, picture.unreadable,
// blob.unwritable.
Result<ReadyFile> ready_file(ports::Blobs& blobs, ports::Pictures& pictures, ShopId shop,
                             const crypto::SecretKey& key, std::string_view bytes);

// To be written down before anything speaks of the file: if nothing comes to, it goes by itself.
void may_stay_unused(ports::Unit& unit, ShopId shop, const ReadyFile& file);

struct EvidenceAdded {
  CaseChanged changed;
  EvidenceId evidence;
  std::vector<CaseId> also_in;  // other cases with the same picture
};
BOOST_DESCRIBE_STRUCT(EvidenceAdded, (), (changed, evidence, also_in))

// `file` null for evidence without one.
Result<EvidenceAdded> add_evidence(ports::Unit& unit, const ports::Actor& actor, const AddEvidence& command,
                                   const ReadyFile* file);

// Its file is erased within two hours, unless it stands elsewhere too; what happened stays in the history.
struct RemoveEvidence {
  CaseId id;
  EvidenceId evidence;
  MaybeVersion version;
  std::string reason;
  static constexpr std::array required{"evidence", "reason"};
};
BOOST_DESCRIBE_STRUCT(RemoveEvidence, (), (id, evidence, version, reason))
// Errors: evidence.not_found, case.reason_needed.
Result<CaseChanged> remove_evidence(ports::Unit& unit, const ports::Actor& actor,
                                    const RemoveEvidence& command);

struct EvidenceFile {
  std::string content_hash;
  std::string media_type;
};
// Where the bytes of a piece are; `thumbnail` for the small picture. Needs case_read. Errors:
// evidence.not_found.
Result<EvidenceFile> find_evidence(ports::ReadUnit& unit, const ports::Actor& actor, CaseId id,
                                   EvidenceId evidence, bool thumbnail);

}  // namespace shouhou::app
