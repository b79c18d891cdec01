#include "store/master_key_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/encoding.h"
#include "base/utf8.h"

namespace shouhou::store {
namespace {

constexpr std::string_view heading =
    "# 售后主密钥 · Shouhou master keys\n"
    "# 客户的姓名、电话、地址用它加密。请另存一份在别处：丢失后这些资料无法恢复；不要与数据库备份放在一起。\n"
    "# Personal data is encrypted with it. Keep a copy elsewhere: without it the data cannot be read again.\n"
    "# Do not keep it with the backups of the database.\n";

tl::unexpected<Error> unwritable(const std::string& file) {
  const std::string why = std::strerror(errno);
  return fail(
      ErrorKind::unavailable, "keys.unwritable",
      {"无法写入主密钥文件 " + file + ":" + why, "Cannot write the master key file " + file + ": " + why});
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(descriptor) == 0;
}

}  // namespace

Result<std::vector<crypto::SecretKey>> parse_master_keys(std::string_view text, const std::string& place) {
  std::vector<crypto::SecretKey> keys;
  int line = 0;
  while (!text.empty()) {
    ++line;
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string word = utf8::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty() || word.starts_with('#')) continue;
    const auto bytes = from_hex(word);
    const auto key = bytes ? crypto::SecretKey::from(*bytes) : std::nullopt;
    if (!key) {
      return invalid("keys.malformed", place + ":" + std::to_string(line),
                     {"主密钥应为 64 位十六进制数字", "A master key is 64 hexadecimal digits"});
    }
    keys.push_back(*key);
  }
  if (keys.empty()) {
    return invalid("keys.malformed", place,
                   {"主密钥文件中没有密钥", "There is no key in the master key file"});
  }
  return keys;
}

Result<std::vector<crypto::SecretKey>> read_master_keys(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    return fail(ErrorKind::unavailable, "keys.missing",
                {"找不到主密钥文件 " + file +
                     "。数据库中已有用它加密的资料，没有它就无法读取。请从您另存的地方取回该文件，或用 "
                     "SHOUHOU_MASTER_KEY_FILE 指明它的位置。",
                 "The master key file " + file +
                     " is missing. The database holds data encrypted with it, which nothing else can read. "
                     "Bring the file back from where you keep its copy, or name its place in "
                     "SHOUHOU_MASTER_KEY_FILE."});
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(ErrorKind::unavailable, "keys.open_to_others",
                {"主密钥文件 " + file + " 可被其他用户读取，请执行：chmod 600 " + file,
                 "Others may read the master key file " + file + "; run: chmod 600 " + file});
  }
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) {
    return fail(ErrorKind::unavailable, "keys.missing",
                {"无法读取主密钥文件 " + file, "Cannot read the master key file " + file});
  }
  return parse_master_keys(text.str(), file);
}

Result<void> write_master_keys(const std::string& file, const std::vector<crypto::SecretKey>& keys) {
  const std::filesystem::path directory = std::filesystem::absolute(file).parent_path();
  std::error_code error;
  std::filesystem::create_directories(directory.parent_path(), error);
  if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) return unwritable(file);

  std::string text(heading);
  for (const crypto::SecretKey& key : keys) text += to_hex(key.bytes()) + "\n";
  const std::string fresh = file + ".new";
  {
    const Descriptor descriptor(
        ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    const bool written = descriptor.number() >= 0 && ::fchmod(descriptor.number(), 0600) == 0 &&
                         write_all(descriptor.number(), text);
    crypto::wipe(text);
    if (!written) return unwritable(fresh);
  }
  if (::rename(fresh.c_str(), file.c_str()) != 0) return unwritable(file);
  const Descriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::fsync(folder.number()) != 0) return unwritable(file);
  return {};
}

}  // namespace shouhou::store
