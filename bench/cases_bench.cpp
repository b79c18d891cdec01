// Cases in the store without HTTP: durable creations with 64 in flight, and pages of the queue by backlog.
//
//   bench_cases [DIRECTORY] [backlog…]     (default /tmp and 1000 10000 100000)
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <vector>

#include "app/list_queue.h"
#include "app/open_case.h"
#include "app/seed_cases.h"
#include "base/clock.h"
#include "connect/rules/load_rules.h"
#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/store.h"

namespace {

using namespace shouhou;
using Timer = std::chrono::steady_clock;

constexpr ShopId shop{1};

double seconds_since(Timer::time_point start) {
  return std::chrono::duration<double>(Timer::now() - start).count();
}

void must(const Result<void>& result) {
  if (result) return;
  std::fprintf(stderr, "%s: %s\n", result.error().code.c_str(), result.error().message.en.c_str());
  std::exit(1);
}

ports::Actor agent() {
  ports::Actor actor = ports::Actor::system(shop);
  actor.account = AccountId{3};
  return actor;
}

// Keeps `in_flight` creations going until `count` are on disk.
double creations_per_second(ports::Store& store, int count, int in_flight) {
  std::mutex mutex;
  std::condition_variable changed;
  int started = 0;
  int finished = 0;
  const ports::Actor actor = agent();
  const auto start = Timer::now();
  while (finished < count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return started - finished < in_flight || finished == count; });
    if (started == count) {
      changed.wait(lock, [&] { return finished == count; });
      break;
    }
    ++started;
    lock.unlock();
    app::OpenCase command;
    command.channel = domain::Channel::taobao;
    command.source = domain::Source::api;
    command.external_id = "bench-" + std::to_string(in_flight) + "-" + std::to_string(started);
    command.subject = "羊毛开衫 米白 M";
    command.issue = "quality_defect";
    store.write([command, &actor](
                    ports::Unit& unit) { return app::open_case(unit, actor, command).map([](auto&&) {}); },
                [&](Result<void> done) {
                  must(done);
                  const std::lock_guard guard(mutex);
                  ++finished;
                  changed.notify_one();
                });
  }
  return count / seconds_since(start);
}

void measure(ports::Store& store, const char* what, const app::ListQueue& list) {
  std::vector<double> times;
  std::size_t rows = 0;
  const ports::Actor actor = agent();
  for (int i = 0; i < 200; ++i) {
    const auto start = Timer::now();
    must(store.read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const app::QueuePage page, app::list_queue(unit, actor, list));
      rows = page.items.size();
      return {};
    }));
    times.push_back(seconds_since(start) * 1e6);
  }
  std::sort(times.begin(), times.end());
  std::printf("  %-34s %3zu rows  p50 %8.0f us  p99 %8.0f us\n", what, rows, times[100], times[197]);
}

std::string deep_cursor(ports::Store& store, std::int64_t depth) {
  app::ListQueue list;
  list.limit = 200;
  for (std::int64_t seen = 0; seen < depth; seen += list.limit) {
    must(store.read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(const app::QueuePage page, app::list_queue(unit, agent(), list));
      list.cursor = page.next;
      return {};
    }));
    if (list.cursor.empty()) break;
  }
  return list.cursor;
}

void pages(ports::Store& store, std::int64_t backlog) {
  app::ListQueue list;
  measure(store, "first page", list);
  list.cursor = deep_cursor(store, std::min<std::int64_t>(backlog / 2, 20'000));
  measure(store, "deep page", list);
  list = {};
  list.mine = true;
  measure(store, "mine", list);
  list.status = domain::Status::waiting_platform;
  list.channel = domain::Channel::pdd;
  measure(store, "mine, waiting, one channel", list);
  list = {};
  list.tag = "急";
  list.step = domain::Step::verify;
  measure(store, "tag and step", list);
  list = {};
  list.clock_within_minutes = 24 * 60;
  measure(store, "some clock within a day", list);
  list = {};
  list.text = "雨靴";
  measure(store, "a common word", list);
  list.text = "4711";
  measure(store, "a number", list);
}

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path directory =
      std::filesystem::path(argc > 1 ? argv[1] : "/tmp") / ("shouhou-bench-" + std::to_string(::getpid()));
  std::vector<std::int64_t> backlogs;
  for (int i = 2; i < argc; ++i) backlogs.push_back(std::atoll(argv[i]));
  if (backlogs.empty()) backlogs = {1'000, 10'000, 100'000};
  std::filesystem::create_directories(directory);

  auto book = connect::load_rules(connect::built_in_rules());
  if (!book) return 1;
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
      ports::CaseRules::from(std::make_shared<domain::RuleBook>(*std::move(book)), Zone::shanghai()));
  must((*store)->write_now([](ports::Unit& unit) -> Result<void> {
    unit.accounts().add_shop({shop, "bench", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
    return {};
  }));

  for (const int in_flight : {1, 8, 64}) {
    const int count = in_flight == 1 ? 500 : 20'000;
    std::printf("durable creations, %2d in flight: %8.0f /s\n", in_flight,
                creations_per_second(**store, count, in_flight));
  }
  std::int64_t there = 40'500;
  for (const std::int64_t backlog : backlogs) {
    const auto start = Timer::now();
    if (backlog > there) {
      must(app::seed_cases(**store, {shop, backlog - there, static_cast<std::uint32_t>(backlog), 20}));
      std::printf("seeded %lld cases: %.0f /s\n", static_cast<long long>(backlog - there),
                  static_cast<double>(backlog - there) / seconds_since(start));
      there = backlog;
    }
    std::printf("backlog %lld:\n", static_cast<long long>(there));
    pages(**store, there);
  }
  store->reset();
  std::filesystem::remove_all(directory);
  return 0;
}
