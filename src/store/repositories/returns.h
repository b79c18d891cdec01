// ports::Returns over one session.
#pragma once

#include "ports/returns.h"
#include "ports/store.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class ReturnRepository final : public ports::Returns {
 public:
  ReturnRepository(Session& session, ports::ReadUnit& unit) : session_(session), unit_(unit) {}

  std::optional<domain::Return> load(ShopId shop, ReturnId id) override;
  std::optional<domain::Return> by_number(ShopId shop, std::int64_t number) override;
  std::optional<domain::Return> of_deed(ShopId shop, DeedId deed) override;
  std::vector<domain::Return> of_grant(ShopId shop, GrantId grant) override;
  std::vector<domain::Return> of_case(ShopId shop, CaseId id) override;
  std::vector<domain::Return> of_order(ShopId shop, OrderId order, int limit) override;
  std::vector<domain::Return> of_order_number(ShopId shop, std::string_view number, int limit) override;
  std::vector<domain::Return> tracked(ShopId shop, std::string_view tracking_number, int limit) override;
  std::vector<domain::Return> by_phone(ShopId shop, std::string_view phone_or_tail, int limit) override;
  std::vector<OrderId> orders_returning_in(ShopId shop, std::string_view tracking_number) override;
  void insert(const domain::Return& added, const domain::ReturnPatience& patience,
              std::string_view phone) override;
  Result<void> update(const domain::Return& before, const domain::Return& after,
                      const domain::ReturnPatience& patience) override;
  std::vector<ports::ReturnRow> in_stage(ShopId shop, domain::ReturnStage stage, ports::ReturnPlace after,
                                         int limit) override;
  std::vector<domain::Return> awaited(ShopId shop, int limit) override;
  std::vector<ReturnId> to_look_at(ShopId shop, Instant now, int limit) override;

  std::optional<domain::Stray> stray(ShopId shop, StrayId id) override;
  std::vector<domain::Stray> strays_tracked(ShopId shop, std::string_view tracking_number) override;
  std::vector<ports::StrayRow> strays(ShopId shop, domain::StrayState state, ports::ReturnPlace after,
                                      int limit) override;
  void insert_stray(const domain::Stray& added, std::string_view phone) override;
  Result<void> update_stray(const domain::Stray& before, const domain::Stray& after) override;
  std::vector<ReturnId> like_phone_of(ShopId shop, StrayId id, int limit) override;
  std::string phone_on(ShopId shop, StrayId id) override;

  std::vector<domain::ReturnAddress> addresses(ShopId shop) override;
  std::optional<domain::ReturnAddress> address(ShopId shop, ReturnAddressId id) override;
  void save_address(const domain::ReturnAddress& address) override;

 private:
  void save_lines(const domain::Return* before, const domain::Return& after);
  domain::ReturnAddress read_address(ShopId shop, const Row& row);

  Session& session_;
  ports::ReadUnit& unit_;
};

}  // namespace shouhou::store
