// What bench/desk.mjs needs besides the desk itself, while the desk is not running on the data:
//
//   bench_backlog raw DIRECTORY                  rows per second of bare SQLite: one a transaction, 100 a
//   transaction bench_backlog fill DATA COUNT [POSTGRES]     adds COUNT open cases; what the engine may skip,
//   it skips bench_backlog check DATA [POSTGRES]          cases there; fails where counters or histories do
//   not agree
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "app/case_upkeep.h"
#include "app/seed_cases.h"
#include "base/clock.h"
#include "base/log.h"
#include "ports/accounts.h"
#include "raw_sqlite.h"
#include "server/open_store.h"

namespace {

using namespace shouhou;

constexpr double raw_seconds = 3;
constexpr std::int64_t accounts = 20;
constexpr int compared_histories = 5'000;

int failed(const Error& error) {
  std::fprintf(stderr, "%s: %s\n", error.code.c_str(), error.message.en.c_str());
  return 1;
}

int raw(const std::filesystem::path& directory) {
  const std::filesystem::path own = directory / "raw-sqlite";
  std::filesystem::create_directories(own);
  const std::string file = (own / "raw.db").string();
  const double one = bench::raw_sqlite(file, 1, raw_seconds);
  const double hundred = bench::raw_sqlite(file, 100, raw_seconds);
  std::filesystem::remove_all(own);
  std::printf("%.0f %.0f\n", one, hundred);
  return 0;
}

struct Desk {
  SystemClock clock;
  std::unique_ptr<store::Store> store;
  ShopId shop;
  std::vector<AccountId> people;
};

Result<void> open(Desk& desk, const std::string& data, const std::string& postgres, bool filling) {
  server::Config config;
  config.data = data;
  config.postgres = postgres;
  SHOUHOU_ASSIGN(desk.store, server::open_store(config, desk.clock, filling));
  return desk.store->read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const ports::Shop& shop : unit.accounts().shops({}, 1)) desk.shop = shop.id;
    for (const ports::Account& account : unit.accounts().accounts(desk.shop, {}, accounts)) {
      desk.people.push_back(account.id);
    }
    return {};
  });
}

int fill(Desk& desk, std::int64_t count) {
  const auto start = std::chrono::steady_clock::now();
  app::SeedCases wanted{desk.shop, count, static_cast<std::uint32_t>(count), accounts, desk.people};
  if (const auto seeded = app::seed_cases(*desk.store, wanted); !seeded) return failed(seeded.error());
  desk.store.reset();
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  std::printf("%.0f\n", static_cast<double>(count) / spent.count());
  return 0;
}

int check(Desk& desk) {
  std::int64_t there = 0;
  std::size_t wrong = 0;
  const Result<void> read = desk.store->read([&](ports::ReadUnit& unit) -> Result<void> {
    there = unit.counter(desk.shop, "case:open") + unit.counter(desk.shop, "case:closed");
    for (const app::CounterDrift& drift : app::check_case_counters(unit, desk.shop)) {
      std::fprintf(stderr, "%s says %lld, there are %lld\n", drift.counter.c_str(),
                   static_cast<long long>(drift.maintained), static_cast<long long>(drift.counted));
      ++wrong;
    }
    SHOUHOU_ASSIGN(const auto histories,
                   app::check_case_histories(unit, desk.shop, CaseId{}, compared_histories));
    wrong += histories.size();
    return {};
  });
  if (!read) return failed(read.error());
  std::printf("%lld\n", static_cast<long long>(there));
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
  log::set_level(log::Level::warning);
  const auto argument = [&](int place) { return std::string(place < count ? arguments[place] : ""); };
  const std::string what = argument(1);
  if (what == "raw" && count == 3) return raw(argument(2));
  const bool filling = what == "fill";
  if (count < 3 || (!filling && what != "check")) return 2;
  Desk desk;
  const auto opened = open(desk, argument(2), argument(filling ? 4 : 3), filling);
  if (!opened) return failed(opened.error());
  return filling ? fill(desk, std::atoll(argument(3).c_str())) : check(desk);
}
