#include "store/stream.h"

#include <map>

#include "store/sql/queries/stream.h"

namespace shouhou::store {
namespace {

using EventsByShop = std::map<ShopId, std::vector<ports::Event*>>;
using CounterSums = std::map<std::pair<ShopId, std::string_view>, std::int64_t>;

StreamPosition append(Session& session, ShopId shop, const std::vector<ports::Event*>& events) {
  const auto count = static_cast<std::int64_t>(events.size());
  const std::int64_t last = session
                                .one(sql::stream::advance, {{"shop_id", shop}, {"by", count}},
                                     [](const Row& row) { return row.integer(0); })
                                .value();
  std::int64_t sequence = last - count;
  for (ports::Event* event : events) {
    event->sequence = ++sequence;
    session.later(sql::stream::append, {{"shop_id", shop},
                                        {"sequence", event->sequence},
                                        {"case_id", event->case_id},
                                        {"kind", event->kind},
                                        {"at", event->at},
                                        {"account_id", event->account},
                                        {"actor", event->actor},
                                        {"body", event->body}});
  }
  return {shop, last};
}

ports::Event event_of(ShopId shop, const Row& row) {
  return {shop,           row.integer(0),       row.id<CaseId>(1), row.string(2),
          row.instant(3), row.id<AccountId>(4), row.string(5),     row.string(6)};
}

}  // namespace

std::vector<StreamPosition> store_effects(Session& session, std::vector<ports::Effects>& effects) {
  EventsByShop events;
  CounterSums sums;
  for (ports::Effects& one : effects) {
    for (ports::Event& event : one.events) events[event.shop].push_back(&event);
    for (const ports::CounterChange& change : one.counters) sums[{change.shop, change.counter}] += change.by;
  }
  std::vector<StreamPosition> positions;
  positions.reserve(events.size());
  for (const auto& [shop, list] : events) positions.push_back(append(session, shop, list));
  // After the streams and in one order everywhere, so two batches never wait for each other in a ring.
  for (const auto& [key, by] : sums) {
    if (by != 0) {
      session.later(sql::stream::count, {{"shop_id", key.first}, {"name", key.second}, {"by", by}});
    }
  }
  return positions;
}

std::vector<ports::Event> events_after(Session& session, ShopId shop, std::int64_t after, int limit) {
  return session.all(sql::stream::events_after, {{"shop_id", shop}, {"after", after}, {"limit", limit}},
                     [&](const Row& row) { return event_of(shop, row); });
}

std::vector<ports::Event> case_events_after(Session& session, ShopId shop, CaseId case_id, std::int64_t after,
                                            int limit) {
  return session.all(sql::stream::case_events_after,
                     {{"shop_id", shop}, {"case_id", case_id}, {"after", after}, {"limit", limit}},
                     [&](const Row& row) { return event_of(shop, row); });
}

std::int64_t last_sequence(Session& session, ShopId shop) {
  return session.one(sql::stream::last, {{"shop_id", shop}}, [](const Row& row) { return row.integer(0); })
      .value_or(0);
}

std::int64_t counter(Session& session, ShopId shop, std::string_view name) {
  return session
      .one(sql::stream::counter, {{"shop_id", shop}, {"name", name}},
           [](const Row& row) { return row.integer(0); })
      .value_or(0);
}

std::vector<std::pair<std::string, std::int64_t>> counters(Session& session, ShopId shop,
                                                           std::string_view prefix) {
  // Behind every name that starts with the prefix: names compare by bytes, and nothing is above U+10FFFF.
  const std::string until = std::string(prefix) + "\xF4\x8F\xBF\xBF";
  return session.all(sql::stream::counters, {{"shop_id", shop}, {"from", prefix}, {"until", until}},
                     [](const Row& row) { return std::pair(row.string(0), row.integer(1)); });
}

}  // namespace shouhou::store
