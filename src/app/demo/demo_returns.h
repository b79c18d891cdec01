// Returns of the demonstration: goods announced, on the way, signed for, at the dock, inspected, rejected in
// part, exchanges that were sent, and parcels that nobody announced.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/demo/demo_life.h"
#include "app/demo/demo_trade.h"
#include "app/demo/fill_demo_shop.h"
#include "domain/settlement.h"

namespace shouhou::app {

class DemoReturns {
 public:
  DemoReturns(ports::Store& store, DemoLife& life, const DemoShop& shop, ShopId id)
      : store_(store), life_(life), shop_(shop), dock_(ports::Actor::system(id)) {
    dock_.name = "仓库";
  }

  // Where goods go back to, and what lies in stock for exchanges.
  void begin();
  // The return of the case, on its way through the coming days; `settled` when it was inspected.
  void follow(ReturnId id, std::function<void()> settled);
  // The new goods of an exchange leave, with a tracking number.
  void send_exchange(CaseId case_id);
  // Parcels that lie at the dock today and that nobody knows of.
  void end_with_strays();
  const Result<void>& result() const { return result_; }

 private:
  struct Way {
    ReturnId id;
    std::string carrier;
    std::string number;
    ParcelId parcel;
    std::function<void()> settled;
  };
  using Goes = std::shared_ptr<Way>;

  void act(const ports::Store::WriteBody& body);
  void ship(const Goes& goes);
  void scan(const Goes& goes, domain::ParcelState state, const std::string& words);
  void receive(const Goes& goes);
  void inspect(const Goes& goes);
  std::string new_number(std::string& carrier);
  bool piles_up(std::int64_t& count);

  ports::Store& store_;
  DemoLife& life_;
  const DemoShop& shop_;
  ports::Actor dock_;
  std::int64_t unopened_ = 0;
  std::int64_t uninspected_ = 0;
  Result<void> result_;
};

}  // namespace shouhou::app
