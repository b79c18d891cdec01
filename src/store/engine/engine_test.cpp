// What both engines promise.
#include "store/engine/engine.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <thread>

#include "store/testing/notebook.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

namespace notebook = testing::notebook;
constexpr ShopId shop{7};

class Engines : public ::testing::TestWithParam<testing::Kind> {
 protected:
  void SetUp() override {
    if (const std::string why = testing::Place::unavailable(GetParam()); !why.empty()) GTEST_SKIP() << why;
    place_ = std::make_unique<testing::Place>(GetParam());
    open(place_->options());
    engine_->exclusive([](Session& session) { session.execute(notebook::schema); });
  }
  void TearDown() override { engine_.reset(); }

  void open(const std::variant<SqliteOptions, PostgresOptions>& options) {
    engine_.reset();
    auto opened = postgres() ? open_postgres(std::get<PostgresOptions>(options))
                             : open_sqlite(std::get<SqliteOptions>(options));
    ASSERT_TRUE(opened) << opened.error().message.en;
    engine_ = std::move(*opened);
  }
  bool postgres() const { return GetParam() == testing::Kind::postgres; }
  Result<void> add(std::int64_t id, Value text = "text") {
    return notebook::write(
        *engine_, [=](Session& session, ports::Effects&) { return notebook::add_note(session, id, text); });
  }
  std::set<std::int64_t> ids() { return notebook::ids(*engine_); }

  std::unique_ptr<testing::Place> place_;
  std::unique_ptr<Engine> engine_;
};
SHOUHOU_ON_BOTH_ENGINES(Engines);

TEST_P(Engines, AnswersWhenTheCommitCanBeRead) {
  std::promise<std::set<std::int64_t>> seen;
  engine_->write([](Session& session, ports::Effects&) { return notebook::add_note(session, 1); },
                 [&](Result<void> result) {
                   EXPECT_TRUE(result);
                   seen.set_value(ids());
                 });
  EXPECT_EQ(seen.get_future().get(), std::set<std::int64_t>{1});
}

// A slow body holds the writer; what queues up behind it runs as one batch, in order, each body seeing what
// those before it did.
TEST_P(Engines, BodiesOfABatchRunInOrderAndFailAlone) {
  std::promise<void> go;
  std::shared_future<void> gone = go.get_future().share();
  std::atomic<bool> held{false};
  engine_->write(
      [&](Session&, ports::Effects&) -> Result<void> {
        held = true;
        gone.wait();
        return {};
      },
      [](Result<void>) {}, shop);
  while (!held) std::this_thread::yield();
  std::vector<std::future<Result<void>>> answers;
  std::atomic<int> saw_others{0};
  for (std::int64_t id = 1; id <= 20; ++id) {
    auto answer = std::make_shared<std::promise<Result<void>>>();
    answers.push_back(answer->get_future());
    engine_->write(
        [&, id](Session& session, ports::Effects&) -> Result<void> {
          if (id == 20)
            saw_others = static_cast<int>(
                session.all(notebook::all, {}, [](const Row& row) { return row.integer(0); }).size());
          SHOUHOU_TRY(notebook::add_note(session, id));
          if (id % 4 == 0) return fail(ErrorKind::conflict, "test.no", {"不", "no"});
          if (id % 5 == 0) throw std::logic_error("a bug");
          return {};
        },
        [answer](Result<void> result) { answer->set_value(std::move(result)); }, shop);
  }
  go.set_value();
  std::set<std::int64_t> expected;
  for (std::int64_t id = 1; id <= 20; ++id) {
    const Result<void> result = answers[static_cast<std::size_t>(id - 1)].get();
    if (id % 4 == 0) {
      EXPECT_EQ(result.error().code, "test.no");
    } else if (id % 5 == 0) {
      EXPECT_EQ(result.error().kind, ErrorKind::internal);
    } else {
      EXPECT_TRUE(result) << id;
      expected.insert(id);
    }
  }
  EXPECT_EQ(ids(), expected);
  EXPECT_EQ(saw_others, static_cast<int>(expected.size()));
}

TEST_P(Engines, ReadsSeeOneMoment) {
  ASSERT_TRUE(add(1));
  engine_->read([&](Session& session) {
    const auto count = [&] {
      return session.all(notebook::all, {}, [](const Row& row) { return row.integer(0); }).size();
    };
    EXPECT_EQ(count(), 1u);
    ASSERT_TRUE(add(2));
    EXPECT_EQ(count(), 1u);
  });
  EXPECT_EQ(ids().size(), 2u);
}

TEST_P(Engines, ReadersCannotWrite) {
  EXPECT_ANY_THROW(
      engine_->read([](Session& session) { static_cast<void>(notebook::add_note(session, 1)); }));
  EXPECT_TRUE(ids().empty());
  EXPECT_TRUE(add(1));
}

