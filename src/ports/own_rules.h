// A shop's own rules: a text in the form of a rule file that is laid over the book (same table, same id:
// replaced). Every version is kept with who, when and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "ports/cases.h"

namespace shouhou::ports {

struct OwnRulesVersion {
  std::int64_t version = 0;  // 1, 2, 3 …; 0: the shop has none
  std::string text;
  AccountId account;
  std::string actor;
  Instant at;
  std::string why;
};

// Ranking the open cases of a shop anew after its rules changed.
struct Reranking {
  std::string rules;  // CaseRules::ranking that the cases get; empty: never done
  QueuePlace after;   // what stands before this place of the queue is done
  std::int64_t done = 0;
  std::int64_t total = 0;  // open cases when it began
  Instant started;
  std::optional<Instant> finished;

  bool operator==(const Reranking&) const = default;
};

class OwnRules {
 public:
  virtual ~OwnRules() = default;
  // The newest; version 0 where there never was one.
  virtual OwnRulesVersion current(ShopId shop) = 0;
  // Only its number: a quick look whether what one has is still current.
  virtual std::int64_t current_version(ShopId shop) = 0;
  virtual std::optional<OwnRulesVersion> version(ShopId shop, std::int64_t version) = 0;
  // Versions below `before` (0: from the newest), newest first, without their texts.
  virtual std::vector<OwnRulesVersion> history(ShopId shop, std::int64_t before, int limit) = 0;
  // False where this version is there already.
  virtual bool add(ShopId shop, const OwnRulesVersion& added) = 0;

  virtual Reranking reranking(ShopId shop) = 0;
  virtual void keep_reranking(ShopId shop, const Reranking& state) = 0;
};

}  // namespace shouhou::ports
