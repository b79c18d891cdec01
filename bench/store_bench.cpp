// bench_store [DIRECTORY] [postgresql://…]: durable writes per second, beside what the bare database does in
// the same run. DIRECTORY must be on the disk that is meant (default: the working directory).
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "ports/inbound.h"
#include "raw_sqlite.h"
#include "store/store.h"

namespace {

using namespace shouhou;
using Clock = std::chrono::steady_clock;

constexpr double run_seconds = 2.0;
constexpr const char* payload =
    R"({"from":"contact","to":"verify","note":"something a person wrote, of middling length"})";

double raw_rate = 0;  // what the table compares with

void row(const std::string& what, double per_second, double p50_ms = 0, double p99_ms = 0) {
  std::printf("%-58s %10.0f/s %6.2f× ", what.c_str(), per_second, raw_rate > 0 ? per_second / raw_rate : 1.0);
  if (p50_ms > 0) std::printf(" p50 %6.2f ms  p99 %6.2f ms", p50_ms, p99_ms);
  std::printf("\n");
  std::fflush(stdout);
}

// `submitters` requests are under way at any time; each is sent again when it is answered.
void measure(store::Store& store, const std::string& what, int submitters, int shops,
             const ports::Store::WriteBody& body) {
  std::atomic<std::int64_t> done{0}, failed{0};
  std::vector<std::thread> threads;
  std::vector<std::vector<double>> waits(static_cast<std::size_t>(submitters));
  const auto start = Clock::now();
  for (int t = 0; t < submitters; ++t) {
    threads.emplace_back([&, t] {
      while (std::chrono::duration<double>(Clock::now() - start).count() < run_seconds) {
        const auto sent = Clock::now();
        (store.write_now(body) ? done : failed)++;
        waits[static_cast<std::size_t>(t)].push_back(
            std::chrono::duration<double, std::milli>(Clock::now() - sent).count());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  std::vector<double> all;
  for (const auto& one : waits) all.insert(all.end(), one.begin(), one.end());
  std::sort(all.begin(), all.end());
  row(what + ", " + std::to_string(submitters) + " submitters" + (shops > 1 ? ", many shops" : ""),
      static_cast<double>(done) / seconds, all[all.size() / 2], all[all.size() * 99 / 100]);
  if (failed > 0) std::printf("  %lld FAILED\n", static_cast<long long>(failed));
}

std::atomic<std::int64_t> turn{0};

Result<void> event_only(ports::Unit& unit, int shops) {
  unit.record({ShopId{1 + turn++ % shops}, 0, {}, "case.moved", unit.now(), {}, "system", payload});
  return {};
}

// About what opening a case does: a row with two indexes, a number, an event, three counters.
Result<void> case_like(ports::Unit& unit, int shops) {
  const ShopId shop{1 + turn++ % shops};
  ports::InboundItem item;
  item.shop = shop;
  item.id = unit.ids().next<InboundId>(unit.now());
  item.channel = "bench";
  item.external_id = std::to_string(unit.next_number(shop, "case"));
  item.payload = payload;
  unit.inbound().add(item);
  unit.record({shop, 0, CaseId{item.id.value}, "case.opened", unit.now(), {}, "system", payload});
  for (const char* counter : {"open", "open:unassigned", "open:quality_defect"}) unit.count(shop, counter, 1);
  return {};
}

void measure_store(const std::variant<store::SqliteOptions, store::PostgresOptions>& options,
                   const std::string& name) {
  SystemClock clock;
  auto store = store::Store::open({options, &clock});
  if (!store) {
    std::printf("%s: %s\n", name.c_str(), store.error().message.en.c_str());
    std::exit(1);
  }
  for (const int submitters : {1, 8, 64}) {
    measure(**store, name + ": one event", submitters, 1,
            [](ports::Unit& unit) { return event_only(unit, 1); });
  }
  for (const int submitters : {1, 8, 64}) {
    measure(**store, name + ": a case with its event", submitters, 1,
            [](ports::Unit& unit) { return case_like(unit, 1); });
  }
  measure(**store, name + ": a case with its event", 64, 100,
          [](ports::Unit& unit) { return case_like(unit, 100); });
}

double pgbench(const std::string& url, int clients) {
  const std::string command =
      "PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | tail -1) pgbench -n -T 4 -j 2 -M prepared -c " +
      std::to_string(clients) + " '" + url + "' 2>/dev/null | sed -n 's/^tps = \\([0-9.]*\\).*/\\1/p'";
  FILE* pipe = ::popen(command.c_str(), "r");
  double rate = 0;
  if (pipe && std::fscanf(pipe, "%lf", &rate) != 1) rate = 0;
  if (pipe) ::pclose(pipe);
  return rate;
}

}  // namespace

int main(int count, char** arguments) {
  log::set_level(log::Level::warning);
  const std::filesystem::path directory =
      std::filesystem::path(count > 1 ? arguments[1] : ".") / ("store_bench." + std::to_string(::getpid()));
  std::filesystem::create_directories(directory);
  raw_rate = bench::raw_sqlite((directory / "raw.db").string(), 1, run_seconds);
  row("SQLite, bare: one row a transaction", raw_rate);
  row("SQLite, bare: rows in transactions of 100",
      bench::raw_sqlite((directory / "raw.db").string(), 100, run_seconds));
  store::SqliteOptions sqlite;
  sqlite.file = (directory / "shouhou.db").string();
  measure_store(sqlite, "SQLite store");
  std::filesystem::remove_all(directory);

  const char* given = std::getenv("SHOUHOU_TEST_POSTGRES");
  const std::string url = count > 2 ? arguments[2] : given ? given : "";
  if (url.empty()) return 0;
  if (std::system(("PATH=$PATH:$(ls -d /usr/lib/postgresql/*/bin | tail -1) pgbench -q -i -s 20 '" + url +
                   "' >/dev/null 2>&1")
                      .c_str()) != 0) {
    std::printf("pgbench is not there\n");
  }
  raw_rate = pgbench(url, 64);
  row("pgbench, tpcb-like, 64 clients", raw_rate);
  row("pgbench, tpcb-like, 8 clients", pgbench(url, 8));
  store::PostgresOptions postgres;
  postgres.url = url;
  measure_store(postgres, "PostgreSQL store");
}
