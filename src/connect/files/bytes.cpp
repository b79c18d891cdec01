#include "connect/files/bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace shouhou::connect {
namespace {

std::string system_words() {
  return std::strerror(errno);
}

class FileBytes final : public ByteSource {
 public:
  explicit FileBytes(std::shared_ptr<LocalFile> file) : file_(std::move(file)) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    SHOUHOU_ASSIGN(const std::size_t got, file_->read_at(at_, into, room));
    at_ += static_cast<std::int64_t>(got);
    return got;
  }
  int permille() const override {
    return file_->size() == 0 ? 1000 : static_cast<int>(at_ * 1000 / file_->size());
  }

 private:
  std::shared_ptr<LocalFile> file_;
  std::int64_t at_ = 0;
};

class MemoryBytes final : public ByteSource {
 public:
  explicit MemoryBytes(std::string_view bytes) : bytes_(bytes) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    const std::size_t got = std::min(room, bytes_.size() - at_);
    std::memcpy(into, bytes_.data() + at_, got);
    at_ += got;
    return got;
  }
  int permille() const override {
    return bytes_.empty() ? 1000 : static_cast<int>(at_ * 1000 / bytes_.size());
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

enum class Wrapping { raw, gzip };

class Inflated final : public ByteSource {
 public:
  Inflated(std::unique_ptr<ByteSource> packed, Wrapping wrapping)
      : packed_(std::move(packed)), wrapping_(wrapping) {
    ready_ = inflateInit2(&stream_, wrapping == Wrapping::raw ? -MAX_WBITS : 16 + MAX_WBITS) == Z_OK;
  }
  ~Inflated() override {
    if (ready_) inflateEnd(&stream_);
  }

  Result<std::size_t> read(char* into, std::size_t room) override {
    if (!ready_) return unreadable_file({"解压失败", "cannot unpack"});
    if (ended_ || room == 0) return std::size_t{0};
    stream_.next_out = reinterpret_cast<Bytef*>(into);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(room, 1 << 20));
    const uInt offered = stream_.avail_out;
    while (stream_.avail_out == offered && !ended_) SHOUHOU_TRY(step());
    const std::size_t got = offered - stream_.avail_out;
    unpacked_ += static_cast<std::int64_t>(got);
    if (unpacked_ > unpacked_allowance && unpacked_ / unpacked_ratio > taken_) {
      return too_large_file({"压缩比异常，拒绝解压", "it unpacks to suspiciously much and is refused"});
    }
    return got;
  }
  int permille() const override { return packed_->permille(); }

 private:
  Result<void> step() {
    if (stream_.avail_in == 0) {
      SHOUHOU_ASSIGN(const std::size_t got, packed_->read(buffer_.data(), buffer_.size()));
      taken_ += static_cast<std::int64_t>(got);
      stream_.next_in = reinterpret_cast<Bytef*>(buffer_.data());
      stream_.avail_in = static_cast<uInt>(got);
      if (got == 0) {
        if (between_members_) {
          ended_ = true;
          return {};
        }
        return unreadable_file({"压缩文件不完整", "the packed file is cut off"});
      }
    }
    const int told = inflate(&stream_, Z_NO_FLUSH);
    if (told == Z_OK || told == Z_BUF_ERROR) {
      between_members_ = false;
      return {};
    }
    if (told != Z_STREAM_END) return damaged();
    return next_member();
  }

  // A .gz may hold several members, one after the other; what follows the last is ignored, as gzip does.
  Result<void> next_member() {
    if (wrapping_ == Wrapping::raw) {
      ended_ = true;
      return {};
    }
    if (stream_.avail_in > 0 && stream_.next_in[0] != 0x1f) {
      ended_ = true;
      return {};
    }
    between_members_ = true;
    return inflateReset(&stream_) == Z_OK ? Result<void>{} : damaged();
  }

  static tl::unexpected<Error> damaged() {
    return unreadable_file({"压缩文件已损坏", "the packed file is damaged"});
  }

  std::unique_ptr<ByteSource> packed_;
  Wrapping wrapping_;
  z_stream stream_{};
  std::array<char, 64 * 1024> buffer_;
  bool ready_ = false;
  bool ended_ = false;
  bool between_members_ = false;
  std::int64_t taken_ = 0;
  std::int64_t unpacked_ = 0;
};

}  // namespace

tl::unexpected<Error> unreadable_file(Text why) {
  return fail(ErrorKind::invalid, "file.unreadable",
              {"文件读不了：" + why.zh, "The file cannot be read: " + why.en});
}

tl::unexpected<Error> too_large_file(Text why) {
  return fail(ErrorKind::too_large, "file.too_large",
              {"文件超出限制：" + why.zh, "The file is over a limit: " + why.en});
}

Result<std::shared_ptr<LocalFile>> LocalFile::open(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable_file({system_words(), system_words()});
  struct stat about {};
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    ::close(descriptor);
    return unreadable_file({"不是普通文件", "not a plain file"});
  }
  return std::shared_ptr<LocalFile>(new LocalFile(descriptor, about.st_size));
}

std::shared_ptr<LocalFile> LocalFile::kept(std::shared_ptr<ports::BlobReader> file) {
  std::shared_ptr<LocalFile> made(new LocalFile(-1, file->size()));
  made->kept_ = std::move(file);
  return made;
}

Result<std::shared_ptr<LocalFile>> LocalFile::temporary() {
  const char* folder = std::getenv("TMPDIR");
  std::string path = std::string(folder != nullptr ? folder : "/tmp") + "/shouhou-import-XXXXXX";
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) return unreadable_file({system_words(), system_words()});
  ::unlink(path.c_str());
  return std::shared_ptr<LocalFile>(new LocalFile(descriptor, 0));
}

LocalFile::~LocalFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> LocalFile::read_at(std::int64_t offset, char* into, std::size_t room) const {
  if (kept_) return kept_->read_at(offset, into, room);
  std::size_t got = 0;
  while (got < room) {
    const ssize_t once =
        ::pread(descriptor_, into + got, room - got, offset + static_cast<std::int64_t>(got));
    if (once < 0 && errno == EINTR) continue;
    if (once < 0) return unreadable_file({system_words(), system_words()});
    if (once == 0) break;
    got += static_cast<std::size_t>(once);
  }
  return got;
}

Result<void> LocalFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t once = ::pwrite(descriptor_, bytes.data(), bytes.size(), size_);
    if (once < 0 && errno == EINTR) continue;
    if (once < 0) {
      return fail(ErrorKind::unavailable, "file.unwritable",
                  {"临时文件写不了：" + system_words(), "Cannot write a temporary file: " + system_words()});
    }
    size_ += once;
    bytes.remove_prefix(static_cast<std::size_t>(once));
  }
  return {};
}

std::unique_ptr<ByteSource> read_file(std::shared_ptr<LocalFile> file) {
  return std::make_unique<FileBytes>(std::move(file));
}
std::unique_ptr<ByteSource> read_memory(std::string_view bytes) {
  return std::make_unique<MemoryBytes>(bytes);
}
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> packed) {
  return std::make_unique<Inflated>(std::move(packed), Wrapping::gzip);
}
std::unique_ptr<ByteSource> inflate_raw(std::unique_ptr<ByteSource> packed) {
  return std::make_unique<Inflated>(std::move(packed), Wrapping::raw);
}

}  // namespace shouhou::connect
