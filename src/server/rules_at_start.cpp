#include "server/rules_at_start.h"

#include <cstdio>

#include "connect/rules/load_rules.h"

namespace shouhou::server {

Result<std::shared_ptr<const ports::CaseRules>> rules_at_start(const Config& config) {
  connect::RuleLayer layer;
  if (config.rules.empty()) {
    layer = connect::built_in_rules();
  } else {
    SHOUHOU_ASSIGN(layer, connect::read_rule_directory(config.rules));
  }
  auto book = connect::load_rules(layer);
  if (!book) {
    for (const Error& problem : book.error()) {
      std::fprintf(stderr, "%s: %s · %s\n", problem.field.c_str(), problem.message.zh.c_str(),
                   problem.message.en.c_str());
    }
    return forward(book.error().front());
  }
  return ports::CaseRules::from(std::make_shared<const domain::RuleBook>(*std::move(book)), Zone::shanghai());
}

}  // namespace shouhou::server
