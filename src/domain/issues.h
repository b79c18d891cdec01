// 问题类型: what can be wrong, as data. A shop may add issues of its own under the seven classes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "domain/rule_origin.h"
#include "domain/words.h"

namespace shouhou::domain {

// What is wrong in the eyes of the law: decides which entitlements arise (entitlements.h).
enum class IssueNature {
  changed_mind,   // no reason needed, or fit and taste
  nonconforming,  // quality, wrong, missing, damaged, not as described: seller's duty (消法 24)
  not_received,   // risk is the seller's until signing (电子商务法 20)
  late,           // promised time of shipment or delivery missed
  dishonest,      // counterfeit, fraud: multiples by law
  safety,         // somebody or something was harmed
  service,        // a question, an invoice, a repair wish, a complaint about manners
  after_use,      // worn by use: no duty, goodwill only (P-B5)
  abuse,          // extortion: no duty, evidence is kept (P-D7)
};
BOOST_DESCRIBE_ENUM(IssueNature, changed_mind, nonconforming, not_received, late, dishonest, safety, service,
                    after_use, abuse)

// One piece of evidence an issue asks for (P-B3).
struct EvidenceNeed {
  std::string id;  // unique within the issue, "flaw_photo"
  EvidenceKind kind = EvidenceKind::photo;
  Text what;             // what to ask the buyer for
  bool required = true;  // a required piece guards the step verify; others only help

  bool operator==(const EvidenceNeed&) const = default;
};

struct Issue {
  std::string id;  // "wrong_item"; stable, stored in cases
  Text name;
  IssueClass issue_class = IssueClass::enquiry;
  IssueNature nature = IssueNature::service;
  std::vector<Phase> phases;  // where it makes sense; others are questioned, not forbidden
  std::vector<EvidenceNeed> evidence;
  Fault default_fault = Fault::unknown;
  Span response_target;              // first answer by a person, business time
  std::vector<RemedyKind> remedies;  // typical ones, in the order a person would think of them
  bool daily_update = false;         // tell the buyer every day until solved (P-E1)
  RuleOrigin origin;

  bool makes_sense_in(Phase phase) const;
  bool operator==(const Issue&) const = default;
};

}  // namespace shouhou::domain
