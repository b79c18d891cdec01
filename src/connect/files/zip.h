// The members of a .zip, which is also what an .xlsx is. Stored and deflated members, zip64, names in UTF-8
// or in the code page of Chinese Windows. Encrypted archives are refused by name.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connect/files/bytes.h"

namespace shouhou::connect {

struct ZipMember {
  std::string name;
  int method = 0;  // 0 stored, 8 deflated
  bool encrypted = false;
  std::int64_t packed = 0;
  std::int64_t unpacked = 0;  // as the archive claims
  std::int64_t header_at = 0;
};

// At most this many members are looked at.
inline constexpr std::size_t zip_member_limit = 10'000;

class ZipArchive {
 public:
  // Errors: file.unreadable.
  static Result<ZipArchive> open(std::shared_ptr<LocalFile> file);

  const std::vector<ZipMember>& members() const { return members_; }
  const ZipMember* member(std::string_view name) const;
  Result<std::unique_ptr<ByteSource>> read(const ZipMember& member) const;
  // The whole of a small member. Errors: file.too_large above `limit` bytes.
  Result<std::string> load(const ZipMember& member, std::size_t limit) const;

 private:
  std::shared_ptr<LocalFile> file_;
  std::vector<ZipMember> members_;
};

}  // namespace shouhou::connect
