// Reads one table of a rule file into typed fields. Whatever is missing, of the wrong type, out of range or
// unknown becomes a problem with file, line and reason; reading goes on, so one run shows them all.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/money.h"
#include "base/result.h"
#include "connect/rules/toml_node.h"
#include "domain/enum_names.h"
#include "domain/rule_origin.h"

namespace shouhou::connect {

// Everything wrong with a set of rule files. Each error's field is "file:line".
class Problems {
 public:
  void add(std::string place, Text why) {
    if (list_.size() < most)
      list_.push_back(Error{ErrorKind::invalid, "rules.row", std::move(why), std::move(place)});
  }
  void add(Error error) { list_.push_back(std::move(error)); }
  const std::vector<Error>& list() const { return list_; }
  bool empty() const { return list_.empty(); }

 private:
  static constexpr std::size_t most = 1000;
  std::vector<Error> list_;
};

class RowReader {
 public:
  // `defaults` is the file's [default] table (source, in_force, weak), or null.
  RowReader(const TomlNode& node, std::string file, const TomlNode* defaults, Problems& problems);
  // Unknown keys are most often typing errors: each that nobody asked for becomes a problem here.
  ~RowReader();
  RowReader(const RowReader&) = delete;
  RowReader& operator=(const RowReader&) = delete;

  bool has(std::string_view key) const { return node_.find(key) != nullptr; }
  void ignore(std::string_view key) { taken_.emplace(key); }

  std::string text(std::string_view key);  // not empty
  std::string text_or(std::string_view key, std::string fallback);
  // id: small letters, digits, '_' and '.', at most 64.
  std::string id(std::string_view key = "id");
  Text both(std::string_view key);  // { zh = "…", en = "…" }
  Text both_or(std::string_view key, Text fallback);
  bool flag(std::string_view key, bool fallback);
  std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::int64_t integer_or(std::string_view key, std::int64_t least, std::int64_t most, std::int64_t fallback);
  double real(std::string_view key, double least, double most);  // integers are fine too
  double real_or(std::string_view key, double least, double most, double fallback);
  Fen yuan(std::string_view key);  // "12.30" or a whole number of yuan; >= 0
  Fen yuan_or(std::string_view key, Fen fallback);
  // "10s", "90m", "48h", "7d", "1d12h"; at least 0, at most ten years.
  Span span(std::string_view key);
  Span span_or(std::string_view key, Span fallback);
  Day day(std::string_view key);                         // TOML date: 2026-01-01
  std::vector<Day> days(std::string_view key);           // empty where the key is absent
  std::vector<std::string> texts(std::string_view key);  // empty where the key is absent

  template <domain::DescribedEnum E>
  E word(std::string_view key) {
    const std::string written = text(key);
    return written.empty() ? E{} : word_of<E>(key, written);
  }
  template <domain::DescribedEnum E>
  E word_or(std::string_view key, E fallback) {
    return has(key) ? word<E>(key) : fallback;
  }
  template <domain::DescribedEnum E>
  std::vector<E> words(std::string_view key) {
    std::vector<E> list;
    for (const std::string& written : texts(key)) list.push_back(word_of<E>(key, written));
    return list;
  }

  // source, in_force and weak: the row's own, else the file's [default]. Both of the first are demanded.
  domain::RuleOrigin origin();

  // Every table of an array of tables, or of a table of tables with its key.
  void each(std::string_view key, const std::function<void(RowReader&)>& read);
  void each_member(std::string_view key, const std::function<void(const std::string&, RowReader&)>& read);
  // Members of a table whose values are one-line scalars: { dispute = "6h", … }.
  void each_key(std::string_view key, const std::function<void(const std::string&, RowReader&)>& read);

  std::string place() const { return place_of(node_); }
  void problem(Text why) { problems_.add(place(), std::move(why)); }
  void problem_at(std::string_view key, Text why);

 private:
  const TomlNode* take(std::string_view key);
  const TomlNode* demand(std::string_view key);
  std::string place_of(const TomlNode& node) const;
  void wrong_type(std::string_view key, const TomlNode& node, const char* zh, const char* en);
  template <domain::DescribedEnum E>
  E word_of(std::string_view key, const std::string& written) {
    if (const auto found = domain::named<E>(written)) return *found;
    std::string known;
    for (std::size_t i = 0; i < domain::count_of<E>; ++i) {
      known += (i == 0 ? "" : ", ") + std::string(domain::name(static_cast<E>(i)));
    }
    problem_at(key, {"“" + std::string(key) + "”的取值“" + written + "”不认识，可用：" + known,
                     "\"" + std::string(key) + "\" is \"" + written + "\"; known are: " + known});
    return E{};
  }

  const TomlNode& node_;
  std::string file_;
  const TomlNode* defaults_;
  Problems& problems_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace shouhou::connect
