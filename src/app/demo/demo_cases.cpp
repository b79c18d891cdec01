#include "app/demo/demo_cases.h"

#include <algorithm>

#include "app/case_tasks.h"
#include "app/grant_remedy.h"
#include "app/open_case.h"
#include "app/work_case.h"
#include "app/work_return.h"
#include "ports/returns.h"

namespace shouhou::app {
namespace {

using domain::Demand;
using domain::Fault;
using domain::Mood;
using domain::RemedyKind;
using domain::ReturnState;
using domain::Step;
using domain::TalkState;

// How a problem of the demonstration ends.
struct Ending {
  const char* issue;
  Fault fault;
  RemedyKind remedy;
  int refund_percent;  // of what was paid for the line
  bool goods_come_back;
  const char* cause;
};

constexpr Ending endings[] = {
    {"quality_defect", Fault::seller, RemedyKind::repair_allowance, 12, false, "织造漏针，出厂检验未发现"},
    {"size_mismatch", Fault::buyer, RemedyKind::exchange, 0, true, "尺码偏小，详情页没有写脚背高建议"},
    {"no_reason_return", Fault::nobody, RemedyKind::return_refund, 100, true, "买家不喜欢"},
    {"stuck_parcel", Fault::carrier, RemedyKind::wait_until, 0, false, "中转站积压"},
    {"missing_item", Fault::seller, RemedyKind::reship_missing, 0, false, "打包漏放"},
    {"wrong_item", Fault::seller, RemedyKind::exchange, 0, true, "拣货拿错颜色"},
    {"damaged", Fault::carrier, RemedyKind::partial_refund_keep, 20, false, "外箱太软，运输挤压"},
    {"wear_after_use", Fault::buyer, RemedyKind::coupon, 0, false, "使用磨损，非质量问题"},
    {"late_shipment", Fault::seller, RemedyKind::compensation_by_rule, 5, false, "补货未到，没有提前告知"},
    {"not_shipped_cancel", Fault::nobody, RemedyKind::cancel_refund, 100, false, "买家拍错"},
    {"in_transit_cancel", Fault::nobody, RemedyKind::intercept, 100, true, "买家临时不需要"},
    {"venting", Fault::nobody, RemedyKind::apology, 0, false, "期待与实物有差距"},
    {"complaint", Fault::seller, RemedyKind::goodwill_refund, 30, false, "回复太慢"},
};

const Ending& ending_of(const std::string& issue) {
  const auto* found = std::find_if(std::begin(endings), std::end(endings),
                                   [&](const Ending& ending) { return issue == ending.issue; });
  return found == std::end(endings) ? endings[0] : *found;
}

Mood mood_of(DemoLife& life, const std::string& issue) {
  if (issue == "complaint") return Mood::furious;
  const std::int64_t drawn = life.between(1, 100);
  return drawn <= 40 ? Mood::calm : drawn <= 70 ? Mood::uneasy : drawn <= 90 ? Mood::annoyed : Mood::angry;
}

void replace(std::string& text, const std::string& slot, const std::string& with) {
  if (const auto at = text.find(slot); at != std::string::npos) text.replace(at, slot.size(), with);
}

template <class T>
Result<void> nothing(const Result<T>& result) {
  if (!result) return forward(result.error());
  return {};
}

}  // namespace

void DemoCases::act(const ports::Store::WriteBody& body) {
  if (!result_) return;
  result_ = store_.write_now(body);
}

std::string DemoCases::filled_in(const std::string& script, const Work& work) const {
  std::string text = script;
  replace(text, "{agent}", work->agent.name);
  replace(text, "{problem}", work->words);
  replace(text, "{product}", work->placed->lines.front().title);
  replace(text, "{progress}", "已联系仓库和快递核实，正在等对方回复");
  return text;
}

void DemoCases::say(ports::Unit& unit, const Work& work, const std::vector<std::string>& variants) {
  if (!result_) return;
  LogContact said;
  said.id = work->id;
  said.words = filled_in(life_.one_of(variants), work);
  result_ = nothing(log_contact(unit, work->agent, said));
}

void DemoCases::open(const std::shared_ptr<DemoOrder>& placed) {
  const auto work = std::make_shared<Worked>();
  work->placed = placed;
  work->words = life_.one_of(placed->problem->words);
  work->agent = life_.one_of(filling_.agents);
  act([&](ports::Unit& unit) -> Result<void> {
    OpenCase command;
    command.channel = placed->order.channel;
    command.source = life_.happens(0.4) ? domain::Source::chat : domain::Source::refund_request;
    command.external_id = "demo" + placed->order.external_id;
    command.order = placed->order.id;
    command.lines = {{placed->lines.front().id, std::min<std::int64_t>(placed->lines.front().quantity, 2)}};
    command.issue = placed->problem->issue;
    command.mood = mood_of(life_, placed->problem->issue);
    command.words = work->words;
    command.demand = domain::named<Demand>(placed->problem->demand).value_or(Demand::other);
    if (command.source == domain::Source::refund_request) {
      command.demand_amount = placed->lines.front().paid;
      command.clocks.push_back({"answer_shipped_refund", domain::ClockSource::platform_api,
                                domain::Consequence::auto_refund, unit.now(),
                                unit.now() + life_.span_between(hours(40), days(5)), ""});
    }
    SHOUHOU_ASSIGN(const OpenedCase opened, open_case(unit, ports::Actor::system(work->agent.shop), command));
    work->id = opened.id;
    return {};
  });
  ++filled_.cases;
  life_.after(pause(minutes(1), hours(14)), [=, this] { greet(work); });
}

void DemoCases::greet(const Work& work) {
  act([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_TRY(take_case(unit, work->agent, {work->id, {}}));
    say(unit, work, shop_.talk.promise);
    SHOUHOU_TRY(result_);
    SHOUHOU_TRY(set_talk(unit, work->agent, {work->id, {}, TalkState::promised_help, false, ""}));
    return nothing(move_case(unit, work->agent, {work->id, {}, Step::verify, ""}));
  });
  life_.after(pause(minutes(20), hours(10)), [=, this] { verify(work); });
}

void DemoCases::verify(const Work& work) {
  const Ending& ending = ending_of(work->placed->problem->issue);
  act([&](ports::Unit& unit) -> Result<void> {
    say(unit, work, shop_.talk.details);
    SHOUHOU_TRY(result_);
    SetCaseFacts facts;
    facts.id = work->id;
    facts.fault = ending.fault;
    SHOUHOU_TRY(set_case_facts(unit, work->agent, facts));
    SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, work->agent.shop, work->id, true));
    for (const domain::EvidenceRule& rule : state.evidence_needed) {
      SHOUHOU_TRY(waive_evidence(unit, ports::Actor::system(work->agent.shop),
                                 {work->id, {}, rule.id, "聊天里的照片已看清"}));
    }
    SHOUHOU_TRY(set_talk(unit, work->agent, {work->id, {}, TalkState::cause_known, false, ""}));
    return nothing(move_case(unit, work->agent, {work->id, {}, Step::soothe, ""}));
  });
  life_.after(pause(minutes(5), hours(6)), [=, this] { soothe(work); });
}

