#include "connect/blobs/file_blobs.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
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

// A file on its way to its place. Dropped before it leaves nothing behind.
class NewFile {
 public:
  NewFile(fs::path root, fs::path temporary, int handle)
      : root_(std::move(root)), temporary_(std::move(temporary)), handle_(handle) {}
  ~NewFile() {
    if (handle_ >= 0) ::close(handle_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;

  Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(handle_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return unwritable(last_error());
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
  }

  // Durable under this name. False, with nothing kept: `instead` of a file that is not there any more.
  Result<bool> keep_as(const std::string& name, bool instead) {
    if (::fsync(handle_) != 0) return unwritable(last_error());
    const fs::path folder = root_ / name.substr(0, 2);
    if (!make_directory(folder)) return unwritable(folder.string());
    // The same bytes may be there already: then this only replaces like with like.
    {
      const std::lock_guard lock(keeping());
      std::error_code ignored;
      if (instead && !fs::exists(folder / name, ignored)) return false;
      if (::rename(temporary_.c_str(), (folder / name).c_str()) != 0) return unwritable(last_error());
    }
    temporary_.clear();
    if (!sync_directory(folder)) return unwritable(last_error());
    return true;
  }

 private:
  fs::path root_;
  fs::path temporary_;
  int handle_;
};

class Digest {
 public:
  Digest() { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string end() {
    std::string raw(EVP_MAX_MD_SIZE, '\0');
    unsigned int length = 0;
    EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(raw.data()), &length);
    raw.resize(length);
    return raw;
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* digest) const { EVP_MD_CTX_free(digest); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context_{EVP_MD_CTX_new()};
};

class SealingWriter final : public ports::BlobWriter {
 public:
  SealingWriter(std::unique_ptr<NewFile> file, std::int64_t limit, const crypto::SecretKey& key)
      : file_(std::move(file)), limit_(limit), key_(key), sealing_(key) {}

  Result<void> write(std::string_view bytes) override {
    size_ += static_cast<std::int64_t>(bytes.size());
    if (size_ > limit_) return too_large(limit_);
    digest_.add(bytes);
    return sealing_.add(bytes, [&](std::string_view sealed) { return file_->write(sealed); });
  }

  Result<ports::BlobInfo> finish() override {
    SHOUHOU_TRY(sealing_.end([&](std::string_view sealed) { return file_->write(sealed); }));
    const std::string name = to_hex(crypto::keyed_hash(key_.child("name"), digest_.end()));
    SHOUHOU_TRY(file_->keep_as(name, false));
    return ports::BlobInfo{name, size_};
  }

 private:
  std::unique_ptr<NewFile> file_;
  std::int64_t limit_;
  std::int64_t size_ = 0;
  crypto::SecretKey key_;
  Sealing sealing_;
  Digest digest_;
};

Result<std::unique_ptr<NewFile>> new_file(const fs::path& directory, ShopId shop) {
  static std::atomic<std::uint64_t> next{0};
  const fs::path temporary =
      directory / "tmp" / (std::to_string(::getpid()) + "-" + std::to_string(next.fetch_add(1)));
  const int handle = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (handle < 0) return unwritable(temporary.string() + ": " + last_error());
  return std::make_unique<NewFile>(directory / shop.str(), temporary, handle);
}

// Calls `piece` with the file's bytes from the beginning, in parts.
template <class Piece>
Result<void> read_through(ports::BlobReader& file, Piece piece) {
  std::string bytes(64 * 1024, '\0');
  for (std::int64_t at = 0; at < file.size();) {
    SHOUHOU_ASSIGN(const std::size_t got, file.read_at(at, bytes.data(), bytes.size()));
    SHOUHOU_TRY(piece(std::string_view(bytes).substr(0, got)));
    at += static_cast<std::int64_t>(got);
  }
  return {};
}

// A file in the clear whose name is the hash of its bytes. Errors: blob.damaged.
Result<std::shared_ptr<ports::BlobReader>> open_clear(const std::string& path, std::string_view name) {
  SHOUHOU_ASSIGN(auto file, open_clear_file(path));
  Digest digest;
  SHOUHOU_TRY(read_through(*file, [&](std::string_view bytes) -> Result<void> {
    digest.add(bytes);
    return {};
  }));
  if (to_hex(digest.end()) != name) return damaged_file();
  return file;
}

// False where it went away meanwhile.
Result<bool> seal_in_place(const fs::path& directory, ShopId shop, const fs::path& path,
                           const crypto::SecretKey& key) {
  SHOUHOU_ASSIGN(const auto clear, open_clear(path.string(), path.filename().string()));
  SHOUHOU_ASSIGN(const std::unique_ptr<NewFile> file, new_file(directory, shop));
  const auto put = [&](std::string_view sealed) { return file->write(sealed); };
  Sealing sealing(key);
  SHOUHOU_TRY(read_through(*clear, [&](std::string_view bytes) { return sealing.add(bytes, put); }));
  SHOUHOU_TRY(sealing.end(put));
  return file->keep_as(path.filename().string(), true);
}

}  // namespace

Result<std::unique_ptr<FileBlobs>> FileBlobs::open(fs::path directory) {
  std::error_code error;
  fs::remove_all(directory / "tmp", error);
  fs::create_directories(directory / "tmp", error);
  if (error) return unwritable((directory / "tmp").string() + ": " + error.message());
  return std::unique_ptr<FileBlobs>(new FileBlobs(std::move(directory)));
}

Result<std::unique_ptr<ports::BlobWriter>> FileBlobs::create(ShopId shop, std::int64_t limit,
                                                             const crypto::SecretKey& key) {
  SHOUHOU_ASSIGN(std::unique_ptr<NewFile> file, new_file(directory_, shop));
  return std::unique_ptr<ports::BlobWriter>(std::make_unique<SealingWriter>(std::move(file), limit, key));
}

Result<std::shared_ptr<ports::BlobReader>> FileBlobs::open(ShopId shop, std::string_view name,
                                                           const crypto::SecretKey& key) {
  SHOUHOU_ASSIGN(const std::string file, path(shop, name));
  return is_sealed_file(file) ? open_sealed_file(file, key) : open_clear(file, name);
}

Result<int> FileBlobs::seal_clear(ShopId shop, const crypto::SecretKey& key, int at_most) {
  std::error_code none;
  int sealed = 0;
  for (fs::recursive_directory_iterator at(directory_ / shop.str(), none), end; at != end && sealed < at_most;
       at.increment(none)) {
    const fs::path& file = at->path();
    if (!is_hash(file.filename().string()) || is_sealed_file(file.string())) continue;
    const auto done = seal_in_place(directory_, shop, file, key);
    if (done) sealed += *done ? 1 : 0;
    // A damaged one stays as it is: it is told of to whoever opens it.
    if (!done && done.error().kind == ErrorKind::unavailable) return forward(done.error());
  }
  return sealed;
}

Result<std::string> FileBlobs::path(ShopId shop, std::string_view name) const {
  const fs::path file = directory_ / shop.str() / name.substr(0, 2) / name;
  std::error_code error;
  if (!is_hash(name) || !fs::is_regular_file(file, error)) {
    return fail(ErrorKind::not_found, "blob.not_found", {"没有这个文件", "there is no such file"});
  }
  return file.string();
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
