// When time next does something to each case, in memory: the earliest first, one time per case.
#pragma once

#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "ports/follow_ups.h"

namespace shouhou::jobs {

class NextMoments {
 public:
  // Nothing: the case has none any more.
  void set(ShopId shop, CaseId id, std::optional<Instant> at) {
    const auto known = by_case_.find(id);
    if (known != by_case_.end()) {
      if (known->second.second == at && known->second.first == shop) return;
      by_time_.erase({known->second.second, shop, id});
      by_case_.erase(known);
    }
    if (!at) return;
    by_case_.emplace(id, std::pair(shop, *at));
    by_time_.emplace(*at, shop, id);
  }

  std::optional<Instant> next() const {
    if (by_time_.empty()) return std::nullopt;
    return std::get<0>(*by_time_.begin());
  }

  // Those at or before `now`, taken out, earliest first.
  std::vector<ports::TimedCase> take(Instant now, std::size_t most) {
    std::vector<ports::TimedCase> taken;
    while (taken.size() < most && !by_time_.empty() && std::get<0>(*by_time_.begin()) <= now) {
      const auto [at, shop, id] = *by_time_.begin();
      taken.push_back({shop, id, at});
      by_time_.erase(by_time_.begin());
      by_case_.erase(id);
    }
    return taken;
  }

  std::size_t size() const { return by_case_.size(); }

 private:
  struct Hash {
    std::size_t operator()(CaseId id) const { return std::hash<std::int64_t>()(id.value); }
  };
  // Ids of cases are unique over all shops (base/ids.h).
  std::unordered_map<CaseId, std::pair<ShopId, Instant>, Hash> by_case_;
  std::set<std::tuple<Instant, ShopId, CaseId>> by_time_;
};

}  // namespace shouhou::jobs
