// A disk that fails at any moment: nobody is told "saved" wrongly, nothing is lost, and work goes on when the
// disk does.
#include "store/testing/failing_disk.h"

#include <gtest/gtest.h>

#include <set>

#include "store/engine/migrate.h"
#include "store/sql/migrations.h"
#include "store/testing/notebook.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

using testing::FailingDisk;
using testing::Failure;
namespace notebook = testing::notebook;

struct Outcome {
  bool reached = false;  // the failing call came
  int refused = 0;
};

std::unique_ptr<Engine> open(const testing::Place& place, bool failing) {
  SqliteOptions options = std::get<SqliteOptions>(place.options());
  options.checkpoint_pages = 4;  // so that checkpoints are hit as well
  if (failing) options.vfs = FailingDisk::name;
  auto engine = open_sqlite(options);
  EXPECT_TRUE(engine) << engine.error().message.en;
  return std::move(*engine);
}

// Ten writes, the disk failing from its n-th call on; then a repaired disk and two more writes.
Outcome run(int n, Failure failure, std::string_view code) {
  FailingDisk& disk = FailingDisk::instance();
  const testing::Place place(testing::Kind::sqlite);
  Outcome outcome;
  std::set<std::int64_t> kept;
  {
    const auto engine = open(place, true);
    engine->exclusive([](Session& session) { session.execute(notebook::schema); });
    disk.fail_from(n, failure);
    const std::string text(3'000, 'x');
    for (std::int64_t id = 1; id <= 10; ++id) {
      const Result<void> done = notebook::write(
          *engine, [&](Session& session, ports::Effects&) { return notebook::add_note(session, id, text); });
      if (done) {
        kept.insert(id);
      } else {
        ++outcome.refused;
        EXPECT_EQ(done.error().kind, ErrorKind::unavailable);
        EXPECT_EQ(done.error().code, code) << done.error().message.en;
      }
    }
    outcome.reached = disk.failed();
    EXPECT_EQ(notebook::ids(*engine), kept) << "while the disk fails, n = " << n;
    disk.repair();
    for (std::int64_t id = 101; id <= 102; ++id) {
      const Result<void> done = notebook::write(
          *engine, [&](Session& session, ports::Effects&) { return notebook::add_note(session, id, text); });
      EXPECT_TRUE(done) << "after the repair, n = " << n << ": " << done.error().message.en;
      kept.insert(id);
    }
  }
  const auto engine = open(place, false);
  EXPECT_EQ(notebook::ids(*engine), kept) << "opened again, n = " << n;
  EXPECT_TRUE(engine->integrity_problems().empty());
  return outcome;
}

void run_every_call(Failure failure, std::string_view code) {
  int refused = 0;
  int n = 1;
  for (;; ++n) {
    const Outcome outcome = run(n, failure, code);
    refused += outcome.refused;
    if (!outcome.reached || ::testing::Test::HasFailure()) break;
  }
  EXPECT_GT(n, 20);  // ten commits and some checkpoints
  EXPECT_GT(refused, n);
}

TEST(FailingDisk, FullAtEveryWrite) {
  run_every_call(Failure::full, "store.disk_full");
}
TEST(FailingDisk, ErrorAtEveryWrite) {
  run_every_call(Failure::write_error, "store.io");
}
TEST(FailingDisk, ErrorAtEverySync) {
  run_every_call(Failure::sync_error, "store.io");
}
TEST(FailingDisk, ReadOnlyAtEveryWrite) {
  run_every_call(Failure::read_only, "store.read_only");
}

}  // namespace
}  // namespace shouhou::store
