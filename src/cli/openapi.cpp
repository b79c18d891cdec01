// shouhou openapi: the description of the API, for clients and for the web's types.
#include "http/openapi.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands.h"
#include "http/all_routes.h"
#include "server/serve.h"

namespace shouhou::cli {

void add_openapi(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("openapi", "输出接口说明 · print the OpenAPI 3.1 description");
  command->callback([&chosen] {
    chosen = [] {
      const http::Routes routes = http::all_routes({.version = server::version()});
      const std::string text = http::openapi(routes, server::version());
      return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
    };
  });
}

}  // namespace shouhou::cli
