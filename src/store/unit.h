// ports::Unit over one session. Every noun has a repository (store/repositories/<noun>.h) that takes the
// session; the unit makes it when it is first asked for.
#pragma once

#include <memory>

#include "base/ids.h"
#include "ports/store.h"
#include "store/engine/engine.h"
#include "store/key_ring.h"
#include "store/learnt_models.h"
#include "store/node_number.h"
#include "store/number_series.h"
#include "store/rules_in_force.h"

namespace shouhou::store {

// What units share.
struct UnitContext {
  IdSource& ids;
  NumberSeries& numbers;
  NodeNumber& node;
  KeyRing& keys;
  const RulesInForce& rules;
  LearntModels& learnt;
};

class SessionUnit final : public ports::Unit {
 public:
  // For reading `effects` is null; then nothing may be recorded.
  SessionUnit(Session& session, UnitContext& context, Instant now, ports::Effects* effects);
  ~SessionUnit() override;
  SessionUnit(const SessionUnit&) = delete;
  SessionUnit& operator=(const SessionUnit&) = delete;

  Instant now() const override { return now_; }
  ports::Idempotency& idempotency() override;
  ports::Outbox& outbox() override;
  ports::Inbound& inbound() override;
  ports::Accounts& accounts() override;
  ports::Cases& cases() override;
  ports::Grants& grants() override;
  ports::FollowUps& follow_ups() override;
  ports::Trade& trade() override;
  ports::Imports& imports() override;
  ports::KeptFiles& kept_files() override;
  ports::Offers& offers() override;
  ports::Returns& returns() override;
  ports::Stock& stock() override;
  ports::SaleTerms& sale_terms() override;
  ports::OwnRules& own_rules() override;
  ports::PersonalVault& vault() override;

  std::vector<ports::Event> events_after(ShopId shop, std::int64_t after, int limit) override;
  std::vector<ports::Event> case_events_after(ShopId shop, CaseId case_id, std::int64_t after,
                                              int limit) override;
  std::int64_t last_sequence(ShopId shop) override;
  std::int64_t counter(ShopId shop, std::string_view name) override;
  std::vector<std::pair<std::string, std::int64_t>> counters(ShopId shop, std::string_view prefix) override;

  IdSource& ids() override;
  void record(ports::Event event) override;
  void count(ShopId shop, std::string_view counter, std::int64_t by) override;
  std::int64_t next_number(ShopId shop, std::string_view series) override;

  // Whether the node number of this run was taken in this unit's transaction.
  bool took_node() const { return took_node_; }

 private:
  struct Repositories;  // in unit.cpp, so that this header includes none of them
  ports::Effects& effects();

  Session& session_;
  UnitContext& context_;
  const Instant now_;
  ports::Effects* effects_;
  bool took_node_ = false;
  std::unique_ptr<Repositories> repositories_;
};

}  // namespace shouhou::store
