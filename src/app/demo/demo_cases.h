// The cases of the demonstration: each problem is worked by one of the team through the six steps, with the
// pauses real work has, so that today some stand in every step.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/demo/demo_life.h"
#include "app/demo/demo_returns.h"
#include "app/demo/demo_trade.h"
#include "app/demo/fill_demo_shop.h"
#include "domain/case_words.h"
#include "domain/words.h"
#include "ports/offers.h"

namespace shouhou::app {

class DemoCases {
 public:
  DemoCases(ports::Store& store, DemoLife& life, const DemoShop& shop, const DemoFilling& filling,
            DemoReturns& returns, DemoFilled& filled)
      : store_(store), life_(life), shop_(shop), filling_(filling), returns_(returns), filled_(filled) {}

  // The buyer of this order comes with its problem.
  void open(const std::shared_ptr<DemoOrder>& placed);
  const Result<void>& result() const { return result_; }

 private:
  struct Worked {
    CaseId id;
    std::shared_ptr<DemoOrder> placed;
    std::string words;
    ports::Actor agent;
    std::uint64_t buyer = 0;  // decides how menus are answered
    ports::Actor sender;      // of the menu: a lead where it is above the agent's authority
    OfferId offer;            // the menu before the buyer
    int round = 0;            // of menus
    std::string outcome;      // what was chosen, in words
    ReturnId goods;           // the return, where goods come back
  };
  using Work = std::shared_ptr<Worked>;

  // How long the case rests: most often as given, sometimes for days.
  Span pause(Span low, Span high) {
    return life_.happens(0.3) ? life_.span_between(days(1), days(4)) : life_.span_between(low, high);
  }
  void act(const ports::Store::WriteBody& body);
  void say(ports::Unit& unit, const Work& work, const std::vector<std::string>& variants);
  std::string filled_in(const std::string& script, const Work& work) const;

  void greet(const Work& work);
  void verify(const Work& work);
  void soothe(const Work& work);
  void lay_out(const Work& work);
  Result<void> send_menu(ports::Unit& unit, const Work& work);
  void answer(const Work& work);
  Result<bool> answered(ports::Unit& unit, const Work& work);
  Result<bool> choose(ports::Unit& unit, const Work& work, const ports::StoredOffer& offer,
                      std::size_t place);
  void settle_with_words(const Work& work);
  Result<void> answered_on_the_platform(ports::Unit& unit, const Work& work);
  void await_deeds(const Work& work);
  bool carry_out(const Work& work);
  void follow_up(const Work& work);
  void finish(const Work& work);

  ports::Store& store_;
  DemoLife& life_;
  const DemoShop& shop_;
  const DemoFilling& filling_;
  DemoReturns& returns_;
  DemoFilled& filled_;
  Result<void> result_;
};

}  // namespace shouhou::app
