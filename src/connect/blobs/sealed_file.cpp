#include "connect/blobs/sealed_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace shouhou::connect {
namespace {

constexpr std::string_view magic = "SHSEAL1\n";
constexpr std::size_t salt_size = 32;
constexpr std::size_t header_size = magic.size() + salt_size;
constexpr std::size_t piece_size = 64 * 1024;
constexpr std::size_t seal_size = 24 + 16;  // nonce and tag, see crypto::seal

crypto::SecretKey key_of_file(const crypto::SecretKey& key, std::string_view salt) {
  return *crypto::SecretKey::from(crypto::keyed_hash(key.child("file"), salt));
}

std::string place(std::int64_t piece, bool last) {
  return "file:1:" + std::to_string(piece) + (last ? ":last" : ":more");
}

// Less than `room` only at the file's end.
Result<std::size_t> read_fully(int descriptor, std::int64_t at, char* into, std::size_t room) {
  std::size_t got = 0;
  while (got < room) {
    const ssize_t once = ::pread(descriptor, into + got, room - got, at + static_cast<std::int64_t>(got));
    if (once < 0 && errno == EINTR) continue;
    if (once < 0) return damaged_file();
    if (once == 0) break;
    got += static_cast<std::size_t>(once);
  }
  return got;
}

class ClearFile final : public ports::BlobReader {
 public:
  ClearFile(int descriptor, std::int64_t size) : descriptor_(descriptor), size_(size) {}
  ~ClearFile() override { ::close(descriptor_); }
  ClearFile(const ClearFile&) = delete;
  ClearFile& operator=(const ClearFile&) = delete;

  std::int64_t size() const override { return size_; }
  Result<std::size_t> read_at(std::int64_t offset, char* into, std::size_t room) override {
    if (offset >= size_) return std::size_t{0};
    SHOUHOU_ASSIGN(
        const std::size_t got,
        read_fully(descriptor_, offset, into, std::min(room, static_cast<std::size_t>(size_ - offset))));
    if (got == 0) return damaged_file();  // cut off meanwhile
    return got;
  }

 private:
  int descriptor_;
  std::int64_t size_;
};

class SealedFile final : public ports::BlobReader {
 public:
  SealedFile(int descriptor, std::int64_t bytes, crypto::SecretKey key)
      : descriptor_(descriptor), key_(std::move(key)) {
    const auto body = bytes - static_cast<std::int64_t>(header_size);
    constexpr auto whole = static_cast<std::int64_t>(piece_size + seal_size);
    pieces_ = (body + whole - 1) / whole;
    size_ = body - pieces_ * static_cast<std::int64_t>(seal_size);
  }
  ~SealedFile() override { ::close(descriptor_); }
  SealedFile(const SealedFile&) = delete;
  SealedFile& operator=(const SealedFile&) = delete;

  std::int64_t size() const override { return size_; }

  Result<std::size_t> read_at(std::int64_t offset, char* into, std::size_t room) override {
    std::size_t got = 0;
    while (got < room && offset < size_) {
      SHOUHOU_TRY(turn_to(offset / static_cast<std::int64_t>(piece_size)));
      const auto within = static_cast<std::size_t>(offset % static_cast<std::int64_t>(piece_size));
      if (within >= clear_.size()) return damaged_file();
      const std::size_t count = clear_.copy(into + got, room - got, within);
      got += count;
      offset += static_cast<std::int64_t>(count);
    }
    return got;
  }

  // Opens the piece, unless it lies open already.
  Result<void> turn_to(std::int64_t piece) {
    if (piece == open_) return {};
    std::string sealed(piece_size + seal_size, '\0');
    const auto at = static_cast<std::int64_t>(header_size) + piece * static_cast<std::int64_t>(sealed.size());
    SHOUHOU_ASSIGN(const std::size_t got, read_fully(descriptor_, at, sealed.data(), sealed.size()));
    sealed.resize(got);
    auto clear = crypto::open(key_, sealed, place(piece, piece + 1 == pieces_));
    if (!clear) return damaged_file();
    clear_ = *std::move(clear);
    open_ = piece;
    return {};
  }

 private:
  int descriptor_;
  crypto::SecretKey key_;
  std::int64_t pieces_ = 0;
  std::int64_t size_ = 0;
  std::int64_t open_ = -1;
  std::string clear_;
};

}  // namespace

tl::unexpected<Error> damaged_file() {
  return fail(ErrorKind::internal, "blob.damaged",
              {"保存的文件已损坏或密钥不对，无法读取", "A kept file is damaged or its key is another one"});
}

bool is_sealed_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  std::string start(magic.size(), '\0');
  const auto got = read_fully(descriptor, 0, start.data(), start.size());
  ::close(descriptor);
  return got && *got == start.size() && start == magic;
}

Result<std::shared_ptr<ports::BlobReader>> open_clear_file(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return damaged_file();
  struct stat about {};
  if (::fstat(descriptor, &about) != 0) {
    ::close(descriptor);
    return damaged_file();
  }
  return std::shared_ptr<ports::BlobReader>(std::make_shared<ClearFile>(descriptor, about.st_size));
}

Sealing::Sealing(const crypto::SecretKey& key)
    : salt_(crypto::random_bytes(salt_size)), key_(key_of_file(key, salt_)) {}

Result<void> Sealing::begin(const Put& put) {
  if (begun_) return {};
  begun_ = true;
  SHOUHOU_TRY(put(magic));
  return put(salt_);
}

Result<void> Sealing::add(std::string_view clear, const Put& put) {
  SHOUHOU_TRY(begin(put));
  while (!clear.empty()) {
    // A full piece waits for more: only then it is known not to be the last.
    if (piece_.size() == piece_size) SHOUHOU_TRY(put_piece(false, put));
    const std::size_t taken = std::min(clear.size(), piece_size - piece_.size());
    piece_.append(clear.substr(0, taken));
    clear.remove_prefix(taken);
  }
  return {};
}

Result<void> Sealing::end(const Put& put) {
  SHOUHOU_TRY(begin(put));
  return put_piece(true, put);
}

Result<void> Sealing::put_piece(bool last, const Put& put) {
  const std::string sealed = crypto::seal(key_, piece_, place(pieces_++, last));
  crypto::wipe(piece_);
  piece_.clear();
  return put(sealed);
}

Result<std::shared_ptr<ports::BlobReader>> open_sealed_file(const std::string& path,
                                                            const crypto::SecretKey& key) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return damaged_file();
  std::string header(header_size, '\0');
  struct stat about {};
  const bool whole = ::pread(descriptor, header.data(), header.size(), 0) == ssize_t{header_size} &&
                     header.starts_with(magic) && ::fstat(descriptor, &about) == 0 &&
                     about.st_size >= static_cast<off_t>(header_size + seal_size);
  if (!whole) {
    ::close(descriptor);
    return damaged_file();
  }
  auto file =
      std::make_shared<SealedFile>(descriptor, about.st_size, key_of_file(key, header.substr(magic.size())));
  // A wrong key, or a file that was cut off, shows at once in its last piece.
  SHOUHOU_TRY(file->turn_to(std::max<std::int64_t>((file->size() - 1) / std::int64_t{piece_size}, 0)));
  return std::shared_ptr<ports::BlobReader>(std::move(file));
}

}  // namespace shouhou::connect
