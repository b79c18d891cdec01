// The store: an engine, its schema brought up to date, and units over it.
#pragma once

#include <memory>
#include <mutex>
#include <variant>

#include "base/clock.h"
#include "base/ids.h"
#include "ports/store.h"
#include "store/engine/engine.h"
#include "store/key_ring.h"
#include "store/number_series.h"
#include "store/unit.h"

namespace shouhou::store {

struct StoreOptions {
  std::variant<SqliteOptions, PostgresOptions> engine;
  const Clock* clock = nullptr;  // must outlive the store
  // The master keys of personal data. Empty: keys that die with the process (tests).
  KeyPlace keys = {};
  // Where a PostgreSQL database is copied to before its schema is changed (a SQLite one is copied beside
  // itself). Empty: it is changed without a copy (tests, tools).
  std::string backups = {};
  // The operator has a copy of his own: a missing or failing pg_dump is only warned of.
  bool migrate_without_backup = false;
};

class Store final : public ports::Store {
 public:
  // Opens the engine and migrates. A database that has a schema already is copied before anything is changed:
  // SQLite to <its directory>/backups/, PostgreSQL with pg_dump. Errors: those of the engine, of migrate(),
  // of the key ring (keys.missing, keys.wrong …), and store.no_backup_before_migration.
  static Result<std::unique_ptr<Store>> open(StoreOptions options);

  ~Store() override;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  void write(WriteBody body, Done done, ShopId shop = {}) override;
  Result<void> write_now(WriteBody body, ShopId shop = {}) override;
  Result<void> read(const ReadBody& body) override;
  void on_commit(std::function<void(ShopId, std::int64_t)> listener) override;
  void tell_nodes(ShopId shop, std::string text) override { engine_->tell_nodes(shop, std::move(text)); }
  void on_node_word(std::function<void(const ports::NodeWord&)> listener) override {
    engine_->on_node_word(std::move(listener));
  }

  // For maintenance: backup, integrity, health.
  Engine& engine() { return *engine_; }
  KeyRing& keys() { return *keys_; }
  void use_case_rules(std::shared_ptr<const ports::CaseRules> rules) { rules_.set(std::move(rules)); }

 private:
  Store(std::unique_ptr<Engine> engine, std::unique_ptr<KeyRing> keys, const Clock& clock);

  std::unique_ptr<Engine> engine_holder_;
  Engine* engine_;
  const Clock& clock_;
  IdSource ids_;
  NumberSeries numbers_;
  NodeNumber node_{numbers_, ids_};
  std::unique_ptr<KeyRing> keys_;
  RulesInForce rules_;
  LearntModels learnt_;
  UnitContext context_{ids_, numbers_, node_, *keys_, rules_, learnt_};
  std::mutex listener_mutex_;
  std::function<void(ShopId, std::int64_t)> listener_;
};

}  // namespace shouhou::store
