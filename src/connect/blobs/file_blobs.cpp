#include "connect/blobs/file_blobs.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <limits>
#include <mutex>

#include "base/encoding.h"
#include "connect/blobs/sealed_file.h"

namespace shouhou::connect {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> unwritable(const std::string& what) {
  return fail(ErrorKind::unavailable, "blob.unwritable",
              {"文件无法写入磁盘：" + what, "the file cannot be written to disk: " + what});
}

std::string last_error() {
  return std::strerror(errno);
}

bool is_hash(std::string_view text) {
  const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  return text.size() == 64 && std::ranges::all_of(text, hex);
}

// Between the last look at a file and its end nobody keeps the same bytes again.
std::mutex& keeping() {
  static std::mutex mutex;
  return mutex;
}

bool sync_directory(const fs::path& directory) {
  const int handle = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return synced;
}

// Makes the directory and lets its parents know of it.
bool make_directory(const fs::path& directory) {
  std::error_code error;
  if (fs::is_directory(directory, error)) return true;
  if (!fs::create_directories(directory, error) && error) return false;
  return sync_directory(directory.parent_path()) && sync_directory(directory.parent_path().parent_path());
}

tl::unexpected<Error> too_large(std::int64_t limit) {
  const std::string most = std::to_string(limit >> 20);
  return fail(ErrorKind::too_large, "blob.too_large",
              {"文件太大，最多 " + most + " MB", "the file is too large, at most " + most + " MB"});
}

struct FreeDigest {
  void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
};

class FileWriter final : public ports::BlobWriter {
 public:
  FileWriter(fs::path root, fs::path temporary, int handle, std::int64_t limit)
      : root_(std::move(root)), temporary_(std::move(temporary)), handle_(handle), limit_(limit) {
    EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr);
  }
  ~FileWriter() override {
    if (handle_ >= 0) ::close(handle_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }

  Result<void> write(std::string_view bytes) override {
    size_ += static_cast<std::int64_t>(bytes.size());
    if (size_ > limit_) return too_large(limit_);
    EVP_DigestUpdate(digest_.get(), bytes.data(), bytes.size());
    while (!bytes.empty()) {
      const ssize_t written = ::write(handle_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return unwritable(last_error());
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

  Result<ports::BlobInfo> finish() override {
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(digest_.get(), raw.data(), &length);
    const std::string hash = to_hex({reinterpret_cast<const char*>(raw.data()), length});
    return keep_as(hash);
  }

  // Durable under this name, whatever the bytes.
  Result<ports::BlobInfo> keep_as(const std::string& hash) {
    if (::fsync(handle_) != 0) return unwritable(last_error());
    const fs::path folder = root_ / hash.substr(0, 2);
    if (!make_directory(folder)) return unwritable(folder.string());
    // The same bytes may be there already: then this only replaces like with like.
    {
      const std::lock_guard lock(keeping());
      if (::rename(temporary_.c_str(), (folder / hash).c_str()) != 0) return unwritable(last_error());
    }
    temporary_.clear();
    if (!sync_directory(folder)) return unwritable(last_error());
    return ports::BlobInfo{hash, size_};
  }

 private:
  fs::path root_;
  fs::path temporary_;
  int handle_;
  std::int64_t limit_;
  std::int64_t size_ = 0;
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest_{EVP_MD_CTX_new()};
};

class SealingWriter final : public ports::BlobWriter {
 public:
  SealingWriter(std::unique_ptr<FileWriter> file, std::int64_t limit, const crypto::SecretKey& key)
      : file_(std::move(file)), limit_(limit), key_(key), sealing_(key) {
    EVP_DigestInit_ex(digest_.get(), EVP_sha256(), nullptr);
  }

  Result<void> write(std::string_view bytes) override {
    size_ += static_cast<std::int64_t>(bytes.size());
    if (size_ > limit_) return too_large(limit_);
    EVP_DigestUpdate(digest_.get(), bytes.data(), bytes.size());
    return sealing_.add(bytes, [&](std::string_view sealed) { return file_->write(sealed); });
  }

  Result<ports::BlobInfo> finish() override {
    SHOUHOU_TRY(sealing_.end([&](std::string_view sealed) { return file_->write(sealed); }));
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned int length = 0;
    EVP_DigestFinal_ex(digest_.get(), raw.data(), &length);
    const std::string name =
        to_hex(crypto::keyed_hash(key_.child("name"), {reinterpret_cast<const char*>(raw.data()), length}));
    SHOUHOU_TRY(file_->keep_as(name));
    return ports::BlobInfo{name, size_};
  }

 private:
  std::unique_ptr<FileWriter> file_;
  std::int64_t limit_;
  std::int64_t size_ = 0;
  crypto::SecretKey key_;
  Sealing sealing_;
  std::unique_ptr<EVP_MD_CTX, FreeDigest> digest_{EVP_MD_CTX_new()};
};

}  // namespace

Result<std::unique_ptr<FileBlobs>> FileBlobs::open(fs::path directory) {
  std::error_code error;
  fs::remove_all(directory / "tmp", error);
  fs::create_directories(directory / "tmp", error);
  if (error) return unwritable((directory / "tmp").string() + ": " + error.message());
  return std::unique_ptr<FileBlobs>(new FileBlobs(std::move(directory)));
}

namespace {

Result<std::unique_ptr<FileWriter>> new_file(const fs::path& directory, ShopId shop, std::int64_t limit) {
  static std::atomic<std::uint64_t> next{0};
  const fs::path temporary =
      directory / "tmp" / (std::to_string(::getpid()) + "-" + std::to_string(next.fetch_add(1)));
  const int handle = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return unwritable(temporary.string() + ": " + last_error());
  return std::make_unique<FileWriter>(directory / shop.str(), temporary, handle, limit);
}

}  // namespace

Result<std::unique_ptr<ports::BlobWriter>> FileBlobs::create(ShopId shop, std::int64_t limit) {
  SHOUHOU_ASSIGN(std::unique_ptr<FileWriter> file, new_file(directory_, shop, limit));
  return std::unique_ptr<ports::BlobWriter>(std::move(file));
}

Result<std::unique_ptr<ports::BlobWriter>> FileBlobs::create_sealed(ShopId shop, std::int64_t limit,
                                                                    const crypto::SecretKey& key) {
  constexpr std::int64_t any_size = std::numeric_limits<std::int64_t>::max();
  SHOUHOU_ASSIGN(std::unique_ptr<FileWriter> file, new_file(directory_, shop, any_size));
  return std::unique_ptr<ports::BlobWriter>(std::make_unique<SealingWriter>(std::move(file), limit, key));
}

Result<std::shared_ptr<ports::BlobReader>> FileBlobs::open_sealed(ShopId shop, std::string_view name,
                                                                  const crypto::SecretKey& key) {
  SHOUHOU_ASSIGN(const std::string file, path(shop, name));
  return open_sealed_file(file, key);
}

Result<std::string> FileBlobs::path(ShopId shop, std::string_view hash) {
  const fs::path file = directory_ / shop.str() / hash.substr(0, 2) / hash;
  std::error_code error;
  if (!is_hash(hash) || !fs::is_regular_file(file, error)) {
    return fail(ErrorKind::not_found, "blob.not_found", {"没有这个文件", "there is no such file"});
  }
  return file.string();
}

Result<void> FileBlobs::remove(ShopId shop, std::string_view hash) {
  SHOUHOU_ASSIGN(const std::string file, path(shop, hash));
  if (::unlink(file.c_str()) != 0) return unwritable(file + ": " + last_error());
  return {};
}

Result<bool> FileBlobs::remove_unless_fresh(ShopId shop, std::string_view hash, Instant untouched_since) {
  const auto file = path(shop, hash);
  if (!file) return true;
  const std::lock_guard lock(keeping());
  struct stat found {};
  if (::stat(file->c_str(), &found) != 0) return true;
  const std::int64_t touched =
      std::int64_t{found.st_mtim.tv_sec} * 1000 + std::int64_t{found.st_mtim.tv_nsec} / 1'000'000;
  if (touched >= untouched_since.ms) return false;
  if (::unlink(file->c_str()) != 0) return unwritable(*file + ": " + last_error());
  return true;
}

}  // namespace shouhou::connect
