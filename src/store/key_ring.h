// The keys personal data is sealed with. Every shop has a data key of its own, kept in the database wrapped
// by a master key; the master key stays outside the database, in a file or the environment, so a stolen
// database or backup alone tells no name, phone or address.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/crypto.h"
#include "base/ids.h"
#include "base/result.h"

namespace shouhou::store {

// What is derived from one shop's data key, each for one purpose.
struct ShopKeys {
  crypto::SecretKey seal;
  crypto::SecretKey phone;
  crypto::SecretKey tail;
  crypto::SecretKey exact;
  crypto::SecretKey files;
  crypto::SecretKey words;
};

// Where the master keys are. `listed` (hexadecimal, comma between, the current one first) wins over `file`.
struct KeyPlace {
  std::string file;
  std::string listed;
};
// <data directory>/keys/master.key, unless SHOUHOU_MASTER_KEY_FILE or SHOUHOU_MASTER_KEY say otherwise.
KeyPlace key_place(const std::string& data_directory);

// Thread-safe.
class KeyRing {
 public:
  // `may_create`: no shop has a data key yet, so a missing file is made anew (mode 0600). Otherwise a missing
  // file is refused: a new key could read nothing of what is there.
  // Errors: keys.missing, keys.malformed, keys.open_to_others, keys.unwritable.
  static Result<std::unique_ptr<KeyRing>> open(const KeyPlace& place, bool may_create);
  // Keys that live and die with the process: tests.
  static std::unique_ptr<KeyRing> fleeting();

  // A new data key, wrapped by the current master key, for a new shop.
  std::string new_data_key(ShopId shop);
  // The shop's keys out of its wrapped data key. An unknown master key makes it read the file again (another
  // process may have rotated). Errors: keys.wrong.
  Result<std::shared_ptr<const ShopKeys>> keys(ShopId shop, std::string_view wrapped);

  // Rotation: a new current master key is put before the old ones; then every data key is wrapped anew; then
  // the old ones are dropped. It may be interrupted between any two of these and done again.
  // Errors: keys.in_environment (put the new key first in SHOUHOU_MASTER_KEY yourself), keys.unwritable.
  Result<void> put_new_master_first();
  Result<std::string> wrap_anew(ShopId shop, std::string_view wrapped);
  Result<void> drop_old_masters();

  bool in_environment() const { return !place_.listed.empty(); }
  const std::string& file() const { return place_.file; }

 private:
  explicit KeyRing(KeyPlace place) : place_(std::move(place)) {}

  std::string wrap(ShopId shop, const crypto::SecretKey& data_key) const;
  Result<crypto::SecretKey> unwrap(ShopId shop, std::string_view wrapped);
  const crypto::SecretKey* master_called(std::string_view id) const;

  KeyPlace place_;
  mutable std::mutex mutex_;
  std::vector<crypto::SecretKey> masters_;                                      // the current one first
  std::map<std::string, std::shared_ptr<const ShopKeys>, std::less<>> opened_;  // by wrapped data key
};

}  // namespace shouhou::store
