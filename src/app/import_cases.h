// Which imported facts are problems, and the cases they become: platform refunds, bad and middling reviews,
// late and overdue parcels (P-A2, P-E3, P-H3). What was settled long ago becomes a closed case: it counts in
// every statistic and stands in nobody's way.
#pragma once

#include "app/import_formats.h"
#include "app/import_orders.h"
#include "ports/actor.h"
#include "ports/imports.h"

namespace shouhou::app {

struct CaseSettings {
  const std::vector<IssueWords>* reasons = nullptr;
  // Problems that ended longer ago than this are history: their cases are closed at once.
  Span history = days(60);
};

class CaseReporter {
 public:
  CaseReporter(const ports::Actor& actor, const CaseSettings& settings, ports::ImportCounts& counts)
      : actor_(actor), settings_(settings), counts_(counts) {}

  // A refund that is new or changed its state.
  Result<void> report(ports::Unit& unit, const domain::PlatformRefund& refund, bool is_new);
  Result<void> report(ports::Unit& unit, const domain::Review& review);
  // Delivered late; on the road beyond the promise; not shipped in time.
  Result<void> report(ports::Unit& unit, const domain::Order& order, std::span<const domain::Parcel> parcels);
  // Talk that comes in while it is held: the newest open case of the buyer hears of it, so that its answer
  // clock runs (P-I1). What was said longer ago is history.
  Result<void> hear(ports::Unit& unit, BuyerId buyer, const domain::Message& message);

 private:
  bool stuck(ports::Unit& unit, const domain::Order& order, const domain::Parcel& parcel);
  Result<void> report(ports::Unit& unit, const domain::Order& order, const domain::Parcel& parcel);
  Result<void> follow(ports::Unit& unit, CaseId id, const domain::PlatformRefund& refund);
  // Opens, or reports into the case of the same problem; `ended` is when a settled problem was settled.
  Result<CaseId> open(ports::Unit& unit, const struct OpenCase& command, std::optional<Instant> ended);
  Result<std::optional<CaseId>> history_of(ports::Unit& unit, const struct OpenCase& command);

  const ports::Actor& actor_;
  const CaseSettings& settings_;
  ports::ImportCounts& counts_;
};

}  // namespace shouhou::app
