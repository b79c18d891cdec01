// ports::PersonalVault for one unit: the shop's wrapped key comes from the unit's own view of the database,
// the key ring opens it.
#pragma once

#include <map>
#include <memory>

#include "ports/personal_vault.h"
#include "store/engine/engine.h"
#include "store/key_ring.h"

namespace shouhou::store {

class StoredVault final : public ports::PersonalVault {
 public:
  StoredVault(Session& session, KeyRing& ring) : session_(session), ring_(ring) {}

  std::string seal(ShopId shop, std::string_view field, std::string_view clear) override;
  Result<std::string> open(ShopId shop, std::string_view field, std::string_view sealed) override;
  std::string phone_hash(ShopId shop, std::string_view phone) override;
  std::string tail_hash(ShopId shop, std::string_view phone_or_tail) override;
  std::string exact_hash(ShopId shop, std::string_view kind, std::string_view text) override;
  crypto::SecretKey file_key(ShopId shop) override { return keys(shop).files; }
  // What a word is searched by (base/crypto_marks.h). Another shop's mark of the same word differs.
  std::string word_mark(ShopId shop, std::string_view word);
  std::string new_shop_key(ShopId shop) override { return ring_.new_data_key(shop); }

 private:
  // Throws EngineFailure where the key cannot be had: nothing personal can be read or written then.
  const ShopKeys& keys(ShopId shop);

  Session& session_;
  KeyRing& ring_;
  std::map<ShopId, std::shared_ptr<const ShopKeys>> used_;
};

}  // namespace shouhou::store
