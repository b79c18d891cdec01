// One HTTP/1.1 request to a running desk, for the command line, on a connection of its own.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "cli/desk_line.h"

namespace shouhou::cli {

// The body of a 2xx answer; a problem+json answer becomes its Error. Errors besides: those of
// DeskLine::open, http.unreachable, http.malformed.
Result<std::string> http_call(const RunningDesk& desk, const std::string& method, const std::string& path,
                              const std::string& body);

// POST of a file as the body, in pieces: memory does not grow with it. Errors besides: file.unreadable.
Result<std::string> http_upload(const RunningDesk& desk, const std::string& path, const std::string& file);

std::string percent_encoded(std::string_view text);

}  // namespace shouhou::cli
