#include "connect/rules/rule_layers.h"

#include <array>

#include "domain/own_rules.h"

namespace shouhou::connect {

tl::expected<std::shared_ptr<const RuleLayers>, RuleProblems> RuleLayers::load(RuleLayer base) {
  auto book = load_rules(base);
  if (!book) return tl::unexpected(std::move(book).error());
  return std::shared_ptr<const RuleLayers>(new RuleLayers(std::move(base), *std::move(book)));
}

tl::expected<std::shared_ptr<const domain::RuleBook>, ports::RuleSource::Problems> RuleLayers::with_own(
    const std::string& text) const {
  const std::string file(domain::own_rules_file);
  if (text.size() > largest_own_rules) {
    return tl::unexpected(
        Problems{Error{ErrorKind::too_large,
                       "rules.too_large",
                       {"自定规则最长 256 KB", "a shop's own rules are at most 256 KB long"},
                       file}});
  }
  const std::array<RuleLayer, 2> layers{files_, RuleLayer{{file, text}}};
  auto book = load_rules(layers);
  if (!book) return tl::unexpected(std::move(book).error());
  Problems against = domain::against_the_buyer(*base_, *book);
  if (!against.empty()) return tl::unexpected(std::move(against));
  return std::make_shared<const domain::RuleBook>(*std::move(book));
}

std::vector<ports::RuleSource::File> RuleLayers::files() const {
  std::vector<File> list;
  for (const RuleFile& file : files_) list.push_back({file.name, file.text});
  return list;
}

}  // namespace shouhou::connect
