// A shop's own rules: what they may do, what not and why, and that nothing written in them ever takes an
// entitlement from a buyer.
#include "domain/own_rules.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "connect/rules/fact_words.h"
#include "connect/rules/rule_layers.h"
#include "domain/entitlements.h"

namespace shouhou::connect {
namespace {

const RuleLayers& layers() {
  static const auto loaded = RuleLayers::load(built_in_rules());
  return **loaded;
}

constexpr const char* head = "[default]\nsource = \"店主决定\"\nin_force = 2026-01-01\n";

std::string reason(const std::string& rows) {
  const auto book = layers().with_own(head + rows);
  if (book) return "";
  return book.error().front().code + " " + book.error().front().field;
}

// A row of the book as written, with one of its lines replaced.
std::string row_of(const std::string& file, const std::string& table, const std::string& id) {
  for (const RuleFile& one : built_in_rules()) {
    if (one.name != file) continue;
    const std::string mark = "[[" + table + "]]";
    for (std::size_t at = one.text.find(mark); at != std::string::npos; at = one.text.find(mark, at + 1)) {
      const std::size_t end = one.text.find("\n[[", at + 1);
      const std::string row = one.text.substr(at, end == std::string::npos ? end : end - at) + "\n";
      if (row.find("id = \"" + id + "\"") != std::string::npos) return row;
    }
  }
  ADD_FAILURE() << "no row " << id << " in " << file;
  return "";
}

std::string with(std::string row, const std::string& key, const std::string& line) {
  std::istringstream in(row);
  std::string out, one;
  bool found = false;
  while (std::getline(in, one)) {
    if (one.starts_with(key + " ") || one.starts_with(key + "=")) {
      out += line + "\n";
      found = true;
    } else {
      out += one + "\n";
    }
  }
  return found ? out : out + line + "\n";
}

TEST(OwnRules, AnEmptyTextChangesNothing) {
  const auto book = layers().with_own("");
  ASSERT_TRUE(book);
  EXPECT_NE((*book)->version, layers().base()->version);
  EXPECT_EQ((*book)->laws, layers().base()->laws);
  EXPECT_TRUE(domain::against_the_buyer(*layers().base(), **book).empty());
}

TEST(OwnRules, LawIsNotForShops) {
  const std::string law = row_of("law.toml", "law", "order90.10");
  EXPECT_EQ(reason(law), "rules.against_buyer own.toml:4");
}

TEST(OwnRules, PlatformCompensationMayOnlyRise) {
  const domain::Compensation* some = nullptr;
  for (const auto& row : layers().base()->compensations) {
    if (row.permille > 0 && !row.double_deposit) some = &row;
  }
  ASSERT_NE(some, nullptr);
  const std::string row = row_of("compensation.toml", "compensation", some->id);
  const auto permille = [&](std::int64_t value) {
    return with(row, "permille", "permille = " + std::to_string(value));
  };
  EXPECT_EQ(reason(with(permille(some->permille), "in_force", "in_force = " + some->origin.in_force.iso())),
            "");
  EXPECT_EQ(
      reason(with(permille(some->permille + 10), "in_force", "in_force = " + some->origin.in_force.iso())),
      "");
  EXPECT_EQ(
      reason(with(permille(some->permille - 1), "in_force", "in_force = " + some->origin.in_force.iso())),
      "rules.against_buyer own.toml:4");
  // Another day of coming into force, another case, another row: each would hide the platform's own.
  EXPECT_NE(reason(with(permille(some->permille), "in_force", "in_force = 2031-01-01")), "");
  EXPECT_NE(reason(with(permille(some->permille), "id", "id = \"mine\"")), "");
}

TEST(OwnRules, TermsOfShippingMayOnlyBeShortened) {
  const domain::TimeOut* some = nullptr;
  for (const auto& row : layers().base()->time_outs) {
    if (row.step == domain::TimeOutStep::ship_order) some = &row;
  }
  ASSERT_NE(some, nullptr);
  const std::string row = with(row_of("time_outs.toml", "time_out", some->id), "in_force",
                               "in_force = " + some->origin.in_force.iso());
  EXPECT_EQ(reason(with(row, "duration", "duration = \"1h\"")), "");
  EXPECT_EQ(reason(with(row, "duration", "duration = \"3000h\"")), "rules.against_buyer own.toml:4");
}

TEST(OwnRules, GoodsAreNotTakenOutOfTheSevenDayRight) {
  const std::string clothing = row_of("goods.toml", "goods_category", "clothing");
  EXPECT_EQ(reason(clothing), "");
  EXPECT_EQ(reason(with(clothing, "exclusion", "exclusion = \"outright\"")),
            "rules.against_buyer own.toml:4");
  EXPECT_NE(reason(with(clothing, "words", "words = [\"别的\"]")), "");  // its goods would fall elsewhere
  const std::string custom = row_of("goods.toml", "goods_category", "custom_made");
  EXPECT_EQ(reason(custom), "");
  EXPECT_NE(reason(with(custom, "words", "words = [\"连衣裙\"]")), "");
}

TEST(OwnRules, TheNatureOfAnIssueStays) {
  const std::string issue = row_of("issues.toml", "issue", "quality_defect");
  EXPECT_EQ(reason(issue), "");
  EXPECT_EQ(reason(with(issue, "nature", "nature = \"after_use\"")), "rules.against_buyer own.toml:4");
}

TEST(OwnRules, EverythingWrongIsToldWithItsLine) {
  const auto book = layers().with_own(std::string(head) + "[[promise]]\nid = \"x\"\nkind = \"what\"\n" +
                                      "[[nonsense]]\nid = \"y\"\n");
  ASSERT_FALSE(book);
  EXPECT_GE(book.error().size(), 2U);
  for (const Error& problem : book.error())
    EXPECT_TRUE(problem.field.starts_with("own.toml:")) << problem.field;
}

constexpr const char* thirty_days =
    "[[promise]]\nid = \"thirty\"\nkind = \"return_window\"\nspan = \"30d\"\n"
    "name = { zh = \"三十天无理由\", en = \"thirty days\" }\n";

TEST(OwnRules, APromiseEndsByADayAndIsNotTakenBack) {
  const auto text = [](const std::string& rows) { return *layers().with_own(head + rows); };
  const Day today{2026, 11, 22};
  const auto before = text(thirty_days);
  const auto taken = [&](const std::string& rows) {
    return !domain::promises_taken_back(*before, *text(rows), today).empty();
  };
  EXPECT_TRUE(taken(""));
  EXPECT_TRUE(
      taken("[[promise]]\nid = \"thirty\"\nkind = \"return_window\"\nspan = \"15d\"\n"
            "name = { zh = \"x\", en = \"x\" }\n"));
  EXPECT_TRUE(taken(std::string(thirty_days) + "categories = [\"shoes\"]\n"));
  EXPECT_TRUE(taken(std::string(thirty_days) + "until = 2026-11-21\n"));
  EXPECT_FALSE(taken(std::string(thirty_days) + "until = 2026-11-22\n"));
  EXPECT_FALSE(taken(thirty_days));
  const auto ended = text(std::string(thirty_days) + "until = 2026-01-31\n");
  // Orders of its last day may still have cases for half a year.
  EXPECT_FALSE(domain::promises_taken_back(*ended, *text(""), Day{2026, 3, 1}).empty());
  EXPECT_TRUE(domain::promises_taken_back(*ended, *text(""), today).empty());
  // Whoever paid by then keeps it.
  EXPECT_TRUE(ended->promises.back().stands(today, {2026, 1, 31}));
  EXPECT_FALSE(ended->promises.back().stands(today, {2026, 2, 1}));
}

// ---- the property ----

// One random change to one random row of the built-in book, as a shop could write it.
class RandomOverride {
 public:
  explicit RandomOverride(std::uint32_t seed) : dice_(seed) {}

