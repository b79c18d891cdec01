#include "app/settings.h"

#include <algorithm>

#include "app/audit.h"
#include "app/require.h"
#include "app/stored_json.h"
#include "base/utf8.h"

namespace shouhou::app {
namespace {

bool well_formed(std::string_view key) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  };
  return !key.empty() && key.size() <= 80 && key.front() != '.' && key.back() != '.' &&
         key.find("..") == std::string_view::npos && std::all_of(key.begin(), key.end(), allowed);
}

// What the desk itself reads has a type; anything else is the shop's own business.
template <class T>
bool fits(const std::string& json) {
  return stored::parse<T>(json).has_value();
}
struct TypedSetting {
  std::string_view key;
  bool (*fits)(const std::string& json);
};
constexpr std::array typed_settings{TypedSetting{second_factor_setting, fits<SecondFactorRule>},
                                    TypedSetting{kept_imports_setting, fits<KeptImports>}};

template <class T>
T typed(ports::ReadUnit& unit, ShopId shop, std::string_view key) {
  const std::string value = setting(unit, shop, key);
  return value.empty() ? T{} : stored::parse<T>(value).value_or(T{});
}

Result<void> check_value(const ChangeSetting& command) {
  for (const TypedSetting& known : typed_settings) {
    if (known.key == command.key && !known.fits(command.value.text)) {
      return invalid("setting.value", "value", {"这一项的内容不合规", "The value does not fit this setting"});
    }
  }
  if (command.key != kept_imports_setting) return {};
  const std::int64_t kept = stored::parse<KeptImports>(command.value.text)->days;
  if (kept < 1 || kept > 3650) {
    return invalid("setting.value", "value.days", {"应为 1 到 3650 天", "1 to 3650 days"});
  }
  return {};
}

Result<void> check(const ChangeSetting& command) {
  if (!well_formed(command.key)) {
    return invalid("setting.key_malformed", "key",
                   {"设置项名称不合规", "The key of the setting is malformed"});
  }
  if (command.value.text.size() > 64 * 1024) {
    return fail(ErrorKind::too_large, "setting.too_large",
                {"设置内容超过 64 KB", "The setting is larger than 64 KiB"}, "value");
  }
  if (command.value.text.find('\0') != std::string::npos || utf8::length(command.why) > 500 ||
      command.why.find('\0') != std::string::npos) {
    return invalid("setting.malformed", "why",
                   {"内容含有非法字符或过长", "Forbidden characters, or too long"});
  }
  return check_value(command);
}

SettingView view(const ports::Setting& setting) {
  return {setting.key,   setting.version, JsonText{setting.value}, setting.at, setting.account,
          setting.actor, setting.why};
}

SettingList views(const std::vector<ports::Setting>& settings) {
  SettingList all;
  for (const ports::Setting& setting : settings) all.items.push_back(view(setting));
  return all;
}

tl::unexpected<Error> changed_meanwhile() {
  return fail(ErrorKind::stale, "setting.changed",
              {"设置刚被别人修改，请刷新后再试", "Somebody changed the setting meanwhile; load it again"});
}

}  // namespace

std::string setting(ports::ReadUnit& unit, ShopId shop, std::string_view key) {
  const auto found = unit.accounts().setting(shop, key);
  return found ? found->value : std::string();
}

Result<SettingList> list_settings(ports::ReadUnit& unit, const ports::Actor& actor) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  return views(unit.accounts().settings(actor.shop));
}

Result<SettingList> setting_history(ports::ReadUnit& unit, const ports::Actor& actor,
                                    const SettingHistoryQuery& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_read));
  return views(unit.accounts().setting_history(actor.shop, query.key, query.before.value_or(0), 50));
}

Result<SettingView> change_setting(ports::Unit& unit, const ports::Actor& actor,
                                   const ChangeSetting& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::settings_write));
  SHOUHOU_TRY(check(command));
  const auto current = unit.accounts().setting(actor.shop, command.key);
  const std::int64_t version = current ? current->version : 0;
  if (command.version && *command.version != version) return changed_meanwhile();
  const ports::Setting next{actor.shop, command.key,   version + 1, command.value.text,
                            unit.now(), actor.account, actor.name,  command.why};
  const auto added = unit.accounts().add_setting(next);
  if (!added && added.error().kind == ErrorKind::conflict) return changed_meanwhile();
  SHOUHOU_TRY(added);
  audit(unit, actor,
        {"setting.changed",
         "setting:" + command.key,
         {{"version", std::to_string(next.version)}, {"why", command.why}}});
  return view(next);
}

bool second_factor_required(ports::ReadUnit& unit, ShopId shop) {
  return typed<SecondFactorRule>(unit, shop, second_factor_setting).required;
}

Span imports_kept_for(ports::ReadUnit& unit, ShopId shop) {
  return days(typed<KeptImports>(unit, shop, kept_imports_setting).days);
}

}  // namespace shouhou::app
