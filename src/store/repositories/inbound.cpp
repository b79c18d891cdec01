#include "store/repositories/inbound.h"

#include <stdexcept>

#include "store/sql/queries/inbound.h"

namespace shouhou::store {
namespace queries = sql::inbound;
namespace {

std::string_view name(ports::InboundState state) {
  switch (state) {
    case ports::InboundState::fresh:
      return "fresh";
    case ports::InboundState::done:
      return "done";
    case ports::InboundState::unreadable:
      return "unreadable";
  }
  throw std::logic_error("inbound state");
}

ports::InboundState state_named(std::string_view text) {
  for (const auto state :
       {ports::InboundState::fresh, ports::InboundState::done, ports::InboundState::unreadable}) {
    if (name(state) == text) return state;
  }
  throw std::logic_error("inbound state " + std::string(text));
}

ports::InboundItem item_of(const Row& row) {
  return {row.id<ShopId>(0),         row.id<InboundId>(1),     row.string(2), row.string(3), row.string(4),
          std::string(row.bytes(5)), state_named(row.text(6)), row.string(7), row.instant(8)};
}

}  // namespace

bool InboundRepository::add(const ports::InboundItem& item) {
  return session_.run(queries::add, {{"shop_id", item.shop},
                                     {"id", item.id},
                                     {"channel", item.channel},
                                     {"external_id", item.external_id},
                                     {"kind", item.kind},
                                     {"payload", Bytes{item.payload}},
                                     {"state", name(item.state)},
                                     {"error", item.error},
                                     {"received_at", item.received_at}}) == 1;
}

std::optional<ports::InboundItem> InboundRepository::find(ShopId shop, InboundId id) {
  return session_.one(queries::find, {{"shop_id", shop}, {"id", id}}, item_of);
}

std::optional<ports::InboundItem> InboundRepository::find(ShopId shop, std::string_view channel,
                                                          std::string_view external_id) {
  return session_.one(queries::find_external,
                      {{"shop_id", shop}, {"channel", channel}, {"external_id", external_id}}, item_of);
}

void InboundRepository::set_state(ShopId shop, InboundId id, ports::InboundState state,
                                  std::string_view error) {
  session_.run(queries::set_state, {{"state", name(state)}, {"error", error}, {"shop_id", shop}, {"id", id}});
}

std::vector<ports::InboundItem> InboundRepository::in_state(ShopId shop, ports::InboundState state,
                                                            InboundId after, int limit) {
  return session_.all(queries::in_state,
                      {{"shop_id", shop}, {"state", name(state)}, {"after", after}, {"limit", limit}},
                      item_of);
}

}  // namespace shouhou::store
