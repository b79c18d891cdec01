// One connection from the command line to a desk: http:// or https://. Over https the desk's certificate is
// checked against the system's roots and, where one is given, a file of one's own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace shouhou::cli {

// A running desk, as a person names it.
struct RunningDesk {
  std::string url;    // http://host[:port] or https://host[:port]
  std::string token;  // an API token
  std::string ca;     // a PEM file of certificates to trust besides the system's; may be empty
};

// `given`, or what the environment holds under `name`.
std::string given_or_environment(const std::string& given, const char* name);

class DeskLine {
 public:
  virtual ~DeskLine() = default;
  // Errors: http.url, http.unreachable, http.certificate, http.no_tls, file.unreadable (the CA file).
  static Result<std::unique_ptr<DeskLine>> open(const RunningDesk& desk);

  // "host:port", for the Host header.
  virtual const std::string& host() const = 0;
  virtual bool send(std::string_view text) = 0;
  // What comes until the desk closes.
  virtual std::string everything() = 0;
};

}  // namespace shouhou::cli
