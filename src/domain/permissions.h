// Roles and what each may do. The table is the whole truth: routes and life-cycle moves name a permission,
// a role has a set of them.
#pragma once

#include <boost/describe/enum.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shouhou::domain {

enum class Role { owner, lead, agent, warehouse, viewer };
BOOST_DESCRIBE_ENUM(Role, owner, lead, agent, warehouse, viewer)

enum class Permission : std::uint8_t {
  case_read,
  case_write,   // talk, move steps, notes, evidence, tags
  case_assign,  // give a case to somebody else
  case_close,
  case_reopen,
  case_merge,
  case_waive,  // leave a guard out with a reason
  task_read,
  task_write,
  order_read,
  parcel_write,  // receive and inspect returns
  review_read,
  personal_read,    // see names, phones and addresses unmasked; every look is logged
  personal_forget,  // delete a buyer's personal data at the buyer's wish
  import_run,
  export_run,
  remedy_propose,
  remedy_approve,
  refund_pay,     // carry out payments: take in hand, confirm, try again
  exposure_read,  // what the law could cost at worst
  settings_read,
  settings_write,
  account_read,
  account_write,
  audit_read,
  token_write,
  count_  // number of permissions; keep last
};
BOOST_DESCRIBE_ENUM(Permission, case_read, case_write, case_assign, case_close, case_reopen, case_merge,
                    case_waive, task_read, task_write, order_read, parcel_write, review_read, personal_read,
                    personal_forget, import_run, export_run, remedy_propose, remedy_approve, refund_pay,
                    exposure_read, settings_read, settings_write, account_read, account_write, audit_read,
                    token_write)

class PermissionSet {
 public:
  constexpr PermissionSet() = default;
  static constexpr PermissionSet all() {
    PermissionSet set;
    set.bits_ = (std::uint64_t{1} << static_cast<unsigned>(Permission::count_)) - 1;
    return set;
  }
  constexpr PermissionSet with(Permission permission) const {
    PermissionSet set = *this;
    set.bits_ |= bit(permission);
    return set;
  }
  constexpr bool has(Permission permission) const { return (bits_ & bit(permission)) != 0; }
  constexpr PermissionSet both(PermissionSet other) const {
    PermissionSet set;
    set.bits_ = bits_ & other.bits_;
    return set;
  }
  constexpr bool operator==(const PermissionSet&) const = default;

 private:
  static constexpr std::uint64_t bit(Permission permission) {
    return std::uint64_t{1} << static_cast<unsigned>(permission);
  }
  std::uint64_t bits_ = 0;
};

PermissionSet permissions_of(Role role);
std::vector<Permission> listed(PermissionSet set);

// "owner", "case_read": the names used in JSON, tokens and the audit log.
std::string_view name(Role role);
std::string_view name(Permission permission);
std::optional<Role> role_named(std::string_view name);
std::optional<Permission> permission_named(std::string_view name);

// "case_read case_write": the form in which a set is stored. Unknown words are left out when read.
std::string spelled(PermissionSet set);
PermissionSet permissions_spelled(std::string_view words);

}  // namespace shouhou::domain
