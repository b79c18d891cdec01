// One HTTP/1.1 request to a desk, for the command line: plain http, a connection of its own.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace shouhou::cli {

// `url` is "http://host[:port]". The body of a 2xx answer; a problem+json answer becomes its Error.
// Errors besides: http.url, http.unreachable, http.malformed.
Result<std::string> http_call(const std::string& url, const std::string& method, const std::string& path,
                              const std::string& token, const std::string& body);

// POST of a file as the body, in pieces: memory does not grow with it. Errors besides: file.unreadable.
Result<std::string> http_upload(const std::string& url, const std::string& path, const std::string& token,
                                const std::string& file);

std::string percent_encoded(std::string_view text);

}  // namespace shouhou::cli
