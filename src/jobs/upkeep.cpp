#include "jobs/upkeep.h"

#include <chrono>

#include "app/kept_files.h"
#include "app/log_in.h"
#include "base/log.h"
#include "ports/accounts.h"
#include "ports/idempotency.h"

namespace shouhou::jobs {
namespace {

// In one write: small enough not to hold others up.
constexpr int answers_at_once = 1000;
constexpr int shops_at_once = 1000;

}  // namespace

Upkeep::Upkeep(ports::Store& store, ports::Blobs& blobs, Span every)
    : store_(store), blobs_(blobs), every_(every), thread_([this] { run(); }) {}

Upkeep::~Upkeep() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ending_.notify_all();
  thread_.join();
}

bool Upkeep::ending() {
  const std::lock_guard lock(mutex_);
  return end_;
}

Result<std::vector<ShopId>> Upkeep::shops() {
  std::vector<ShopId> shops;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (ShopId after;;) {
      const auto page = unit.accounts().shops(after, shops_at_once);
      for (const ports::Shop& shop : page) shops.push_back(shop.id);
      if (page.size() < static_cast<std::size_t>(shops_at_once)) return {};
      after = page.back().id;
    }
  }));
  return shops;
}

Result<int> Upkeep::seal_files() {
  SHOUHOU_ASSIGN(const std::vector<ShopId> all, shops());
  int sealed = 0;
  for (const ShopId shop : all) {
    for (int more = 1; more > 0 && !ending(); sealed += more) {
      SHOUHOU_ASSIGN(more, app::seal_clear_files(store_, blobs_, shop));
    }
  }
  if (sealed > 0) log::info("files sealed", {{"files", std::to_string(sealed)}});
  return sealed;
}

Result<std::int64_t> Upkeep::sweep() {
  SHOUHOU_ASSIGN(const std::vector<ShopId> all_shops, shops());
  for (const ShopId shop : all_shops) {
    SHOUHOU_TRY(store_.write_now(
        [&](ports::Unit& unit) -> Result<void> {
          app::drop_expired_access(unit, shop);
          return {};
        },
        shop));
    SHOUHOU_TRY(app::sweep_files(store_, blobs_, shop));
  }
  std::int64_t all = 0;
  for (std::int64_t gone = answers_at_once; gone == answers_at_once; all += gone) {
    SHOUHOU_TRY(store_.write_now([&](ports::Unit& unit) -> Result<void> {
      gone = unit.idempotency().forget(unit.now() - answers_kept, answers_at_once);
      return {};
    }));
  }
  return all;
}

void Upkeep::run() {
  bool sealed = false;
  std::unique_lock lock(mutex_);
  while (!end_) {
    lock.unlock();
    const auto told = [](const auto& done) {
      if (!done) log::warning("upkeep", {{"code", done.error().code}, {"what", done.error().message.en}});
      return done.has_value();
    };
    told(sweep());
    if (!sealed) sealed = told(seal_files());
    lock.lock();
    ending_.wait_for(lock, std::chrono::milliseconds(every_.ms), [this] { return end_; });
  }
}

}  // namespace shouhou::jobs
