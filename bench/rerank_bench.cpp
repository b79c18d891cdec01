// A shop changes its urgency weights: how long until all its open cases stand in the new order, and what
// people who work meanwhile notice of it.
//
//   bench_rerank [DIRECTORY] [cases] [POSTGRES_URL]     (default /tmp and 100000; the PostgreSQL database is
//   empty)
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "app/open_case.h"
#include "app/own_rules.h"
#include "app/rerank_cases.h"
#include "app/seed_cases.h"
#include "base/clock.h"
#include "connect/rules/rule_layers.h"
#include "jobs/reranking.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/store.h"

namespace {

using namespace shouhou;
using Timer = std::chrono::steady_clock;

constexpr ShopId shop{1};

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

// Where the data lie, and how often the engine works on them.
struct Place {
  std::filesystem::path directory;
  std::string postgres;
};

std::unique_ptr<store::Store> open(const Place& place, const Clock& clock, bool filling) {
  store::StoreOptions options;
  if (place.postgres.empty()) {
    store::SqliteOptions sqlite;
    sqlite.file = (place.directory / "shouhou.db").string();
    sqlite.sync_each_commit = !filling;
    options.engine = sqlite;
  } else {
    options.engine = store::PostgresOptions{place.postgres};
  }
  options.clock = &clock;
  options.keys = store::key_place(place.directory.string());
  auto layers = connect::RuleLayers::load(connect::built_in_rules());
  auto store = store::Store::open(std::move(options));
  if (!layers || !store) std::exit(1);
  (*store)->use_case_rules(
      ports::CaseRules::from(std::shared_ptr<const ports::RuleSource>(*layers), Zone::shanghai()));
  return std::move(*store);
}

// What the process has used: seconds of processor, bytes written to disk.
struct Used {
  double processor = 0;
  double megabytes = 0;
};

Used used() {
  Used now;
  rusage self{};
  getrusage(RUSAGE_SELF, &self);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  now.processor = seconds(self.ru_utime) + seconds(self.ru_stime);
  std::ifstream counts("/proc/self/io");
  std::string name;
  for (double value = 0; counts >> name >> value;) {
    if (name == "wchar:") now.megabytes = value / 1e6;
  }
  return now;
}

void change_rules(ports::Store& store) {
  must(store.write_now([](ports::Unit& unit) -> Result<void> {
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
}

// As the program does it: the job's own thread.
void rank_all(ports::Store& store, const char* what) {
  const Used before = used();
  const auto start = Timer::now();
  const jobs::Reranking reranking(store, hours(1));
  ports::Reranking state;
  for (bool due = true; due;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    must(store.read([&](ports::ReadUnit& unit) -> Result<void> {
      due = app::reranking_due(unit, shop);
      state = unit.own_rules().reranking(shop);
      return {};
    }));
  }
  const double took = ms_since(start) / 1000;
  const auto cases = static_cast<double>(state.done);
  const Used after = used();
  std::printf("%s: %.0f cases in %.1f s, %.0f /s; a case costs %.1f µs of processor, %.1f KB written\n", what,
              cases, took, cases / took, (after.processor - before.processor) / cases * 1e6,
              (after.megabytes - before.megabytes) / cases * 1e3);
}

void seed(store::Store& store, std::int64_t cases) {
  must(store.write_now([](ports::Unit& unit) -> Result<void> {
    unit.accounts().add_shop({shop, "bench", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
    return {};
  }));
  const auto start = Timer::now();
  must(app::seed_cases(store, {shop, cases, 7, 20}));
  std::printf("seeded %lld cases in %.0f s\n", static_cast<long long>(cases), ms_since(start) / 1000);
}

}  // namespace

int main(int argc, char** argv) {
  Place place;
  place.directory =
      std::filesystem::path(argc > 1 ? argv[1] : "/tmp") / ("shouhou-bench-" + std::to_string(::getpid()));
  const std::int64_t cases = argc > 2 ? std::atoll(argv[2]) : 100'000;
  if (argc > 3) place.postgres = argv[3];
  std::filesystem::create_directories(place.directory);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const SystemClock clock;
  seed(*open(place, clock, true), cases);
  auto store = open(place, clock, false);
  rank_all(*store, "all in their place already");

  auto start = Timer::now();
  change_rules(*store);
  std::printf("rules changed, checked and kept in %.0f ms\n", ms_since(start));
  std::atomic<bool> end{false};
  std::vector<double> waits;
  std::thread worker([&] { work(*store, end, waits); });
  rank_all(*store, "ranked anew");
  end = true;
  worker.join();
  std::printf("opening a case meanwhile (durable): median %.1f ms, p99 %.1f ms, longest %.1f ms of %zu\n",
              part(waits, 0.5), part(waits, 0.99), part(waits, 1), waits.size());
  store.reset();
  std::filesystem::remove_all(place.directory);
  return 0;
}
