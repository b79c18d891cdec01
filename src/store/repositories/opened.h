// Sealed columns, opened where the repository reads them.
#pragma once

#include <string>
#include <string_view>

#include "ports/personal_vault.h"
#include "store/engine/engine.h"

namespace shouhou::store {

// Empty for empty bytes. Throws EngineFailure vault.unreadable: bytes that nobody can read are lost data, and
// an empty text in their place would hide it.
inline std::string opened(ports::PersonalVault& vault, ShopId shop, std::string_view field,
                          std::string_view sealed) {
  if (sealed.empty()) return {};
  auto clear = vault.open(shop, field, sealed);
  if (!clear) throw EngineFailure(clear.error());
  return *std::move(clear);
}

}  // namespace shouhou::store
