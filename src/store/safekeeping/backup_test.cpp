#include "store/safekeeping/backup.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "store/safekeeping/files.h"
#include "store/store.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

namespace fs = std::filesystem;

constexpr ShopId shop{7};
const BackupProgress silent = [](std::int64_t, std::int64_t) {};

class Backups : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "shouhou-backup-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
    data_ = {root_ / "data"};
    open();
    fs::create_directories(data_.blobs() / "ab");
    std::ofstream(data_.blobs() / "ab" / "abcd") << "a photo";
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(root_);
  }
  void open() {
    StoreOptions options;
    SqliteOptions sqlite;
    sqlite.file = data_.database().string();
    options.engine = sqlite;
    options.clock = &clock_;
    auto opened = Store::open(options);
    ASSERT_TRUE(opened) << opened.error().message.en;
    store_ = std::move(*opened);
  }
  Result<void> happen(const std::string& kind) {
    return store_->write_now([&](ports::Unit& unit) -> Result<void> {
      unit.record({shop, 0, {}, kind, unit.now(), {}, "system", "{}"});
      unit.count(shop, "things", 1);
      return {};
    });
  }
  std::int64_t things() {
    std::int64_t sequence = 0;
    std::int64_t counted = 0;
    EXPECT_TRUE(store_->read([&](ports::ReadUnit& unit) -> Result<void> {
      sequence = unit.last_sequence(shop);
      counted = unit.counter(shop, "things");
      return {};
    }));
    EXPECT_EQ(sequence, counted);
    return sequence;
  }

  fs::path root_;
  DataDirectory data_;
  ManualClock clock_{Instant{1'760'000'000'000}};
  std::unique_ptr<Store> store_;
};

TEST_F(Backups, ComesBackAsItWas) {
  ASSERT_TRUE(happen("one"));
  ASSERT_TRUE(happen("two"));
  const auto made = back_up({data_, {}}, root_ / "copy", clock_.now(), silent);
  ASSERT_TRUE(made) << made.error().message.en;
  EXPECT_EQ(made->files, 2);
  EXPECT_TRUE(verify_backup(root_ / "copy", silent)->empty());
  ASSERT_TRUE(happen("after the backup"));
  store_.reset();
  fs::remove_all(data_.blobs());

  const auto restored = restore_backup(root_ / "copy", {data_, {}}, clock_.now(), silent);
  ASSERT_TRUE(restored) << restored.error().message.en;
  EXPECT_TRUE(fs::exists(restored->set_aside / "shouhou.db"));
  EXPECT_TRUE(restored->key_missing);
  EXPECT_TRUE(fs::exists(data_.blobs() / "ab" / "abcd"));
  open();
  EXPECT_EQ(things(), 2);
}

TEST_F(Backups, IsOneMomentWhileWorkGoesOn) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    while (!stop) ASSERT_TRUE(happen("busy"));
  });
  for (int i = 0; i < 3; ++i) {
    const fs::path folder = root_ / ("copy" + std::to_string(i));
    ASSERT_TRUE(back_up({data_, {}}, folder, clock_.now(), silent));
    EXPECT_TRUE(verify_backup(folder, silent)->empty());
  }
  stop = true;
  writer.join();
  store_.reset();
  ASSERT_TRUE(restore_backup(root_ / "copy2", {data_, {}}, clock_.now(), silent));
  open();
  things();  // sequence and counter agree: no half of a write
}

TEST_F(Backups, RefusesToOverwriteAndToRestoreUnderARunningServer) {
  ASSERT_TRUE(back_up({data_, {}}, root_ / "copy", clock_.now(), silent));
  EXPECT_EQ(back_up({data_, {}}, root_ / "copy", clock_.now(), silent).error().code, "backup.exists");
  EXPECT_EQ(restore_backup(root_ / "copy", {data_, {}}, clock_.now(), silent).error().code, "store.locked");
  EXPECT_EQ(back_up({{root_ / "nowhere"}, {}}, root_ / "other", clock_.now(), silent).error().code,
            "backup.no_data");
  EXPECT_EQ(verify_backup(root_, silent).error().code, "backup.not_one");
}

TEST_F(Backups, EveryDamageIsFound) {
  ASSERT_TRUE(happen("one"));
  ASSERT_TRUE(back_up({data_, {}}, root_ / "copy", clock_.now(), silent));
  const auto damaged = [&](const char* name, auto&& damage) {
    fs::remove_all(root_ / "bad");
    fs::copy(root_ / "copy", root_ / "bad", fs::copy_options::recursive);
    damage(root_ / "bad");
    const auto problems = verify_backup(root_ / "bad", silent);
    EXPECT_TRUE(problems && !problems->empty()) << name;
  };
  damaged("a byte of the database", [](const fs::path& folder) {
    std::fstream file(folder / "shouhou.db", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5000);
    file.put('\x7f');
  });
  damaged("a photo gone", [](const fs::path& folder) { fs::remove(folder / "blobs" / "ab" / "abcd"); });
  damaged("a photo changed",
          [](const fs::path& folder) { std::ofstream(folder / "blobs" / "ab" / "abcd") << "another"; });
  damaged("a file slipped in", [](const fs::path& folder) { std::ofstream(folder / "extra") << "?"; });
  damaged("a database that is none, with its checksum", [](const fs::path& folder) {
    std::ofstream(folder / "shouhou.db") << std::string(9000, 'x');
    std::ifstream in(folder / "SHA256SUMS");
    std::string sums{std::istreambuf_iterator<char>(in), {}};
    sums.replace(sums.find("  shouhou.db") - 64, 64, *hash_file(folder / "shouhou.db"));
    std::ofstream(folder / "SHA256SUMS") << sums;
  });
}

TEST(PostgresBackup, ComesBackAsItWas) {
  if (const std::string why = testing::Place::unavailable(testing::Kind::postgres); !why.empty())
    GTEST_SKIP() << why;
  const testing::Place place(testing::Kind::postgres);
  const std::string url = std::get<PostgresOptions>(place.options()).url;
  ManualClock clock(Instant{1'760'000'000'000});
  const auto with_store = [&](auto&& use) {
    auto opened = Store::open({place.options(), &clock});
    ASSERT_TRUE(opened) << opened.error().message.en;
    use(**opened);
  };
  const auto happen = [](Store& store) {
    ASSERT_TRUE(store.write_now([&](ports::Unit& unit) -> Result<void> {
      unit.record({shop, 0, {}, "thing", unit.now(), {}, "system", "{}"});
      return {};
    }));
  };
  std::string pattern = (fs::temp_directory_path() / "shouhou-backup-XXXXXX").string();
  const fs::path root = mkdtemp(pattern.data());
  const Premises premises{{root / "data"}, url};
  with_store(happen);
  const auto made = back_up(premises, root / "copy", clock.now(), silent);
  ASSERT_TRUE(made) << made.error().message.en;
  EXPECT_TRUE(verify_backup(root / "copy", silent)->empty());
  with_store(happen);
  EXPECT_EQ(restore_backup(root / "copy", {{root / "data"}, {}}, clock.now(), silent).error().code,
            "backup.other_database");
  const auto restored = restore_backup(root / "copy", premises, clock.now(), silent);
  ASSERT_TRUE(restored) << restored.error().message.en;
  with_store([](Store& store) {
    ASSERT_TRUE(store.read([](ports::ReadUnit& unit) -> Result<void> {
      EXPECT_EQ(unit.last_sequence(shop), 1);
      return {};
    }));
  });
  fs::remove_all(root);
}

}  // namespace
}  // namespace shouhou::store
