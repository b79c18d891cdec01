// 凭证: what proves the problem, what the issue asks for, and what was left out with a reason (P-B3).
#pragma once

#include <boost/describe/class.hpp>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "base/text.h"
#include "domain/words.h"

namespace shouhou::domain {

// A piece the issue asks for, as it stood when the issue was set (rules change, a case keeps its own).
struct EvidenceRule {
  std::string id;  // "flaw_photo"
  EvidenceKind kind = EvidenceKind::photo;
  Text what;

  bool operator==(const EvidenceRule&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvidenceRule, (), (id, kind, what))

struct EvidencePiece {
  EvidenceId id;
  EvidenceKind kind = EvidenceKind::photo;
  std::string answers;       // id of the rule it meets; empty: any rule of its kind
  std::string content_hash;  // hex of the stored blob; empty for chat lines and records
  std::string media_type;    // "image/jpeg"
  std::string reference;     // what it is where there is no blob: "message 123", tracking number
  bool given_by_buyer = false;
  AccountId added_by;
  Instant at;

  bool operator==(const EvidencePiece&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvidencePiece, (),
                      (id, kind, answers, content_hash, media_type, reference, given_by_buyer, added_by, at))

struct EvidenceWaiver {
  std::string rule;
  std::string reason;
  AccountId by;
  Instant at;

  bool operator==(const EvidenceWaiver&) const = default;
};
BOOST_DESCRIBE_STRUCT(EvidenceWaiver, (), (rule, reason, by, at))

// Whether a piece meets a rule: the rule it names, or, naming none, the first of its kind.
bool meets(const EvidencePiece& piece, const EvidenceRule& rule);

}  // namespace shouhou::domain
