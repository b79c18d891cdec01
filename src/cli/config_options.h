// --data, --postgres and --config, as every command that works on a store takes them.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "server/config.h"

namespace CLI {
class App;
}

namespace shouhou::cli {

class ConfigOptions {
 public:
  // Adds the options; the object must live until the command has run (hold it in a shared_ptr).
  explicit ConfigOptions(CLI::App& command);
  ~ConfigOptions();
  // Built-in values, file, environment, command line, in this order.
  Result<server::Config> load() const;

 private:
  CLI::App& command_;
  std::string file_;
  std::string data_;
  std::string postgres_;
};

}  // namespace shouhou::cli
