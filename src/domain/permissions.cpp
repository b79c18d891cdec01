#include "domain/permissions.h"

#include <algorithm>
#include <array>

namespace shouhou::domain {
namespace {

constexpr std::array<std::string_view, 5> role_names{"owner", "lead", "agent", "warehouse", "viewer"};

constexpr std::array<std::string_view, static_cast<std::size_t>(Permission::count_)> permission_names{
    "case_read",      "case_write",     "case_assign",    "case_close",      "case_reopen",
    "case_merge",     "case_waive",     "task_read",      "task_write",      "order_read",
    "parcel_write",   "review_read",    "personal_read",  "personal_forget", "import_run",
    "export_run",     "remedy_propose", "remedy_approve", "exposure_read",   "settings_read",
    "settings_write", "account_read",   "account_write",  "audit_read",      "token_write",
};

constexpr PermissionSet viewer() {
  using enum Permission;
  return PermissionSet{}
      .with(case_read)
      .with(task_read)
      .with(order_read)
      .with(review_read)
      .with(settings_read);
}

constexpr PermissionSet warehouse() {
  using enum Permission;
  return PermissionSet{}.with(case_read).with(order_read).with(task_read).with(task_write).with(parcel_write);
}

constexpr PermissionSet agent() {
  using enum Permission;
  return viewer()
      .with(case_write)
      .with(case_close)
      .with(case_reopen)
      .with(case_merge)
      .with(task_write)
      .with(personal_read)
      .with(remedy_propose)
      .with(parcel_write);
}

constexpr PermissionSet lead() {
  using enum Permission;
  return agent()
      .with(case_assign)
      .with(case_waive)
      .with(personal_forget)
      .with(import_run)
      .with(export_run)
      .with(remedy_approve)
      .with(exposure_read)
      .with(account_read)
      .with(audit_read)
      .with(token_write);
}

}  // namespace

PermissionSet permissions_of(Role role) {
  switch (role) {
    case Role::owner:
      return PermissionSet::all();
    case Role::lead:
      return lead();
    case Role::agent:
      return agent();
    case Role::warehouse:
      return warehouse();
    case Role::viewer:
      return viewer();
  }
  return {};
}

std::string_view name(Role role) {
  return role_names[static_cast<std::size_t>(role)];
}
std::string_view name(Permission permission) {
  return permission_names[static_cast<std::size_t>(permission)];
}

std::optional<Role> role_named(std::string_view name) {
  for (std::size_t i = 0; i < role_names.size(); ++i) {
    if (role_names[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

std::optional<Permission> permission_named(std::string_view name) {
  for (std::size_t i = 0; i < permission_names.size(); ++i) {
    if (permission_names[i] == name) return static_cast<Permission>(i);
  }
  return std::nullopt;
}

std::string spelled(PermissionSet set) {
  std::string words;
  for (unsigned i = 0; i < static_cast<unsigned>(Permission::count_); ++i) {
    if (!set.has(static_cast<Permission>(i))) continue;
    if (!words.empty()) words += ' ';
    words += permission_names[i];
  }
  return words;
}

PermissionSet permissions_spelled(std::string_view words) {
  PermissionSet set;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find(' '));
    if (const auto permission = permission_named(word)) set = set.with(*permission);
    words.remove_prefix(std::min(words.size(), word.size() + 1));
  }
  return set;
}

}  // namespace shouhou::domain
