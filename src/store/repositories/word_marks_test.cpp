// What cases are found by, on both databases, and how words of an older version become marks.
#include "store/repositories/word_marks.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>

#include "ports/accounts.h"
#include "ports/personal_vault.h"
#include "store/mark_words.h"
#include "store/repositories/cases.h"
#include "store/sql/queries/word_marks.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr ShopId shop{7};
constexpr ShopId other_shop{8};

class WordMarksTest : public testing::StoreTest {
 protected:
  using Words = std::vector<std::string>;

  void SetUp() override {
    sync_each_commit_ = false;
    StoreTest::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      for (const ShopId one : {shop, other_shop}) {
        unit.accounts().add_shop({one, "店", "Asia/Shanghai", unit.now()}, unit.vault().new_shop_key(one));
      }
      return {};
    }));
  }

  template <class Use>
  void with_marks(Use use) {
    ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
      use(static_cast<StoredCases&>(unit.cases()).word_marks());
      return {};
    }));
  }

  std::vector<std::int64_t> find(ShopId of, const Words& words, int limit = 100) {
    std::vector<std::int64_t> found;
    with_marks([&](WordMarks& marks) {
      found.clear();
      for (const CaseId id : marks.find(of, words, limit)) found.push_back(id.value);
    });
    std::ranges::sort(found);
    return found;
  }

  // As it is stored.
  std::string stored(ShopId of, std::int64_t id) {
    std::string marks;
    store().engine().read([&](Session& session) {
      session.each(sql::word_marks::of, {{"shop_id", of}, {"id", CaseId{id}}},
                   [&](const Row& row) { marks = row.string(0); });
    });
    return marks;
  }

  void execute(const std::string& sql) {
    store().engine().exclusive([&](Session& session) { session.execute(sql); });
  }

  // Cases from..to of the shop, as a version before marks kept them: with these words and with one of their
  // own, "nr<id>".
  void keep_plain(ShopId of, int from, int to, const Words& words) {
    const std::string prefix = "s" + of.str() + "x";
    std::string sql = "UPDATE word_marking SET stage = 'words';";
    for (int i = from; i <= to; ++i) {
      const std::string id = std::to_string(i);
      sql +=
          "INSERT INTO cases (shop_id, id, number, version, live, due, closed, step, status, issue, "
          "issue_class, channel, mood, assignee, buyer_id, order_id, opened, next_clock, subject, "
          "buyer_label, reasons, tags) VALUES (" +
          of.str() + ", " + id + ", " + id +
          ", 1, 1, 0, 0, '', '', '', '', '', '', 0, 0, 0, 0, '', '', '', '', '');";
      std::string stored = prefix + "nr" + id;
      std::string quoted = "'" + stored + "'";
      for (const std::string& word : words) {
        stored += ' ' + prefix + word;
        quoted += ",'" + prefix + word + "'";
      }
      sql += postgres() ? "INSERT INTO case_search (shop_id, case_id, tokens) VALUES (" + of.str() + ", " +
                              id + ", array_to_tsvector(ARRAY[" + quoted + "]));"
                        : "INSERT INTO case_search (rowid, tokens) VALUES (" + id + ", '" + stored + "');";
    }
    execute(sql);
  }

  bool plain_left() {
    bool left = false;
    store().engine().read([&](Session& session) {
      session.each(sql::word_marks::some_plain, {{"limit", 1}}, [&](const Row&) { left = true; });
    });
    return left;
  }

  // To the end; how many cases.
  int mark_all(int at_once) {
    int cases = 0;
    for (int steps = 0; steps < 10'000; ++steps) {
      const auto step = mark_words(store(), at_once);
      EXPECT_TRUE(step) << (step ? "" : step.error().message.en);
      if (!step) return cases;
      cases += step->cases;
      if (!step->more) return cases;
    }
    ADD_FAILURE() << "never done";
    return cases;
  }
};
SHOUHOU_ON_BOTH_ENGINES(WordMarksTest);

TEST_P(WordMarksTest, FindCasesWithAllTheWordsInTheirOwnShop) {
  with_marks([](WordMarks& marks) {
    marks.set(shop, CaseId{1}, {"独角", "角兽", "zip", "独角"});
    marks.set(shop, CaseId{2}, {"独角", "角仙"});
    marks.set(other_shop, CaseId{3}, {"独角", "角兽"});
  });
  EXPECT_THAT(find(shop, {"独角"}), ElementsAre(1, 2));
  EXPECT_THAT(find(shop, {"独角", "角兽"}), ElementsAre(1));
  EXPECT_THAT(find(other_shop, {"角兽"}), ElementsAre(3));
  EXPECT_THAT(find(shop, {"zip", "角仙"}), IsEmpty());
  EXPECT_THAT(find(shop, {"-"}), IsEmpty());
  EXPECT_THAT(find(shop, {"独角"}, 1).size(), 1u);
  with_marks([](WordMarks& marks) {
    EXPECT_TRUE(marks.has(shop, CaseId{1}, {"zip", "独角"}));
    EXPECT_FALSE(marks.has(shop, CaseId{1}, {"zip", "角仙"}));
    EXPECT_FALSE(marks.has(shop, CaseId{9}, {"zip"}));
  });
}

