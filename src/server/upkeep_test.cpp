#include "jobs/upkeep.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "app/case_evidence.h"
#include "app/kept_files.h"
#include "base/encoding.h"
#include "connect/blobs/file_blobs.h"
#include "ports/accounts.h"
#include "ports/idempotency.h"
#include "ports/imports.h"
#include "ports/kept_files.h"
#include "ports/personal_vault.h"
#include "ports/returns.h"
#include "store/testing/on_engines.h"

namespace shouhou::jobs {
namespace {

constexpr ShopId shop{7};

class Upkeeps : public store::testing::StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    blobs_ = std::move(*connect::FileBlobs::open(place_->directory() / "blobs"));
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      unit.accounts().add_shop({shop, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(shop));
      return {};
    }));
  }
  // A file on disk, of just now.
  std::string keep(const std::string& bytes) {
    auto writer = std::move(*app::keep_file(store(), *blobs_, shop, 1000));
    EXPECT_TRUE(writer->write(bytes));
    return writer->finish()->hash;
  }
  bool kept(const std::string& hash) { return blobs_->path(shop, hash).has_value(); }
  void doom(const std::string& hash) {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      unit.kept_files().doom(shop, hash, unit.now());
      return {};
    }));
  }
  ImportId import_of(const std::string& hash, ports::ImportState state) {
    ports::Import import;
    EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      import.id = unit.ids().next<ImportId>(unit.now());
      import.shop = shop;
      import.blob = hash;
      import.state = state;
      import.created_at = unit.now();
      if (state == ports::ImportState::finished) import.finished_at = unit.now();
      unit.imports().add_import(import);
      unit.imports().add_refused(shop, import.id, {1, 0, 2, "[]", "[]"});
      return {};
    }));
    return import.id;
  }

  std::unique_ptr<connect::FileBlobs> blobs_;

  bool answered(const std::string& key) {
    bool found = false;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      found = unit.idempotency().find(shop, "account:1", key).has_value();
      return {};
    }));
    return found;
  }
  void answer(const std::string& key) {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      return unit.idempotency().remember({shop, "account:1", key, "hash", 200, "{}", "", unit.now()});
    }));
  }
};
SHOUHOU_ON_BOTH_ENGINES(Upkeeps);

TEST_P(Upkeeps, OldAnswersGoAndNewOnesStay) {
  for (int i = 0; i < 3; ++i) answer("old" + std::to_string(i));
  clock_.set(clock_.now() + answers_kept - seconds(1));
  answer("new");
  Upkeep upkeep(store(), *blobs_, hours(1));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_TRUE(answered("old0"));
  clock_.set(clock_.now() + seconds(2));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_FALSE(answered("old0"));
  EXPECT_TRUE(answered("new"));
}

// The clock of these tests runs from the real one on, because files carry the real time.
TEST_P(Upkeeps, ADoomedFileGoesAfterAnHourUnlessSomethingSpeaksOfIt) {
  clock_.set(SystemClock().now());
  const std::string lonely = keep("nobody speaks of this");
  const std::string used = keep("an import speaks of this");
  const std::string fresh = keep("kept again meanwhile");
  const std::string parcel = keep("an unclaimed parcel speaks of this");
  import_of(used, ports::ImportState::finished);
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    domain::Stray stray;
    stray.shop = shop;
    stray.id = StrayId{5};
    stray.number = 1;
    stray.version = 1;
    stray.photos.push_back({EvidenceId{6}, parcel, "", "", "image/jpeg"});
    unit.returns().insert_stray(stray, "");
    return {};
  }));
  for (const std::string& hash : {lonely, used, fresh, parcel}) doom(hash);
  Upkeep upkeep(store(), *blobs_, hours(1));
  clock_.set(clock_.now() + minutes(30));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_TRUE(kept(lonely)) << "too early";
  clock_.set(SystemClock().now() + hours(1) + seconds(5));
  std::filesystem::last_write_time(*blobs_->path(shop, fresh),
                                   std::filesystem::file_time_type::clock::now() + std::chrono::minutes(10));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_FALSE(kept(lonely));
  EXPECT_TRUE(kept(used));
  EXPECT_TRUE(kept(parcel));
  EXPECT_TRUE(kept(fresh)) << "somebody is about to speak of it";
  clock_.set(clock_.now() + hours(2));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_FALSE(kept(fresh));
}

TEST_P(Upkeeps, ImportedFilesGoWithTheirRefusedRowsWhenTheirTimeIsOver) {
  clock_.set(SystemClock().now());
  const std::string done = keep("names and phones");
  const std::string running = keep("still at it");
  const ImportId old = import_of(done, ports::ImportState::finished);
  const ImportId current = import_of(running, ports::ImportState::running);
  Upkeep upkeep(store(), *blobs_, hours(1));
  const auto refused = [&](ImportId id) {
    std::size_t rows = 0;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      rows = unit.imports().refused(shop, id, 0, 10).size();
      return {};
    }));
    return rows;
  };
  clock_.set(clock_.now() + days(89));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_EQ(refused(old), 1u);
  clock_.set(clock_.now() + days(2));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_EQ(refused(old), 0u);
  clock_.set(clock_.now() + hours(2));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_FALSE(kept(done));
  EXPECT_TRUE(kept(running));
  EXPECT_EQ(refused(current), 1u);
}

// A photo whose request is refused after it was kept goes by itself.
TEST_P(Upkeeps, AFileThatWasAnnouncedAndNeverSpokenOfGoes) {
  clock_.set(SystemClock().now());
  app::ReadyFile file;
  file.content_hash = keep("a photo");
  file.thumbnail_hash = keep("its thumbnail");
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    app::may_stay_unused(unit, shop, file);
    return {};
  }));
  Upkeep upkeep(store(), *blobs_, hours(1));
  clock_.set(SystemClock().now() + hours(1) + seconds(5));
  EXPECT_TRUE(upkeep.sweep());
  EXPECT_FALSE(kept(file.content_hash));
  EXPECT_FALSE(kept(file.thumbnail_hash));
}

// What an earlier version kept in the clear is sealed by the first sweep and read as before.
TEST_P(Upkeeps, PhotosInTheClearAreSealed) {
  const std::string bytes = "a photo of a label";
  const std::string name = to_hex(crypto::sha256(bytes));
  const auto folder = place_->directory() / "blobs" / shop.str() / name.substr(0, 2);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / name) << bytes;
  Upkeep upkeep(store(), *blobs_, hours(1));
  const auto on_disk = [&] {
    std::ifstream file(folder / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  for (int tries = 0; tries < 1000 && on_disk() == bytes; ++tries) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(on_disk().find("label"), std::string::npos);
  const auto file = app::kept_file(store(), *blobs_, shop, name);
  ASSERT_TRUE(file);
  std::string read(100, '\0');
  read.resize((*file)->read_at(0, read.data(), read.size()).value());
  EXPECT_EQ(read, bytes);
  EXPECT_EQ(upkeep.seal_files().value(), 0);
}

}  // namespace
}  // namespace shouhou::jobs
