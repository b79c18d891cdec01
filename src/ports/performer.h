// Who carries out a deed towards the outside: a connector to a platform, a payer, or the default, which tells
// a person what to do (connect/ledger). Called outside of any transaction.
#pragma once

#include <optional>
#include <string>

#include "base/ids.h"
#include "base/instant.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/case_words.h"
#include "domain/remedies.h"
#include "domain/words.h"

namespace shouhou::ports {

struct PerformRequest {
  ShopId shop;
  DeedId key;  // the same key is the same deed, however often it is asked for: never do it twice
  CaseId case_id;
  std::int64_t case_number = 0;
  domain::EffectKind kind = domain::EffectKind::tell_buyer;
  domain::RemedyKind remedy = domain::RemedyKind::apology;
  Fen amount;
  std::int64_t pieces = 0;  // all lines together; 0: not about pieces
  std::string detail;       // which coupon, gift, level
  domain::Channel channel = domain::Channel::imported;
  std::string order_number;  // the channel's own; empty where there is none
  std::string subject;       // of the case: what it is about
  std::optional<Instant> at;
};

enum class PerformOutcome {
  done,              // with the outside's reference
  handed_to_person,  // with an instruction
  try_again,         // not now
  never              // a person has to decide
};

struct Performed {
  PerformOutcome outcome = PerformOutcome::handed_to_person;
  std::string reference;
  Text instruction;
  domain::Department department = domain::Department::finance;
  std::string error;
};

class Performer {
 public:
  virtual ~Performer() = default;
  // Blocks as long as it takes; the worker believes it lost after its lease. An exception counts as
  // try_again.
  virtual Performed perform(const PerformRequest& request) = 0;
};

}  // namespace shouhou::ports
