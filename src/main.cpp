#include "cli/commands.h"

int main(int argc, char** argv) {
  return shouhou::cli::run(argc, argv);
}
