#include "store/store.h"

#include <filesystem>
#include <future>

#include "base/log.h"
#include "store/engine/failures.h"
#include "store/engine/migrate.h"
#include "store/sql/migrations.h"
#include "store/sql/queries/accounts.h"
#include "store/stream.h"

namespace shouhou::store {
namespace {

Result<std::unique_ptr<Engine>> open_engine(const StoreOptions& options) {
  if (const auto* sqlite = std::get_if<SqliteOptions>(&options.engine)) return open_sqlite(*sqlite);
  return open_postgres(std::get<PostgresOptions>(options.engine));
}

tl::unexpected<Error> no_backup(const Error& why) {
  return fail(ErrorKind::unavailable, "store.no_backup_before_migration",
              {"升级数据库结构前没能备份，所以什么都没有改：" + why.message.zh +
                   "解决后再启动；若已自行备份，用 --migrate-without-backup 启动。",
               "The database could not be copied before its schema is changed, so nothing was changed: " +
                   why.message.en +
                   " Mend that and start again, or, with a backup of your own, start with "
                   "--migrate-without-backup."});
}

// Into data/backups/before-0007-1753000000000.db, or .dump of PostgreSQL.
BeforeMigrating copy_first(Engine& engine, const StoreOptions& options, Instant now) {
  const auto* sqlite = std::get_if<SqliteOptions>(&options.engine);
  const std::filesystem::path directory =
      sqlite ? std::filesystem::absolute(sqlite->file).parent_path() / "backups"
             : std::filesystem::path(options.backups);
  return [&engine, &options, directory, now, sqlite](int from, int to) -> Result<void> {
    if (directory.empty()) {
      log::warning("migrating without a copy", {{"from", std::to_string(from)}, {"to", std::to_string(to)}});
      return {};
    }
    std::error_code code;
    std::filesystem::create_directories(directory, code);
    if (code) return forward(io(directory.string() + ": " + code.message()));
    const std::string name = "before-" + std::to_string(to) + "-" + std::to_string(now.ms);
    const std::string file = (directory / (name + (sqlite ? ".db" : ".dump"))).string();
    if (const Result<void> copied = engine.back_up_to(file); !copied) {
      if (sqlite) return copied;
      if (!options.migrate_without_backup) return no_backup(copied.error());
      log::warning("migrating without a copy, as told", {{"why", copied.error().code}});
      return {};
    }
    log::info("copied before migrating", {{"file", file}});
    return {};
  };
}

// The key ring, proved to open what the shops have.
Result<std::unique_ptr<KeyRing>> open_keys(Engine& engine, const KeyPlace& place) {
  std::vector<std::pair<ShopId, std::string>> wrapped;
  engine.read([&](Session& session) {
    wrapped = session.all(sql::accounts::data_keys, {}, [](const Row& row) {
      return std::pair(row.id<ShopId>(0), std::string(row.bytes(1)));
    });
  });
  if (place.file.empty() && place.listed.empty() && wrapped.empty()) return KeyRing::fleeting();
  SHOUHOU_ASSIGN(std::unique_ptr<KeyRing> keys, KeyRing::open(place, wrapped.empty()));
  for (const auto& [shop, key] : wrapped) SHOUHOU_TRY(keys->keys(shop, key));
  return keys;
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(StoreOptions options) {
  SHOUHOU_ASSIGN(std::unique_ptr<Engine> engine, open_engine(options));
  const Instant now = options.clock->now();
  SHOUHOU_TRY(migrate(*engine, sql::migrations(), now, copy_first(*engine, options, now)));
  try {
    SHOUHOU_ASSIGN(std::unique_ptr<KeyRing> keys, open_keys(*engine, options.keys));
    return std::unique_ptr<Store>(new Store(std::move(engine), std::move(keys), *options.clock));
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  }
}

Store::Store(std::unique_ptr<Engine> engine, std::unique_ptr<KeyRing> keys, const Clock& clock)
    : engine_holder_(std::move(engine)),
      engine_(engine_holder_.get()),
      clock_(clock),
      numbers_(*engine_),
      keys_(std::move(keys)) {
  engine_->set_hooks(store_effects, [this](const std::vector<StreamPosition>& positions) {
    const std::lock_guard lock(listener_mutex_);
    if (!listener_) return;
    for (const StreamPosition& position : positions) listener_(position.shop, position.last_sequence);
  });
}

Store::~Store() {
  engine_->drain();
  on_commit({});  // other nodes may still be heard until the engine is gone
}

void Store::write(WriteBody body, Done done, ShopId shop) {
  auto took_node = node_.kept() ? nullptr : std::make_shared<bool>(false);
  if (took_node) {
    done = [this, took_node, done = std::move(done)](Result<void> result) {
      if (result && *took_node) node_.keep();
      done(std::move(result));
    };
  }
  engine_->write(
      [this, took_node, body = std::move(body)](Session& session, ports::Effects& effects) -> Result<void> {
        SessionUnit unit(session, context_, clock_.now(), &effects);
        Result<void> result = body(unit);
        if (took_node) *took_node = unit.took_node();
        return result;
      },
      std::move(done), shop);
}

Result<void> Store::write_now(WriteBody body, ShopId shop) {
  std::promise<Result<void>> answer;
  write(
      std::move(body), [&](Result<void> result) { answer.set_value(std::move(result)); }, shop);
  return answer.get_future().get();
}

Result<void> Store::read(const ReadBody& body) {
  Result<void> result;
  try {
    engine_->read([&](Session& session) {
      SessionUnit unit(session, context_, clock_.now(), nullptr);
      result = body(unit);
    });
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  } catch (const std::exception& error) {
    log::error("store read threw", {{"what", error.what()}});
    return forward(bug(error.what()));
  }
  return result;
}

void Store::on_commit(std::function<void(ShopId, std::int64_t)> listener) {
  const std::lock_guard lock(listener_mutex_);
  listener_ = std::move(listener);
}

}  // namespace shouhou::store
