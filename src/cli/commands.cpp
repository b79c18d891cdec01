#include "cli/commands.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

namespace shouhou::cli {

void add_commands(CLI::App& app, Chosen& chosen) {
  add_serve(app, chosen);
  add_openapi(app, chosen);
  add_rules(app, chosen);
  add_account(app, chosen);
  add_safekeeping(app, chosen);
  add_case(app, chosen);
  add_offers(app, chosen);
  add_import(app, chosen);
  add_simulate(app, chosen);
  add_version(app, chosen);
}

int report(const Error& error) {
  const std::string place = error.field.empty() ? "" : error.field + ": ";
  std::fprintf(stderr, "%s%s\n%s%s\n(%s)\n", place.c_str(), error.message.zh.c_str(), place.c_str(),
               error.message.en.c_str(), error.code.c_str());
  return 1;
}

int run(int argc, char** argv) {
  CLI::App app("售后台 · Shouhou: an after-sales desk for shops", "shouhou");
  app.require_subcommand(1);
  Chosen chosen;
  add_commands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return chosen ? chosen() : 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "shouhou: %s\n", error.what());
    return 1;
  }
}

}  // namespace shouhou::cli
