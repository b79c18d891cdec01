#include "jobs/return_watch.h"

#include <chrono>
#include <vector>

#include "app/work_return.h"
#include "base/log.h"
#include "ports/accounts.h"

namespace shouhou::jobs {
namespace {

// Returns in one write: small enough not to hold others up.
constexpr int returns_at_once = 50;
constexpr int shops_at_once = 1000;

}  // namespace

ReturnWatch::ReturnWatch(ports::Store& store, Span every)
    : store_(store), every_(every), thread_([this] { run(); }) {}

ReturnWatch::~ReturnWatch() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ending_.notify_all();
  thread_.join();
}

Result<int> ReturnWatch::look() {
  std::vector<ShopId> shops;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (ShopId after;;) {
      const auto page = unit.accounts().shops(after, shops_at_once);
      for (const ports::Shop& shop : page) {
        if (app::any_return_to_look_at(unit, shop.id)) shops.push_back(shop.id);
      }
      if (page.size() < static_cast<std::size_t>(shops_at_once)) return {};
      after = page.back().id;
    }
  }));
  int all = 0;
  for (const ShopId shop : shops) {
    for (int looked = returns_at_once; looked == returns_at_once; all += looked) {
      SHOUHOU_TRY(store_.write_now(
          [&](ports::Unit& unit) -> Result<void> {
            SHOUHOU_ASSIGN(looked, app::watch_returns(unit, shop, returns_at_once));
            return {};
          },
          shop));
    }
  }
  return all;
}

void ReturnWatch::run() {
  std::unique_lock lock(mutex_);
  while (!end_) {
    lock.unlock();
    const Result<int> looked = look();
    if (!looked) {
      log::warning("return watch", {{"code", looked.error().code}, {"what", looked.error().message.en}});
    } else if (*looked > 0) {
      log::info("returns looked at", {{"returns", std::to_string(*looked)}});
    }
    lock.lock();
    ending_.wait_for(lock, std::chrono::milliseconds(every_.ms), [this] { return end_; });
  }
}

}  // namespace shouhou::jobs
