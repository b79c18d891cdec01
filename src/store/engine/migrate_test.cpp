#include "store/engine/migrate.h"

#include <gtest/gtest.h>

#include "store/testing/notebook.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

constexpr Migration notes{1,
                          "notes",
                          "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT)",
                          "aa",
                          "CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT)",
                          "aa"};
constexpr Migration filled{2,
                           "filled",
                           "INSERT INTO note VALUES (1, 'a'); INSERT INTO note VALUES (2, 'b')",
                           "bb",
                           "INSERT INTO note VALUES (1, 'a'); INSERT INTO note VALUES (2, 'b')",
                           "bb"};
constexpr Migration broken{3,
                           "broken",
                           "INSERT INTO note VALUES (3, 'c'); INSERT INTO nowhere VALUES (1)",
                           "cc",
                           "INSERT INTO note VALUES (3, 'c'); INSERT INTO nowhere VALUES (1)",
                           "cc"};

class Migrations : public ::testing::TestWithParam<testing::Kind> {
 protected:
  void SetUp() override {
    if (const std::string why = testing::Place::unavailable(GetParam()); !why.empty()) GTEST_SKIP() << why;
    place_ = std::make_unique<testing::Place>(GetParam());
    auto opened = place_->open_engine();
    ASSERT_TRUE(opened) << opened.error().message.en;
    engine_ = std::move(*opened);
  }
  void TearDown() override { engine_.reset(); }
  Result<int> run(std::vector<Migration> migrations, const BeforeMigrating& before = {}) {
    return migrate(*engine_, migrations, Instant{1}, before);
  }
  std::unique_ptr<testing::Place> place_;
  std::unique_ptr<Engine> engine_;
};
SHOUHOU_ON_BOTH_ENGINES(Migrations);

TEST_P(Migrations, RunInOrderOnceAndAskBeforeTheyChangeSomething) {
  int asked = 0;
  const BeforeMigrating before = [&](int from, int to) -> Result<void> {
    ++asked;
    EXPECT_EQ(from, 1);
    EXPECT_EQ(to, 2);
    return {};
  };
  EXPECT_EQ(run({notes}, before).value(), 1);
  EXPECT_EQ(asked, 0);  // it was empty
  EXPECT_EQ(pending_migrations(*engine_, std::vector<Migration>{notes, filled}).value(), 1);
  EXPECT_EQ(run({notes, filled}, before).value(), 1);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(run({notes, filled}, before).value(), 0);
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(testing::notebook::ids(*engine_).size(), 2u);
}

TEST_P(Migrations, AreStoppedByAFailedBackup) {
  ASSERT_TRUE(run({notes}));
  const auto stopped = run({notes, filled}, [](int, int) -> Result<void> {
    return fail(ErrorKind::unavailable, "test.full", {"满", "full"});
  });
  EXPECT_EQ(stopped.error().code, "test.full");
  EXPECT_TRUE(testing::notebook::ids(*engine_).empty());
}

TEST_P(Migrations, RefuseANewerSchemaAndAChangedStep) {
  ASSERT_TRUE(run({notes, filled}));
  const auto newer = run({notes});
  EXPECT_EQ(newer.error().code, "store.newer_schema");
  EXPECT_NE(newer.error().message.zh.find("0002_filled"), std::string::npos);
  Migration other = filled;
  other.sqlite_checksum = other.postgres_checksum = "zz";
  EXPECT_EQ(run({notes, other}).error().code, "store.changed_migration");
}

TEST_P(Migrations, LeaveNothingWhenOneFails) {
  EXPECT_ANY_THROW(static_cast<void>(run({notes, filled, broken})));
  EXPECT_EQ(run({notes, filled}).value(), 2);
  EXPECT_EQ(testing::notebook::ids(*engine_).size(), 2u);
}

TEST(StoreStart, CopiesTheDatabaseBeforeItMigrates) {
  ManualClock clock{Instant{1'760'000'000'000}};
  const testing::Place place(testing::Kind::sqlite);
  {
    const auto store = Store::open({place.options(), &clock});
    ASSERT_TRUE(store);
    (*store)->engine().exclusive([](Session& session) {
      session.execute(
          "DELETE FROM schema_migration WHERE version = (SELECT max(version) FROM schema_migration)");
    });
  }
  // The last step is "pending" again. It cannot be applied twice, but the copy is made before it is tried.
  EXPECT_ANY_THROW(static_cast<void>(Store::open({place.options(), &clock})));
  int copies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(place.directory() / "backups")) {
    copies += entry.path().extension() == ".db" ? 1 : 0;
  }
  EXPECT_EQ(copies, 1);
}

}  // namespace
}  // namespace shouhou::store
