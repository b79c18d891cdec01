#include "domain/permissions.h"

#include <algorithm>

#include "domain/enum_names.h"

namespace shouhou::domain {

static_assert(count_of<Permission> == static_cast<std::size_t>(Permission::count_));

namespace {

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
      .with(refund_pay)
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
  return name<Role>(role);
}
std::string_view name(Permission permission) {
  return name<Permission>(permission);
}
std::optional<Role> role_named(std::string_view name) {
  return named<Role>(name);
}
std::optional<Permission> permission_named(std::string_view name) {
  return named<Permission>(name);
}

std::vector<Permission> listed(PermissionSet set) {
  std::vector<Permission> permissions;
  for (std::size_t i = 0; i < count_of<Permission>; ++i) {
    if (set.has(static_cast<Permission>(i))) permissions.push_back(static_cast<Permission>(i));
  }
  return permissions;
}

std::string spelled(PermissionSet set) {
  std::string words;
  for (const Permission permission : listed(set)) {
    if (!words.empty()) words += ' ';
    words += name(permission);
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
