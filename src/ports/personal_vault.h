// Names, phones and addresses: sealed at rest, found by keyed hash. A vault belongs to one unit of the store
// (`unit.vault()`), because the key of a shop lives in the store, wrapped by a master key outside of it.
#pragma once

#include <string>
#include <string_view>

#include "base/crypto.h"
#include "base/ids.h"
#include "base/result.h"

namespace shouhou::ports {

class PersonalVault {
 public:
  virtual ~PersonalVault() = default;

  // Bytes for a BLOB column, other ones each time. `field` names the place ("buyer.phone") and must be the
  // same to open. Empty text gives empty bytes.
  virtual std::string seal(ShopId shop, std::string_view field, std::string_view clear) = 0;
  // Errors: vault.unreadable (another shop's or field's bytes, or bytes that were tampered with).
  virtual Result<std::string> open(ShopId shop, std::string_view field, std::string_view sealed) = 0;

  // 32 bytes to look a phone up by; spellings of one number agree (+86, spaces, dashes, full-width digits).
  // Another shop's hash of the same number differs. Empty where the text holds no phone number.
  virtual std::string phone_hash(ShopId shop, std::string_view phone) = 0;
  // The same for the last four digits, which may be given alone.
  virtual std::string tail_hash(ShopId shop, std::string_view phone_or_tail) = 0;
  // For other texts to be found by exact match (a platform's buyer name): `kind` keeps them apart.
  virtual std::string exact_hash(ShopId shop, std::string_view kind, std::string_view text) = 0;

  // The key that files (imported exports, photos, videos) are sealed with: a child of the shop's data key.
  virtual crypto::SecretKey file_key(ShopId shop) = 0;

  // A data key for a new shop, wrapped by the master key; see Accounts::start_shop.
  virtual std::string new_shop_key(ShopId shop) = 0;
};

}  // namespace shouhou::ports
