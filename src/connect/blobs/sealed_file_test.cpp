// Sealed files: what goes in comes out at any place; nothing of it lies on disk; damage is found.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "base/encoding.h"
#include "connect/blobs/file_blobs.h"

namespace shouhou::connect {
namespace {

namespace fs = std::filesystem;
constexpr ShopId shop{7};

class SealedFiles : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("shouhou-sealed-" + to_text(crypto::random_bytes(8)));
    blobs_ = FileBlobs::open(directory_).value();
  }
  void TearDown() override { fs::remove_all(directory_); }

  static std::string to_text(const std::string& bytes) {
    std::string text;
    for (const char c : bytes) text += static_cast<char>('a' + (static_cast<unsigned char>(c) % 26));
    return text;
  }
  static std::string some_bytes(std::size_t count) {
    std::string bytes;
    for (std::size_t i = 0; bytes.size() < count; ++i)
      bytes += "13812345678 line " + std::to_string(i) + "\n";
    bytes.resize(count);
    return bytes;
  }
  std::string keep(const std::string& bytes, std::size_t at_once) {
    auto writer = blobs_->create(shop, 1 << 30, key_).value();
    for (std::size_t at = 0; at < bytes.size(); at += at_once) {
      EXPECT_TRUE(writer->write(std::string_view(bytes).substr(at, at_once)));
    }
    const auto kept = writer->finish();
    EXPECT_EQ(kept->bytes, static_cast<std::int64_t>(bytes.size()));
    return kept->hash;
  }
  Result<std::string> read(const std::string& name, std::int64_t from, std::size_t room) {
    SHOUHOU_ASSIGN(const auto file, blobs_->open(shop, name, key_));
    std::string bytes(room, '\0');
    SHOUHOU_ASSIGN(const std::size_t got, file->read_at(from, bytes.data(), room));
    bytes.resize(got);
    return bytes;
  }
  std::string on_disk(const std::string& name) {
    std::ifstream file(blobs_->path(shop, name).value(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void put_on_disk(const std::string& name, const std::string& bytes) {
    std::ofstream(blobs_->path(shop, name).value(), std::ios::binary | std::ios::trunc) << bytes;
  }

  // As earlier versions kept photos.
  std::string keep_clear(const std::string& bytes) {
    const std::string name = to_hex(crypto::sha256(bytes));
    fs::create_directories(directory_ / shop.str() / name.substr(0, 2));
    std::ofstream(directory_ / shop.str() / name.substr(0, 2) / name, std::ios::binary) << bytes;
    return name;
  }

  crypto::SecretKey key_ = crypto::SecretKey::random();
  fs::path directory_;
  std::unique_ptr<FileBlobs> blobs_;
};

TEST_F(SealedFiles, ComeBackWholeAndInPartsWhateverTheirSize) {
  constexpr std::size_t piece = 64 * 1024;
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, piece - 1, piece, piece + 1, 3 * piece, 200'001ul}) {
    const std::string bytes = some_bytes(size);
    const std::string name = keep(bytes, 70'001);
    EXPECT_EQ(read(name, 0, size + 10).value(), bytes) << size;
    if (size > 10) {
      EXPECT_EQ(read(name, static_cast<std::int64_t>(size) - 5, 50).value(), bytes.substr(size - 5));
    }
    if (size > piece) {
      EXPECT_EQ(read(name, piece - 3, 6).value(), bytes.substr(piece - 3, 6));
    }
    EXPECT_EQ(on_disk(name).find("13812345678"), std::string::npos);
  }
}

TEST_F(SealedFiles, TheSameContentHasTheSameNameAndOtherBytes) {
  const std::string name = keep("张三", 100);
  const std::string before = on_disk(name);
  EXPECT_EQ(keep("张三", 1), name);
  EXPECT_NE(on_disk(name), before);
  key_ = crypto::SecretKey::random();
  EXPECT_NE(keep("张三", 100), name) << "another shop's name of it tells nothing";
}

TEST_F(SealedFiles, DamageIsFound) {
  const std::string bytes = some_bytes(150'000);
  const std::string name = keep(bytes, 4096);
  const std::string whole = on_disk(name);
  const auto refused = [&](const std::string& changed) {
    put_on_disk(name, changed);
    const auto got = read(name, 0, bytes.size());
    return !got && got.error().code == "blob.damaged";
  };
  for (const std::size_t at : {0ul, 9ul, 45ul, 70'000ul, whole.size() - 1}) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_TRUE(refused(changed)) << at;
  }
  constexpr std::size_t header = 40, piece = 64 * 1024 + 40;
  EXPECT_TRUE(refused(whole.substr(0, header + piece))) << "cut off between two pieces";
  EXPECT_TRUE(refused(whole.substr(0, header)));
  EXPECT_TRUE(refused(""));
  std::string swapped = whole.substr(0, header) + whole.substr(header + piece, piece) +
                        whole.substr(header, piece) + whole.substr(header + 2 * piece);
  EXPECT_TRUE(refused(swapped));
  EXPECT_FALSE(refused(whole));
  key_ = crypto::SecretKey::random();
  EXPECT_TRUE(refused(whole)) << "another key";
}

TEST_F(SealedFiles, ThoseOfEarlierVersionsAreReadAndSealedInTheirPlace) {
  const std::string photo = some_bytes(150'000);
  std::vector<std::string> old;
  for (int i = 0; i < 5; ++i) old.push_back(keep_clear(photo + std::to_string(i)));
  const std::string empty = keep_clear("");
  const std::string sealed = keep(photo, 4096);
  const std::string before = on_disk(sealed);
  EXPECT_EQ(read(old[2], 0, 200'000).value(), photo + "2");
  EXPECT_EQ(read(old[2], 149'998, 10).value(), photo.substr(149'998) + "2");
  int all = 0;
  for (int more = 1; more > 0; all += more) {
    more = blobs_->seal_clear(shop, key_, 4).value();
    EXPECT_LE(more, 4);
  }
  EXPECT_EQ(all, 6);
  for (int i = 0; i < 5; ++i) {
    const std::string& name = old[static_cast<std::size_t>(i)];
    EXPECT_EQ(read(name, 0, 200'000).value(), photo + std::to_string(i));
    EXPECT_EQ(on_disk(name).find("13812345678"), std::string::npos);
  }
  EXPECT_EQ(read(empty, 0, 10).value(), "");
  EXPECT_EQ(on_disk(sealed), before) << "what is sealed stays as it is";
  EXPECT_EQ(blobs_->seal_clear(ShopId{8}, key_, 4).value(), 0) << "a shop without files";
  EXPECT_TRUE(fs::is_empty(directory_ / "tmp"));
}

TEST_F(SealedFiles, OneInTheClearThatWasChangedIsDamagedAndStays) {
  const std::string name = keep_clear("a photo of a label");
  put_on_disk(name, "a photo of another");
  EXPECT_EQ(read(name, 0, 10).error().code, "blob.damaged");
  EXPECT_EQ(blobs_->seal_clear(shop, key_, 4).value(), 0);
  EXPECT_EQ(on_disk(name), "a photo of another");
  // Nor can a file in the clear stand in for a sealed one.
  const std::string sealed = keep("a photo of a label", 100);
  put_on_disk(sealed, "a photo of a label");
  EXPECT_EQ(read(sealed, 0, 10).error().code, "blob.damaged");
}

}  // namespace
}  // namespace shouhou::connect
