#include "store/mark_words.h"

#include <algorithm>

#include "store/repositories/cases.h"
#include "store/sql/queries/word_marks.h"

namespace shouhou::store {
namespace queries = sql::word_marks;
namespace {

constexpr std::int64_t pages_at_once = 1000;  // of 4 KiB

struct PlainCase {
  CaseId id;
  ShopId shop;
};

std::vector<PlainCase> some_plain(Session& session, int limit) {
  return session.all(queries::some_plain, {{"limit", limit}}, [](const Row& row) {
    return PlainCase{row.id<CaseId>(0), row.id<ShopId>(1)};
  });
}

std::string stage_of(Session& session) {
  return session.one(queries::stage, {}, [](const Row& row) { return row.string(0); }).value_or("done");
}

// Those of one shop: its lock is the only one a write should need.
Result<int> turn_over(Store& store, const std::vector<PlainCase>& some) {
  const ShopId shop = some.front().shop;
  int done = 0;
  SHOUHOU_TRY(store.write_now(
      [&](ports::Unit& unit) -> Result<void> {
        done = 0;
        WordMarks& marks = static_cast<StoredCases&>(unit.cases()).word_marks();
        for (const PlainCase& one : some) {
          if (one.shop != shop) continue;
          marks.turn_over(shop, one.id);
          ++done;
        }
        return {};
      },
      shop));
  return done;
}

void purge_words(Session& session) {
  session.each(queries::lock_plain, {}, [](const Row&) {});
  if (stage_of(session) != "words" || !some_plain(session, 1).empty()) return;
  session.run(queries::purge_plain, {});
  session.run(queries::set_stage, {{"stage", session.postgres() ? "done" : "pages"}});
}

// SQLite leaves a page as it was when it takes it out of use, so those out of use are taken into use once,
// blank.
void fill_pages(Session& session) {
  const auto free =
      session.one(queries::free_pages, {}, [](const Row& row) { return row.integer(0); }).value_or(0);
  if (free > 0) {
    session.run(queries::fill_pages, {{"pages", std::min(free, pages_at_once)}});
  } else {
    session.run(queries::set_stage, {{"stage", "blanks"}});
  }
}

void drop_blanks(Session& session) {
  if (session.run(queries::drop_blanks, {}) == 0) session.run(queries::set_stage, {{"stage", "done"}});
}

void next_step(Session& session) {
  const std::string stage = stage_of(session);
  if (stage == "words") purge_words(session);
  if (stage == "pages") fill_pages(session);
  if (stage == "blanks") drop_blanks(session);
}

}  // namespace

Result<MarkingStep> mark_words(Store& store, int cases) {
  try {
    std::string stage;
    std::vector<PlainCase> some;
    store.engine().read([&](Session& session) {
      stage = stage_of(session);
      if (stage == "words") some = some_plain(session, cases);
    });
    if (stage == "done") return MarkingStep{0, false};
    if (!some.empty()) {
      SHOUHOU_ASSIGN(const int done, turn_over(store, some));
      return MarkingStep{done, true};
    }
    store.engine().exclusive(next_step);
    return MarkingStep{};
  } catch (const EngineFailure& failure) {
    return forward(failure.error);
  }
}

}  // namespace shouhou::store
