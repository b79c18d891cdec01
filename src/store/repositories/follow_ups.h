// ports::FollowUps in SQL.
#pragma once

#include "ports/follow_ups.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class StoredFollowUps final : public ports::FollowUps {
 public:
  explicit StoredFollowUps(Session& session) : session_(session) {}

  std::vector<ports::TimedCase> timed_before(Instant until, const ports::TimedCase& after,
                                             int limit) override;
  std::vector<ports::TimedCase> timed_since(ShopId shop, std::int64_t after, std::int64_t until) override;
  std::vector<std::pair<ShopId, std::int64_t>> streams() override;
  std::string told(ShopId shop, CaseId id) override;
  void set_told(ShopId shop, CaseId id, std::optional<Instant> next, std::string_view told) override;

  void add_miss(const ports::ClockMiss& miss) override;
  std::optional<ports::ClockMiss> miss(ShopId shop, MissId id) override;
  void give_reason(const ports::ClockMiss& miss) override;
  std::vector<ports::ClockMiss> misses(ShopId shop, const ports::MissFilter& filter, MissId before,
                                       int limit) override;

  std::vector<ports::FollowUpRow> due(ShopId shop, const ports::FollowUpFilter& filter,
                                      ports::FollowUpPlace after, int limit) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