void DemoCases::soothe(const Work& work) {
  act([&](ports::Unit& unit) -> Result<void> {
    say(unit, work, shop_.talk.apology);
    SHOUHOU_TRY(result_);
    for (const TalkState state : {TalkState::apologised, TalkState::details_asked, TalkState::settled}) {
      SHOUHOU_TRY(set_talk(unit, work->agent, {work->id, {}, state, false, ""}));
    }
    return nothing(move_case(unit, work->agent, {work->id, {}, Step::agree, ""}));
  });
  life_.after(pause(minutes(10), hours(16)), [=, this] { agree(work); });
}

void DemoCases::agree(const Work& work) {
  const Ending& ending = ending_of(work->placed->problem->issue);
  work->refund = {work->placed->lines.front().paid.value * ending.refund_percent / 100};
  work->goods_come_back = ending.goods_come_back;
  if (ending.remedy == RemedyKind::exchange && exchange(work)) return;
  act([&](ports::Unit& unit) -> Result<void> {
    say(unit, work, shop_.talk.options);
    SHOUHOU_TRY(result_);
    AgreeCase agreed;
    agreed.id = work->id;
    agreed.remedy = ending.remedy;
    agreed.refund = work->refund;
    agreed.goods_come_back = ending.goods_come_back;
    SHOUHOU_TRY(agree_case(unit, work->agent, agreed));
    SHOUHOU_TRY(move_case(unit, work->agent, {work->id, {}, Step::follow_up, ""}));
    if (work->refund > Fen{}) {
      SHOUHOU_TRY(refund_case(unit, work->agent, {work->id, {}, RefundStep::grant, "r1", work->refund, ""}));
    } else if (!work->goods_come_back) {
      SHOUHOU_TRY(answered_on_the_platform(unit, work));
    }
    if (work->goods_come_back) {
      SHOUHOU_TRY(announce_goods(unit, work));
    }
    return nothing(set_case_status(
        unit, work->agent,
        {work->id,
         {},
         work->goods_come_back ? domain::Status::waiting_buyer : domain::Status::waiting_warehouse,
         work->goods_come_back ? "等买家寄回" : "等仓库处理"}));
  });
  if (work->goods) {
    await_goods(work);
  } else {
    life_.after(pause(hours(20), days(work->goods_come_back ? 6 : 2)), [=, this] { follow_up(work); });
  }
}

