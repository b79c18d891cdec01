#include "connect/images/vips_pictures.h"

#include <vips/vips.h>

#include <mutex>
#include <string>
#include <utility>

#include "base/encoding.h"

namespace shouhou::connect {
namespace {

constexpr std::int64_t most_pixels = 100'000'000;
constexpr int thumbnail_side = 320;

struct Unreference {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unreference>;

tl::unexpected<Error> unreadable() {
  vips_error_clear();
  return invalid("picture.unreadable", "file",
                 {"图片打不开，可能已损坏", "the picture cannot be read; it may be damaged"});
}

// Runs a vips operation that makes an image; null where it fails.
template <class Operation>
Image made(Operation operation) {
  VipsImage* out = nullptr;
  if (operation(&out) != 0) return nullptr;
  return Image(out);
}

template <class Save>
std::string saved(Save save) {
  void* bytes = nullptr;
  std::size_t size = 0;
  if (save(&bytes, &size) != 0) return {};
  std::string copy(static_cast<const char*>(bytes), size);
  g_free(bytes);
  return copy;
}

std::string kind_of(VipsImage* image) {
  const char* loader = nullptr;
  if (vips_image_get_string(image, VIPS_META_LOADER, &loader) != 0 || !loader) return {};
  return loader;
}

// The picture without metadata, and what it is now.
std::pair<std::string, std::string> stripped(VipsImage* image, const std::string& loader) {
  if (loader.starts_with("pngload") || loader.starts_with("gifload")) {
    return {saved([&](void** to, std::size_t* size) {
              return vips_pngsave_buffer(image, to, size, "strip", TRUE, nullptr);
            }),
            "image/png"};
  }
  if (loader.starts_with("webpload")) {
    return {saved([&](void** to, std::size_t* size) {
              return vips_webpsave_buffer(image, to, size, "strip", TRUE, "Q", 90, nullptr);
            }),
            "image/webp"};
  }
  return {saved([&](void** to, std::size_t* size) {
            return vips_jpegsave_buffer(image, to, size, "strip", TRUE, "Q", 90, nullptr);
          }),
          "image/jpeg"};
}

// Difference hash: 9 x 8 grey pixels, one bit for each "brighter than the one to the right".
std::string look_of(VipsImage* image) {
  const Image small = made([&](VipsImage** out) {
    return vips_thumbnail_image(image, out, 9, "height", 8, "size", VIPS_SIZE_FORCE, nullptr);
  });
  if (!small) return {};
  const Image grey = made(
      [&](VipsImage** out) { return vips_colourspace(small.get(), out, VIPS_INTERPRETATION_B_W, nullptr); });
  if (!grey) return {};
  const Image band = made([&](VipsImage** out) { return vips_extract_band(grey.get(), out, 0, nullptr); });
  const Image bytes =
      band ? made([&](VipsImage** out) { return vips_cast_uchar(band.get(), out, nullptr); }) : nullptr;
  if (!bytes) return {};
  std::size_t size = 0;
  auto* pixels = static_cast<unsigned char*>(vips_image_write_to_memory(bytes.get(), &size));
  if (!pixels || size < 72) return {};
  std::string bits(8, '\0');
  for (std::size_t row = 0; row < 8; ++row) {
    for (std::size_t column = 0; column < 8; ++column) {
      const bool brighter = pixels[row * 9 + column] > pixels[row * 9 + column + 1];
      if (brighter) bits[row] = static_cast<char>(static_cast<unsigned char>(bits[row]) | (1u << column));
    }
  }
  g_free(pixels);
  // A plain surface looks like every other plain surface.
  return bits == std::string(8, '\0') ? std::string() : to_hex(bits);
}

class VipsPictures final : public ports::Pictures {
 public:
  VipsPictures() {
    static std::once_flag started;
    std::call_once(started, [] {
      VIPS_INIT("shouhou");
      vips_concurrency_set(1);  // many pictures at once rather than one on many threads
      vips_cache_set_max(0);
      // What is wrong with a stranger's file is the answer to that stranger, not a line in our log.
      g_log_set_handler(
          "VIPS", G_LOG_LEVEL_WARNING, [](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
      // Only the loaders that vips itself holds safe for files of strangers.
      vips_block_untrusted_set(TRUE);
    });
  }

  Result<ports::CleanPicture> clean(std::string_view bytes) override {
    const Image loaded(
        vips_image_new_from_buffer(bytes.data(), bytes.size(), "", "access", VIPS_ACCESS_RANDOM, nullptr));
    if (!loaded) return unreadable();
    const std::int64_t pixels =
        std::int64_t{vips_image_get_width(loaded.get())} * vips_image_get_height(loaded.get());
    if (pixels > most_pixels) {
      return fail(ErrorKind::too_large, "picture.too_large",
                  {"图片尺寸太大（超过 1 亿像素）", "the picture has more than 100 million pixels"}, "file");
    }
    const Image upright = made([&](VipsImage** out) { return vips_autorot(loaded.get(), out, nullptr); });
    if (!upright) return unreadable();
    ports::CleanPicture picture;
    std::tie(picture.bytes, picture.media_type) = stripped(upright.get(), kind_of(loaded.get()));
    if (picture.bytes.empty()) return unreadable();
    picture.width = vips_image_get_width(upright.get());
    picture.height = vips_image_get_height(upright.get());
    const Image thumbnail = made([&](VipsImage** out) {
      return vips_thumbnail_image(upright.get(), out, thumbnail_side, "height", thumbnail_side, "size",
                                  VIPS_SIZE_DOWN, nullptr);
    });
    if (!thumbnail) return unreadable();
    picture.thumbnail = saved([&](void** to, std::size_t* size) {
      return vips_jpegsave_buffer(thumbnail.get(), to, size, "strip", TRUE, "Q", 80, nullptr);
    });
    if (picture.thumbnail.empty()) return unreadable();
    picture.look = look_of(upright.get());
    return picture;
  }
};

}  // namespace

std::unique_ptr<ports::Pictures> open_pictures() {
  return std::make_unique<VipsPictures>();
}

}  // namespace shouhou::connect
