// Routes about people: signing in and out, the own account, colleagues, links, tokens, the audit log,
// settings.
#pragma once

#include "http/access.h"
#include "http/password_workers.h"
#include "http/route.h"

namespace shouhou::http {

struct AccountParts {
  Access* access = nullptr;  // both may be none where the routes are only described
  PasswordWorkers* passwords = nullptr;
  bool secure_cookies = false;  // reached by TLS through a proxy; by our own TLS it is known
};

void add_session_routes(Routes& routes, const AccountParts& parts);  // session.cpp
void add_own_routes(Routes& routes, const AccountParts& parts);      // own_account.cpp
void add_account_routes(Routes& routes, const AccountParts& parts);  // accounts.cpp
void add_shop_routes(Routes& routes, const AccountParts& parts);     // audit.cpp: audit log and settings

}  // namespace shouhou::http
