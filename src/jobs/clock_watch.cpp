#include "jobs/clock_watch.h"

#include <chrono>

#include "app/case_upkeep.h"
#include "base/log.h"
#include "ports/accounts.h"

namespace shouhou::jobs {
namespace {

// Cases in one write: small enough not to hold others up.
constexpr int cases_at_once = 100;
constexpr int shops_at_once = 1000;

}  // namespace

ClockWatch::ClockWatch(ports::Store& store, Span every)
    : store_(store), every_(every), thread_([this] { run(); }) {}

ClockWatch::~ClockWatch() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ending_.notify_all();
  thread_.join();
}

Result<int> ClockWatch::look() {
  std::vector<ShopId> shops;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (ShopId after;;) {
      const auto page = unit.accounts().shops(after, shops_at_once);
      for (const ports::Shop& shop : page) {
        if (app::any_clock_ran_out(unit, shop.id)) shops.push_back(shop.id);
      }
      if (page.size() < static_cast<std::size_t>(shops_at_once)) return {};
      after = page.back().id;
    }
  }));
  int all = 0;
  for (const ShopId shop : shops) {
    for (int missed = cases_at_once; missed == cases_at_once; all += missed) {
      SHOUHOU_TRY(store_.write_now([&](ports::Unit& unit) -> Result<void> {
        SHOUHOU_ASSIGN(missed, app::mark_missed_clocks(unit, shop, cases_at_once));
        return {};
      }));
    }
  }
  return all;
}

void ClockWatch::run() {
  std::unique_lock lock(mutex_);
  while (!end_) {
    lock.unlock();
    const Result<int> missed = look();
    if (!missed) {
      log::warning("clock watch", {{"code", missed.error().code}, {"what", missed.error().message.en}});
    } else if (*missed > 0) {
      log::info("clocks ran out", {{"cases", std::to_string(*missed)}});
    }
    lock.lock();
    ending_.wait_for(lock, std::chrono::milliseconds(every_.ms), [this] { return end_; });
  }
}

}  // namespace shouhou::jobs
