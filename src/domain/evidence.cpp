#include "domain/evidence.h"

namespace shouhou::domain {

bool meets(const EvidencePiece& piece, const EvidenceRule& rule) {
  return piece.answers.empty() ? piece.kind == rule.kind : piece.answers == rule.id;
}

}  // namespace shouhou::domain
