#include "jobs/reranking.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "app/rerank_cases.h"
#include "base/log.h"
#include "ports/accounts.h"

namespace shouhou::jobs {
namespace {

constexpr int shops_at_once = 1000;
constexpr int fewest_cases = 50;
constexpr int most_cases = 1000;
// How long one write may take with its commit: others wait that long for their turn. Between two writes the
// next is read and judged, and theirs come in.
constexpr std::chrono::milliseconds longest_write{25};

using Timer = std::chrono::steady_clock;

}  // namespace

void StepSize::took(std::chrono::nanoseconds time) {
  if (time > 2 * longest_write) {
    cases_ = std::max(cases_ / 2, fewest_cases);
  } else if (time > longest_write) {
    cases_ = std::max(cases_ - cases_ / 8, fewest_cases);
  } else if (time < longest_write / 2) {
    cases_ = std::min(cases_ + cases_ / 4, most_cases);
  }
}

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
  std::int64_t done = 0;
  StepSize size;
  for (bool more = true; more && !ending();) {
    std::optional<app::RerankPlan> plan;
    SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
      plan = app::plan_rerank(unit, shop, size.cases());
      return {};
    }));
    if (!plan) break;
    app::RerankStep step;
    const auto start = Timer::now();
    SHOUHOU_TRY(store_.write_now(
        [&](ports::Unit& unit) -> Result<void> {
          step = app::carry_out_rerank(unit, shop, *plan);
          return {};
        },
        shop));
    size.took(Timer::now() - start);
    done += step.done;
    more = step.more;
  }
  return done;
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
