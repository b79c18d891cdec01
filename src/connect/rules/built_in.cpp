#include "base/embedded.h"
#include "connect/rules/load_rules.h"

namespace shouhou::connect {

std::span<const EmbeddedFile> embedded_rules();

const RuleLayer& built_in_rules() {
  static const RuleLayer layer = [] {
    RuleLayer files;
    for (const EmbeddedFile& file : embedded_rules()) {
      files.push_back({std::string(file.name), std::string(file.bytes)});
    }
    return files;
  }();
  return layer;
}

}  // namespace shouhou::connect
