#include "store/stream.h"

#include <array>
#include <map>

#include "store/sql/queries/stream.h"

namespace shouhou::store {
namespace {

using EventsByShop = std::map<ShopId, std::vector<ports::Event*>>;
using CounterSums = std::map<std::pair<ShopId, std::string_view>, std::int64_t>;

// Takes the streams, all in one round trip; what is given back are their last numbers.
std::vector<StreamPosition> advance(Session& session, const EventsByShop& events) {
  std::vector<StreamPosition> positions;
  std::vector<std::array<Argument, 2>> arguments;
  std::vector<Arguments> sets;
  arguments.reserve(events.size());
  for (const auto& [shop, list] : events) {
    const Argument by{"by", static_cast<std::int64_t>(list.size())};
    sets.emplace_back(arguments.emplace_back(std::array<Argument, 2>{Argument{"shop_id", shop}, by}));
    positions.push_back({shop, 0});
  }
  session.each_of(sql::stream::advance, sets,
                  [&](std::size_t set, const Row& row) { positions[set].last_sequence = row.integer(0); });
  return positions;
}

void append(Session& session, ports::Event& event) {
  session.later(sql::stream::append, {{"shop_id", event.shop},
                                      {"sequence", event.sequence},
                                      {"case_id", event.case_id},
                                      {"kind", event.kind},
                                      {"at", event.at},
                                      {"account_id", event.account},
                                      {"actor", event.actor},
                                      {"body", event.body}});
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
  std::vector<StreamPosition> positions = advance(session, events);
  auto position = positions.begin();
  for (const auto& [shop, list] : events) {
    std::int64_t sequence = (position++)->last_sequence - static_cast<std::int64_t>(list.size());
    for (ports::Event* event : list) {
      event->sequence = ++sequence;
      append(session, *event);
    }
  }
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
