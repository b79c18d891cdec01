// The command line: one file per subcommand. Each add_… puts its subcommand and options into the parser and
// leaves in `chosen` what to do; the exit code is 0 for success, 1 for a failure that was explained, 2 for
// wrong usage.
#pragma once

#include <functional>

#include "base/result.h"

namespace CLI {
class App;
}

namespace shouhou::cli {

using Chosen = std::function<int()>;

void add_serve(CLI::App& app, Chosen& chosen);
// backup, verify, restore, doctor.
void add_safekeeping(CLI::App& app, Chosen& chosen);
void add_openapi(CLI::App& app, Chosen& chosen);
void add_rules(CLI::App& app, Chosen& chosen);
void add_account(CLI::App& app, Chosen& chosen);
void add_case(CLI::App& app, Chosen& chosen);
void add_offers(CLI::App& app, Chosen& chosen);
void add_import(CLI::App& app, Chosen& chosen);
void add_simulate(CLI::App& app, Chosen& chosen);
void add_version(CLI::App& app, Chosen& chosen);

// Every subcommand.
void add_commands(CLI::App& app, Chosen& chosen);

// Prints an error for a person, in both languages, with its place; the exit code 1.
int report(const Error& error);

// The program.
int run(int argc, char** argv);

}  // namespace shouhou::cli
