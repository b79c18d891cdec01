// Where the body of an upload goes while it comes.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <string_view>

namespace shouhou::net {

struct BodyFile {
  std::string path;
  int descriptor = -1;
  // The rest of the body is read and dropped then: few clients look for an answer before they have sent all.
  bool failed = false;

  BodyFile() = default;
  BodyFile(const BodyFile&) = delete;
  BodyFile& operator=(const BodyFile&) = delete;
  ~BodyFile() {
    if (descriptor >= 0) ::close(descriptor);
  }
  void create(const std::string& directory) {
    path = directory + "/shouhou-upload-XXXXXX";
    descriptor = ::mkostemp(path.data(), O_CLOEXEC);
    failed = descriptor < 0;
  }
  // Blocks on the disk.
  void write(std::string_view piece) {
    while (!piece.empty() && !failed) {
      const ssize_t size = ::write(descriptor, piece.data(), piece.size());
      failed = size <= 0;
      if (!failed) piece.remove_prefix(static_cast<std::size_t>(size));
    }
  }
};

}  // namespace shouhou::net
