// ports::RuleSource over rule files.
#pragma once

#include "connect/rules/load_rules.h"
#include "ports/rule_source.h"

namespace shouhou::connect {

// A shop's own text is at most so long, in bytes.
inline constexpr std::size_t largest_own_rules = 256 * 1024;

class RuleLayers final : public ports::RuleSource {
 public:
  static tl::expected<std::shared_ptr<const RuleLayers>, RuleProblems> load(RuleLayer base);

  std::shared_ptr<const domain::RuleBook> base() const override { return base_; }
  tl::expected<std::shared_ptr<const domain::RuleBook>, Problems> with_own(
      const std::string& text) const override;
  std::vector<File> files() const override;

 private:
  RuleLayers(RuleLayer files, domain::RuleBook base)
      : files_(std::move(files)), base_(std::make_shared<const domain::RuleBook>(std::move(base))) {}

  RuleLayer files_;
  std::shared_ptr<const domain::RuleBook> base_;
};

}  // namespace shouhou::connect
