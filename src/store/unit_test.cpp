// The unit on both engines: streams, counters, numbers, and the small repositories.
#include "store/unit.h"

#include <atomic>
#include <set>
#include <thread>

#include "ports/idempotency.h"
#include "ports/inbound.h"
#include "ports/outbox.h"
#include "store/sql/queries.h"
#include "store/testing/on_engines.h"

namespace shouhou::store {
namespace {

constexpr ShopId shop{7};
constexpr ShopId other_shop{8};

ports::Event event(ShopId of, std::string kind, CaseId about = {}) {
  return {of, 0, about, std::move(kind), Instant{1}, {}, "system", "{}"};
}

class Units : public testing::StoreTest {
 protected:
  std::vector<ports::Event> stream(ShopId of, std::int64_t after = 0) {
    std::vector<ports::Event> events;
    EXPECT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
      events = unit.events_after(of, after, 100'000);
      return {};
    }));
    return events;
  }
};
SHOUHOU_ON_BOTH_ENGINES(Units);

TEST_P(Units, EveryEmbeddedStatementFitsTheSchema) {
  store().engine().exclusive([](Session& session) {
    ASSERT_GT(sql::all().size(), 10u);
    for (std::size_t i = 0; i < sql::all().size(); ++i) {
      EXPECT_EQ(sql::all()[i]->index, i);
      EXPECT_NO_THROW(session.prepare(*sql::all()[i])) << sql::all()[i]->name;
    }
  });
}

TEST_P(Units, GivesSequenceNumbersAtCommitAndUndoesFailedBodies) {
  ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
    unit.record(event(shop, "a", CaseId{3}));
    unit.record(event(other_shop, "b"));
    unit.record(event(shop, "c"));
    unit.count(shop, "open", 2);
    unit.count(shop, "open", -1);
    unit.count(shop, "open:mine", 5);
    return {};
  }));
  const Result<void> failed = write([](ports::Unit& unit) -> Result<void> {
    unit.record(event(shop, "never"));
    unit.count(shop, "open", 100);
    return fail(ErrorKind::conflict, "test.no", {"不", "no"});
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, "test.no");
  const auto events = stream(shop);
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].kind, "a");
  EXPECT_EQ(events[0].sequence, 1);
  EXPECT_EQ(events[0].case_id, CaseId{3});
  EXPECT_EQ(events[1].kind, "c");
  EXPECT_EQ(events[1].sequence, 2);
  EXPECT_EQ(stream(other_shop).size(), 1u);
  ASSERT_TRUE(read([](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_EQ(unit.counter(shop, "open"), 1);
    EXPECT_EQ(unit.counter(shop, "nothing"), 0);
    EXPECT_EQ(unit.counters(shop, "open").size(), 2u);
    EXPECT_EQ(unit.counters(shop, "open:").size(), 1u);
    EXPECT_EQ(unit.last_sequence(shop), 2);
    EXPECT_EQ(unit.case_events_after(shop, CaseId{3}, 0, 10).size(), 1u);
    return {};
  }));
}

TEST_P(Units, AThrowingBodyIsAnInternalErrorOfItsOwn) {
  const Result<void> thrown = write([](ports::Unit&) -> Result<void> { throw std::logic_error("a bug"); });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().kind, ErrorKind::internal);
  EXPECT_TRUE(write([](ports::Unit& unit) -> Result<void> {
    unit.record(event(shop, "fine"));
    return {};
  }));
  EXPECT_EQ(stream(shop).size(), 1u);
}

// Eight threads write, a ninth follows the stream as a live screen does: it sees every number once, in order.
TEST_P(Units, AFollowerSkipsNothingAndSeesNothingTwice) {
  constexpr int threads = 8;
  constexpr int each = 120;
  std::atomic<bool> writing{true};
  std::vector<std::int64_t> seen;
  std::thread follower([&] {
    std::int64_t last = 0;
    for (bool more = true; more;) {
      more = writing.load();  // read once more after the last write
      for (const ports::Event& found : stream(shop, last)) seen.push_back(last = found.sequence);
    }
  });
  std::vector<std::thread> writers;
  for (int t = 0; t < threads; ++t) {
    writers.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) {
        EXPECT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
          unit.record(event(shop, "storm"));
          unit.count(shop, "storm", 1);
          if (i % 7 == 0) unit.record(event(t % 2 ? shop : other_shop, "extra"));
          if (i % 11 == 0) unit.record(event(other_shop, "other"));
          return {};
        }));
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  writing = false;
  follower.join();
  const std::int64_t total = static_cast<std::int64_t>(stream(shop).size());
  EXPECT_GE(total, threads * each);
  ASSERT_EQ(static_cast<std::int64_t>(seen.size()), total);
  for (std::int64_t i = 0; i < total; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], i + 1);
  ASSERT_TRUE(read([](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_EQ(unit.counter(shop, "storm"), threads * each);
    return {};
  }));
}

