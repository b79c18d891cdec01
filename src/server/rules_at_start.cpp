#include "server/rules_at_start.h"

#include <cstdio>

#include "connect/rules/rule_layers.h"

namespace shouhou::server {

Result<std::shared_ptr<const ports::CaseRules>> rules_at_start(const Config& config) {
  connect::RuleLayer layer;
  if (config.rules.empty()) {
    layer = connect::built_in_rules();
  } else {
    SHOUHOU_ASSIGN(layer, connect::read_rule_directory(config.rules));
  }
  auto layers = connect::RuleLayers::load(std::move(layer));
  if (!layers) {
    for (const Error& problem : layers.error()) {
      std::fprintf(stderr, "%s: %s · %s\n", problem.field.c_str(), problem.message.zh.c_str(),
                   problem.message.en.c_str());
    }
    return forward(layers.error().front());
  }
  return ports::CaseRules::from(std::shared_ptr<const ports::RuleSource>(*std::move(layers)),
                                Zone::shanghai());
}

}  // namespace shouhou::server
