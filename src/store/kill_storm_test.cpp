// kill -9 in the middle of a storm of writes: every acknowledged write is there, none is half there.
// SHOUHOU_KILL_ROUNDS sets how often (tests/crash/kill_storm runs it fifty times).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "ports/inbound.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

constexpr ShopId shop{7};
constexpr const char* place_variable = "SHOUHOU_KILL_STORM_PLACE";

Result<void> write_one(ports::Unit& unit, std::int64_t& number) {
  number = unit.next_number(shop, "storm");
  ports::InboundItem item;
  item.shop = shop;
  item.id = unit.ids().next<InboundId>(unit.now());
  item.channel = "storm";
  item.external_id = std::to_string(number);
  item.payload = std::string(500, 'x');
  if (!unit.inbound().add(item))
    return fail(ErrorKind::internal, "test.twice", {"重复", "number given twice"});
  unit.record({shop, 0, CaseId{number}, "storm.written", unit.now(), {}, "system", "{}"});
  unit.count(shop, "storm", 1);
  return {};
}

std::variant<SqliteOptions, PostgresOptions> options_at(const std::string& where) {
  if (where.starts_with("postgres")) {
    PostgresOptions options;
    options.url = where;
    return options;
  }
  SqliteOptions options;
  options.file = where;
  options.checkpoint_pages = 200;  // many checkpoints, so that some are cut off
  return options;
}

// The child: writes from several threads until it is killed, and says on standard output what is
// acknowledged.
TEST(KillStormChild, DISABLED_Writes) {
  const char* where = std::getenv(place_variable);
  if (!where) GTEST_SKIP() << "started by KillStorm";
  SystemClock clock;
  const auto store = Store::open({options_at(where), &clock});
  ASSERT_TRUE(store);
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      for (;;) {
        std::int64_t number = 0;
        if (!(*store)->write_now([&](ports::Unit& unit) { return write_one(unit, number); })) ::_exit(7);
        const std::string line = "acknowledged " + std::to_string(number) + "\n";
        if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) ::_exit(8);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

// Runs this program again as the child, kills it after `after`, and returns what it acknowledged.
std::set<std::int64_t> storm_and_kill(const std::string& where, std::chrono::milliseconds after) {
  int ends[2];
  EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
  const std::string self = std::filesystem::read_symlink("/proc/self/exe");
  std::string filter = "--gtest_filter=KillStormChild.DISABLED_Writes";
  std::string also = "--gtest_also_run_disabled_tests";
  char* arguments[] = {const_cast<char*>(self.c_str()), filter.data(), also.data(), nullptr};
  std::vector<std::string> environment;
  for (char** entry = environ; *entry; ++entry) {
    // A share of the tests given to this process is not the child's.
    if (!std::string_view(*entry).starts_with("GTEST_")) environment.emplace_back(*entry);
  }
  environment.push_back(std::string(place_variable) + "=" + where);
  std::vector<char*> pointers;
  for (std::string& entry : environment) pointers.push_back(entry.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  pid_t child = 0;
  EXPECT_EQ(::posix_spawn(&child, self.c_str(), &actions, nullptr, arguments, pointers.data()), 0);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);

  std::thread killer;
  std::string said;
  char buffer[4096];
  for (ssize_t size; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    said.append(buffer, static_cast<std::size_t>(size));
    if (killer.joinable() || said.find("acknowledged") == std::string::npos) continue;
    killer = std::thread([&] {
      std::this_thread::sleep_for(after);
      ::kill(child, SIGKILL);
    });
  }
  if (killer.joinable()) killer.join();
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the child ended by itself: " << status;

  std::set<std::int64_t> acknowledged;
  const std::string_view word = "acknowledged ";
  for (std::size_t at = 0; (at = said.find(word, at)) != std::string::npos;) {
    at += word.size();
    const std::size_t end = said.find('\n', at);
    if (end == std::string::npos) break;
    EXPECT_TRUE(acknowledged.insert(std::stoll(said.substr(at, end - at))).second)
        << "one number, two writes";
  }
  return acknowledged;
}

class KillStorm : public ::testing::TestWithParam<testing::Kind> {};
SHOUHOU_ON_BOTH_ENGINES(KillStorm);

TEST_P(KillStorm, KeepsWhatWasAcknowledged) {
  if (const std::string why = testing::Place::unavailable(GetParam()); !why.empty()) GTEST_SKIP() << why;
  const char* wanted = std::getenv("SHOUHOU_KILL_ROUNDS");
  const int rounds = wanted ? std::atoi(wanted) : 4;
  const testing::Place place(GetParam());
  const auto options = place.options();
  const auto* sqlite = std::get_if<SqliteOptions>(&options);
  const std::string where = sqlite ? sqlite->file : std::get<PostgresOptions>(options).url;
  std::mt19937 random(std::random_device{}());
  std::set<std::int64_t> acknowledged;
  SystemClock clock;
  for (int round = 0; round < rounds; ++round) {
    const std::chrono::milliseconds after(std::uniform_int_distribution<int>(1, 300)(random));
    for (const std::int64_t number : storm_and_kill(where, after)) {
      EXPECT_TRUE(acknowledged.insert(number).second)
          << "number " << number << " was given in an earlier life";
    }
    // PostgreSQL may still be committing for the dead process; its session ends with it.
    if (!sqlite) std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const auto store = Store::open({options_at(where), &clock});
    ASSERT_TRUE(store) << store.error().message.en;
    const Result<void> looked = (*store)->read([&](ports::ReadUnit& unit) -> Result<void> {
      const auto events = unit.events_after(shop, 0, 10'000'000);
      std::set<std::int64_t> stored;
      for (const ports::Event& event : events) {
        EXPECT_EQ(event.sequence, static_cast<std::int64_t>(stored.size()) + 1);
        EXPECT_TRUE(stored.insert(event.case_id.value).second);
        EXPECT_TRUE(unit.inbound().find(shop, "storm", std::to_string(event.case_id.value)));
      }
      EXPECT_EQ(unit.counter(shop, "storm"), static_cast<std::int64_t>(events.size()));
      EXPECT_EQ(unit.last_sequence(shop), static_cast<std::int64_t>(events.size()));
      EXPECT_EQ(unit.inbound().in_state(shop, ports::InboundState::fresh, {}, 10'000'000).size(),
                events.size());
      for (const std::int64_t number : acknowledged) EXPECT_TRUE(stored.contains(number)) << number;
      return {};
    });
    ASSERT_TRUE(looked);
    EXPECT_TRUE((*store)->engine().integrity_problems().empty());
    ASSERT_FALSE(HasFailure()) << "in round " << round;
  }
  EXPECT_GT(acknowledged.size(), static_cast<std::size_t>(rounds) * 5);
  std::printf("%d kills, %zu acknowledged writes, all there\n", rounds, acknowledged.size());
}

}  // namespace
}  // namespace shouhou::store
