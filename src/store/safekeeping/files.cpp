#include "store/safekeeping/files.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "base/encoding.h"

namespace shouhou::store {
namespace {

tl::unexpected<Error> unwritable(const std::filesystem::path& path) {
  const std::string why = std::strerror(errno);
  return fail(ErrorKind::unavailable, "backup.unwritable",
              {"写不进 " + path.string() + "：" + why, "Cannot write " + path.string() + ": " + why});
}

tl::unexpected<Error> unreadable(const std::filesystem::path& path) {
  const std::string why = std::strerror(errno);
  return fail(ErrorKind::unavailable, "backup.unreadable",
              {"读不出 " + path.string() + "：" + why, "Cannot read " + path.string() + ": " + why});
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  bool open() const { return number_ >= 0; }
  int number() const { return number_; }
  bool write(const char* data, std::size_t size) const {
    while (size > 0) {
      const ssize_t written = ::write(number_, data, size);
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      data += written;
      size -= static_cast<std::size_t>(written);
    }
    return true;
  }

 private:
  int number_;
};

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void add(const char* data, std::size_t size) { EVP_DigestUpdate(context_.get(), data, size); }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
    return to_hex({reinterpret_cast<const char*>(digest.data()), size});
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

constexpr std::size_t piece = 1 << 18;

// Reads the file to its end, giving each piece to `take`; false when reading failed or `take` said no.
template <class Take>
bool read_pieces(const Descriptor& file, Take take) {
  std::string buffer(piece, '\0');
  for (;;) {
    const ssize_t count = ::read(file.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    if (count == 0) return true;
    if (!take(buffer.data(), static_cast<std::size_t>(count))) return false;
  }
}

}  // namespace

Result<std::string> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  const Descriptor source(from, O_RDONLY);
  if (!source.open()) return unreadable(from);
  const Descriptor target(to, O_WRONLY | O_CREAT | O_EXCL);
  if (!target.open()) return unwritable(to);
  Sha256 digest;
  const bool copied = read_pieces(source, [&](const char* data, std::size_t size) {
    digest.add(data, size);
    return target.write(data, size);
  });
  if (!copied || ::fsync(target.number()) != 0) return unwritable(to);
  return digest.hex();
}

Result<std::string> hash_file(const std::filesystem::path& file) {
  const Descriptor source(file, O_RDONLY);
  if (!source.open()) return unreadable(file);
  Sha256 digest;
  const bool read = read_pieces(source, [&](const char* data, std::size_t size) {
    digest.add(data, size);
    return true;
  });
  if (!read) return unreadable(file);
  return digest.hex();
}

Result<void> write_durably(const std::filesystem::path& file, const std::string& content) {
  const Descriptor target(file, O_WRONLY | O_CREAT | O_TRUNC);
  if (!target.open() || !target.write(content.data(), content.size()) || ::fsync(target.number()) != 0)
    return unwritable(file);
  return {};
}

Result<void> sync_directory(const std::filesystem::path& directory) {
  const Descriptor handle(directory, O_RDONLY | O_DIRECTORY);
  if (!handle.open() || ::fsync(handle.number()) != 0) return unwritable(directory);
  return {};
}

}  // namespace shouhou::store