  std::string text() {
    std::string rows = "[default]\nsource = \"店主决定\"\nin_force = " + pick(days_) + "\n";
    for (int i = roll(3); i >= 0; --i) rows += row();
    return rows;
  }

 private:
  int roll(int most) { return std::uniform_int_distribution<int>(0, most)(dice_); }
  std::string pick(const std::vector<std::string>& from) {
    return from[static_cast<std::size_t>(roll(static_cast<int>(from.size()) - 1))];
  }

  std::string row() {
    static const std::vector<RuleFile>& files = built_in_rules();
    const RuleFile& file = files[static_cast<std::size_t>(roll(static_cast<int>(files.size()) - 1))];
    std::vector<std::size_t> starts;
    for (std::size_t at = file.text.find("\n[["); at != std::string::npos;
         at = file.text.find("\n[[", at + 1))
      starts.push_back(at + 1);
    if (starts.empty()) return "";
    const std::size_t from = starts[static_cast<std::size_t>(roll(static_cast<int>(starts.size()) - 1))];
    const std::size_t to = file.text.find("\n[[", from);
    std::string row = file.text.substr(from, to == std::string::npos ? to : to - from) + "\n";
    for (int i = roll(2); i >= 0; --i) change(row);
    return row;
  }

  void change(std::string& row) {
    static const std::vector<std::pair<std::string, std::vector<std::string>>> changes = {
        {"permille", {"0", "1", "5", "50", "500", "1000"}},
        {"least", {"0", "5", "500"}},
        {"most", {"0", "1", "30", "500"}},
        {"number", {"0", "1", "7", "30"}},
        {"value", {"1", "3", "7", "30"}},
        {"duration", {"\"1h\"", "\"48h\"", "\"900h\""}},
        {"span", {"\"1d\"", "\"7d\"", "\"60d\""}},
        {"later_than", {"\"1h\"", "\"200h\""}},
        {"exclusion", {"\"none\"", "\"outright\"", "\"confirmable\""}},
        {"nature", {"\"after_use\"", "\"service\"", "\"changed_mind\"", "\"abuse\"", "\"nonconforming\""}},
        {"words", {"[]", "[\"连衣裙\"]", "[\"定制\", \"鞋\"]"}},
        {"channels", {"[]", "[\"taobao\"]", "[\"pdd\"]"}},
        {"food", {"true", "false"}},
        {"double_deposit", {"true", "false"}},
        {"presale", {"true", "false"}},
        {"paid_in", {"\"money\"", "\"points\"", "\"coupon\""}},
        {"in_force", {"2020-01-01", "2026-11-21", "2031-01-01"}},
        {"id", {"\"mine\"", "\"yours\""}},
        {"step", {"\"ship_order\"", "\"answer_return\""}},
    };
    const auto& [key, values] = changes[static_cast<std::size_t>(roll(static_cast<int>(changes.size()) - 1))];
    const bool there = row.find("\n" + key + " ") != std::string::npos;
    if (there || roll(9) == 0) row = with(row, key, key + " = " + pick(values));
  }

