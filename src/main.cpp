#include <csignal>
#include <cstdlib>
#include <exception>

#include "base/line_out.h"
#include "cli/commands.h"

// jemalloc reads this at its start: few arenas, and memory that a burst of work needed goes back to the
// system within seconds instead of staying with the program.
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:4,background_thread:true,dirty_decay_ms:2000,muzzy_decay_ms:0";

namespace {

std::terminate_handler usual_end = nullptr;

// What the log's reader has not taken yet is most likely why.
[[noreturn]] void last_words() {
  shouhou::log::out().flush(shouhou::seconds(1));
  usual_end();
  std::abort();
}

}  // namespace

int main(int argc, char** argv) {
  // A file that may not grow (ulimit -f) is an error of the write that meets it, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  usual_end = std::set_terminate(last_words);
  return shouhou::cli::run(argc, argv);
}
