// What only several connections and several nodes can get wrong.
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <map>
#include <thread>

#include "store/testing/notebook.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

namespace notebook = testing::notebook;
using namespace std::chrono_literals;

class Postgres : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string why = testing::Place::unavailable(testing::Kind::postgres);
    if (!why.empty()) GTEST_SKIP() << why;
    place_ = std::make_unique<testing::Place>(testing::Kind::postgres);
    engine_ = open();
    engine_->exclusive([](Session& session) { session.execute(notebook::schema); });
  }
  void TearDown() override { engine_.reset(); }
  std::unique_ptr<Engine> open() {
    auto opened = place_->open_engine();
    EXPECT_TRUE(opened) << opened.error().message.en;
    return std::move(*opened);
  }
  Result<void> add(std::int64_t id) {
    return notebook::write(
        *engine_, [=](Session& session, ports::Effects&) { return notebook::add_note(session, id); });
  }

  std::unique_ptr<testing::Place> place_;
  std::unique_ptr<Engine> engine_;
};

// Two rows, taken in opposite order by two engines' writers: they deadlock over and over, and nobody notices.
TEST_F(Postgres, LostRacesAreRunAgain) {
  ASSERT_TRUE(add(1));
  ASSERT_TRUE(add(2));
  const auto other = open();
  std::atomic<int> runs{0}, answers{0};
  const auto storm = [&](Engine& engine, std::int64_t first, std::int64_t second) {
    for (int i = 0; i < 2; ++i) {
      const Result<void> done =
          notebook::write(engine, [&](Session& session, ports::Effects&) -> Result<void> {
            ++runs;
            session.run(notebook::change, {{"id", first}, {"text", "a"}});
            std::this_thread::sleep_for(20ms);
            session.run(notebook::change, {{"id", second}, {"text", "b"}});
            return {};
          });
      EXPECT_TRUE(done) << done.error().message.en;
      ++answers;
    }
  };
  std::thread there([&] { storm(*other, 2, 1); });
  storm(*engine_, 1, 2);
  there.join();
  EXPECT_EQ(answers, 4);
  EXPECT_GT(runs, 4);  // some ran twice
}

// Idle connections that died are replaced unseen; one that dies under a running body, twice, is an error.
TEST_F(Postgres, LostConnectionsAreReplaced) {
  ASSERT_TRUE(add(1));
  engine_->read([](Session&) {});
  place_->cut_connections();
  const Result<void> lost = notebook::write(*engine_, [&](Session& session, ports::Effects&) -> Result<void> {
    SHOUHOU_TRY(notebook::add_note(session, 2));
    place_->cut_connections();
    std::this_thread::sleep_for(100ms);
    return notebook::add_note(session, 3);
  });
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(notebook::ids(*engine_), std::set<std::int64_t>{1});
  EXPECT_TRUE(add(4));
  EXPECT_EQ(notebook::ids(*engine_), (std::set<std::int64_t>{1, 4}));
}

TEST_F(Postgres, NothingThereIsAClearError) {
  PostgresOptions options;
  options.url = "postgresql://postgres:secret@127.0.0.1:1/none";
  const auto refused = open_postgres(options);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "store.unreachable");
  EXPECT_EQ(refused.error().message.en.find("secret"), std::string::npos);
}

// Three nodes on one schema: each hears of the commits of the others, also after its connection was cut.
TEST_F(Postgres, NodesHearOfEachOthersCommits) {
  SystemClock clock;
  const testing::Place place(testing::Kind::postgres);
  auto first = Store::open({place.options(), &clock});
  auto second = Store::open({place.options(), &clock});
  ASSERT_TRUE(first && second);
  std::mutex mutex;
  std::condition_variable changed;
  std::map<ShopId, std::int64_t> heard;
  (*second)->on_commit([&](ShopId shop, std::int64_t last) {
    const std::lock_guard lock(mutex);
    heard[shop] = last;
    changed.notify_all();
  });
  const auto record = [&](ShopId shop) {
    EXPECT_TRUE((*first)->write_now([&](ports::Unit& unit) -> Result<void> {
      unit.record({shop, 0, {}, "told", unit.now(), {}, "system", "{}"});
      return {};
    }));
  };
  const auto hears = [&](ShopId shop, std::int64_t last) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, 10s, [&] { return heard[shop] == last; });
  };
  record(ShopId{1});
  EXPECT_TRUE(hears(ShopId{1}, 1));
  record(ShopId{2});
  record(ShopId{2});
  EXPECT_TRUE(hears(ShopId{2}, 2));
  place.cut_connections();
  record(ShopId{3});
  EXPECT_TRUE(hears(ShopId{3}, 1));
}

// What one node says the others hear, itself excepted: whatever is in it, and not what is too long.
TEST_F(Postgres, NodesSpeakToEachOther) {
  SystemClock clock;
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::string> heard_by_first, heard_by_second;
  const testing::Place place(testing::Kind::postgres);
  auto first = Store::open({place.options(), &clock});
  auto second = Store::open({place.options(), &clock});
  ASSERT_TRUE(first && second);
  const auto into = [&](std::vector<std::string>& heard) {
    return [&](const ports::NodeWord& word) {
      const std::lock_guard lock(mutex);
      EXPECT_FALSE(word.node.empty());
      heard.push_back(word.shop.str() + ":" + word.text);
      changed.notify_all();
    };
  };
  (*first)->on_node_word(into(heard_by_first));
  (*second)->on_node_word(into(heard_by_second));
  const std::string nasty = R"(it's "小赵"!\ 5:7 $1; DROP TABLE x)";
  (*first)->tell_nodes(ShopId{7}, nasty);
  (*first)->tell_nodes(ShopId{7}, std::string(ports::longest_node_word + 1, 'x'));
  (*first)->tell_nodes(ShopId{8}, std::string(ports::longest_node_word, 'y'));
  std::unique_lock lock(mutex);
  EXPECT_TRUE(changed.wait_for(lock, 10s, [&] { return heard_by_second.size() == 2; }));
  EXPECT_EQ(heard_by_second[0], "7:" + nasty);
  EXPECT_EQ(heard_by_second[1], "8:" + std::string(ports::longest_node_word, 'y'));
  EXPECT_TRUE(heard_by_first.empty());
}

// Numbers of several nodes never meet.
TEST_F(Postgres, NumbersAreUniqueAcrossNodes) {
  SystemClock clock;
  const testing::Place place(testing::Kind::postgres);
  std::vector<std::unique_ptr<Store>> nodes;
  for (int i = 0; i < 3; ++i) nodes.push_back(std::move(*Store::open({place.options(), &clock})));
  std::mutex mutex;
  std::multiset<std::int64_t> numbers;
  std::vector<std::thread> threads;
  for (int t = 0; t < 9; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 120; ++i) {
        std::int64_t number = 0;
        const Result<void> done =
            nodes[static_cast<std::size_t>(t % 3)]->write_now([&](ports::Unit& unit) -> Result<void> {
              number = unit.next_number(ShopId{1}, "case");
              unit.record({ShopId{1}, 0, {}, "numbered", unit.now(), {}, "system", "{}"});
              if (i % 10 == 9) return fail(ErrorKind::conflict, "test.no", {"不", "no"});
              return {};
            });
        const std::lock_guard lock(mutex);
        if (done) numbers.insert(number);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(numbers.size(), 9u * 108u);
  EXPECT_EQ(std::set<std::int64_t>(numbers.begin(), numbers.end()).size(), numbers.size());
}

}  // namespace
}  // namespace shouhou::store
