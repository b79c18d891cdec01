// shouhou serve: the desk itself.
#include "server/serve.h"

#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "cli/config_options.h"

namespace shouhou::cli {
namespace {

struct Options {
  explicit Options(CLI::App& command) : config(command) {}
  ConfigOptions config;
  std::string listen;
  std::string host;
  int port = 0;
  std::string web;
  std::string certificate;
  std::string key;
  bool demo = false;
  bool migrate_without_backup = false;
};

// "127.0.0.1:8080", "[::1]:8080", ":8080" or "8080".
Result<void> apply_listen(std::string listen, server::Config& config) {
  const std::size_t colon = listen.rfind(':');
  std::string address = colon == std::string::npos ? "" : listen.substr(0, colon);
  const std::string port = colon == std::string::npos ? listen : listen.substr(colon + 1);
  if (address.size() > 2 && address.front() == '[') address = address.substr(1, address.size() - 2);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(port) > 65535) {
    return invalid("config.wrong_value", "--listen", {"应为 地址:端口", "expected address:port"});
  }
  if (!address.empty()) config.address = address;
  config.port = std::stoi(port);
  return {};
}

Result<void> serve(const CLI::App& command, const Options& options) {
  SHOUHOU_ASSIGN(server::Config config, options.config.load());
  if (!options.listen.empty()) SHOUHOU_TRY(apply_listen(options.listen, config));
  if (command.count("--host") > 0) config.address = options.host;
  if (command.count("--port") > 0) config.port = options.port;
  if (command.count("--web") > 0) config.web = options.web;
  if (command.count("--certificate") > 0) config.certificate = options.certificate;
  if (command.count("--key") > 0) config.key = options.key;
  config.demo = config.demo || options.demo;
  config.migrate_without_backup = config.migrate_without_backup || options.migrate_without_backup;
  return server::serve(config);
}

}  // namespace

void add_serve(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("serve", "运行售后台 · run the desk");
  auto options = std::make_shared<Options>(*command);
  command->add_option("--listen", options->listen, "地址:端口 · address:port (127.0.0.1:8080)");
  command->add_option("--host", options->host, "地址 · address to listen on");
  command->add_option("--port", options->port, "端口 · port to listen on, 0 for any")
      ->check(CLI::Range(0, 65535));
  command->add_option("--web", options->web, "网页目录 · directory of the built pages");
  command->add_option("--certificate", options->certificate, "TLS 证书（PEM） · TLS certificate chain");
  command->add_option("--key", options->key, "TLS 私钥（PEM） · TLS private key");
  command->add_flag(
      "--migrate-without-backup", options->migrate_without_backup,
      "已自行备份：备份不成也升级数据库 · change the schema of PostgreSQL although pg_dump failed");
  command->add_flag("--demo", options->demo, "示例店铺 · fill an empty desk with a believable shop");
  command->callback([command, options, &chosen] {
    chosen = [command, options] {
      const Result<void> served = serve(*command, *options);
      return served ? 0 : report(served.error());
    };
  });
}

}  // namespace shouhou::cli
