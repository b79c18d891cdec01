// A desk with orders of one line of ten pieces for 1000 yuan, and cases about them that have come to
// agreeing.
#pragma once

#include "app/change_case.h"
#include "app/deed_steps.h"
#include "app/deeds.h"
#include "app/grant_remedy.h"
#include "app/open_case.h"
#include "connect/ledger/ledger_performer.h"
#include "domain/orders.h"
#include "jobs/outbox_worker.h"
#include "ports/trade.h"
#include "server/testing/in_process_desk.h"

namespace shouhou::server::testing {

// Pays at once, and knows what it was asked: each key moves money once, however often it is asked.
class PayingPerformer final : public ports::Performer {
 public:
  ports::Performed perform(const ports::PerformRequest& request) override {
    ++asked;
    ports::Performed answer;
    if (failures > 0 && failures--) {
      answer.outcome = ports::PerformOutcome::try_again;
      answer.error = "the bank is asleep";
      return answer;
    }
    if (money.emplace(request.key, request.amount).second) sum += request.amount;
    answer.outcome = ports::PerformOutcome::done;
    answer.reference = "PAY-" + request.key.str();
    return answer;
  }
  int asked = 0;
  int failures = 0;
  Fen sum;
  std::map<DeedId, Fen> money;
};

class GrantingDesk : public InProcessDesk {
 protected:
  static constexpr Fen paid{100'000};

  struct CaseOf {
    ShopId shop;
    CaseId id;
    std::string path() const { return "/api/v1/cases/" + id.str(); }
  };

  CaseOf case_about(ShopId shop, const std::string& issue, domain::Phase phase,
                    domain::Fault fault = domain::Fault::seller) {
    CaseOf made{shop, {}};
    must(write([&](ports::Unit& unit) -> Result<void> {
      const OrderId order = add_order(unit, shop, phase);
      const ports::Actor desk = ports::Actor::system(shop);
      app::OpenCase open;
      open.channel = domain::Channel::taobao;
      open.order = order;
      open.issue = issue;
      open.phase = phase;
      open.fault = fault;
      open.words = "我要处理";
      SHOUHOU_ASSIGN(const app::OpenedCase opened, app::open_case(unit, desk, open));
      made.id = opened.id;
      return come_to_agreeing(unit, desk, opened.id);
    }));
    return made;
  }

  OrderId add_order(ports::Unit& unit, ShopId shop, domain::Phase phase) {
    const Instant now = unit.now();
    domain::Buyer buyer{unit.ids().next<BuyerId>(now), shop, "买家", now};
    unit.trade().add_buyer(buyer);
    domain::Order order;
    order.id = unit.ids().next<OrderId>(now);
    order.shop = shop;
    order.channel = domain::Channel::taobao;
    order.external_id = "TB" + order.id.str();
    order.buyer = buyer.id;
    order.goods = order.paid = paid;
    order.placed_at = order.paid_at = now - days(2);
    order.status = domain::OrderStatus::paid;
    if (phase != domain::Phase::unshipped) {
      order.shipped_at = now - days(1);
      order.status = domain::OrderStatus::shipped;
    }
    if (phase == domain::Phase::delivered) {
      order.delivered_at = now - hours(5);
      order.status = domain::OrderStatus::signed_for;
    }
    unit.trade().add_order(order);
    domain::OrderLine line;
    line.id = unit.ids().next<OrderLineId>(now);
    line.shop = shop;
    line.order = order.id;
    line.channel = order.channel;
    line.title = "羊毛开衫";
    line.quantity = 10;
    line.price = Fen{10'000};
    line.paid = paid;
    unit.trade().add_line(line);
    return order.id;
  }

  Result<void> come_to_agreeing(ports::Unit& unit, const ports::Actor& desk, CaseId id) {
    namespace ask = domain::ask;
    SHOUHOU_ASSIGN(const domain::Case state, app::load_case(unit, desk.shop, id, false));
    std::vector<domain::CaseCommand> commands{ask::MoveStep{domain::Step::verify, {}}};
    for (const domain::EvidenceRule& rule : state.evidence_needed) {
      commands.push_back(ask::WaiveEvidence{rule.id, "已看过"});
    }
    commands.push_back(ask::MoveStep{domain::Step::soothe, {}});
    commands.push_back(ask::LeaveSootheOut{"平台单"});
    commands.push_back(ask::MoveStep{domain::Step::agree, {}});
    return app::change_case(unit, desk, {id, {}}, commands).map([](auto&&) {});
  }

  domain::Case load(const CaseOf& about) {
    domain::Case state;
    must(read([&](ports::ReadUnit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(state, app::load_case(unit, about.shop, about.id, false));
      return {};
    }));
    return state;
  }
  static std::vector<domain::Deed> deeds_in(ports::ReadUnit& unit, const CaseOf& about) {
    return unit.grants().deeds_of_case(about.shop, about.id);
  }
  std::vector<domain::Deed> deeds(const CaseOf& about) {
    std::vector<domain::Deed> found;
    must(read([&](ports::ReadUnit& unit) -> Result<void> {
      found = unit.grants().deeds_of_case(about.shop, about.id);
      return {};
    }));
    return found;
  }
  domain::Deed deed(const CaseOf& about, domain::EffectKind kind) {
    for (const domain::Deed& one : deeds(about)) {
      if (one.kind == kind) return one;
    }
    ADD_FAILURE() << "no deed " << domain::name(kind);
    return {};
  }
  ports::LedgerSums sums(const CaseOf& about) {
    ports::LedgerSums found;
    must(read([&](ports::ReadUnit& unit) -> Result<void> {
      found = unit.grants().ledger_sums(about.shop, about.id);
      return {};
    }));
    return found;
  }

  // Grants as the desk itself (an owner's authority).
  app::GrantView granted(const CaseOf& about, domain::Remedy remedy, const std::string& key = {}) {
    app::GrantView view;
    must(write([&](ports::Unit& unit) -> Result<void> {
      SHOUHOU_ASSIGN(view, app::grant_remedy(unit, ports::Actor::system(about.shop),
                                             {about.id, {}, {}, remedy, false, "说好了", key}));
      return {};
    }));
    return view;
  }
  static domain::Remedy money(domain::RemedyKind kind, Fen amount) {
    domain::Remedy remedy;
    remedy.kind = kind;
    remedy.money = amount;
    return remedy;
  }

  void must(const Result<void>& result) {
    ASSERT_TRUE(result) << result.error().code << " " << result.error().message.en << " "
                        << result.error().field;
  }
  // Carries out everything that is due, with the ledger's performer or another one.
  int work() { return work(ledger_); }
  int work(ports::Performer& performer, std::function<void()> performed = {}) {
    jobs::OutboxPlan plan;
    plan.in_background = false;
    plan.performed = std::move(performed);
    jobs::OutboxWorker worker(store(), performer, plan);
    const Result<int> done = worker.work();
    EXPECT_TRUE(done);
    return done.value_or(-1);
  }

  connect::LedgerPerformer ledger_;
};

}  // namespace shouhou::server::testing
