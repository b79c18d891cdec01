// ports::Offers in SQL.
#pragma once

#include "ports/offers.h"
#include "store/engine/engine.h"
#include "store/learnt_models.h"
#include "store/rules_in_force.h"

namespace shouhou::store {

class OfferRepository final : public ports::Offers {
 public:
  OfferRepository(Session& session, const RulesInForce& rules, LearntModels& learnt)
      : session_(session), rules_(rules), learnt_(learnt) {}

  std::optional<ports::StoredOffer> load(ShopId shop, OfferId id) override;
  std::optional<ports::StoredOffer> live_of(ShopId shop, CaseId id) override;
  std::vector<ports::StoredOffer> of_case(ShopId shop, CaseId id, int limit) override;
  Result<void> add(const ports::StoredOffer& offer) override;
  Result<void> change(ports::StoredOffer& offer) override;
  std::vector<OfferId> running_out(ShopId shop, Instant now, int limit) override;
  std::vector<ports::StoredOffer> answered(ShopId shop, int limit) override;
  void add_link(ShopId shop, std::string_view token_hash, CaseId id, const ports::OfferAct& by) override;
  std::optional<CaseId> link(ShopId shop, std::string_view token_hash) override;
  void count(ShopId shop, const domain::Answered& answer) override;
  domain::AcceptHistory answers(ShopId shop) override;
  std::shared_ptr<const domain::AcceptModel> acceptance(ShopId shop) override;
  std::vector<ports::BuyerPattern> patterns(ShopId shop, BuyerId buyer, int limit) override;
  void add_pattern(ShopId shop, BuyerId buyer, const ports::BuyerPattern& pattern) override;

 private:
  Session& session_;
  const RulesInForce& rules_;
  LearntModels& learnt_;
  bool counted_ = false;  // answers that this unit has added
};

}  // namespace shouhou::store
