// Any bytes as a picture somebody attached: refused, or kept without its metadata in a form that opens again.
#include <cstdlib>
#include <string_view>

#include "connect/images/vips_pictures.h"

using namespace shouhou;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto pictures = connect::open_pictures();
  const auto clean = pictures->clean({reinterpret_cast<const char*>(data), size});
  if (!clean) {
    if (clean.error().message.zh.empty()) std::abort();
    return 0;
  }
  if (clean->width < 1 || clean->height < 1 || clean->bytes.empty() || clean->thumbnail.empty()) std::abort();
  if (clean->width > 400 || clean->height > 400) return 0;  // what follows takes as long again
  const auto again = pictures->clean(clean->bytes);
  if (!again || again->width != clean->width || again->height != clean->height) std::abort();
  return 0;
}
