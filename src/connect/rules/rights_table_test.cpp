// Runs tests/cases/rights.txt: a table of cases that a shop person can read, each naming the article or rule
// that decides it, against the built-in rules.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/testing/source_root.h"
#include "base/utf8.h"
#include "connect/rules/fact_words.h"
#include "connect/rules/load_rules.h"
#include "domain/entitlements.h"

namespace shouhou::domain {
namespace {

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(utf8::trim(part));
  return parts;
}

std::vector<std::string> words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> list;
  for (std::string word; stream >> word;) list.push_back(word);
  return list;
}

template <DescribedEnum E>
E word(const std::string& text) {
  const auto found = named<E>(text);
  if (!found) throw std::runtime_error("unknown word " + text);
  return *found;
}

using Row = connect::WordedCase;

Row read_row(const std::vector<std::string>& columns, const RuleBook& book) {
  const Instant noon = parse_time("2026-11-21T12:00:00+08:00", Zone::shanghai()).value();
  auto row = connect::start_case(columns.at(1), columns.at(2), columns.at(3), columns.at(4), book, noon);
  if (!row) throw std::runtime_error(row.error().message.en);
  if (auto read = connect::add_words(*row, columns.at(5)); !read)
    throw std::runtime_error(read.error().message.en);
  return *std::move(row);
}

bool rests_on(const std::vector<Basis>& list, const std::string& rule) {
  return std::any_of(list.begin(), list.end(), [&](const Basis& basis) { return basis.rule == rule; });
}

std::string rules_of(const std::vector<Basis>& list) {
  std::string text;
  for (const Basis& basis : list) text += basis.rule + " ";
  return text;
}

// "return_refund 239.00 freight=buyer until=11-25 basis=order90.10"
void check_owed(const std::string& expected, const Rights& rights, std::set<std::string>& kinds) {
  const auto parts = words(expected);
  const auto kind = word<RemedyKind>(parts.at(0));
  kinds.insert(parts[0]);
  const Entitlement* owed = rights.find(kind);
  ASSERT_NE(owed, nullptr) << "not owed: " << parts[0];
  bool has_basis = false;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const auto equals = parts[i].find('=');
    const std::string key = parts[i].substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : parts[i].substr(equals + 1);
    if (equals == std::string::npos) {
      EXPECT_EQ(format_yuan(owed->most), parts[i]) << parts[0];
    } else if (key == "least") {
      EXPECT_EQ(format_yuan(owed->least), value) << parts[0];
    } else if (key == "freight") {
      EXPECT_EQ(name(owed->freight_back), value) << parts[0];
    } else if (key == "out") {
      EXPECT_EQ(name(owed->freight_out), value) << parts[0];
    } else if (key == "in") {
      EXPECT_EQ(name(owed->paid_in), value) << parts[0];
    } else if (key == "until") {
      ASSERT_TRUE(owed->until) << parts[0];
      EXPECT_EQ(Zone::shanghai().local(*owed->until - milliseconds(1)).day.iso().substr(5), value)
          << parts[0];
    } else if (key == "basis") {
      has_basis = true;
      EXPECT_TRUE(rests_on(owed->basis, value)) << parts[0] << " rests on " << rules_of(owed->basis);
    } else if (key == "if") {
      const bool there =
          std::any_of(owed->conditions.begin(), owed->conditions.end(), [&](const auto& condition) {
            return condition.id == value && condition.state == ConditionState::unknown;
          });
      EXPECT_TRUE(there) << parts[0] << " does not hang on " << value;
    } else {
      FAIL() << "unknown expectation " << parts[i];
    }
  }
  EXPECT_TRUE(has_basis) << "the row names no article or rule for " << parts[0];
}

void check_row(const Row& row, const std::vector<std::string>& columns) {
  const Rights rights = entitlements(row.facts, row.book, Zone::shanghai());
  std::set<std::string> kinds;
  for (const std::string& expected : split(columns.at(6), ';')) {
    if (expected != "-") check_owed(expected, rights, kinds);
  }
  for (const Entitlement& owed : rights.owed) {
    EXPECT_TRUE(kinds.contains(std::string(name(owed.remedy))))
        << "owed beside: " << name(owed.remedy) << " by " << rules_of(owed.basis);
  }
  std::set<std::string> refused;
  for (const std::string& expected : split(columns.at(7), ';')) {
    if (expected == "-") continue;
    const auto parts = words(expected);
    refused.insert(parts.at(0));
    const bool there = std::any_of(rights.refused.begin(), rights.refused.end(), [&](const Refusal& refusal) {
      return name(refusal.remedy) == parts[0] &&
             (parts.size() == 1 || rests_on(refusal.basis, parts[1].substr(6)));
    });
    EXPECT_TRUE(there) << "not refused: " << expected;
  }
  for (const Refusal& refusal : rights.refused) {
    EXPECT_TRUE(refused.contains(std::string(name(refusal.remedy))))
        << "refused beside: " << name(refusal.remedy) << ": " << refusal.why.en;
  }
}

TEST(RightsTable, EveryRowHolds) {
  const auto book = connect::load_rules(connect::built_in_rules());
  ASSERT_TRUE(book.has_value());
  std::ifstream file(source_root() + "/tests/cases/rights.txt");
  ASSERT_TRUE(file) << "tests/cases/rights.txt is missing";
  int line_number = 0;
  int rows = 0;
  std::set<std::string> issues;
  std::set<std::string> categories;
  std::set<std::string> channels;
  for (std::string line; std::getline(file, line);) {
    ++line_number;
    if (utf8::trim(line).empty() || line.starts_with("#")) continue;
    const auto columns = split(line, '|');
    SCOPED_TRACE("rights.txt:" + std::to_string(line_number) + " " + columns.front());
    ASSERT_EQ(columns.size(), 8U);
    ASSERT_NO_THROW({ check_row(read_row(columns, *book), columns); });
    issues.insert(columns[1]);
    categories.insert(columns[4]);
    channels.insert(columns[3]);
    ++rows;
  }
  EXPECT_GE(rows, 150);
  EXPECT_EQ(issues.size(), book->issues.size());
  EXPECT_EQ(categories.size(), book->categories.size());
  EXPECT_EQ(channels.size(), count_of<Channel>);
}

}  // namespace
}  // namespace shouhou::domain
