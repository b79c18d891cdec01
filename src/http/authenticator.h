// Who sends a request. The accounts floor implements it (sessions, API tokens, CSRF protection).
#pragma once

#include "base/result.h"
#include "net/request.h"
#include "ports/actor.h"
#include "ports/store.h"

namespace shouhou::http {

class Authenticator {
 public:
  virtual ~Authenticator() = default;
  // Called for every route that is not public, inside the read unit that then serves the request; on the I/O
  // thread for quick routes, so it may do a few keyed look-ups and no slow hashing. For methods other than
  // GET and HEAD a session cookie alone must not be enough (CSRF).
  // Errors: unauthenticated (who are you?), forbidden (request forgery, account disabled).
  virtual Result<ports::Actor> authenticate(const net::Request& request, ports::ReadUnit& unit) = 0;
};

}  // namespace shouhou::http