TEST_P(Units, NumbersAreUniqueUnderConcurrencyFailuresAndRestarts) {
  std::mutex mutex;
  std::multiset<std::int64_t> numbers;
  std::int64_t highest_failed = 0;
  const auto storm = [&](int threads, int each) {
    std::vector<std::thread> writers;
    for (int t = 0; t < threads; ++t) {
      writers.emplace_back([&] {
        for (int i = 0; i < each; ++i) {
          std::int64_t number = 0;
          const Result<void> done = write([&](ports::Unit& unit) -> Result<void> {
            number = unit.next_number(shop, "case");
            unit.record(event(shop, "numbered"));
            if (i % 5 == 4) return fail(ErrorKind::conflict, "test.no", {"不", "no"});
            return {};
          });
          const std::lock_guard lock(mutex);
          if (done) numbers.insert(number);
          if (!done) highest_failed = std::max(highest_failed, number);
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
  };
  storm(11, 120);
  reopen();
  storm(3, 20);
  ASSERT_EQ(numbers.size(), 11u * 96u + 3u * 16u);
  EXPECT_EQ(std::set<std::int64_t>(numbers.begin(), numbers.end()).size(), numbers.size());
  EXPECT_GE(*numbers.begin(), 1);
  // One writer: without gaps even. Many: what failed bodies held is lost.
  if (!postgres()) {
    EXPECT_EQ(*numbers.rbegin(), static_cast<std::int64_t>(numbers.size()));
  }
  EXPECT_LE(*numbers.rbegin(), 11 * 120 + 3 * 20 + 2 * 64);
  EXPECT_GT(highest_failed, 0);
}

// Load, decide, save, from many threads and without saying which shop: no update is lost, no rule is broken.
TEST_P(Units, WritesOfOneShopNeverRunAtTheSameTime) {
  std::vector<std::thread> threads;
  std::atomic<int> taken{0};
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const ShopId where = (t + i) % 2 ? shop : other_shop;
        const Result<void> done = write([&](ports::Unit& unit) -> Result<void> {
          // At most ten per shop: counted by reading, as a rule in a use case does.
          if (unit.inbound().in_state(where, ports::InboundState::fresh, {}, 100).size() >= 10) {
            return fail(ErrorKind::conflict, "test.full", {"满", "full"});
          }
          // Now and then the other shop is touched as well, in the opposite order.
          if (i % 6 == 0) unit.inbound().in_state(where == shop ? other_shop : shop, {}, {}, 1);
          ports::InboundItem item;
          item.shop = where;
          item.id = unit.ids().next<InboundId>(unit.now());
          item.channel = "test";
          item.external_id = item.id.str();
          unit.record(event(where, "taken"));
          unit.inbound().add(item);
          return {};
        });
        if (done) ++taken;
        if (!done) {
          EXPECT_EQ(done.error().code, "test.full");
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(taken, 20);
  EXPECT_EQ(stream(shop).size(), 10u);
  EXPECT_EQ(stream(other_shop).size(), 10u);
}

TEST_P(Units, TellsWhichStreamsGrew) {
  std::mutex mutex;
  std::vector<std::pair<ShopId, std::int64_t>> told;
  store().on_commit([&](ShopId of, std::int64_t last) {
    const std::lock_guard lock(mutex);
    told.emplace_back(of, last);
  });
  ASSERT_TRUE(write([](ports::Unit& unit) -> Result<void> {
    unit.record(event(shop, "a"));
    unit.record(event(shop, "b"));
    return {};
  }));
  ASSERT_TRUE(write([](ports::Unit&) -> Result<void> { return {}; }));
  store_.reset();
  const std::lock_guard lock(mutex);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0], (std::pair<ShopId, std::int64_t>(shop, 2)));
}

TEST_P(Units, RemembersAnswersOnce) {
  const ports::IdempotentAnswer answer{shop, "account:1", "k", "hash", 201, "{\"a\":1}", "", Instant{5}};
  ASSERT_TRUE(write([&](ports::Unit& unit) { return unit.idempotency().remember(answer); }));
  const Result<void> again = write([&](ports::Unit& unit) -> Result<void> {
    unit.count(shop, "effect", 1);
    return unit.idempotency().remember(answer);
  });
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "store.duplicate");
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    EXPECT_EQ(unit.idempotency().find(shop, "account:1", "k").value().body, "{\"a\":1}");
    EXPECT_FALSE(unit.idempotency().find(other_shop, "account:1", "k"));
    EXPECT_EQ(unit.counter(shop, "effect"), 0);
    EXPECT_EQ(unit.idempotency().forget(Instant{5}, 10), 0);
    EXPECT_EQ(unit.idempotency().forget(Instant{6}, 10), 1);
    return {};
  }));
}

