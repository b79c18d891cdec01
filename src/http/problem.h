// Errors as the client sees them: RFC 9457 application/problem+json. The one map from kinds of failure to
// HTTP statuses.
#pragma once

#include "base/result.h"
#include "net/response.h"

namespace shouhou::http {

int status_of(ErrorKind kind);

// {"type","title","status","code","detail","field"}: `detail` in the reader's language, `field` only where
// there is one. 429 and 503 carry Retry-After.
net::Response problem(const Error& error, Language language);

// For what the server refuses before any handler: code "request.malformed" and the like.
net::Response problem_of_status(int status, std::string_view code, Language language);

// The first of zh and en that the header names; nothing where it names neither.
std::optional<Language> accepted_language(std::string_view accept_language);

}  // namespace shouhou::http
