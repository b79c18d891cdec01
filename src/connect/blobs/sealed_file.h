// Files sealed on disk. Form: "SHSEAL1\n", 32 bytes of salt, then pieces of 64 KiB of clear bytes, each
// sealed with XChaCha20-Poly1305 under a key of the file's own and bound to its place and to whether it is
// the last: a piece that was changed, moved, dropped or cut off at the end is found. Any piece opens by
// itself, because a workbook is read from its end; memory holds one piece.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "ports/blobs.h"

namespace shouhou::connect {

class Sealing {
 public:
  using Put = std::function<Result<void>(std::string_view sealed)>;

  explicit Sealing(const crypto::SecretKey& key);
  Result<void> add(std::string_view clear, const Put& put);
  // The last piece, which may be empty; nothing is added after it.
  Result<void> end(const Put& put);

 private:
  Result<void> begin(const Put& put);
  Result<void> put_piece(bool last, const Put& put);

  std::string salt_;
  crypto::SecretKey key_;
  std::string piece_;
  std::int64_t pieces_ = 0;
  bool begun_ = false;
};

// Whether it begins as sealed files do.
bool is_sealed_file(const std::string& path);
// Errors: blob.damaged (also where the key is another one).
Result<std::shared_ptr<ports::BlobReader>> open_sealed_file(const std::string& path,
                                                            const crypto::SecretKey& key);

// The same face for a file that lies in the clear. Errors: blob.damaged.
Result<std::shared_ptr<ports::BlobReader>> open_clear_file(const std::string& path);

tl::unexpected<Error> damaged_file();

}  // namespace shouhou::connect
