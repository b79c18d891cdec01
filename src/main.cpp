#include <csignal>

#include "cli/commands.h"

int main(int argc, char** argv) {
  // A file that may not grow (ulimit -f) is an error of the write that meets it, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  return shouhou::cli::run(argc, argv);
}
