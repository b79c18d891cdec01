#include "base/log.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdio>

#include "base/clock.h"
#include "base/line_out.h"
#include "base/utf8.h"
#include "base/zone.h"

namespace shouhou::log {
namespace {

// About five thousand requests: what a reader that starts anew (a rotation, a slow disk) may miss.
constexpr std::size_t waiting_bytes = 1024 * 1024;

std::atomic<Level> least{Level::info};

std::string_view name(Level level) {
  constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
  return names[static_cast<std::size_t>(level)];
}

void begin_line(std::string& line, Level level, std::string_view event) {
  line += R"({"at":")" + format_utc(SystemClock{}.now()) + R"(","level":")";
  line += name(level);
  line += R"(","event":")";
  append_json(line, event);
  line += '"';
}

}  // namespace

LineOut& out() {
  static LineOut instance(STDERR_FILENO, waiting_bytes, [](std::uint64_t dropped) {
    std::string line;
    begin_line(line, Level::warning, "log lines dropped");
    return line + R"(,"lines":")" + std::to_string(dropped) + "\"}\n";
  });
  return instance;
}

void set_level(Level level) {
  least = level;
}

void append_json(std::string& out, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20) {
      std::array<char, 8> escaped{};
      std::snprintf(escaped.data(), escaped.size(), "\\u%04x", byte);
      out += escaped.data();
    } else {
      out += c;
    }
  }
}

void write(Level level, std::string_view event, std::initializer_list<Field> fields) {
  if (level < least) return;
  std::string line;
  begin_line(line, level, event);
  for (const auto& [key, value] : fields) {
    line += ",\"";
    append_json(line, key);
    line += "\":\"";
    append_json(line, value);
    line += '"';
  }
  line += "}\n";
  out().write(line);
}

}  // namespace shouhou::log
