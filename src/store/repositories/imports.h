// ports::Imports in SQL.
#pragma once

#include "ports/imports.h"
#include "ports/store.h"
#include "store/engine/engine.h"

namespace shouhou::store {

class ImportRepository final : public ports::Imports {
 public:
  // The unit gives the vault, when it is needed.
  ImportRepository(Session& session, ports::ReadUnit& unit) : session_(session), unit_(unit) {}

  std::optional<ports::Import> import(ShopId shop, ImportId id) override;
  std::vector<ports::Import> imports(ShopId shop, ImportId before, int limit) override;
  std::vector<ports::Import> unfinished() override;
  void add_import(const ports::Import& import) override;
  void update_import(const ports::Import& import) override;

  void add_refused(ShopId shop, ImportId import, const ports::RefusedRow& row) override;
  std::vector<ports::RefusedRow> refused(ShopId shop, ImportId import, std::int64_t after,
                                         int limit) override;
  void keep_table(ShopId shop, ImportId import, const ports::RefusedTable& table) override;
  std::vector<ports::RefusedTable> tables(ShopId shop, ImportId import) override;

  void drop_refused(ShopId shop, ImportId import) override;

  std::optional<ports::ImportCheck> check(ShopId shop, ImportId import) override;
  std::vector<ports::ImportCheck> running_checks() override;
  void save_check(const ports::ImportCheck& check) override;
  void drop_check(ShopId shop, ImportId import) override;

  std::optional<ports::SavedMapping> mapping(ShopId shop, std::string_view name) override;
  std::vector<ports::SavedMapping> mappings(ShopId shop) override;
  void save_mapping(const ports::SavedMapping& mapping) override;
  bool remove_mapping(ShopId shop, std::string_view name) override;

 private:
  Session& session_;
  ports::ReadUnit& unit_;
};

}  // namespace shouhou::store
