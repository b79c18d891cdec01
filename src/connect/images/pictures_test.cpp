// Pictures through libvips and files through the blob directory.
#include <gtest/gtest.h>
#include <vips/vips.h>

#include <bit>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/case_evidence.h"
#include "base/crypto.h"
#include "base/encoding.h"
#include "connect/blobs/file_blobs.h"
#include "connect/images/vips_pictures.h"

namespace shouhou::connect {
namespace {

namespace fs = std::filesystem;

// A test pattern with a place in its EXIF data, lying on its side.
std::string photo(bool flipped = false) {
  VipsImage* grey = nullptr;
  VipsImage* bytes = nullptr;
  VipsImage* turned = nullptr;
  EXPECT_EQ(vips_eye(&grey, 640, 400, "uchar", TRUE, nullptr), 0);
  EXPECT_EQ(vips_flip(grey, &turned, flipped ? VIPS_DIRECTION_HORIZONTAL : VIPS_DIRECTION_VERTICAL, nullptr),
            0);
  EXPECT_EQ(vips_copy(turned, &bytes, nullptr), 0);
  vips_image_set_int(bytes, VIPS_META_ORIENTATION, 6);
  vips_image_set_string(bytes, "exif-ifd0-ImageDescription", "at home in Hangzhou");
  void* data = nullptr;
  std::size_t size = 0;
  EXPECT_EQ(vips_jpegsave_buffer(bytes, &data, &size, "Q", 95, nullptr), 0);
  std::string made(static_cast<char*>(data), size);
  g_free(data);
  for (VipsImage* image : {grey, turned, bytes}) g_object_unref(image);
  return made;
}

int bits_apart(const std::string& one, const std::string& other) {
  return std::popcount(std::stoull(one, nullptr, 16) ^ std::stoull(other, nullptr, 16));
}

TEST(Pictures, LoseTheirPlaceAndStandUpright) {
  const auto pictures = open_pictures();
  const std::string raw = photo();
  ASSERT_NE(raw.find("Hangzhou"), std::string::npos);
  const auto clean = pictures->clean(raw);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->bytes.find("Hangzhou"), std::string::npos);
  EXPECT_EQ(clean->bytes.find("Exif"), std::string::npos);
  EXPECT_EQ(clean->media_type, "image/jpeg");
  EXPECT_EQ(clean->width, 400);
  EXPECT_EQ(clean->height, 640);
  EXPECT_LT(clean->thumbnail.size(), clean->bytes.size());
  EXPECT_EQ(app::sniff_media_type(clean->thumbnail), "image/jpeg");
}

TEST(Pictures, TheSameSceneSavedAgainLooksTheSame) {
  const auto pictures = open_pictures();
  const auto first = pictures->clean(photo());
  ASSERT_TRUE(first);
  const auto again = pictures->clean(first->bytes);
  const auto other = pictures->clean(photo(true));
  ASSERT_TRUE(again && other);
  EXPECT_NE(again->bytes, photo());
  EXPECT_EQ(first->look.size(), 16u);
  EXPECT_LE(bits_apart(first->look, again->look), 6);
  EXPECT_GT(bits_apart(first->look, other->look), 12);
}

TEST(Pictures, NoPictureIsRefused) {
  const auto pictures = open_pictures();
  const std::string raw = photo();
  EXPECT_EQ(pictures->clean("\xFF\xD8\xFF not a picture").error().code, "picture.unreadable");
  EXPECT_FALSE(pictures->clean(raw.substr(0, 40)));
  EXPECT_EQ(app::sniff_media_type("<svg xmlns="), "");
  EXPECT_EQ(app::sniff_media_type("%PDF-1.7 ........"), "");
  EXPECT_EQ(app::sniff_media_type(std::string("\0\0\0\x18"
                                              "ftypisom",
                                              12)),
            "video/mp4");
  EXPECT_EQ(app::sniff_media_type(std::string("\0\0\0\x18"
                                              "ftypheic",
                                              12)),
            "image/heic");
}

class Blobs : public ::testing::Test {
 protected:
  void SetUp() override {
    directory_ = fs::temp_directory_path() / ("shouhou-blobs-" + std::to_string(::getpid()));
    fs::remove_all(directory_);
    blobs_ = FileBlobs::open(directory_).value();
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::string bytes_of(const std::string& name) {
    const auto file = blobs_->open(ShopId{1}, name, key_).value();
    std::string bytes(static_cast<std::size_t>(file->size()), '\0');
    EXPECT_EQ(file->read_at(0, bytes.data(), bytes.size()).value(), bytes.size());
    return bytes;
  }

  const crypto::SecretKey key_ = crypto::SecretKey::random();
  fs::path directory_;
  std::unique_ptr<FileBlobs> blobs_;
};

TEST_F(Blobs, AreFoundByTheirContentInTheirShopOnly) {
  auto writer = blobs_->create(ShopId{1}, 100, key_).value();
  ASSERT_TRUE(writer->write("hello "));
  ASSERT_TRUE(writer->write("world"));
  const auto kept = writer->finish();
  ASSERT_TRUE(kept);
  EXPECT_NE(kept->hash, to_hex(crypto::sha256("hello world"))) << "the name tells nothing without the key";
  EXPECT_EQ(kept->bytes, 11);
  EXPECT_EQ(bytes_of(kept->hash), "hello world");
  EXPECT_EQ(blobs_->open(ShopId{2}, kept->hash, key_).error().code, "blob.not_found") << "another shop's";
  EXPECT_EQ(blobs_->open(ShopId{1}, "../../etc/passwd", key_).error().code, "blob.not_found");
  EXPECT_TRUE(*blobs_->remove_unless_fresh(ShopId{1}, kept->hash, Instant{4'000'000'000'000}));
  EXPECT_EQ(blobs_->open(ShopId{1}, kept->hash, key_).error().code, "blob.not_found");
}

TEST_F(Blobs, TooMuchOrGivenUpLeavesNothing) {
  {
    auto writer = blobs_->create(ShopId{1}, 5, key_).value();
    EXPECT_EQ(writer->write("123456").error().code, "blob.too_large");
  }
  EXPECT_TRUE(fs::is_empty(directory_ / "tmp"));
}

TEST_F(Blobs, EvidenceIsKeptCleanAndSealedWithItsThumbnail) {
  const auto pictures = open_pictures();
  const auto ready = app::ready_file(*blobs_, *pictures, ShopId{1}, key_, photo());
  ASSERT_TRUE(ready);
  for (const std::string& name : {ready->content_hash, ready->thumbnail_hash}) {
    const std::string bytes = bytes_of(name);
    EXPECT_FALSE(app::sniff_media_type(bytes).empty());
    std::ifstream file(blobs_->path(ShopId{1}, name).value(), std::ios::binary);
    const std::string on_disk(std::istreambuf_iterator<char>(file), {});
    EXPECT_TRUE(app::sniff_media_type(on_disk).empty());
    EXPECT_EQ(on_disk.find(bytes.substr(bytes.size() / 2, 16)), std::string::npos);
  }
  EXPECT_EQ(app::ready_file(*blobs_, *pictures, ShopId{1}, key_, photo())->content_hash, ready->content_hash);
  EXPECT_EQ(app::ready_file(*blobs_, *pictures, ShopId{1}, key_, "MZ\x90 something else").error().code,
            "evidence.type");
}

}  // namespace
}  // namespace shouhou::connect
