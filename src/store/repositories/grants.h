// ports::Grants in SQL.
#pragma once

#include "ports/grants.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class GrantRepository final : public ports::Grants {
 public:
  explicit GrantRepository(Session& session) : session_(session) {}

  void insert(const domain::Grant& grant) override;
  void update(const domain::Grant& grant) override;
  std::optional<domain::Grant> find(ShopId shop, GrantId id) override;
  std::optional<domain::Grant> by_key(ShopId shop, CaseId id, std::string_view key) override;
  std::vector<domain::Grant> of_case(ShopId shop, CaseId id) override;
  std::vector<domain::Grant> waiting(ShopId shop, GrantId after, int limit) override;
  void move_case(ShopId shop, CaseId from, CaseId to) override;

  void insert(const domain::Deed& deed) override;
  void update(const domain::Deed& deed) override;
  std::optional<domain::Deed> find(ShopId shop, DeedId id) override;
  std::vector<domain::Deed> deeds_of(ShopId shop, GrantId id) override;
  std::vector<domain::Deed> deeds_of_case(ShopId shop, CaseId id) override;
  std::optional<domain::Deed> deed_of_task(ShopId shop, TaskId id) override;
  std::vector<domain::Deed> deeds(ShopId shop, const ports::DeedFilter& filter, DeedId after,
                                  int limit) override;

  ports::GoodwillGiven goodwill_in(ShopId shop, CaseId id) override;
  ports::GoodwillGiven goodwill_by(ShopId shop, AccountId who, Instant since) override;
  ports::GoodwillGiven goodwill_to(ShopId shop, BuyerId buyer, Instant since) override;
  void keep_sku_goodwill(ShopId shop, GrantId grant, SkuId sku, Fen goodwill, Instant at) override;
  void drop_sku_goodwill(ShopId shop, GrantId grant) override;
  Fen goodwill_for(ShopId shop, SkuId sku, Instant since) override;

  void add(const ports::LedgerLine& line) override;
  std::vector<ports::LedgerLine> ledger(ShopId shop, CaseId id, int limit) override;
  ports::LedgerSums ledger_sums(ShopId shop, CaseId id) override;
  std::vector<CaseId> cases_with_ledger(ShopId shop, CaseId after, int limit) override;

 private:
  Session& session_;
};

}  // namespace shouhou::store
