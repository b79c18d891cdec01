#include "store/repositories/outbox.h"

#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "store/sql/queries/outbox.h"

namespace shouhou::store {
namespace queries = sql::outbox;
namespace {

ports::OutboxState state_named(std::string_view name) {
  if (name == "waiting") return ports::OutboxState::waiting;
  if (name == "running") return ports::OutboxState::running;
  if (name == "done") return ports::OutboxState::done;
  if (name == "dead") return ports::OutboxState::dead;
  throw std::logic_error("outbox state " + std::string(name));
}

ports::OutboxItem item_of(const Row& row) {
  return {row.id<ShopId>(0),
          row.id<OutboxId>(1),
          row.string(2),
          row.string(3),
          row.string(4),
          state_named(row.text(5)),
          static_cast<int>(row.integer(6)),
          row.instant(7),
          row.string(8),
          row.instant(9),
          row.instant(10)};
}

}  // namespace

bool OutboxRepository::add(const ports::OutboxItem& item) {
  return session_.run(queries::add, {{"shop_id", item.shop},
                                     {"id", item.id},
                                     {"kind", item.kind},
                                     {"key", item.key},
                                     {"payload", item.payload},
                                     {"next_at", item.next_at},
                                     {"created_at", item.created_at}}) == 1;
}

std::optional<ports::OutboxItem> OutboxRepository::find(ShopId shop, OutboxId id) {
  return session_.one(queries::find, {{"shop_id", shop}, {"id", id}}, item_of);
}

std::optional<ports::OutboxItem> OutboxRepository::by_key(ShopId shop, std::string_view kind,
                                                          std::string_view key) {
  return session_.one(queries::by_key, {{"shop_id", shop}, {"kind", kind}, {"key", key}}, item_of);
}

bool OutboxRepository::any_due(Instant now) {
  return session_.one(queries::any_due, {{"now", now}}, [](const Row&) { return true; }).value_or(false);
}

std::vector<ports::OutboxItem> OutboxRepository::claim(Instant now, Instant lease_until, int limit) {
  auto items =
      session_.all(queries::claim, {{"lease_until", lease_until}, {"now", now}, {"limit", limit}}, item_of);
  // RETURNING promises no order.
  std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) {
    return std::tie(a.created_at, a.id) < std::tie(b.created_at, b.id);
  });
  return items;
}

void OutboxRepository::take_back(Instant now) {
  session_.run(queries::take_back, {{"now", now}});
}

void OutboxRepository::finish(ShopId shop, OutboxId id, Instant now) {
  session_.run(queries::finish, {{"now", now}, {"shop_id", shop}, {"id", id}});
}

void OutboxRepository::retry(ShopId shop, OutboxId id, std::string_view error, Instant next_at, Instant now) {
  session_.run(queries::retry,
               {{"error", error}, {"next_at", next_at}, {"now", now}, {"shop_id", shop}, {"id", id}});
}

void OutboxRepository::bury(ShopId shop, OutboxId id, std::string_view error, Instant now) {
  session_.run(queries::bury, {{"error", error}, {"now", now}, {"shop_id", shop}, {"id", id}});
}

std::vector<ports::OutboxItem> OutboxRepository::dead(ShopId shop, OutboxId after, int limit) {
  return session_.all(queries::dead, {{"shop_id", shop}, {"after", after}, {"limit", limit}}, item_of);
}

bool OutboxRepository::revive(ShopId shop, OutboxId id, Instant now) {
  return session_.run(queries::revive, {{"now", now}, {"shop_id", shop}, {"id", id}}) == 1;
}

}  // namespace shouhou::store
