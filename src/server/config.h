// Settings of the program: built-in values, then the file (TOML), then the environment, then the command
// line; the later wins.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace shouhou::server {

struct Config {
  std::string address = "127.0.0.1";
  int port = 8080;
  int threads = 2;              // I/O threads
  int workers = 4;              // threads for slow work
  std::string data = "./data";  // directory
  std::string postgres;         // postgresql://…; empty: the embedded database
  std::string web;              // directory of the built pages; empty: looked for beside the program
  std::string public_url;       // how people reach the desk, for links; empty: http://<address>:<port>
  std::string rules;            // directory of rule files that take the place of the built-in ones
  bool migrate_without_backup = false;
  bool demo = false;        // fill an empty desk with the demonstration shop
  std::string certificate;  // PEM files; both or none
  std::string key;
  int certificate_check_seconds = 60;  // how often their files are looked at for a renewed one
  std::string trusted_proxies;         // addresses, separated by commas
  std::string log_level = "info";      // debug, info, warning, error
  int connections = 10'000;            // at once
  int connections_per_ip = 1'000;
  int requests_per_second = 500;  // of one account; 0: no limit
  int drain_seconds = 15;         // for requests under way when the program is asked to end
};

// One setting: its place in the file ("server.port"), what it is for, and where it goes. The environment
// variable is the key in capitals with SHOUHOU_ before: SHOUHOU_SERVER_PORT.
struct Setting {
  std::string_view key;
  std::string_view what;
  std::variant<std::string Config::*, int Config::*, bool Config::*> member;
  int least = 0;  // of numbers
  int most = 0;
};
const std::vector<Setting>& settings();

// Reads a file over `config`. Errors: config.unreadable, config.malformed, config.unknown_key,
// config.wrong_value; field is "file:line".
Result<void> read_config_file(const std::string& file, Config& config);

// `get` gives the value of an environment variable or null. Error: config.wrong_value.
Result<void> read_environment(const std::function<const char*(const std::string&)>& get, Config& config);

// What only the whole can be wrong in (a certificate without a key).
Result<void> check_config(const Config& config);

}  // namespace shouhou::server
