#include "domain/case_facts.h"

#include <algorithm>

namespace shouhou::domain {

Fen paid_share(const FactLine& line, std::int64_t pieces) {
  if (pieces >= line.quantity || line.quantity <= 0) return pieces > 0 ? line.paid : Fen{0};
  if (pieces <= 0) return Fen{0};
  // 128 bits: a paid amount of 10^10 fen times a quantity may not fit 64.
  __extension__ using Wide = __int128;
  return Fen{static_cast<std::int64_t>(static_cast<Wide>(line.paid.value) * pieces / line.quantity)};
}

Fen refundable(const FactLine& line, std::int64_t pieces) {
  const Fen share = paid_share(line, line.settled + pieces) - paid_share(line, line.settled);
  return std::max(Fen{0}, std::min(share, line.paid - line.refunded));
}

bool CaseFacts::any_affected() const {
  return std::any_of(lines.begin(), lines.end(), [](const FactLine& line) { return line.affected > 0; });
}

Fen CaseFacts::paid_goods() const {
  Fen sum;
  for (const FactLine& line : lines) sum += line.paid;
  return sum;
}

Fen CaseFacts::affected_paid() const {
  Fen sum;
  for (const FactLine& line : lines) sum += paid_share(line, line.affected);
  return sum;
}

Fen CaseFacts::affected_left() const {
  Fen sum;
  for (const FactLine& line : lines) sum += refundable(line, line.affected);
  return sum;
}

}  // namespace shouhou::domain
