// A sentence for a person, in both languages the product speaks. Chinese comes first on every screen.
#pragma once

#include <string>
#include <string_view>

namespace shouhou {

enum class Language { zh, en };

struct Text {
  std::string zh;
  std::string en;

  const std::string& in(Language language) const { return language == Language::en ? en : zh; }
  bool operator==(const Text&) const = default;
};

}  // namespace shouhou