  std::mt19937 dice_;
  std::vector<std::string> days_ = {"2020-01-01", "2024-06-01", "2026-11-01", "2027-01-01"};
};

// The same case judged by the book and by the shop's: nothing that is owed may vanish or shrink.
std::string lost(const domain::Rights& before, const domain::Rights& after) {
  for (const domain::Entitlement& right : before.owed) {
    const domain::Entitlement* now = after.find(right.remedy);
    const std::string name(domain::name(right.remedy));
    if (now == nullptr) return name + " is gone";
    if (now->most < right.most) return name + " gives less";
    if (right.until && (!now->until || *now->until < *right.until) && now->until)
      return name + " ends sooner";
    if (right.freight_back == domain::FreightPayer::seller &&
        now->freight_back == domain::FreightPayer::buyer)
      return name + " puts the freight on the buyer";
  }
  return "";
}

TEST(OwnRules, NothingWrittenInThemTakesAnEntitlement) {
  const domain::RuleBook& base = *layers().base();
  const Zone zone = Zone::shanghai();
  const Instant now = zone.start_of({2026, 11, 22}) + hours(15);
  struct Sample {
    domain::CaseFacts facts;
    domain::Rights rights;
  };
  std::vector<Sample> samples;
  const char* states[] = {
      "signed=11-18",  "signed=11-18 fault=seller proven", "signed=10-01 fault=seller proven",
      "paid_at=11-10", "paid_at=11-10 scan=11-16",         "paid_at=11-10 out_of_stock"};
  for (const domain::Issue& issue : base.issues) {
    for (const char* phase : {"unshipped", "in_transit", "delivered"}) {
      for (const char* channel : {"taobao", "pdd", "douyin"}) {
        for (const char* category : {"clothing", "fresh", "custom_made", "general"}) {
          for (const char* words : states) {
            auto worded = start_case(issue.id, phase, channel, category, base, now);
            if (!worded || !add_words(*worded, words)) continue;
            domain::Rights rights = entitlements(worded->facts, base, zone);
            samples.push_back({worded->facts, std::move(rights)});
          }
        }
      }
    }
  }
  ASSERT_GT(samples.size(), 1000U);
  int accepted = 0;
  int refused = 0;
  std::mt19937 dice(7);
  for (std::uint32_t seed = 0; seed < 600; ++seed) {
    const std::string text = RandomOverride(seed).text();
    const auto book = layers().with_own(text);
    if (!book) {
      ++refused;
      continue;
    }
    ++accepted;
    for (int i = 0; i < 150; ++i) {
      const Sample& sample = samples[dice() % samples.size()];
      const std::string what = lost(sample.rights, entitlements(sample.facts, **book, zone));
      ASSERT_EQ(what, "") << sample.facts.issue << "\n" << text;
    }
  }
  // Both must happen, or the test shows nothing.
  EXPECT_GT(accepted, 100);
  EXPECT_GT(refused, 50);
}

}  // namespace
}  // namespace shouhou::connect
