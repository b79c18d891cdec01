// The built web pages: held in memory, compressed once, with ETags; files whose name carries a hash may be
// cached for ever. A changed file on disk is noticed at the next request.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "net/request.h"
#include "net/response.h"

namespace shouhou::net {

class StaticFiles {
 public:
  // `directory` holds index.html and its assets; it need not exist yet.
  explicit StaticFiles(std::string directory) : directory_(std::move(directory)) {}
  // The file at the request's path. For paths without an extension the page of their first part (/o/… is
  // o.html) where there is one, else index.html: the pages route themselves.
  // Nothing where there is no such file. Answers If-None-Match, Range and Accept-Encoding (gzip; brotli where
  // a .br file lies beside).
  std::optional<Response> find(const Request& request);

 private:
  struct Page {
    std::int64_t changed = 0;  // nanoseconds
    std::uint64_t size = 0;
    std::string etag;
    std::string content_type;
    std::shared_ptr<const std::string> plain;
    std::shared_ptr<const std::string> gzip;    // none where it would not be smaller
    std::shared_ptr<const std::string> brotli;  // none where there is no .br file
  };
  std::shared_ptr<const Page> page(const std::string& path);
  std::shared_ptr<const Page> load(const std::string& path, const std::string& file) const;

  std::string directory_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Page>> pages_;
};

// By extension; application/octet-stream for unknown ones.
std::string_view content_type_of(std::string_view path);

// "bytes=0-99", "bytes=100-", "bytes=-100" over `size` bytes.
struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
};
enum class RangeKind { whole, part, beyond };  // beyond: answer 416
RangeKind parse_range(std::string_view header, std::uint64_t size, ByteRange& range);

// A file on disk as a response with ETag and Range, streamed. Nothing where it cannot be read.
std::optional<Response> file_response(const Request& request, const std::string& path,
                                      std::string content_type);

}  // namespace shouhou::net
