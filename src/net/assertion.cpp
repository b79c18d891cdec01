#include "net/assertion.h"

#include <boost/assert.hpp>
#include <string>

#include "base/log.h"

#ifndef BOOST_ENABLE_ASSERT_HANDLER
#error "the build defines it for every file of this floor"
#endif

namespace {

// Logged here and not only where it is caught: in a function that may not throw the program ends with this.
[[noreturn]] void fail(const char* expression, const char* message, const char* function, const char* file,
                       long line) {
  const std::string place = std::string(file) + ':' + std::to_string(line);
  shouhou::log::error(
      "assertion failed",
      {{"expression", expression}, {"why", message}, {"function", function}, {"place", place}});
  throw shouhou::net::AssertionFailed("assertion failed: " + std::string(expression) + " at " + place);
}

}  // namespace

namespace boost {

void assertion_failed(const char* expression, const char* function, const char* file, long line) {
  fail(expression, "", function, file, line);
}

void assertion_failed_msg(const char* expression, const char* message, const char* function, const char* file,
                          long line) {
  fail(expression, message, function, file, line);
}

}  // namespace boost
