#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>
#include <thread>
#include <unordered_set>

#include "base/ids.h"
#include "base/money.h"
#include "base/normal_text.h"
#include "base/utf8.h"
#include "base/zone.h"

namespace shouhou {
namespace {

using ::testing::ElementsAre;

TEST(Money, ReadsWhatExportsWrite) {
  const std::pair<const char*, std::int64_t> rows[] = {
      {"12", 1200},
      {"12.3", 1230},
      {"12.30", 1230},
      {"-12.30", -1230},
      {"¥1,234.50", 123450},
      {"12.30元", 1230},
      {"１２．５０", 1250},
      {" 0.01 ", 1},
      {"12.300", 1230},
      {"￥-3", -300},
      {"100000000", 10'000'000'000},
  };
  for (const auto& [text, fen] : rows) {
    const auto parsed = parse_yuan(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(parsed->value, fen) << text;
  }
}

TEST(Money, RefusesWhatIsNotMoney) {
  for (const char* text : {"", "abc", "1.2.3", "12.305", "1e5", "--3", "元", ".", "99999999999999999999"}) {
    EXPECT_FALSE(parse_yuan(text)) << text;
  }
}

TEST(Money, FormatsAndReadsBack) {
  for (const std::int64_t fen : {0LL, 1LL, -1LL, 99LL, 100LL, -12345LL, 10'000'000'000LL}) {
    EXPECT_EQ(parse_yuan(format_yuan({fen}))->value, fen);
  }
}

TEST(Money, SplitsToTheFen) {
  const std::vector<std::int64_t> thirds{1, 1, 1};
  EXPECT_THAT(split_by_weight({100}, thirds), ElementsAre(Fen{34}, Fen{33}, Fen{33}));
  EXPECT_THAT(split_by_weight({-100}, thirds), ElementsAre(Fen{-34}, Fen{-33}, Fen{-33}));
  const std::vector<std::int64_t> zeros{0, 0};
  EXPECT_THAT(split_by_weight({5}, zeros), ElementsAre(Fen{3}, Fen{2}));
}

TEST(Money, SplitsConserveTheTotal) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::int64_t> weights(1 + random() % 12);
    for (auto& weight : weights) weight = static_cast<std::int64_t>(random() % 1'000'000);
    const Fen total{static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000};
    const auto parts = split_by_weight(total, weights);
    EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), Fen{}), total);
  }
}

TEST(Utf8, TrimsShortensAndCounts) {
  EXPECT_EQ(utf8::trim("\uFEFF　 毛衣 \t"), "毛衣");
  EXPECT_EQ(utf8::shorten("掉针的毛衣", 3), "掉针…");
  EXPECT_EQ(utf8::shorten("掉针的毛衣", 5), "掉针的毛衣");
  EXPECT_EQ(utf8::shorten("掉针的毛衣", 0), "");
  EXPECT_EQ(utf8::length("毛衣a"), 3U);
  EXPECT_EQ(utf8::tail("13800001234", 4), "1234");
  EXPECT_TRUE(utf8::valid("😀"));
  EXPECT_FALSE(utf8::valid("\xC0\xAF"));
  EXPECT_FALSE(utf8::valid("\xED\xA0\x80"));
}

TEST(NormalText, FoldsWidthCaseAndScript) {
  EXPECT_EQ(normal_text("　ＡＢＣ  退貨 "), "abc 退货");
  EXPECT_THAT(search_tokens("退貨单12A，好"), ElementsAre("退货", "货单", "12a", "好"));
}

TEST(Zone, CountsDaysInTheShopsZone) {
  const Zone shanghai = Zone::shanghai();
  const Instant late = *parse_time("2026-11-21 23:59:59", shanghai);
  EXPECT_EQ(shanghai.local(late).day.iso(), "2026-11-21");
  EXPECT_EQ(format_utc(late), "2026-11-21T15:59:59.000Z");
  EXPECT_EQ((Day{2024, 2, 28}.plus_days(2)), (Day{2024, 3, 1}));
  EXPECT_EQ((Day{2026, 11, 21}.weekday()), 6);
}

TEST(Zone, SpringGapAndAutumnFold) {
  const Zone berlin = *Zone::named("Europe/Berlin");
  const Instant gap = *parse_time("2026-03-29 02:30:00", berlin);
  EXPECT_EQ(format_time(gap, berlin), "2026-03-29 03:00:00");
  const Instant fold = *parse_time("2026-10-25 02:30:00", berlin);
  EXPECT_EQ(format_utc(fold), "2026-10-25T00:30:00.000Z");
  EXPECT_FALSE(Zone::named("Moon/Base"));
}

TEST(Time, ReadsTheFormsOfExports) {
  const Zone shanghai = Zone::shanghai();
  for (const char* text :
       {"2024-05-01 13:02:11", "2024/5/1 13:02:11", "20240501130211", "2024-05-01T05:02:11Z",
        "2024-05-01T13:02:11+08:00", "2024-05-01 13:02:11.000", "２０２４-05-01 13:02:11"}) {
    const auto parsed = parse_time(text, shanghai);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(format_time(*parsed, shanghai), "2024-05-01 13:02:11") << text;
  }
  for (const char* text :
       {"", "2024-13-01", "2024-02-30", "1889-01-01", "2024-05-01 25:00", "昨天", "2024-05-01 1"}) {
    EXPECT_FALSE(parse_time(text, shanghai)) << text;
  }
}

TEST(Ids, AreUniqueAndOrderedAcrossThreads) {
  IdSource source(3);
  std::vector<std::vector<std::int64_t>> made(4);
  std::vector<std::thread> threads;
  for (auto& mine : made) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) mine.push_back(source.next<CaseId>({1'800'000'000'000}).value);
    });
  }
  for (auto& thread : threads) thread.join();
  std::unordered_set<std::int64_t> all;
  for (const auto& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), 80'000U);
  const CaseId before = source.next<CaseId>({1'800'000'000'000});
  const CaseId after_the_clock_jumped_back = source.next<CaseId>({1'700'000'000'000});
  EXPECT_LT(before, after_the_clock_jumped_back);
}

TEST(Ids, ReadOnlyDigits) {
  EXPECT_EQ(CaseId::parse("42")->value, 42);
  for (const char* text : {"", "0", "-1", "1x", "9223372036854775808", " 1"})
    EXPECT_FALSE(CaseId::parse(text)) << text;
}

}  // namespace
}  // namespace shouhou
