// Result<T>: what every function returns whose failure a user can cause. Exceptions are left for lost
// infrastructure and bugs.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

#include "base/text.h"

namespace shouhou {

enum class ErrorKind {
  invalid,          // the input is wrong; `field` says where
  unauthenticated,  // nobody is signed in
  forbidden,        // somebody is, and may not
  not_found,
  conflict,     // the state does not allow it
  stale,        // somebody else changed it first; load again
  too_large,    // over a limit of size, rows or depth
  limited,      // too many tries; wait
  unavailable,  // disk full, database away: nothing was changed, try again later
  internal,     // a bug
};

// A failure with a stable machine code ("case.not_found"), words for a person, and the place in the input
// ("lines[2].quantity", "orders.csv:17:实付金额") where there is one.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string code;
  Text message;
  std::string field;

  bool operator==(const Error&) const = default;
};

template <class T = void>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string code, Text message, std::string field = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(code), std::move(message), std::move(field)});
}

inline tl::unexpected<Error> invalid(std::string code, std::string field, Text message) {
  return fail(ErrorKind::invalid, std::move(code), std::move(message), std::move(field));
}

inline tl::unexpected<Error> forward(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

// Leaves the function with the error of a Result; otherwise goes on.
#define SHOUHOU_TRY(expression)                                  \
  do {                                                           \
    auto&& try_result_ = (expression);                           \
    if (!try_result_) {                                          \
      return ::shouhou::forward(std::move(try_result_).error()); \
    }                                                            \
  } while (false)

// SHOUHOU_ASSIGN(auto row, load(id)): takes the value, or leaves the function with the error.
#define SHOUHOU_JOIN2_(a, b) a##b
#define SHOUHOU_JOIN_(a, b) SHOUHOU_JOIN2_(a, b)
#define SHOUHOU_ASSIGN(declaration, expression) \
  SHOUHOU_ASSIGN_(SHOUHOU_JOIN_(assign_result_, __LINE__), declaration, expression)
#define SHOUHOU_ASSIGN_(temporary, declaration, expression)  \
  auto temporary = (expression);                             \
  if (!temporary) {                                          \
    return ::shouhou::forward(std::move(temporary).error()); \
  }                                                          \
  declaration = *std::move(temporary)

}  // namespace shouhou
