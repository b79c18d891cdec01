// Runs tests/cases/rights.txt: a table of cases that a shop person can read, each naming the article or rule
// that decides it, against the built-in rules.
#include <gtest/gtest.h>

#include <charconv>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/utf8.h"
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

// "11-18" or "11-18T23:59" of 2026, in Shanghai.
Instant when(const std::string& text) {
  const bool day_only = text.find('T') == std::string::npos;
  auto parsed = parse_time("2026-" + text + (day_only ? "T12:00:00+08:00" : ":00+08:00"), Zone::shanghai());
  if (!parsed) throw std::runtime_error("bad time " + text);
  return *parsed;
}

Fen amount(const std::string& text) {
  return parse_yuan(text).value();
}

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

template <DescribedEnum E>
E word(const std::string& text) {
  const auto found = named<E>(text);
  if (!found) throw std::runtime_error("unknown word " + text);
  return *found;
}

struct Row {
  CaseFacts facts;
  RuleBook book;
};

// promise=return_window:15d · promise=late_compensation:20
void add_promise(RuleBook& book, const std::string& text) {
  const auto parts = split(text, ':');
  ShopPromise promise;
  promise.id = "promise";
  promise.kind = word<PromiseKind>(parts.at(0));
  promise.name = {"本店承诺", "shop promise"};
  promise.origin = {"shop", Day{2020, 1, 1}, false, ""};
  if (parts.size() > 1 && parts[1].ends_with('d')) {
    promise.span = days(number(parts[1]));
  } else if (parts.size() > 1) {
    promise.amount = amount(parts[1]);
  }
  book.promises.push_back(promise);
}

void set_flag(CaseFacts& facts, const std::string& flag) {
  FactLine& line = facts.lines.front();
  static const std::map<std::string, bool CaseFacts::*> flags{
      {"proven", &CaseFacts::fault_verified},   {"out_of_stock", &CaseFacts::out_of_stock},
      {"presale", &CaseFacts::presale},         {"lost", &CaseFacts::carrier_confirmed_loss},
      {"signoff", &CaseFacts::proper_sign_off}, {"fake", &CaseFacts::dishonest_confirmed},
      {"unsafe", &CaseFacts::unsafe_confirmed}, {"documents", &CaseFacts::origin_documents},
      {"serious", &CaseFacts::serious_defect},  {"recurred", &CaseFacts::gone_wrong_before},
      {"gone", &CaseFacts::cannot_come_back},   {"clicked", &CaseFacts::marked_shipped},
      {"agreed", &CaseFacts::agreed_on_return}, {"elsewhere", &CaseFacts::return_elsewhere}};
  if (const auto found = flags.find(flag); found != flags.end()) {
    facts.*found->second = true;
  } else if (flag == "insured") {
    facts.insurance = FreightInsurance{Fen{12'00}, false};
  } else if (flag == "insurance_used") {
    facts.insurance = FreightInsurance{Fen{12'00}, true};
  } else if (flag == "confirmed") {
    line.excluded_confirmed = true;
  } else if (flag == "intact") {
    line.condition = Condition::intact;
  } else if (flag == "worn") {
    line.condition = Condition::not_intact;
  } else if (flag == "gift_kept") {
    facts.gifts.back().comes_back = false;
  } else {
    throw std::runtime_error("unknown fact " + flag);
  }
}

void set_value(Row& row, const std::string& key, const std::string& value) {
  CaseFacts& facts = row.facts;
  FactLine& line = facts.lines.front();
  static const std::map<std::string, std::optional<Instant> CaseFacts::*> times{
      {"paid_at", &CaseFacts::paid_at},  {"ship_by", &CaseFacts::ship_by},
      {"scan", &CaseFacts::scanned_at},  {"last_scan", &CaseFacts::last_scan_at},
      {"signed", &CaseFacts::signed_at}, {"asked", &CaseFacts::requested_at}};
  static const std::map<std::string, Fen CaseFacts::*> amounts{{"postage", &CaseFacts::postage},
                                                               {"free_from", &CaseFacts::free_shipping_from},
                                                               {"out", &CaseFacts::outbound_freight},
                                                               {"deposit", &CaseFacts::deposit}};
  if (const auto time = times.find(key); time != times.end()) {
    facts.*time->second = when(value);
  } else if (const auto money = amounts.find(key); money != amounts.end()) {
    facts.*money->second = amount(value);
  } else if (key == "now") {
    facts.now = when(value);
  } else if (key == "price") {
    line.unit_price = amount(value);
    line.paid = line.unit_price * line.quantity;
  } else if (key == "paid") {
    line.paid = amount(value);
  } else if (key == "refunded") {
    line.refunded = amount(value);
  } else if (key == "qty") {
    line.quantity = number(value);
    line.paid = line.unit_price * line.quantity;
  } else if (key == "affected") {
    line.affected = number(value);
  } else if (key == "other") {
    FactLine other;
    other.unit_price = other.paid = amount(value);
    facts.lines.push_back(other);
  } else if (key == "other_paid") {
    facts.lines.back().paid = amount(value);
  } else if (key == "promo") {
    const auto parts = split(value, '-');
    facts.promotions.push_back({"满减", {}, {{amount(parts.at(0)), amount(parts.at(1))}}});
  } else if (key == "gift") {
    facts.gifts.push_back({"赠品", amount(value), Fen{1'00}, true});
  } else if (key == "drop") {
    facts.price_drop = amount(value);
  } else if (key == "fault") {
    facts.fault = word<Fault>(value);
  } else if (key == "demand") {
    facts.demand = word<Demand>(value);
  } else if (key == "freight_agreed") {
    facts.freight_agreed = word<FreightPayer>(value);
  } else if (key == "promise") {
    add_promise(row.book, value);
  } else {
    throw std::runtime_error("unknown fact " + key);
  }
}

Row read_row(const std::vector<std::string>& columns, const RuleBook& book) {
  Row row{{}, book};
  row.facts.now = when("11-21");
  row.facts.issue = columns.at(1);
  row.facts.phase = word<Phase>(columns.at(2));
  row.facts.channel = word<Channel>(columns.at(3));
  row.facts.lines.resize(1);
  row.facts.lines[0].category = columns.at(4);
  row.facts.lines[0].affected = 1;
  row.facts.lines[0].unit_price = row.facts.lines[0].paid = Fen{239'00};
  if (book.issue(row.facts.issue) == nullptr) throw std::runtime_error("unknown issue " + row.facts.issue);
  if (book.category(columns.at(4)) == nullptr) throw std::runtime_error("unknown category " + columns.at(4));
  for (const std::string& fact : words(columns.at(5))) {
    if (fact == "-") continue;
    const auto equals = fact.find('=');
    if (equals == std::string::npos) {
      set_flag(row.facts, fact);
    } else {
      set_value(row, fact.substr(0, equals), fact.substr(equals + 1));
    }
  }
  return row;
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
  std::ifstream file(std::string(SHOUHOU_SOURCE_DIR) + "/tests/cases/rights.txt");
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
