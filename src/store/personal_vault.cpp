#include "store/personal_vault.h"

#include "base/crypto_marks.h"
#include "domain/buyers.h"
#include "store/shop_standing.h"

namespace shouhou::store {
namespace {

std::string place(ShopId shop, std::string_view field) {
  return "personal:1:" + shop.str() + ":" + std::string(field);
}

}  // namespace

const ShopKeys& StoredVault::keys(ShopId shop) {
  auto& known = used_[shop];
  if (known) return *known;
  const auto& wrapped = standing_of(session_, shop).wrapped_key;
  if (!wrapped) {
    throw EngineFailure(Error{ErrorKind::unavailable,
                              "keys.missing",
                              {"店铺没有数据密钥", "The shop has no data key"},
                              shop.str()});
  }
  auto opened = ring_.keys(shop, *wrapped);
  if (!opened) throw EngineFailure(opened.error());
  known = *std::move(opened);
  return *known;
}

std::string StoredVault::seal(ShopId shop, std::string_view field, std::string_view clear) {
  if (clear.empty()) return {};
  return crypto::seal(keys(shop).seal, clear, place(shop, field));
}

Result<std::string> StoredVault::open(ShopId shop, std::string_view field, std::string_view sealed) {
  if (sealed.empty()) return std::string();
  auto clear = crypto::open(keys(shop).seal, sealed, place(shop, field));
  if (clear) return *std::move(clear);
  return fail(ErrorKind::internal, "vault.unreadable",
              {"加密资料已损坏或被改动，无法读取", "Sealed data is damaged or was tampered with"},
              std::string(field));
}

std::string StoredVault::phone_hash(ShopId shop, std::string_view phone) {
  const std::string normal = domain::normal_phone(phone);
  return normal.empty() ? std::string() : crypto::keyed_hash(keys(shop).phone, normal);
}

std::string StoredVault::tail_hash(ShopId shop, std::string_view phone_or_tail) {
  const std::string tail = domain::phone_tail(phone_or_tail);
  return tail.empty() ? std::string() : crypto::keyed_hash(keys(shop).tail, tail);
}

std::string StoredVault::exact_hash(ShopId shop, std::string_view kind, std::string_view text) {
  std::string data(kind);
  data += '\0';
  data += text;
  return crypto::keyed_hash(keys(shop).exact, data);
}

std::string StoredVault::word_mark(ShopId shop, std::string_view word) {
  return crypto::keyed_mark(keys(shop).words, word);
}

}  // namespace shouhou::store
