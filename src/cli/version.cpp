// shouhou version.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/commands.h"
#include "server/serve.h"

namespace shouhou::cli {

void add_version(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand("version", "版本 · print the version");
  command->callback([&chosen] {
    chosen = [] {
      std::printf("shouhou %s\n", server::version());
      return 0;
    };
  });
}

}  // namespace shouhou::cli
