#include "jobs/reranking.h"

#include <chrono>
#include <utility>

#include "app/rerank_cases.h"
#include "base/log.h"
#include "ports/accounts.h"

namespace shouhou::jobs {
namespace {

constexpr int shops_at_once = 1000;

}  // namespace

Reranking::Reranking(ports::Store& store, Span every)
    : store_(store), every_(every), thread_([this] { run(); }) {}

Reranking::~Reranking() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ending_.notify_all();
  thread_.join();
}

void Reranking::note(ShopId shop) {
  const std::lock_guard lock(mutex_);
  noted_.insert(shop);
}

bool Reranking::ending() {
  const std::lock_guard lock(mutex_);
  return end_;
}

Result<std::int64_t> Reranking::run_now(ShopId shop) {
  bool due = false;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    due = app::reranking_due(unit, shop);
    return {};
  }));
  std::int64_t looked_at = 0;
  while (due && !ending()) {
    app::RerankStep step;
    SHOUHOU_TRY(store_.write_now(
        [&](ports::Unit& unit) -> Result<void> {
          SHOUHOU_ASSIGN(step, app::rerank_step(unit, shop, cases_at_once));
          return {};
        },
        shop));
    looked_at += step.looked_at;
    due = step.more;
  }
  return looked_at;
}

std::set<ShopId> Reranking::all_shops() {
  std::set<ShopId> shops;
  const auto read = store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (ShopId after;;) {
      const auto page = unit.accounts().shops(after, shops_at_once);
      for (const ports::Shop& shop : page) shops.insert(shop.id);
      if (page.size() < static_cast<std::size_t>(shops_at_once)) return {};
      after = page.back().id;
    }
  });
  if (!read) log::warning("reranking", {{"code", read.error().code}, {"what", read.error().message.en}});
  return shops;
}

void Reranking::run() {
  std::set<ShopId> shops = all_shops();
  bool failing = false;
  for (;;) {
    for (const ShopId shop : shops) {
      if (ending()) return;
      const Result<std::int64_t> ranked = run_now(shop);
      if (!ranked) {
        // Told once: a disk stays full for longer than a second.
        if (!std::exchange(failing, true))
          log::warning("reranking", {{"code", ranked.error().code}, {"what", ranked.error().message.en}});
        note(shop);  // tried again with the next look
        continue;
      }
      failing = false;
      if (*ranked > 0) {
        log::info("ranked anew", {{"shop", shop.str()}, {"cases", std::to_string(*ranked)}});
      }
    }
    std::unique_lock lock(mutex_);
    ending_.wait_for(lock, std::chrono::milliseconds(every_.ms), [this] { return end_; });
    if (end_) return;
    shops.clear();
    shops.swap(noted_);
  }
}

}  // namespace shouhou::jobs