// A parcel that is turned round on the road has no return of its own; all other goods have.
Result<void> DemoCases::announce_goods(ports::Unit& unit, const Work& work) {
  const Ending& ending = ending_of(work->placed->problem->issue);
  if (ending.remedy == RemedyKind::intercept) {
    SHOUHOU_TRY(return_case(unit, work->agent, {work->id, {}, "t1", ReturnState::announced, ""}));
    return nothing(
        add_task(unit, work->agent,
                 {work->id, domain::Department::warehouse, "退件到仓后当天验收", {}, unit.now() + days(5)}));
  }
  OpenReturnByHand open;
  open.case_id = work->id;
  const bool ours = ending.fault == Fault::seller;
  open.ground = ours ? domain::ReturnGround::sellers_duty : domain::ReturnGround::no_reason;
  open.freight_back = ours ? domain::FreightPayer::seller : domain::FreightPayer::buyer;
  SHOUHOU_ASSIGN(const ReturnView opened,
                 open_return_by_hand(unit, ports::Actor::system(work->agent.shop), open));
  work->goods = opened.id;
  return {};
}

// Only what was accepted is paid for.
Result<void> DemoCases::settle_what_came(ports::Unit& unit, const Work& work) {
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, work->agent.shop, work->goods));
  work->refused_part = state.acceptance == domain::Acceptance::part && work->refund > Fen{};
  if (!work->refused_part) return {};
  work->refund = {work->refund.value * state.accepted() / state.expected()};
  SHOUHOU_TRY(refund_case(unit, work->agent, {work->id, {}, RefundStep::withdraw, "r1", {}, state.reason}));
  AgreeCase agreed;
  agreed.id = work->id;
  agreed.remedy = RemedyKind::return_refund;
  agreed.refund = work->refund;
  agreed.goods_come_back = true;
  SHOUHOU_TRY(agree_case(unit, work->agent, agreed));
  return nothing(refund_case(unit, work->agent, {work->id, {}, RefundStep::grant, "r2", work->refund, ""}));
}

void DemoCases::await_goods(const Work& work) {
  returns_.follow(work->goods, [=, this] {
    life_.after(life_.span_between(hours(1), hours(20)), [=, this] { follow_up(work); });
  });
}

