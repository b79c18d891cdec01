// A shop changes its urgency weights: how long until all its open cases stand in the new order, and what
// people who work meanwhile notice of it.
//
//   bench_rerank [DIRECTORY] [cases]     (default /tmp and 100000)
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "app/open_case.h"
#include "app/own_rules.h"
#include "app/rerank_cases.h"
#include "app/seed_cases.h"
#include "base/clock.h"
#include "connect/rules/rule_layers.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/store.h"

namespace {

using namespace shouhou;
using Timer = std::chrono::steady_clock;

constexpr ShopId shop{1};
constexpr int cases_at_once = 200;  // jobs/reranking.h

double ms_since(Timer::time_point start) {
  return std::chrono::duration<double, std::milli>(Timer::now() - start).count();
}

void must(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s: %s\n", result.error().code.c_str(), result.error().message.en.c_str());
  std::exit(1);
}

double part(std::vector<double> list, double share) {
  if (list.empty()) return 0;
  std::sort(list.begin(), list.end());
  return list[static_cast<std::size_t>(share * static_cast<double>(list.size() - 1))];
}

// All steps that are due, as the background job takes them.
std::int64_t rank_all(ports::Store& store, std::vector<double>& steps) {
  std::int64_t looked_at = 0;
  for (bool more = true; more;) {
    const auto start = Timer::now();
    app::RerankStep step;
    must(store.write_now(
        [&](ports::Unit& unit) -> Result<void> {
          SHOUHOU_ASSIGN(step, app::rerank_step(unit, shop, cases_at_once));
          return {};
        },
        shop));
    steps.push_back(ms_since(start));
    looked_at += step.looked_at;
    more = step.more;
  }
  return looked_at;
}

// Somebody who opens a case twenty times a second meanwhile.
void work(ports::Store& store, const std::atomic<bool>& end, std::vector<double>& waits) {
  while (!end) {
    const auto start = Timer::now();
    must(store.write_now(
        [&](ports::Unit& unit) -> Result<void> {
          app::OpenCase opened;
          opened.subject = "再评级时新建";
          SHOUHOU_TRY(app::open_case(unit, ports::Actor::system(shop), opened));
          return {};
        },
        shop));
    waits.push_back(ms_since(start));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path directory =
      std::filesystem::path(argc > 1 ? argv[1] : "/tmp") / ("shouhou-bench-" + std::to_string(::getpid()));
  const std::int64_t cases = argc > 2 ? std::atoll(argv[2]) : 100'000;
  std::filesystem::create_directories(directory);
  auto layers = connect::RuleLayers::load(connect::built_in_rules());
  if (!layers) return 1;
  const SystemClock clock;
  store::StoreOptions options;
  store::SqliteOptions sqlite;
  sqlite.file = (directory / "shouhou.db").string();
  options.engine = sqlite;
  options.clock = &clock;
  options.keys = store::key_place(directory.string());
  auto store = store::Store::open(std::move(options));
  if (!store) return 1;
  (*store)->use_case_rules(
      ports::CaseRules::from(std::shared_ptr<const ports::RuleSource>(*layers), Zone::shanghai()));
  must((*store)->write_now([](ports::Unit& unit) -> Result<void> {
    unit.accounts().add_shop({shop, "bench", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
    return {};
  }));
  auto start = Timer::now();
  must(app::seed_cases(**store, {shop, cases, 7, 20}));
  std::printf("seeded %lld cases in %.0f s\n", static_cast<long long>(cases), ms_since(start) / 1000);

  std::vector<double> steps;
  start = Timer::now();
  std::int64_t looked_at = rank_all(**store, steps);
  std::printf("all in their place already: %lld cases in %.1f s, %.0f /s\n",
              static_cast<long long>(looked_at), ms_since(start) / 1000,
              static_cast<double>(looked_at) / ms_since(start) * 1000);

  start = Timer::now();
  must((*store)->write_now([](ports::Unit& unit) -> Result<void> {
    app::ChangeOwnRules change;
    change.why = "bench";
    change.text =
        "[default]\nsource = \"bench\"\nin_force = 2026-01-01\n"
        "[[urgency_mood]]\nof = \"calm\"\nbonus = \"7m\"\n[[urgency_class]]\nof = \"dispute\"\nbonus = "
        "\"25h\"\n"
        "[[urgency_class]]\nof = \"refund\"\nbonus = \"5h\"\n";
    SHOUHOU_TRY(app::change_own_rules(unit, ports::Actor::system(shop), change));
    return {};
  }));
  std::printf("rules changed, checked and kept in %.0f ms\n", ms_since(start));
  std::atomic<bool> end{false};
  std::vector<double> waits;
  std::thread worker([&] { work(**store, end, waits); });
  steps.clear();
  start = Timer::now();
  looked_at = rank_all(**store, steps);
  const double took = ms_since(start);
  end = true;
  worker.join();
  std::printf("re-prioritised %lld cases in %.1f s, %.0f /s; a step of %d: median %.1f ms, p99 %.1f ms\n",
              static_cast<long long>(looked_at), took / 1000, static_cast<double>(looked_at) / took * 1000,
              cases_at_once, part(steps, 0.5), part(steps, 0.99));
  std::printf("opening a case meanwhile (durable): median %.1f ms, p99 %.1f ms, longest %.1f ms of %zu\n",
              part(waits, 0.5), part(waits, 0.99), part(waits, 1), waits.size());
  store->reset();
  std::filesystem::remove_all(directory);
  return 0;
}
