#include "server/config.h"

#include <toml++/toml.h>

#include <charconv>

namespace shouhou::server {
namespace {

tl::unexpected<Error> wrong_value(const Setting& setting, const std::string& where, std::string_view zh,
                                  std::string_view en) {
  const std::string key(setting.key);
  return invalid("config.wrong_value", where, {key + "：" + std::string(zh), key + ": " + std::string(en)});
}

Result<void> set_number(const Setting& setting, std::int64_t number, const std::string& where,
                        Config& config) {
  if (number < setting.least || number > setting.most) {
    const std::string range = std::to_string(setting.least) + "…" + std::to_string(setting.most);
    return wrong_value(setting, where, "应在 " + range + " 之内", "must be in " + range);
  }
  config.*std::get<int Config::*>(setting.member) = static_cast<int>(number);
  return {};
}

Result<void> set_text(const Setting& setting, const std::string& text, const std::string& where,
                      Config& config) {
  if (const auto* member = std::get_if<std::string Config::*>(&setting.member)) {
    config.*(*member) = text;
    return {};
  }
  if (const auto* member = std::get_if<bool Config::*>(&setting.member)) {
    if (text != "true" && text != "false" && text != "1" && text != "0") {
      return wrong_value(setting, where, "应为 true 或 false", "expected true or false");
    }
    config.*(*member) = text == "true" || text == "1";
    return {};
  }
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    return wrong_value(setting, where, "应为整数", "expected an integer");
  }
  return set_number(setting, number, where, config);
}

Result<void> set_node(const Setting& setting, const toml::node& node, const std::string& where,
                      Config& config) {
  if (std::holds_alternative<int Config::*>(setting.member)) {
    const auto number = node.value_exact<std::int64_t>();
    if (!number) return wrong_value(setting, where, "应为整数", "expected an integer");
    return set_number(setting, *number, where, config);
  }
  if (std::holds_alternative<bool Config::*>(setting.member)) {
    const auto flag = node.value_exact<bool>();
    if (!flag) return wrong_value(setting, where, "应为 true 或 false", "expected true or false");
    return set_text(setting, *flag ? "true" : "false", where, config);
  }
  const auto text = node.value_exact<std::string>();
  if (!text) return wrong_value(setting, where, "应为文字", "expected a string");
  return set_text(setting, *text, where, config);
}

std::string place(const std::string& file, const toml::source_region& source) {
  return file + ':' + std::to_string(source.begin.line);
}

Result<void> read_table(const toml::table& table, const std::string& prefix, const std::string& file,
                        Config& config) {
  for (const auto& [name, node] : table) {
    const std::string key = prefix + std::string(name.str());
    const std::string where = place(file, node.source());
    if (const toml::table* inner = node.as_table()) {
      SHOUHOU_TRY(read_table(*inner, key + '.', file, config));
      continue;
    }
    bool known = false;
    for (const Setting& setting : settings()) {
      if (setting.key != key) continue;
      known = true;
      SHOUHOU_TRY(set_node(setting, node, where, config));
    }
    if (!known) {
      return invalid("config.unknown_key", where,
                     {"没有这个设置：" + key, "there is no such setting: " + key});
    }
  }
  return {};
}

}  // namespace

const std::vector<Setting>& settings() {
  static const std::vector<Setting> all{
      {"server.address", "address to listen on", &Config::address},
      {"server.port", "port to listen on", &Config::port, 0, 65535},
      {"server.threads", "I/O threads", &Config::threads, 1, 256},
      {"server.workers", "threads for slow work", &Config::workers, 1, 256},
      {"server.public_url", "how people reach the desk, for links", &Config::public_url},
      {"server.web", "directory of the built pages", &Config::web},
      {"server.certificate", "TLS certificate chain (PEM)", &Config::certificate},
      {"server.key", "TLS private key (PEM)", &Config::key},
      {"server.certificate_check_seconds", "how often the files are looked at for a renewed certificate",
       &Config::certificate_check_seconds, 1, 86'400},
      {"server.trusted_proxies", "addresses whose X-Forwarded-For is believed", &Config::trusted_proxies},
      {"server.drain_seconds", "time for requests under way at the end", &Config::drain_seconds, 0, 600},
      {"limits.connections", "connections at once", &Config::connections, 1, 1'000'000},
      {"limits.connections_per_ip", "connections at once from one address", &Config::connections_per_ip, 1,
       1'000'000},
      {"limits.requests_per_second", "requests a second of one account, 0 for no limit",
       &Config::requests_per_second, 0, 1'000'000},
      {"store.data", "data directory", &Config::data},
      {"store.rules", "directory of rule files instead of the built-in ones", &Config::rules},
      {"store.postgres", "PostgreSQL instead of the embedded database", &Config::postgres},
      {"store.migrate_without_backup", "change the schema of PostgreSQL although pg_dump failed",
       &Config::migrate_without_backup},
      {"log.level", "debug, info, warning or error", &Config::log_level},
  };
  return all;
}

Result<void> read_config_file(const std::string& file, Config& config) {
  try {
    return read_table(toml::parse_file(file), "", file, config);
  } catch (const toml::parse_error& error) {
    const bool unreadable = error.source().begin.line == 0;
    const std::string what(error.description());
    if (unreadable) {
      return fail(ErrorKind::invalid, "config.unreadable",
                  {"配置文件无法读取：" + what, "cannot read the configuration: " + what}, file);
    }
    return invalid("config.malformed", place(file, error.source()),
                   {"配置文件格式不对：" + what, "the configuration is malformed: " + what});
  }
}

Result<void> read_environment(const std::function<const char*(const std::string&)>& get, Config& config) {
  for (const Setting& setting : settings()) {
    std::string name = "SHOUHOU_";
    for (const char c : setting.key)
      name += c == '.' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    if (const char* value = get(name)) SHOUHOU_TRY(set_text(setting, value, name, config));
  }
  return {};
}

Result<void> check_config(const Config& config) {
  if (config.certificate.empty() != config.key.empty()) {
    return invalid("config.wrong_value", "server.certificate",
                   {"证书与私钥须同时给出", "certificate and key come together"});
  }
  for (const std::string_view level : {"debug", "info", "warning", "error"}) {
    if (config.log_level == level) return {};
  }
  return invalid(
      "config.wrong_value", "log.level",
      {"日志级别应为 debug、info、warning 或 error", "the log level is debug, info, warning or error"});
}

}  // namespace shouhou::server
