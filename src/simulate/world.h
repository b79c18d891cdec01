// One simulated shop over some years: buyers, orders, parcels and what goes wrong, all fixed by the seed. It
// is made once per seed and read by every policy; a policy decides only how troubles are settled, and with it
// who comes back: the later orders of a buyer who was lost do not happen.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/instant.h"
#include "base/zone.h"
#include "domain/case_facts.h"
#include "simulate/draw.h"
#include "simulate/world_rules.h"

namespace shouhou::simulate {

struct WorldSize {
  std::uint64_t seed = 1;
  int years = 2;
  double orders_per_day = 60;
  Day first{2026, 12, 1};  // rule data counts from its date in force
  bool shift = false;      // buyers change half-way

  std::int64_t whole_days() const { return static_cast<std::int64_t>(years) * 365; }
};

struct SimBuyer {
  std::size_t temperament = 0;
  double means = 1;     // how the individual differs from its kind, around 1: money sense
  double trouble = 1;   // … trouble of sending back
  double attached = 1;  // … what goods are worth
  double orders_a_year = 1;
};

// What is wrong with an order, and how it feels to the buyer. Hidden from the desk but for what the facts
// say.
struct Trouble {
  const SimTrouble* kind = nullptr;
  Instant at;               // the buyer turns to the shop
  std::size_t line = 0;     // place of the affected line
  std::int64_t pieces = 1;  // of it
  double severity = 0;      // loss of worth, share of the price
  bool proven = false;      // the evidence settles the fault
  bool real = true;         // false: invented by the buyer
  bool mendable = false;
  bool knows_rights = false;
  double mood = 0;  // 0 … 4 when the case opens
  domain::Demand demand = domain::Demand::none;
  Fen price_drop;
  bool arrives = false;  // a stuck parcel: comes after all
};

struct SimLine {
  std::size_t product = 0;
  std::int64_t quantity = 1;
  Fen unit_price;
  Fen paid;
};

struct SimOrder {
  std::uint64_t number = 0;  // places in the world, from 0 by time
  std::uint64_t key = 0;     // of its draws: the same whatever the other orders are
  std::size_t buyer = 0;
  std::size_t turn = 0;  // the buyer's n-th order, from 0
  domain::Channel channel = domain::Channel::taobao;
  Instant placed;
  Instant ship_by;
  std::optional<Instant> shipped;  // scanned by the carrier; none where cancelled before
  std::optional<Instant> signed_at;
  std::size_t carrier = 0;
  std::vector<SimLine> lines;
  Fen off;  // of a threshold discount, already spread over the lines
  Fen off_from;
  Fen postage;
  bool insured = false;
  bool gift = false;
  std::optional<Trouble> trouble;

  Fen paid_goods() const;
};

struct World {
  const WorldRules* rules = nullptr;
  WorldSize size;
  Instant start;  // orders are placed from here …
  Instant end;    // … to here; troubles may come later and are not counted
  Instant shift_at;
  std::vector<SimBuyer> buyers;
  std::vector<SimOrder> orders;  // by time
  Fen mean_margin;               // of an order

  const Temperament& temperament(const SimOrder& order) const {
    return rules->temperaments[buyers[order.buyer].temperament];
  }
  bool shifted(Instant at) const { return size.shift && at >= shift_at; }
  // What the shop earns with the order before anything goes wrong.
  Fen margin(const SimOrder& order) const;
  // A number that changes with anything in the world.
  std::uint64_t fingerprint() const;
};

// One buyer of the kinds in `rules`.
SimBuyer drawn_buyer(const WorldRules& rules, const Draw& draw);

World make_world(const WorldRules& rules, const WorldSize& size, const Zone& zone);

// What the desk knows when the buyer's problem lies before it at `now`: no hidden number is in it. History
// and mood are the caller's.
domain::CaseFacts facts_of(const World& world, const SimOrder& order, Instant now);

}  // namespace shouhou::simulate