TEST_P(Engines, BindsByNameAndKeepsEveryKindOfValue) {
  engine_->exclusive([](Session& session) {
    session.execute(session.postgres()
                        ? "CREATE TABLE kind (a BIGINT, b DOUBLE PRECISION, c TEXT, d BYTEA, e TEXT)"
                        : "CREATE TABLE kind (a BIGINT, b REAL, c TEXT, d BLOB, e TEXT)");
  });
  static constexpr std::string_view names[] = {"a", "b", "c", "d", "e"};
  static constexpr Query put{5, "kind.put", "INSERT INTO kind VALUES (?1, ?2, ?3, ?4, ?5)",
                             "INSERT INTO kind VALUES ($1, $2, $3, $4, $5)", names};
  static constexpr Query get{
      6, "kind.get", "SELECT a, b, c, d, e FROM kind", "SELECT a, b, c, d, e FROM kind", {}};
  const std::string raw("\0\xff'\\\n", 5);
  ASSERT_TRUE(notebook::write(*engine_, [&](Session& session, ports::Effects&) -> Result<void> {
    session.run(put, {{"e", std::optional<std::string>{}},
                      {"d", Bytes{raw}},
                      {"c", "售后 'quoted' \\ $1 ?1"},
                      {"b", 0.1},
                      {"a", std::numeric_limits<std::int64_t>::min()}});
    EXPECT_THROW(session.run(put, {{"a", 1}}), std::logic_error);
    EXPECT_THROW(session.run(put, {{"a", 1}, {"b", 1.0}, {"c", ""}, {"d", Bytes{""}}, {"f", ""}}),
                 std::logic_error);
    EXPECT_THROW(notebook::add_note(session, 9, std::string_view("a\0b", 3)).has_value(), std::logic_error);
    return {};
  }));
  engine_->read([&](Session& session) {
    session.each(get, {}, [&](const Row& row) {
      EXPECT_EQ(row.integer(0), std::numeric_limits<std::int64_t>::min());
      EXPECT_EQ(row.real(1), 0.1);
      EXPECT_EQ(row.text(2), "售后 'quoted' \\ $1 ?1");
      EXPECT_EQ(row.bytes(3), raw);
      EXPECT_TRUE(row.null(4));
      EXPECT_EQ(row.text(4), "");
      EXPECT_EQ(row.integer(4), 0);
    });
  });
}

TEST_P(Engines, AStatementMayRunInsideItsOwnRows) {
  for (std::int64_t id = 1; id <= 3; ++id) ASSERT_TRUE(add(id));
  int pairs = 0;
  engine_->read([&](Session& session) {
    session.each(notebook::all, {},
                 [&](const Row&) { session.each(notebook::all, {}, [&](const Row&) { ++pairs; }); });
  });
  EXPECT_EQ(pairs, 9);
}

TEST_P(Engines, AWrongStatementCostsOnlyItsBody) {
  const Result<void> wrong = notebook::write(*engine_, [](Session& session, ports::Effects&) -> Result<void> {
    SHOUHOU_TRY(notebook::add_note(session, 1));
    session.each(notebook::wrong, {{"id", 1}}, [](const Row&) {});
    return {};
  });
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::internal);
  EXPECT_TRUE(add(2));
  EXPECT_EQ(ids(), std::set<std::int64_t>{2});
}

