#include "store/key_ring.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/encoding.h"
#include "store/master_key_file.h"

namespace shouhou::store {
namespace {

namespace fs = std::filesystem;

class KeyFile : public ::testing::Test {
 protected:
  KeyFile() {
    std::string pattern = (fs::temp_directory_path() / "shouhou-keys-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
    place_.file = (directory_ / "data" / "keys" / "master.key").string();
  }
  ~KeyFile() override { fs::remove_all(directory_); }

  static fs::perms mode(const fs::path& path) { return fs::status(path).permissions() & fs::perms::mask; }

  fs::path directory_;
  KeyPlace place_;
};

TEST_F(KeyFile, IsMadeAtTheFirstStartForTheOwnerOnly) {
  auto ring = KeyRing::open(place_, true);
  ASSERT_TRUE(ring) << ring.error().message.en;
  EXPECT_EQ(mode(place_.file), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(mode(fs::path(place_.file).parent_path()), fs::perms::owner_all);
  const std::string wrapped = (*ring)->new_data_key(ShopId{1});
  const auto keys = (*ring)->keys(ShopId{1}, wrapped);
  ASSERT_TRUE(keys);

  auto again = KeyRing::open(place_, true);
  ASSERT_TRUE(again);
  EXPECT_EQ((*(*again)->keys(ShopId{1}, wrapped))->phone.bytes(), (*keys)->phone.bytes());
  EXPECT_FALSE((*again)->keys(ShopId{2}, wrapped)) << "another shop's key must not open";
}

TEST_F(KeyFile, IsNotMadeAnewWhereDataExist) {
  const auto ring = KeyRing::open(place_, false);
  ASSERT_FALSE(ring);
  EXPECT_EQ(ring.error().code, "keys.missing");
  EXPECT_FALSE(fs::exists(place_.file));
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadIt) {
  ASSERT_TRUE(KeyRing::open(place_, true));
  fs::permissions(place_.file, fs::perms::group_read, fs::perm_options::add);
  const auto ring = KeyRing::open(place_, false);
  ASSERT_FALSE(ring);
  EXPECT_EQ(ring.error().code, "keys.open_to_others");
}

TEST_F(KeyFile, AnotherFileIsNoticed) {
  auto ring = KeyRing::open(place_, true);
  const std::string wrapped = (*ring)->new_data_key(ShopId{1});
  fs::remove(place_.file);
  auto other = KeyRing::open(place_, true);
  const auto keys = (*other)->keys(ShopId{1}, wrapped);
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().code, "keys.wrong");
}

TEST_F(KeyFile, RotationKeepsDataReadableAtEveryStep) {
  auto ring = *KeyRing::open(place_, true);
  const std::string first = ring->new_data_key(ShopId{7});
  const std::string seal_key((*ring->keys(ShopId{7}, first))->seal.bytes());
  const auto reads = [&](std::string_view wrapped) {
    auto fresh = KeyRing::open(place_, false);
    if (!fresh) return false;
    const auto keys = (*fresh)->keys(ShopId{7}, wrapped);
    return keys && (*keys)->seal.bytes() == seal_key;
  };
  auto running_elsewhere = *KeyRing::open(place_, false);

  ASSERT_TRUE(ring->put_new_master_first());
  EXPECT_TRUE(reads(first)) << "interrupted before wrapping anew";
  const auto second = ring->wrap_anew(ShopId{7}, first);
  ASSERT_TRUE(second);
  EXPECT_TRUE(reads(first));
  EXPECT_TRUE(reads(*second)) << "interrupted before dropping the old key";
  ASSERT_TRUE(ring->drop_old_masters());
  EXPECT_TRUE(reads(*second));
  EXPECT_FALSE(reads(first)) << "the old master key is gone";
  EXPECT_TRUE(running_elsewhere->keys(ShopId{7}, *second)) << "another process reads the file again";
}

TEST_F(KeyFile, EnvironmentWins) {
  const std::string one = to_hex(std::string(32, '\1'));
  const std::string two = to_hex(std::string(32, '\2'));
  auto old_ring = *KeyRing::open({{}, one}, false);
  const std::string wrapped = old_ring->new_data_key(ShopId{1});
  EXPECT_EQ(old_ring->put_new_master_first().error().code, "keys.in_environment");
  auto both = *KeyRing::open({{}, two + "," + one}, false);
  const auto anew = both->wrap_anew(ShopId{1}, wrapped);
  ASSERT_TRUE(anew);
  auto new_ring = *KeyRing::open({{}, two}, false);
  EXPECT_TRUE(new_ring->keys(ShopId{1}, *anew));
  EXPECT_FALSE(new_ring->keys(ShopId{1}, wrapped));
  EXPECT_EQ(KeyRing::open({{}, "xyz"}, false).error().code, "keys.malformed");
}

TEST(MasterKeys, NamesTheLineThatIsWrong) {
  const auto keys = parse_master_keys("# ok\n" + to_hex(std::string(32, 'a')) + "\nnonsense\n", "master.key");
  ASSERT_FALSE(keys);
  EXPECT_EQ(keys.error().field, "master.key:3");
  EXPECT_FALSE(parse_master_keys("# nothing\n", "master.key"));
}

}  // namespace
}  // namespace shouhou::store