TEST_P(WordMarksTest, GrowAndAreForgotten) {
  with_marks([](WordMarks& marks) {
    marks.add(shop, CaseId{1}, {"独角"});  // it had none yet
    marks.add(shop, CaseId{1}, {"zip", "独角"});
    marks.add(shop, CaseId{1}, {"zip"});
  });
  EXPECT_THAT(find(shop, {"独角", "zip"}), ElementsAre(1));
  with_marks([](WordMarks& marks) {
    marks.clear(shop, CaseId{1});
    marks.add(shop, CaseId{1}, {"42"});
  });
  EXPECT_THAT(find(shop, {"zip"}), IsEmpty());
  EXPECT_THAT(find(shop, {"42"}), ElementsAre(1));
}

TEST_P(WordMarksTest, SayNothingAndDifferByShop) {
  with_marks([](WordMarks& marks) {
    marks.set(shop, CaseId{1}, {"zanzibar"});
    marks.set(other_shop, CaseId{2}, {"zanzibar"});
  });
  EXPECT_EQ(stored(shop, 1).size(), 8u);
  EXPECT_EQ(stored(other_shop, 2).size(), 8u);
  EXPECT_NE(stored(shop, 1), stored(other_shop, 2));
}

TEST_P(WordMarksTest, OfAnOlderVersionAreFoundBeforeDuringAndAfterTheirTurn) {
  keep_plain(shop, 1, 5, {"独角", "角兽"});
  keep_plain(other_shop, 6, 7, {"独角"});
  EXPECT_THAT(find(shop, {"独角", "nr3"}), ElementsAre(3));

  // Written to, or forgotten, before their turn.
  with_marks([](WordMarks& marks) {
    marks.add(shop, CaseId{4}, {"zip"});
    EXPECT_TRUE(marks.has(shop, CaseId{4}, {"zip", "独角"}));
    EXPECT_TRUE(marks.has(shop, CaseId{3}, {"nr3", "独角"}));
    EXPECT_FALSE(marks.has(shop, CaseId{3}, {"zip"}));
    marks.clear(shop, CaseId{5});
    marks.add(shop, CaseId{5}, {"subject"});
  });
  EXPECT_THAT(find(shop, {"zip", "独角", "nr4"}), ElementsAre(4));

  const auto step = mark_words(store(), 2);
  ASSERT_TRUE(step);
  EXPECT_EQ(step->cases, 2);
  EXPECT_TRUE(step->more);
  EXPECT_THAT(find(shop, {"独角"}), ElementsAre(1, 2, 3, 4));

  reopen();  // broken off: it goes on where it was
  EXPECT_EQ(mark_all(2), 3);
  EXPECT_FALSE(plain_left());
  EXPECT_THAT(find(shop, {"独角", "角兽"}), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(find(shop, {"subject"}), ElementsAre(5));
  EXPECT_THAT(find(other_shop, {"独角"}), ElementsAre(6, 7));
  EXPECT_THAT(find(other_shop, {"nr6"}), ElementsAre(6));
  EXPECT_EQ(mark_all(2), 0);
}

TEST_P(WordMarksTest, OfAnOlderVersionWaitForWhoeverReadsTheirTable) {
  if (!postgres()) GTEST_SKIP() << "SQLite's readers hold nobody up";
  keep_plain(shop, 1, 1, {"独角"});
  ASSERT_EQ(mark_words(store(), 10)->cases, 1);
  store().engine().read([&](Session& session) {
    session.each(sql::word_marks::some_plain, {{"limit", 1}}, [](const Row&) {});
    const auto step = std::async(std::launch::async, [&] { return mark_words(store(), 10); }).get();
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().code, "store.busy");
  });
  EXPECT_EQ(mark_all(10), 0);
  EXPECT_THAT(find(shop, {"独角"}), ElementsAre(1));
}

TEST_P(WordMarksTest, OfAnOlderVersionLeaveNothingInTheFile) {
  if (postgres()) GTEST_SKIP() << "the old table is truncated: its files are gone";
  const auto file = [&] {
    std::ifstream in(place_->directory() / "shouhou.db", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const Words said{"zanzibarfleece", "xylophonist", "quartermaster", "独角兽"};
  keep_plain(shop, 1, 2000, said);
  // Pages that the older version took out of use.
  execute(
      "DELETE FROM case_search WHERE rowid % 3 = 0; INSERT INTO case_search (case_search) VALUES "
      "('optimize')");
  reopen();
  ASSERT_THAT(file(), HasSubstr(said.front()));
  EXPECT_EQ(mark_all(500), 1334);
  EXPECT_THAT(find(shop, {"quartermaster", "nr1999"}), ElementsAre(1999));
  store_.reset();
  const std::string bytes = file();
  EXPECT_GT(bytes.size(), 100'000u);
  for (const std::string& word : said) EXPECT_EQ(bytes.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace shouhou::store
