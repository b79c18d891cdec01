#include "base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <cstdio>
#include <memory>

#include "base/clock.h"
#include "base/utf8.h"
#include "base/zone.h"

namespace shouhou::log {
namespace {

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto made =
        std::make_shared<spdlog::logger>("shouhou", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    return made;
  }();
  return *instance;
}

spdlog::level::level_enum spdlog_level(Level level) {
  switch (level) {
    case Level::debug:
      return spdlog::level::debug;
    case Level::info:
      return spdlog::level::info;
    case Level::warning:
      return spdlog::level::warn;
    case Level::error:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

std::string_view name(Level level) {
  constexpr std::array<std::string_view, 4> names{"debug", "info", "warning", "error"};
  return names[static_cast<std::size_t>(level)];
}

}  // namespace

void set_level(Level level) {
  logger().set_level(spdlog_level(level));
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
  if (!logger().should_log(spdlog_level(level))) return;
  std::string line = R"({"at":")" + format_utc(SystemClock{}.now()) + R"(","level":")";
  line += name(level);
  line += R"(","event":")";
  append_json(line, event);
  line += '"';
  for (const auto& [key, value] : fields) {
    line += ",\"";
    append_json(line, key);
    line += "\":\"";
    append_json(line, value);
    line += '"';
  }
  line += '}';
  logger().log(spdlog_level(level), fmt::string_view(line));
}

}  // namespace shouhou::log