// A body may go on after a duplicate as if the statement had not been run, on both engines.
TEST_P(Units, GoesOnAfterADuplicate) {
  const ports::IdempotentAnswer answer{shop, "account:1", "k", "hash", 201, "{}", "", Instant{5}};
  ASSERT_TRUE(write([&](ports::Unit& unit) { return unit.idempotency().remember(answer); }));
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    ports::IdempotentAnswer before = answer, after = answer;
    before.key = "before";
    after.key = "after";
    SHOUHOU_TRY(unit.idempotency().remember(before));
    const Result<void> duplicate = unit.idempotency().remember(answer);
    EXPECT_FALSE(duplicate);
    EXPECT_EQ(duplicate.error().code, "store.duplicate");
    return unit.idempotency().remember(after);
  }));
  ASSERT_TRUE(read([&](ports::ReadUnit& unit) -> Result<void> {
    EXPECT_TRUE(unit.idempotency().find(shop, "account:1", "before"));
    EXPECT_TRUE(unit.idempotency().find(shop, "account:1", "after"));
    return {};
  }));
}

TEST_P(Units, OutboxClaimsRetriesAndBuries) {
  ports::OutboxItem item;
  item.shop = shop;
  item.id = OutboxId{1};
  item.kind = "message.send";
  item.key = "m1";
  item.payload = "{\"text\":\"您好\"}";
  item.next_at = item.created_at = Instant{100};
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    EXPECT_TRUE(unit.outbox().add(item));
    ports::OutboxItem twin = item;
    twin.id = OutboxId{2};
    EXPECT_FALSE(unit.outbox().add(twin));
    EXPECT_TRUE(unit.outbox().claim(Instant{99}, Instant{200}, 10).empty());
    const auto claimed = unit.outbox().claim(Instant{100}, Instant{200}, 10);
    EXPECT_EQ(claimed.size(), 1u);
    EXPECT_EQ(claimed.at(0).attempts, 1);
    EXPECT_EQ(claimed.at(0).payload, item.payload);
    EXPECT_TRUE(unit.outbox().claim(Instant{150}, Instant{200}, 10).empty());
    EXPECT_EQ(unit.outbox().claim(Instant{200}, Instant{300}, 10).size(), 1u);  // its worker was lost
    unit.outbox().retry(shop, item.id, "timeout", Instant{400}, Instant{250});
    EXPECT_TRUE(unit.outbox().claim(Instant{399}, Instant{500}, 10).empty());
    EXPECT_EQ(unit.outbox().claim(Instant{400}, Instant{500}, 10).at(0).attempts, 3);
    unit.outbox().bury(shop, item.id, "refused", Instant{450});
    EXPECT_TRUE(unit.outbox().claim(Instant{9'000}, Instant{9'500}, 10).empty());
    EXPECT_EQ(unit.outbox().dead(shop, {}, 10).at(0).last_error, "refused");
    EXPECT_TRUE(unit.outbox().dead(other_shop, {}, 10).empty());
    EXPECT_TRUE(unit.outbox().revive(shop, item.id, Instant{500}));
    EXPECT_FALSE(unit.outbox().revive(shop, item.id, Instant{500}));
    EXPECT_EQ(unit.outbox().claim(Instant{500}, Instant{600}, 10).size(), 1u);
    unit.outbox().finish(shop, item.id, Instant{550});
    EXPECT_EQ(unit.outbox().find(shop, item.id).value().state, ports::OutboxState::done);
    return {};
  }));
}

TEST_P(Units, InboundKeepsRawBytesOnce) {
  ports::InboundItem item;
  item.shop = shop;
  item.id = InboundId{1};
  item.channel = "taobao";
  item.external_id = "T1";
  item.kind = "refund";
  item.payload = std::string("\0\x01\xff'\\x", 6);
  item.received_at = Instant{1};
  ASSERT_TRUE(write([&](ports::Unit& unit) -> Result<void> {
    EXPECT_TRUE(unit.inbound().add(item));
    ports::InboundItem twin = item;
    twin.id = InboundId{2};
    EXPECT_FALSE(unit.inbound().add(twin));
    EXPECT_EQ(unit.inbound().find(shop, "taobao", "T1").value().payload, item.payload);
    unit.inbound().set_state(shop, item.id, ports::InboundState::unreadable, "第 3 行");
    EXPECT_TRUE(unit.inbound().in_state(shop, ports::InboundState::fresh, {}, 10).empty());
    EXPECT_EQ(unit.inbound().in_state(shop, ports::InboundState::unreadable, {}, 10).at(0).error, "第 3 行");
    return {};
  }));
}

}  // namespace
}  // namespace shouhou::store
