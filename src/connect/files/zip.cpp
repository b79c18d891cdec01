#include "connect/files/zip.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "connect/files/encoding.h"

namespace shouhou::connect {
namespace {

constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::uint32_t end64_mark = 0x06064b50;
constexpr std::uint32_t locator64_mark = 0x07064b50;
constexpr std::uint32_t entry_mark = 0x02014b50;
constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::int64_t directory_limit = 16 * 1024 * 1024;

// Little-endian numbers out of a piece of the file; 0 beyond its end.
struct Fields {
  std::string_view bytes;
  std::uint64_t number(std::size_t at, int width) const {
    std::uint64_t value = 0;
    for (int i = width - 1; i >= 0; --i) {
      const std::size_t place = at + static_cast<std::size_t>(i);
      value = value << 8 | (place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0);
    }
    return value;
  }
  std::uint32_t u16(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 2)); }
  std::uint32_t u32(std::size_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }
  std::uint64_t u64(std::size_t at) const { return number(at, 8); }
};

tl::unexpected<Error> damaged() {
  return unreadable_file({"压缩包已损坏或不是 zip", "the archive is damaged or no zip"});
}

struct Directory {
  std::int64_t at = 0;
  std::int64_t bytes = 0;
};

Result<std::string> piece(const LocalFile& file, std::int64_t at, std::int64_t bytes) {
  if (at < 0 || bytes < 0 || at > file.size()) return damaged();
  std::string text(static_cast<std::size_t>(std::min(bytes, file.size() - at)), '\0');
  SHOUHOU_ASSIGN(const std::size_t got, file.read_at(at, text.data(), text.size()));
  text.resize(got);
  return text;
}

// The directory's place stands at the end of the file, before a comment of at most 65 535 bytes.
Result<Directory> find_directory(const LocalFile& file) {
  const std::int64_t span = std::min<std::int64_t>(file.size(), 22 + 65'535 + 20);
  SHOUHOU_ASSIGN(const std::string end, piece(file, file.size() - span, span));
  const Fields fields{end};
  for (std::int64_t at = static_cast<std::int64_t>(end.size()) - 22; at >= 0; --at) {
    const auto place = static_cast<std::size_t>(at);
    if (fields.u32(place) != end_mark) continue;
    Directory found{fields.u32(place + 16), fields.u32(place + 12)};
    if (found.at != 0xFFFFFFFF && found.bytes != 0xFFFFFFFF) return found;
    if (place < 20 || fields.u32(place - 20) != locator64_mark) return damaged();
    SHOUHOU_ASSIGN(const std::string end64,
                   piece(file, static_cast<std::int64_t>(fields.u64(place - 20 + 8)), 56));
    const Fields wide{end64};
    if (wide.u32(0) != end64_mark) return damaged();
    return Directory{static_cast<std::int64_t>(wide.u64(48)), static_cast<std::int64_t>(wide.u64(40))};
  }
  return damaged();
}

// Sizes and offset that do not fit 32 bits stand in the zip64 extra field, in this order, each only if
// needed.
void widen(ZipMember& member, std::string_view extra) {
  const Fields fields{extra};
  for (std::size_t at = 0; at + 4 <= extra.size(); at += 4 + fields.u16(at + 2)) {
    if (fields.u16(at) != 1) continue;
    std::size_t place = at + 4;
    for (std::int64_t* value : {&member.unpacked, &member.packed, &member.header_at}) {
      if (*value != 0xFFFFFFFF) continue;
      *value = static_cast<std::int64_t>(fields.u64(place));
      place += 8;
    }
  }
}

Result<std::vector<ZipMember>> read_directory(std::string_view bytes) {
  std::vector<ZipMember> members;
  const Fields fields{bytes};
  std::size_t at = 0;
  while (at + 46 <= bytes.size() && fields.u32(at) == entry_mark) {
    if (members.size() >= zip_member_limit) {
      return too_large_file({"压缩包里的文件太多", "too many members in the archive"});
    }
    const std::size_t name_size = fields.u16(at + 28);
    const std::size_t extra_size = fields.u16(at + 30);
    if (at + 46 + name_size + extra_size > bytes.size()) return damaged();
    ZipMember member;
    const std::uint32_t flags = fields.u16(at + 8);
    member.encrypted = (flags & 1) != 0;
    member.method = static_cast<int>(fields.u16(at + 10));
    member.packed = fields.u32(at + 20);
    member.unpacked = fields.u32(at + 24);
    member.header_at = fields.u32(at + 42);
    const std::string_view name = bytes.substr(at + 46, name_size);
    member.name = utf8::valid(name) ? std::string(name) : utf8_of_gb18030(name);
    widen(member, bytes.substr(at + 46 + name_size, extra_size));
    members.push_back(std::move(member));
    at += 46 + name_size + extra_size + fields.u16(at + 32);
  }
  return members;
}

// The packed bytes of one member.
class Slice final : public ByteSource {
 public:
  Slice(std::shared_ptr<LocalFile> file, std::int64_t at, std::int64_t bytes)
      : file_(std::move(file)), start_(at), at_(at), end_(at + bytes) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    const auto left = static_cast<std::size_t>(end_ - at_);
    SHOUHOU_ASSIGN(const std::size_t got, file_->read_at(at_, into, std::min(room, left)));
    at_ += static_cast<std::int64_t>(got);
    return got;
  }
  int permille() const override {
    return end_ == start_ ? 1000 : static_cast<int>((at_ - start_) * 1000 / (end_ - start_));
  }

 private:
  std::shared_ptr<LocalFile> file_;
  std::int64_t start_;
  std::int64_t at_;
  std::int64_t end_;
};

}  // namespace

