// Where rule books come from: the files that the desk started with, and a shop's own text laid over them.
#pragma once

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "base/result.h"
#include "domain/rule_book.h"

namespace shouhou::ports {

class RuleSource {
 public:
  // What is wrong with a text; never empty as an error value. Each field is "own.toml:line".
  using Problems = std::vector<Error>;
  struct File {
    std::string name;
    std::string text;
  };

  virtual ~RuleSource() = default;
  // The book without any shop's own rows.
  virtual std::shared_ptr<const domain::RuleBook> base() const = 0;
  // The base with the shop's own text laid over it, checked: what cannot be read, and what would take from
  // the buyer, is a problem.
  virtual tl::expected<std::shared_ptr<const domain::RuleBook>, Problems> with_own(
      const std::string& text) const = 0;
  virtual std::vector<File> files() const = 0;
};

}  // namespace shouhou::ports
