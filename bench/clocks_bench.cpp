// How late the desk is with ten-second clocks while many clocks run: a steady stream of buyers' words, many
// clocks that run out in one moment, and what ran out while the program was down.
//
//   bench_clocks [COUNT [SECONDS [PER_SECOND [POSTGRES]]]]     (default 100000 20 50, SQLite)
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/change_case.h"
#include "app/open_case.h"
#include "base/clock.h"
#include "connect/rules/load_rules.h"
#include "jobs/clock_watch.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/store.h"

namespace {

using namespace shouhou;
using Timer = std::chrono::steady_clock;

constexpr ShopId shop{1};
constexpr int opened_at_once = 200;

void must(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s: %s\n", result.error().code.c_str(), result.error().message.en.c_str());
  std::exit(1);
}

struct Bench {
  SystemClock clock;
  std::string directory;
  std::string postgres;
  std::shared_ptr<const ports::CaseRules> rules;
  std::unique_ptr<store::Store> store;
  std::vector<CaseId> cases;
  std::mutex mutex;
  std::vector<std::pair<Instant, Instant>> done;  // moment, on disk

  void open() {
    store::StoreOptions options;
    if (postgres.empty()) {
      store::SqliteOptions sqlite;
      sqlite.file = directory + "/bench.db";
      options.engine = sqlite;
    } else {
      store::PostgresOptions engine;
      engine.url = postgres;
      options.engine = engine;
    }
    options.clock = &clock;
    options.keys = {directory + "/keys/master.key", {}};
    auto opened = store::Store::open(std::move(options));
    if (!opened) must(forward(opened.error()));
    store = std::move(*opened);
    store->use_case_rules(rules);
  }

  // Cases with one clock each that runs out within the next thirty days.
  void fill(int count, Span first, Span spread) {
    const ports::Actor desk = ports::Actor::system(shop);
    for (int from = 0; from < count; from += opened_at_once) {
      must(store->write_now([&, from](ports::Unit& unit) -> Result<void> {
        const Instant now = unit.now();
        for (int i = from; i < std::min(count, from + opened_at_once); ++i) {
          app::OpenCase command;
          command.channel = domain::Channel::taobao;
          command.source = domain::Source::api;
          command.subject = "羊毛开衫 米白 M";
          command.issue = "quality_defect";
          const Span until = first + Span{spread.ms * i / std::max(count, 1)};
          command.clocks = {{"answer_return", domain::ClockSource::platform_api,
                             domain::Consequence::auto_confirm, now, now + until, ""}};
          SHOUHOU_ASSIGN(const app::OpenedCase opened, app::open_case(unit, desk, command));
          cases.push_back(opened.id);
        }
        return {};
      }));
    }
  }

  void buyer_writes(CaseId id) {
    const domain::ask::LogContact word{
        domain::ContactKind::message, domain::Direction::from_buyer, {}, std::nullopt};
    store->write(
        [id, word](ports::Unit& unit) {
          return app::change_case(unit, ports::Actor::system(shop), {id, {}}, word).map([](auto&&) {});
        },
        [](Result<void> result) { must(result); }, shop);
  }

  jobs::ClockWatchOptions watching() {
    jobs::ClockWatchOptions options;
    options.on_done = [this](Instant moment, Instant at) {
      const std::lock_guard lock(mutex);
      done.emplace_back(moment, at);
    };
    return options;
  }

  void tell(const char* what) {
    const std::lock_guard lock(mutex);
    std::vector<std::int64_t> late;
    for (const auto& [moment, at] : done) late.push_back((at - moment).ms);
    done.clear();
    std::ranges::sort(late);
    if (late.empty()) {
      std::printf("%-52s nothing fired\n", what);
      return;
    }
    const auto at = [&](double share) {
      return late[static_cast<std::size_t>(share * static_cast<double>(late.size() - 1))];
    };
    std::printf("%-52s %7zu clocks  p50 %5lld ms  p99 %5lld ms  max %5lld ms\n", what, late.size(),
                static_cast<long long>(at(0.5)), static_cast<long long>(at(0.99)),
                static_cast<long long>(late.back()));
    std::fflush(stdout);
  }
};

double seconds_since(Timer::time_point start) {
  return std::chrono::duration<double>(Timer::now() - start).count();
}

void sleep_ms(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

// An answer calendar that never closes: the figures must not depend on the hour of the day.
std::shared_ptr<const ports::CaseRules> rules_around_the_clock() {
  auto book = connect::load_rules(connect::built_in_rules());
  if (!book) std::exit(1);
  for (domain::AnswerTarget& target : book->follow_up.answers) {
    target.calendar = "always";
    target.within = seconds(10);
  }
  return ports::CaseRules::from(std::make_shared<const domain::RuleBook>(std::move(*book)), Zone::shanghai());
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc > 1 ? std::atoi(argv[1]) : 100'000;
  const int for_seconds = argc > 2 ? std::atoi(argv[2]) : 20;
  const int per_second = argc > 3 ? std::atoi(argv[3]) : 50;
  Bench bench;
  bench.postgres = argc > 4 ? argv[4] : "";
  bench.directory = "/tmp/bench-clocks-" + std::to_string(::getpid());
  std::filesystem::create_directories(bench.directory);
  bench.rules = rules_around_the_clock();
  bench.open();
  must(bench.store->write_now([&](ports::Unit& unit) -> Result<void> {
    unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
    return {};
  }));

  auto start = Timer::now();
  bench.fill(count, days(1), days(29));
  std::printf("%d cases with two running clocks each, opened in %.1f s\n", count, seconds_since(start));
  start = Timer::now();
  {
    // All of them in memory, also those of next month.
    jobs::ClockWatchOptions options = bench.watching();
    options.horizon = days(40);
    jobs::ClockWatch watch(*bench.store, bench.clock, options);
    bench.store->on_commit([&](ShopId of, std::int64_t last) { watch.committed(of, last); });
    watch.start();
    while (watch.waiting() == 0) sleep_ms(1);
    std::printf("read into memory: %zu moments in %.2f s\n", watch.waiting(), seconds_since(start));

    for (int i = 0; i < for_seconds * per_second; ++i) {
      bench.buyer_writes(bench.cases[static_cast<std::size_t>(i)]);
      std::this_thread::sleep_for(std::chrono::microseconds(1'000'000 / per_second));
    }
    sleep_ms(12'000);
    bench.tell("ten-second clocks, a steady stream");

    const int burst = std::min(1'000, count / 10);
    for (int i = 0; i < burst; ++i) {
      bench.buyer_writes(bench.cases[static_cast<std::size_t>(count - 1 - i)]);
    }
    sleep_ms(14'000);
    bench.tell("ten-second clocks, all within a moment");
    bench.store->on_commit({});
  }

  const int down = std::min(5'000, count / 10);
  bench.fill(down, seconds(5), seconds(1));
  bench.store.reset();
  sleep_ms(7'000);
  bench.open();
  start = Timer::now();
  {
    jobs::ClockWatch watch(*bench.store, bench.clock, bench.watching());
    const auto acted = watch.look();
    if (!acted) must(forward(acted.error()));
    std::printf("ran out while the program was down: %d cases marked in %.2f s\n", *acted,
                seconds_since(start));
  }
  bench.store.reset();
  std::filesystem::remove_all(bench.directory);
  return 0;
}
