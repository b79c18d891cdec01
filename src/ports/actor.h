// Who does something: a person, a program with a token, or the desk itself.
#pragma once

#include <string>

#include "base/ids.h"
#include "base/text.h"
#include "domain/permissions.h"

namespace shouhou::ports {

struct Actor {
  ShopId shop;
  AccountId account;  // none for the system
  std::string name;   // as shown in histories: "小王", "system"
  domain::Role role = domain::Role::viewer;
  domain::PermissionSet permissions;
  Language language = Language::zh;
  std::string address;  // where the request came from, for the audit log; empty for the system
  SessionId session;    // of the browser, or
  TokenId token;        // of the API; none for the system and the command line

  bool may(domain::Permission permission) const { return permissions.has(permission); }
  static Actor system(ShopId shop) {
    return {shop, {}, "system", domain::Role::owner, domain::PermissionSet::all(), Language::zh, {}, {}, {}};
  }
};

}  // namespace shouhou::ports