TEST_P(Engines, LaterStatementsAreThereAtCommit) {
  ASSERT_TRUE(notebook::write(*engine_, [](Session& session, ports::Effects&) -> Result<void> {
    for (std::int64_t id = 1; id <= 3'000; ++id) {
      session.later(notebook::add, {{"id", id}, {"text", std::string(200, 'x')}});
    }
    return {};
  }));
  EXPECT_EQ(ids().size(), 3'000u);
  const Result<void> duplicate =
      notebook::write(*engine_, [](Session& session, ports::Effects&) -> Result<void> {
        session.later(notebook::add, {{"id", 5}, {"text", ""}});
        return {};
      });
  ASSERT_FALSE(duplicate);
  EXPECT_EQ(duplicate.error().kind, ErrorKind::internal);
  EXPECT_TRUE(add(3'001));
}

// What cannot be flushed costs the body it came from, not its neighbours.
TEST_P(Engines, AFlushThatThrowsCostsOnlyItsBody) {
  engine_->set_hooks(
      [](Session&, std::vector<ports::Effects>& effects) -> std::vector<StreamPosition> {
        for (const ports::Effects& one : effects) {
          if (one.events.at(0).kind == "bad") throw std::logic_error("bad event");
        }
        return {};
      },
      {});
  std::vector<std::future<Result<void>>> answers;
  for (std::int64_t id = 1; id <= 30; ++id) {
    auto answer = std::make_shared<std::promise<Result<void>>>();
    answers.push_back(answer->get_future());
    engine_->write(
        [id](Session& session, ports::Effects& effects) -> Result<void> {
          effects.events.emplace_back().kind = id == 17 ? "bad" : "good";
          return notebook::add_note(session, id);
        },
        [answer](Result<void> result) { answer->set_value(std::move(result)); });
  }
  for (std::int64_t id = 1; id <= 30; ++id) {
    EXPECT_EQ(answers[static_cast<std::size_t>(id - 1)].get().has_value(), id != 17) << id;
  }
  EXPECT_EQ(ids().size(), 29u);
}

TEST_P(Engines, RefusesWhatDoesNotFitTheQueueAndWhatComesTooLate) {
  auto options = place_->options();
  std::visit([](auto& one) { one.queue_limit = 3; }, options);
  open(options);
  std::promise<void> go;
  std::shared_future<void> gone = go.get_future().share();
  std::atomic<int> busy{0}, done{0};
  for (int i = 0; i < 50; ++i) {
    engine_->write(
        [gone](Session&, ports::Effects&) -> Result<void> {
          gone.wait();
          return {};
        },
        [&](Result<void> result) {
          if (result) ++done;
          if (!result && result.error().code == "store.busy") ++busy;
        });
  }
  EXPECT_GT(busy, 40);
  go.set_value();
  engine_->drain();
  EXPECT_EQ(busy + done, 50);
  EXPECT_EQ(add(1).error().code, "store.stopping");
}

TEST_P(Engines, ExclusiveIsUndoneWhenItThrows) {
  EXPECT_THROW(engine_->exclusive([](Session& session) {
    static_cast<void>(notebook::add_note(session, 1));
    throw std::runtime_error("stop");
  }),
               std::runtime_error);
  EXPECT_TRUE(ids().empty());
  EXPECT_TRUE(add(1));
}

TEST_P(Engines, ABackupIsOneMomentWhileWritesGoOn) {
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (std::int64_t id = 1; !stop; ++id) {
      // Two rows or none.
      EXPECT_TRUE(notebook::write(*engine_, [id](Session& session, ports::Effects&) -> Result<void> {
        SHOUHOU_TRY(notebook::add_note(session, 2 * id));
        return notebook::add_note(session, 2 * id + 1);
      }));
    }
  });
  const std::string file = (place_->directory() / "copy").string();
  while (ids().size() < 20) std::this_thread::yield();
  const Result<void> copied = engine_->back_up_to(file);
  stop = true;
  writer.join();
  ASSERT_TRUE(copied) << copied.error().message.en;
  EXPECT_GT(std::filesystem::file_size(file), 1'000u);
  EXPECT_EQ(engine_->back_up_to(file).error().code, "store.backup_exists");
  EXPECT_TRUE(engine_->integrity_problems().empty());
  if (postgres()) return;
  const testing::Place other(testing::Kind::sqlite);
  std::filesystem::copy(file, std::get<SqliteOptions>(other.options()).file);
  const auto copy = other.open_engine();
  ASSERT_TRUE(copy);
  const std::size_t rows = notebook::ids(**copy).size();
  EXPECT_GE(rows, 20u);
  EXPECT_EQ(rows % 2, 0u);
}

TEST(SqliteEngine, OneProcessOwnsTheDirectory) {
  const testing::Place place(testing::Kind::sqlite);
  const auto first = place.open_engine();
  ASSERT_TRUE(first);
  const auto second = place.open_engine();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "store.locked");
  EXPECT_NE(second.error().message.zh.find(std::to_string(::getpid())), std::string::npos);
}

TEST(SqliteEngine, FindsADamagedFile) {
  const testing::Place place(testing::Kind::sqlite);
  const std::string file = std::get<SqliteOptions>(place.options()).file;
  {
    const auto engine = place.open_engine();
    (*engine)->exclusive([](Session& session) {
      session.execute(notebook::schema);
      for (std::int64_t id = 1; id <= 500; ++id) {
        static_cast<void>(notebook::add_note(session, id, std::string(100, 'x')));
      }
    });
    EXPECT_TRUE((*engine)->integrity_problems().empty());
  }
  std::fstream damage(file, std::ios::in | std::ios::out | std::ios::binary);
  damage.seekp(5 * 4096);
  damage.write(std::string(4096, '\x55').data(), 4096);
  damage.close();
  const auto engine = place.open_engine();
  ASSERT_TRUE(engine);
  EXPECT_FALSE((*engine)->integrity_problems().empty());
}

TEST(SqliteEngine, TheLogDoesNotGrowForever) {
  const testing::Place place(testing::Kind::sqlite);
  SqliteOptions options = std::get<SqliteOptions>(place.options());
  options.checkpoint_pages = 50;
  const auto engine = open_sqlite(options);
  (*engine)->exclusive([](Session& session) { session.execute(notebook::schema); });
  std::atomic<bool> stop{false};
  std::thread reader([&] {
    while (!stop) notebook::ids(**engine);
  });
  for (std::int64_t id = 1; id <= 600; ++id) {
    ASSERT_TRUE(notebook::write(**engine, [id](Session& session, ports::Effects&) {
      return notebook::add_note(session, id, std::string(8'000, 'x'));
    }));
  }
  stop = true;
  reader.join();
  EXPECT_LT(std::filesystem::file_size(options.file + "-wal"), 600u * 4'096u);
}

}  // namespace
}  // namespace shouhou::store