Result<ZipArchive> ZipArchive::open(std::shared_ptr<LocalFile> file) {
  SHOUHOU_ASSIGN(const Directory directory, find_directory(*file));
  if (directory.bytes > directory_limit) {
    return too_large_file({"压缩包目录过大", "the archive's directory is too large"});
  }
  SHOUHOU_ASSIGN(const std::string bytes, piece(*file, directory.at, directory.bytes));
  ZipArchive archive;
  SHOUHOU_ASSIGN(archive.members_, read_directory(bytes));
  archive.file_ = std::move(file);
  return archive;
}

const ZipMember* ZipArchive::member(std::string_view name) const {
  const auto found = std::ranges::find(members_, name, &ZipMember::name);
  return found == members_.end() ? nullptr : &*found;
}

Result<std::unique_ptr<ByteSource>> ZipArchive::read(const ZipMember& member) const {
  if (member.encrypted) {
    return fail(ErrorKind::invalid, "file.encrypted",
                {"压缩包有密码，请去掉密码后再导入：" + member.name,
                 "The archive has a password; remove it first: " + member.name});
  }
  SHOUHOU_ASSIGN(const std::string header, piece(*file_, member.header_at, 30));
  const Fields fields{header};
  if (header.size() < 30 || fields.u32(0) != local_mark) return damaged();
  const std::int64_t data_at = member.header_at + 30 + fields.u16(26) + fields.u16(28);
  if (member.packed < 0 || data_at > file_->size() || member.packed > file_->size() - data_at) {
    return damaged();
  }
  std::unique_ptr<ByteSource> packed = std::make_unique<Slice>(file_, data_at, member.packed);
  if (member.method == 0) return packed;
  if (member.method == 8) return inflate_raw(std::move(packed));
  return unreadable_file({"压缩方式不支持：" + member.name, "packed in an unknown way: " + member.name});
}

Result<std::string> ZipArchive::load(const ZipMember& member, std::size_t limit) const {
  SHOUHOU_ASSIGN(const std::unique_ptr<ByteSource> source, read(member));
  std::string whole;
  std::array<char, 32 * 1024> buffer;
  while (true) {
    SHOUHOU_ASSIGN(const std::size_t got, source->read(buffer.data(), buffer.size()));
    if (got == 0) return whole;
    if (whole.size() + got > limit) return too_large_file({member.name, member.name});
    whole.append(buffer.data(), got);
  }
}

}  // namespace shouhou::connect
