// Structured logs: one JSON object a line on stderr. Personal data never goes in.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace shouhou::log {

enum class Level { debug, info, warning, error };

using Field = std::pair<std::string_view, std::string>;

void set_level(Level level);

// log::write(Level::info, "import finished", {{"rows", "2000"}, {"import", id.str()}})
void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});

inline void info(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::info, event, fields);
}
inline void warning(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::warning, event, fields);
}
inline void error(std::string_view event, std::initializer_list<Field> fields = {}) {
  write(Level::error, event, fields);
}

// Appends `text` as the inside of a JSON string.
void append_json(std::string& out, std::string_view text);

}  // namespace shouhou::log
