#include "store/key_ring.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "store/master_key_file.h"

namespace shouhou::store {
namespace {

constexpr char wrapping_version = 1;
constexpr std::size_t id_size = 8;
constexpr std::size_t most_opened = 20'000;

// Tells master keys apart without telling anything about them.
std::string id_of(const crypto::SecretKey& master) {
  return crypto::keyed_hash(master.child("id"), "master key").substr(0, id_size);
}

std::string bound_to(ShopId shop) {
  return "data key:" + shop.str();
}

tl::unexpected<Error> wrong_key() {
  return fail(ErrorKind::unavailable, "keys.wrong",
              {"主密钥与这个数据库不匹配，请换回原来的主密钥文件",
               "The master key does not belong to this database; bring the right key file back"});
}

}  // namespace

KeyPlace key_place(const std::string& data_directory) {
  KeyPlace place;
  const char* file = std::getenv("SHOUHOU_MASTER_KEY_FILE");
  const char* listed = std::getenv("SHOUHOU_MASTER_KEY");
  place.file = file != nullptr && *file != '\0'
                   ? std::string(file)
                   : (std::filesystem::path(data_directory) / "keys" / "master.key").string();
  if (listed != nullptr) place.listed = listed;
  return place;
}

Result<std::unique_ptr<KeyRing>> KeyRing::open(const KeyPlace& place, bool may_create) {
  std::unique_ptr<KeyRing> ring(new KeyRing(place));
  if (ring->in_environment()) {
    std::string lines = place.listed;
    std::replace(lines.begin(), lines.end(), ',', '\n');
    SHOUHOU_ASSIGN(ring->masters_, parse_master_keys(lines, "SHOUHOU_MASTER_KEY"));
    crypto::wipe(lines);
    return ring;
  }
  std::error_code error;
  if (may_create && !std::filesystem::exists(place.file, error)) {
    ring->masters_ = {crypto::SecretKey::random()};
    SHOUHOU_TRY(write_master_keys(place.file, ring->masters_));
    return ring;
  }
  SHOUHOU_ASSIGN(ring->masters_, read_master_keys(place.file));
  return ring;
}

std::unique_ptr<KeyRing> KeyRing::fleeting() {
  std::unique_ptr<KeyRing> ring(new KeyRing({}));
  ring->masters_ = {crypto::SecretKey::random()};
  return ring;
}

std::string KeyRing::wrap(ShopId shop, const crypto::SecretKey& data_key) const {
  const crypto::SecretKey& master = masters_.front();
  return wrapping_version + id_of(master) +
         crypto::seal(master.child("wrap"), data_key.bytes(), bound_to(shop));
}

const crypto::SecretKey* KeyRing::master_called(std::string_view id) const {
  for (const crypto::SecretKey& master : masters_) {
    if (id_of(master) == id) return &master;
  }
  return nullptr;
}

Result<crypto::SecretKey> KeyRing::unwrap(ShopId shop, std::string_view wrapped) {
  if (wrapped.size() < 1 + id_size || wrapped.front() != wrapping_version) return wrong_key();
  const std::string_view id = wrapped.substr(1, id_size);
  const crypto::SecretKey* master = master_called(id);
  if (master == nullptr && !in_environment() && !place_.file.empty()) {
    SHOUHOU_ASSIGN(masters_, read_master_keys(place_.file));
    master = master_called(id);
  }
  if (master == nullptr) return wrong_key();
  auto bytes = crypto::open(master->child("wrap"), wrapped.substr(1 + id_size), bound_to(shop));
  const auto key = bytes ? crypto::SecretKey::from(*bytes) : std::nullopt;
  if (bytes) crypto::wipe(*bytes);
  if (!key) return wrong_key();
  return *key;
}

std::string KeyRing::new_data_key(ShopId shop) {
  const std::lock_guard guard(mutex_);
  return wrap(shop, crypto::SecretKey::random());
}

Result<std::shared_ptr<const ShopKeys>> KeyRing::keys(ShopId shop, std::string_view wrapped) {
  const std::lock_guard guard(mutex_);
  // The shop is part of the name: a wrapped key copied to another shop must not open there.
  const std::string name = shop.str() + ":" + std::string(wrapped);
  if (const auto found = opened_.find(name); found != opened_.end()) return found->second;
  SHOUHOU_ASSIGN(const crypto::SecretKey key, unwrap(shop, wrapped));
  auto keys =
      std::make_shared<const ShopKeys>(ShopKeys{key.child("seal"), key.child("phone"), key.child("tail"),
                                                key.child("exact"), key.child("files"), key.child("words")});
  if (opened_.size() >= most_opened) opened_.clear();
  opened_.emplace(name, keys);
  return keys;
}

Result<void> KeyRing::put_new_master_first() {
  const std::lock_guard guard(mutex_);
  if (in_environment()) {
    return fail(
        ErrorKind::conflict, "keys.in_environment",
        {"主密钥来自环境变量：请先把新密钥写在 SHOUHOU_MASTER_KEY 的最前面（逗号分隔），再执行轮换",
         "The master key comes from the environment: put the new key first in SHOUHOU_MASTER_KEY (comma "
         "between), then rotate"});
  }
  std::vector<crypto::SecretKey> keys{crypto::SecretKey::random()};
  keys.insert(keys.end(), masters_.begin(), masters_.end());
  if (!place_.file.empty()) SHOUHOU_TRY(write_master_keys(place_.file, keys));
  masters_ = std::move(keys);
  return {};
}

Result<std::string> KeyRing::wrap_anew(ShopId shop, std::string_view wrapped) {
  const std::lock_guard guard(mutex_);
  SHOUHOU_ASSIGN(const crypto::SecretKey key, unwrap(shop, wrapped));
  return wrap(shop, key);
}

Result<void> KeyRing::drop_old_masters() {
  const std::lock_guard guard(mutex_);
  if (in_environment()) return {};
  std::vector<crypto::SecretKey> keys{masters_.front()};
  if (!place_.file.empty()) SHOUHOU_TRY(write_master_keys(place_.file, keys));
  masters_ = std::move(keys);
  return {};
}

}  // namespace shouhou::store
