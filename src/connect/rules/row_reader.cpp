#include "connect/rules/row_reader.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "base/utf8.h"

namespace shouhou::connect {
namespace {

constexpr Span longest_span = days(3660);
constexpr std::size_t longest_text = 4000;  // characters

// "1d12h" → 36 hours. Nothing where it is not of that form or too long.
std::optional<Span> parse_span(std::string_view text) {
  Span total{};
  std::size_t at = 0;
  while (at < text.size()) {
    std::int64_t count = 0;
    std::size_t digits = 0;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0 && digits < 9) {
      count = count * 10 + (text[at] - '0');
      ++at;
      ++digits;
    }
    if (digits == 0 || at == text.size()) return std::nullopt;
    switch (text[at++]) {
      case 's':
        total = total + seconds(count);
        break;
      case 'm':
        total = total + minutes(count);
        break;
      case 'h':
        total = total + hours(count);
        break;
      case 'd':
        total = total + days(count);
        break;
      default:
        return std::nullopt;
    }
    if (total > longest_span) return std::nullopt;
  }
  return text.empty() ? std::nullopt : std::optional<Span>(total);
}

bool is_real_day(const Day& day) {
  return day.year >= 1990 && day.year <= 2099 && day.plus_days(0) == day;
}

std::string quoted(std::string_view key) {
  return "“" + std::string(key) + "”";
}

}  // namespace

RowReader::RowReader(const TomlNode& node, std::string file, const TomlNode* defaults, Problems& problems)
    : node_(node), file_(std::move(file)), defaults_(defaults), problems_(problems) {}

RowReader::~RowReader() {
  const TomlNode::Members* members = node_.members();
  if (members == nullptr) return;
  for (const auto& [key, value] : *members) {
    if (taken_.contains(key)) continue;
    problems_.add(place_of(value), {"不认识的项" + quoted(key), "unknown key \"" + key + "\""});
  }
}

std::string RowReader::place_of(const TomlNode& node) const {
  return file_ + ":" + std::to_string(node.line);
}

const TomlNode* RowReader::take(std::string_view key) {
  taken_.emplace(key);
  return node_.find(key);
}

const TomlNode* RowReader::demand(std::string_view key) {
  const TomlNode* found = take(key);
  if (found == nullptr) problem({"缺少" + quoted(key), "\"" + std::string(key) + "\" is missing"});
  return found;
}

void RowReader::problem_at(std::string_view key, Text why) {
  const TomlNode* found = node_.find(key);
  problems_.add(found == nullptr ? place() : place_of(*found), std::move(why));
}

void RowReader::wrong_type(std::string_view key, const TomlNode& node, const char* zh, const char* en) {
  problems_.add(place_of(node), {quoted(key) + "应为" + zh, "\"" + std::string(key) + "\" must be " + en});
}

std::string RowReader::text(std::string_view key) {
  const TomlNode* found = demand(key);
  if (found == nullptr) return {};
  const auto* written = std::get_if<std::string>(&found->value);
  if (written == nullptr || utf8::trim(*written).empty()) {
    wrong_type(key, *found, "非空文字", "a text that is not empty");
    return {};
  }
  if (utf8::length(*written) > longest_text) {
    wrong_type(key, *found, "不超过 4000 字的文字", "a text of at most 4000 characters");
    return {};
  }
  return *written;
}

std::string RowReader::text_or(std::string_view key, std::string fallback) {
  return has(key) ? text(key) : fallback;
}

std::string RowReader::id(std::string_view key) {
  std::string written = text(key);
  const bool good = written.size() <= 64 && std::all_of(written.begin(), written.end(), [](unsigned char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
                    });
  if (!good) {
    problem_at(key,
               {quoted(key) + "只能用小写字母、数字、下划线和点，最多 64 个",
                "\"" + std::string(key) + "\" may have small letters, digits, _ and . only, at most 64"});
  }
  return written;
}

Text RowReader::both(std::string_view key) {
  const TomlNode* found = demand(key);
  if (found == nullptr) return {};
  if (found->members() == nullptr) {
    wrong_type(key, *found, "{ zh = \"…\", en = \"…\" }", "{ zh = \"…\", en = \"…\" }");
    return {};
  }
  RowReader languages(*found, file_, nullptr, problems_);
  std::string zh = languages.text("zh");
  return {std::move(zh), languages.text("en")};
}

Text RowReader::both_or(std::string_view key, Text fallback) {
  return has(key) ? both(key) : std::move(fallback);
}

bool RowReader::flag(std::string_view key, bool fallback) {
  const TomlNode* found = take(key);
  if (found == nullptr) return fallback;
  if (const bool* written = std::get_if<bool>(&found->value)) return *written;
  wrong_type(key, *found, " true 或 false", "true or false");
  return fallback;
}

std::int64_t RowReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const TomlNode* found = demand(key);
  if (found == nullptr) return least;
  const auto* written = std::get_if<std::int64_t>(&found->value);
  if (written != nullptr && *written >= least && *written <= most) return *written;
  const std::string range = std::to_string(least) + " … " + std::to_string(most);
  problems_.add(place_of(*found), {quoted(key) + "应为整数，范围 " + range,
                                   "\"" + std::string(key) + "\" must be a whole number in " + range});
  return least;
}

std::int64_t RowReader::integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                   std::int64_t fallback) {
  return has(key) ? integer(key, least, most) : fallback;
}

