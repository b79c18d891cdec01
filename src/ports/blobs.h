// Files by content: photos, videos, uploaded exports. Their names are keyed hashes of their bytes, so the
// same file of a shop is kept once, and nobody without the shop's key can tell whether a known file is here.
// On disk they lie sealed, in pieces, never in the clear.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/ids.h"
#include "base/instant.h"
#include "base/result.h"

namespace shouhou::ports {

struct BlobInfo {
  std::string hash;        // 64 hex digits
  std::int64_t bytes = 0;  // in the clear
};

// A file on its way in. Dropped without finish() it leaves nothing behind.
class BlobWriter {
 public:
  virtual ~BlobWriter() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  // Makes it durable under its hash. Errors: blob.unwritable.
  virtual Result<BlobInfo> finish() = 0;
};

// A kept file in the clear, at any place. One thread at a time.
class BlobReader {
 public:
  virtual ~BlobReader() = default;
  virtual std::int64_t size() const = 0;
  // What is there, less than `room` only at the end. Errors: blob.damaged.
  virtual Result<std::size_t> read_at(std::int64_t offset, char* into, std::size_t room) = 0;
};

class Blobs {
 public:
  virtual ~Blobs() = default;
  // `limit` in clear bytes; more gives blob.too_large.
  virtual Result<std::unique_ptr<BlobWriter>> create(ShopId shop, std::int64_t limit,
                                                     const crypto::SecretKey& key) = 0;
  // Errors: blob.not_found, blob.damaged (also with another key).
  virtual Result<std::shared_ptr<BlobReader>> open(ShopId shop, std::string_view name,
                                                   const crypto::SecretKey& key) = 0;

  // Photos and videos once lay in the clear, named by the SHA-256 of their bytes; open() reads such a file as
  // long as its name is true. Seals at most so many of them in their place, under the names they have; how
  // many it sealed, 0: there are no more. Errors: blob.unwritable.
  virtual Result<int> seal_clear(ShopId shop, const crypto::SecretKey& key, int at_most) = 0;

  // Removes it unless the same bytes were kept (again) after `untouched_since`, by the wall clock: somebody
  // is about to speak of them. True where it is gone.
  virtual Result<bool> remove_unless_fresh(ShopId shop, std::string_view hash, Instant untouched_since) = 0;
};

}  // namespace shouhou::ports
