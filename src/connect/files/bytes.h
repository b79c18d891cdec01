// Bytes on their way in: from a file, out of .gz, out of a .zip member. Each layer reads a bounded piece.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "ports/blobs.h"

namespace shouhou::connect {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Up to `room` bytes into `into`; 0 at the end. Errors: file.unreadable, file.too_large.
  virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
  // How much of the underlying file was read, 0…1000.
  virtual int permille() const = 0;
};

// A local file, or one out of the blobs, that can also be read at any place (zip needs its end first).
class LocalFile {
 public:
  static Result<std::shared_ptr<LocalFile>> open(const std::string& path);
  static std::shared_ptr<LocalFile> kept(std::shared_ptr<ports::BlobReader> file);
  // A file without a name that vanishes when it is closed.
  static Result<std::shared_ptr<LocalFile>> temporary();
  ~LocalFile();
  LocalFile(const LocalFile&) = delete;
  LocalFile& operator=(const LocalFile&) = delete;

  std::int64_t size() const { return size_; }
  // Reads exactly what is there, less only at the end.
  Result<std::size_t> read_at(std::int64_t offset, char* into, std::size_t room) const;
  Result<void> append(std::string_view bytes);

 private:
  explicit LocalFile(int descriptor, std::int64_t size) : descriptor_(descriptor), size_(size) {}
  int descriptor_;  // -1 for a kept file
  std::shared_ptr<ports::BlobReader> kept_;
  std::int64_t size_;
};

std::unique_ptr<ByteSource> read_file(std::shared_ptr<LocalFile> file);
// Bytes that are in memory already; they must outlive the source.
std::unique_ptr<ByteSource> read_memory(std::string_view bytes);
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> packed);
// Raw deflate, as zip members are packed.
std::unique_ptr<ByteSource> inflate_raw(std::unique_ptr<ByteSource> packed);

// Against bombs: unpacked bytes may be at most this many times the packed ones, once more than
// `unpacked_allowance` bytes came out. Spreadsheet XML of real shops packs up to about 60 : 1.
inline constexpr std::int64_t unpacked_ratio = 300;
inline constexpr std::int64_t unpacked_allowance = 64 * 1024 * 1024;

tl::unexpected<Error> unreadable_file(Text why);
tl::unexpected<Error> too_large_file(Text why);

}  // namespace shouhou::connect
