#include "cli/config_options.h"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace shouhou::cli {

ConfigOptions::ConfigOptions(CLI::App& command) : command_(command) {
  command.add_option("--config", file_, "配置文件（TOML） · configuration file")->envname("SHOUHOU_CONFIG");
  command.add_option("--data", data_, "数据目录 · data directory (./data)");
  command.add_option("--postgres", postgres_,
                     "使用 PostgreSQL：postgresql://… · instead of the embedded database");
}

ConfigOptions::~ConfigOptions() = default;

Result<server::Config> ConfigOptions::load() const {
  server::Config config;
  if (!file_.empty()) SHOUHOU_TRY(server::read_config_file(file_, config));
  SHOUHOU_TRY(
      server::read_environment([](const std::string& name) { return std::getenv(name.c_str()); }, config));
  if (command_.count("--data") > 0) config.data = data_;
  if (command_.count("--postgres") > 0) config.postgres = postgres_;
  return config;
}

}  // namespace shouhou::cli