// Granted like a real one, where the rules allow it: put aside, sent, and the old goods awaited.
bool DemoCases::exchange(const Work& work) {
  if (!result_) return false;
  const auto granted = store_.write_now([&](ports::Unit& unit) -> Result<void> {
    say(unit, work, shop_.talk.options);
    SHOUHOU_TRY(result_);
    GrantRemedy grant;
    grant.id = work->id;
    grant.remedy.kind = RemedyKind::exchange;
    grant.remedy.pieces = {1};
    grant.remedy.freight_back = ending_of(work->placed->problem->issue).fault == Fault::seller
                                    ? domain::FreightPayer::seller
                                    : domain::FreightPayer::buyer;
    grant.reason = "换另一规格";
    SHOUHOU_ASSIGN(const GrantView view, grant_remedy(unit, ports::Actor::system(work->agent.shop), grant));
    if (view.state != domain::GrantState::granted) {
      return fail(ErrorKind::conflict, "demo.not_granted", {"没有授予", "it was not granted"});
    }
    SHOUHOU_TRY(answered_on_the_platform(unit, work));
    for (const domain::Return& state : unit.returns().of_grant(work->agent.shop, view.id))
      work->goods = state.id;
    return nothing(
        set_case_status(unit, work->agent, {work->id, {}, domain::Status::waiting_buyer, "等买家寄回"}));
  });
  if (!granted || !work->goods) return false;
  returns_.send_exchange(work->id);
  await_goods(work);
  return true;
}

// A buyer who chose another way takes the request back.
Result<void> DemoCases::answered_on_the_platform(ports::Unit& unit, const Work& work) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, work->agent.shop, work->id, true));
  if (state.running_clock("answer_shipped_refund") == nullptr) return {};
  return nothing(
      end_case_clock(unit, work->agent, {work->id, {}, "answer_shipped_refund", domain::ClockEnd::met}));
}

void DemoCases::follow_up(const Work& work) {
  act([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_TRY(set_case_status(unit, work->agent, {work->id, {}, domain::Status::open, ""}));
    if (work->goods_come_back && !work->goods) {
      SHOUHOU_TRY(return_case(unit, work->agent, {work->id, {}, "t1", ReturnState::received, ""}));
      SHOUHOU_TRY(return_case(unit, work->agent, {work->id, {}, "t1", ReturnState::accepted, ""}));
    }
    if (work->goods) SHOUHOU_TRY(settle_what_came(unit, work));
    if (work->refund > Fen{}) {
      const char* key = work->refused_part ? "r2" : "r1";
      SHOUHOU_TRY(refund_case(unit, work->agent, {work->id, {}, RefundStep::confirm_paid, key, {}, ""}));
    }
    SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, work->agent.shop, work->id, true));
    for (const domain::Task& task : state.tasks) {
      if (task.state != domain::TaskState::to_do) continue;
      SHOUHOU_TRY(finish_task(unit, ports::Actor::system(work->agent.shop),
                              {work->id, task.id, domain::TaskState::done, "已验收，完好"}));
    }
    SHOUHOU_TRY(
        update_buyer(unit, work->agent, {work->id, {}, filled_in(life_.one_of(shop_.talk.progress), work)}));
    return nothing(move_case(unit, work->agent, {work->id, {}, Step::registering, ""}));
  });
  life_.after(pause(hours(1), hours(30)), [=, this] { finish(work); });
}

void DemoCases::finish(const Work& work) {
  const Ending& ending = ending_of(work->placed->problem->issue);
  act([&](ports::Unit& unit) -> Result<void> {
    RegisterCase registered;
    registered.id = work->id;
    registered.root_cause = ending.cause;
    registered.outcome = domain::text_of(ending.remedy).zh;
    registered.summary =
        "买家反映：" + work->words + "；核实后按“" + registered.outcome + "”处理，买家认可。";
    registered.cost = work->goods_come_back ? Fen{1200} : work->refund;
    registered.tags = {registered.outcome};
    registered.close = true;
    return nothing(register_case(unit, work->agent, registered));
  });
  ++filled_.closed;
}

}  // namespace shouhou::app
