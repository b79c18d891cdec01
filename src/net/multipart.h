// multipart/form-data (RFC 7578): where in a body the parts are. Nothing is copied; a body of several
// gigabytes that lies in a file is scanned where it lies.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "net/request.h"

namespace shouhou::net {

struct MultipartPart {
  std::string name;       // of the form field
  std::string file_name;  // as the client calls it, without folders; empty for plain fields
  std::string content_type;
  std::uint64_t offset = 0;  // of its content in the body
  std::uint64_t size = 0;
};

// At most 100 parts with headers of at most 8 KiB each. Error: request.multipart.
Result<std::vector<MultipartPart>> parse_multipart(std::string_view content_type, std::string_view body);

// The parts of a request, its body in memory or in a file.
Result<std::vector<MultipartPart>> multipart_of(const Request& request);

// The content of a part that is not larger than `limit` bytes. Error: request.multipart,
// request.body_too_large.
Result<std::string> part_text(const Request& request, const MultipartPart& part, std::uint64_t limit);
// Copies a part into a new file. Error: server.disk (unavailable).
Result<void> save_part(const Request& request, const MultipartPart& part, const std::string& path);

}  // namespace shouhou::net
