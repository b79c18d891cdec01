#include "server/demo_buyers.h"

#include "simulate/drawn_buyer.h"

namespace shouhou::server {

app::DemoBuyers demo_buyers(const simulate::WorldRules& world) {
  return [&world](const app::DemoMenu& menu) {
    const simulate::DrawnBuyer buyer(world, menu.buyer, menu.facts.issue);
    return buyer.answer(menu.facts, menu.rights, menu.offer, menu.round);
  };
}

}  // namespace shouhou::server
