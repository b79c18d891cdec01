// Arguments are bound by name; the usual case is that they stand in the order of the parameters.
#pragma once

#include <stdexcept>
#include <string>

#include "store/engine/engine.h"

namespace shouhou::store {

inline void check_count(const Query& query, Arguments arguments) {
  if (arguments.size() != query.parameters.size()) {
    throw std::logic_error(std::string(query.name) + ": " + std::to_string(query.parameters.size()) +
                           " parameters, " + std::to_string(arguments.size()) + " arguments");
  }
}

// The value for the parameter at `place` (from 0).
inline const Value& argument_at(const Query& query, Arguments arguments, std::size_t place) {
  const std::string_view wanted = query.parameters[place];
  if (arguments[place].name == wanted) return arguments[place].value;
  for (const Argument& argument : arguments) {
    if (argument.name == wanted) return argument.value;
  }
  throw std::logic_error(std::string(query.name) + ": no argument for :" + std::string(wanted));
}

inline void check_text(const Query& query, std::string_view text) {
  if (text.find('\0') != std::string_view::npos) {
    throw std::logic_error(std::string(query.name) + ": text with a NUL byte");
  }
}

}  // namespace shouhou::store
