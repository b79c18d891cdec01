#include "base/work_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace shouhou {
namespace {

TEST(WorkPool, RunsEverythingItTook) {
  std::atomic<int> done{0};
  std::atomic<int> taken{0};
  std::promise<void> last;
  {
    WorkPool pool(3, 100'000);
    std::vector<std::thread> callers;
    for (int t = 0; t < 4; ++t) {
      callers.emplace_back([&] {
        for (int i = 0; i < 5000; ++i) {
          taken += pool.submit([&] {
            if (++done == 20'000) last.set_value();
          });
        }
      });
    }
    for (auto& caller : callers) caller.join();
    last.get_future().wait();
  }
  EXPECT_EQ(taken, 20'000);
  EXPECT_EQ(done, 20'000);
}

TEST(WorkPool, TurnsAwayWhatDoesNotFit) {
  std::promise<void> gate;
  std::shared_future<void> open = gate.get_future().share();
  std::promise<void> started;
  WorkPool pool(1, 2);
  ASSERT_TRUE(pool.submit([&] {
    started.set_value();
    open.wait();
  }));
  started.get_future().wait();
  std::promise<void> second;
  EXPECT_TRUE(pool.submit([] {}));
  EXPECT_TRUE(pool.submit([&] { second.set_value(); }));
  EXPECT_FALSE(pool.submit([] {})) << "two may wait, not three";
  gate.set_value();
  second.get_future().wait();
  EXPECT_TRUE(pool.submit([] {}));
}

}  // namespace
}  // namespace shouhou