double RowReader::real(std::string_view key, double least, double most) {
  const TomlNode* found = demand(key);
  if (found == nullptr) return least;
  double written = std::numeric_limits<double>::quiet_NaN();
  if (const auto* whole = std::get_if<std::int64_t>(&found->value)) written = static_cast<double>(*whole);
  if (const auto* broken = std::get_if<double>(&found->value)) written = *broken;
  if (std::isfinite(written) && written >= least && written <= most) return written;
  const std::string range = std::to_string(least) + " … " + std::to_string(most);
  problems_.add(place_of(*found), {quoted(key) + "应为数字，范围 " + range,
                                   "\"" + std::string(key) + "\" must be a number in " + range});
  return least;
}

double RowReader::real_or(std::string_view key, double least, double most, double fallback) {
  return has(key) ? real(key, least, most) : fallback;
}

Fen RowReader::yuan(std::string_view key) {
  const TomlNode* found = demand(key);
  if (found == nullptr) return {};
  if (const auto* whole = std::get_if<std::int64_t>(&found->value)) {
    if (*whole >= 0 && *whole <= largest_amount.value / 100) return Fen{*whole * 100};
  } else if (const auto* written = std::get_if<std::string>(&found->value)) {
    const Result<Fen> amount = parse_yuan(*written);
    if (amount && *amount >= Fen{0}) return *amount;
  }
  wrong_type(key, *found, "金额（元），如 12 或 \"12.30\"", "an amount in yuan like 12 or \"12.30\"");
  return {};
}

Fen RowReader::yuan_or(std::string_view key, Fen fallback) {
  return has(key) ? yuan(key) : fallback;
}

Span RowReader::span(std::string_view key) {
  const std::string written = text(key);
  if (written.empty()) return {};
  if (const auto parsed = parse_span(written)) return *parsed;
  problem_at(key, {quoted(key) + "应为时长，如 \"48h\"、\"7d\"、\"1d12h\"",
                   "\"" + std::string(key) + "\" must be a span like \"48h\", \"7d\", \"1d12h\""});
  return {};
}

Span RowReader::span_or(std::string_view key, Span fallback) {
  return has(key) ? span(key) : fallback;
}

Day RowReader::day(std::string_view key) {
  const TomlNode* found = demand(key);
  if (found == nullptr) return {};
  const Day* written = std::get_if<Day>(&found->value);
  if (written != nullptr && is_real_day(*written)) return *written;
  wrong_type(key, *found, "日期，如 2026-01-01", "a date like 2026-01-01");
  return {};
}

std::vector<Day> RowReader::days(std::string_view key) {
  std::vector<Day> list;
  const TomlNode* found = take(key);
  if (found == nullptr) return list;
  if (found->items() == nullptr) {
    wrong_type(key, *found, "日期列表", "a list of dates");
    return list;
  }
  for (const TomlNode& item : *found->items()) {
    const Day* written = std::get_if<Day>(&item.value);
    if (written != nullptr && is_real_day(*written)) {
      list.push_back(*written);
    } else {
      wrong_type(key, item, "日期列表", "a list of dates");
    }
  }
  return list;
}

std::vector<std::string> RowReader::texts(std::string_view key) {
  std::vector<std::string> list;
  const TomlNode* found = take(key);
  if (found == nullptr) return list;
  if (found->items() == nullptr) {
    wrong_type(key, *found, "列表", "a list");
    return list;
  }
  for (const TomlNode& item : *found->items()) {
    const auto* written = std::get_if<std::string>(&item.value);
    if (written != nullptr && !written->empty()) {
      list.push_back(*written);
    } else {
      wrong_type(key, item, "文字列表", "a list of texts");
    }
  }
  return list;
}

domain::RuleOrigin RowReader::origin() {
  const auto from = [&](std::string_view key) {
    taken_.emplace(key);
    return node_.find(key) == nullptr && defaults_ != nullptr && defaults_->find(key) != nullptr;
  };
  domain::RuleOrigin origin;
  Problems* problems = &problems_;
  const auto read = [&](std::string_view key, auto&& into) {
    if (!from(key)) return into(*this);
    RowReader inherited(*defaults_, file_, nullptr, *problems);
    for (const auto& [other, value] : *defaults_->members()) inherited.taken_.insert(other);
    into(inherited);
  };
  read("source", [&](RowReader& row) { origin.source = row.text("source"); });
  read("in_force", [&](RowReader& row) { origin.in_force = row.day("in_force"); });
  read("weak", [&](RowReader& row) { origin.weak = row.flag("weak", false); });
  origin.place = place();
  return origin;
}

void RowReader::each(std::string_view key, const std::function<void(RowReader&)>& read) {
  const TomlNode* found = take(key);
  if (found == nullptr) return;
  if (found->items() == nullptr) return wrong_type(key, *found, "表的列表 [[…]]", "a list of tables [[…]]");
  for (const TomlNode& item : *found->items()) {
    if (item.members() == nullptr) {
      wrong_type(key, item, "表", "a table");
      continue;
    }
    RowReader row(item, file_, defaults_, problems_);
    read(row);
  }
}

void RowReader::each_member(std::string_view key,
                            const std::function<void(const std::string&, RowReader&)>& read) {
  const TomlNode* found = take(key);
  if (found == nullptr) return;
  if (found->members() == nullptr) return wrong_type(key, *found, "表 […]", "a table […]");
  for (const auto& [name, value] : *found->members()) {
    if (value.members() == nullptr) {
      wrong_type(name, value, "表", "a table");
      continue;
    }
    RowReader row(value, file_, defaults_, problems_);
    read(name, row);
  }
}

void RowReader::each_key(std::string_view key,
                         const std::function<void(const std::string&, RowReader&)>& read) {
  const TomlNode* found = take(key);
  if (found == nullptr) return;
  if (found->members() == nullptr) return wrong_type(key, *found, "表", "a table");
  RowReader row(*found, file_, defaults_, problems_);
  for (const auto& [name, value] : *found->members()) read(name, row);
}

}  // namespace shouhou::connect
