// Pictures as they may be kept.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace shouhou::ports {

// Without camera and place data, turned upright.
struct CleanPicture {
  std::string bytes;
  std::string media_type;  // "image/jpeg"
  std::string thumbnail;   // JPEG, at most 320 pixels on the longer side
  int width = 0;
  int height = 0;
  std::string look;  // 16 hex digits, few bits apart for pictures that look alike; may be empty
};

class Pictures {
 public:
  virtual ~Pictures() = default;
  // Errors: picture.unreadable (invalid), picture.too_large (more than 100 million pixels).
  virtual Result<CleanPicture> clean(std::string_view bytes) = 0;
};

}  // namespace shouhou::ports
