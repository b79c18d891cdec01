// What a shop decides for itself: JSON values under keys ("security.second_factor", "rules.ladder" …). Every
// version is kept with who, when and why.
#pragma once

#include <array>
#include <boost/describe/class.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_text.h"
#include "ports/accounts.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::app {

struct SettingView {
  std::string key;
  std::int64_t version = 0;  // 0: never set
  JsonText value;
  Instant at;
  AccountId account;
  std::string actor;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(SettingView, (), (key, version, value, at, account, actor, why))

struct ChangeSetting {
  std::string key;  // lower case letters, digits, _ and dots between words; at most 80 characters
  JsonText value;   // at most 64 KiB
  std::string why;  // at most 500 characters
  std::optional<std::int64_t> version;  // which one the person was looking at; none: whatever it is now
  static constexpr std::array required{"value"};
};
BOOST_DESCRIBE_STRUCT(ChangeSetting, (), (key, value, why, version))

struct SettingHistoryQuery {
  std::string key;
  std::optional<std::int64_t> before;  // versions below
};
BOOST_DESCRIBE_STRUCT(SettingHistoryQuery, (), (key, before))

struct SettingList {
  std::vector<SettingView> items;
};
BOOST_DESCRIBE_STRUCT(SettingList, (), (items))

// For other use cases, without a look at permissions. Empty where it was never set.
std::string setting(ports::ReadUnit& unit, ShopId shop, std::string_view key);

// Need settings_read.
Result<SettingList> list_settings(ports::ReadUnit& unit, const ports::Actor& actor);
Result<SettingList> setting_history(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const SettingHistoryQuery& query);
// Needs settings_write. Errors: setting.key_malformed, setting.too_large, setting.value, setting.changed
// (stale).
Result<SettingView> change_setting(ports::Unit& unit, const ports::Actor& actor,
                                   const ChangeSetting& command);

// With `required` nobody works without a second factor.
inline constexpr std::string_view second_factor_setting = "security.second_factor";
struct SecondFactorRule {
  bool required = false;
};
BOOST_DESCRIBE_STRUCT(SecondFactorRule, (), (required))
bool second_factor_required(ports::ReadUnit& unit, ShopId shop);

// How long imported files are kept after their import has ended: 1…3650 days.
inline constexpr std::string_view kept_imports_setting = "imports.kept";
struct KeptImports {
  std::int64_t days = 90;
};
BOOST_DESCRIBE_STRUCT(KeptImports, (), (days))
Span imports_kept_for(ports::ReadUnit& unit, ShopId shop);

}  // namespace shouhou::app
