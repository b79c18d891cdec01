#include "app/demo/demo_cases.h"

#include <algorithm>

#include "app/case_tasks.h"
#include "app/choose_offer.h"
#include "app/deeds.h"
#include "app/open_case.h"
#include "app/propose_offer.h"
#include "app/send_offer.h"
#include "app/work_case.h"
#include "ports/cases.h"
#include "ports/grants.h"
#include "ports/returns.h"

namespace shouhou::app {
namespace {

using domain::Demand;
using domain::EffectKind;
using domain::Fault;
using domain::Mood;
using domain::RemedyKind;
using domain::Step;
using domain::TalkState;

// Menus that a buyer is asked about; the last time the buyer insists on a right or lets it be.
constexpr int most_menus = 4;

constexpr int at_once = 50;  // menus that ran out

// What receiving, inspecting and putting away a parcel costs.
constexpr Fen dock_work{1200};

// What is found out about a problem of the demonstration.
struct Finding {
  const char* issue;
  Fault fault;
  const char* cause;
};

constexpr Finding findings[] = {
    {"quality_defect", Fault::seller, "织造漏针，出厂检验未发现"},
    {"size_mismatch", Fault::buyer, "尺码偏小，详情页没有写脚背高建议"},
    {"no_reason_return", Fault::nobody, "买家不喜欢"},
    {"stuck_parcel", Fault::carrier, "中转站积压"},
    {"missing_item", Fault::seller, "打包漏放"},
    {"wrong_item", Fault::seller, "拣货拿错颜色"},
    {"damaged", Fault::carrier, "外箱太软，运输挤压"},
    {"wear_after_use", Fault::buyer, "使用磨损，非质量问题"},
    {"late_shipment", Fault::seller, "补货未到，没有提前告知"},
    {"not_shipped_cancel", Fault::nobody, "买家拍错"},
    {"in_transit_cancel", Fault::nobody, "买家临时不需要"},
    {"venting", Fault::nobody, "期待与实物有差距"},
    {"complaint", Fault::seller, "回复太慢"},
};

const Finding& finding_of(const std::string& issue) {
  const auto* found = std::find_if(std::begin(findings), std::end(findings),
                                   [&](const Finding& finding) { return issue == finding.issue; });
  return found == std::end(findings) ? findings[0] : *found;
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
  work->buyer = static_cast<std::uint64_t>(life_.between(1, std::int64_t{1} << 60));
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
  const Finding& found = finding_of(work->placed->problem->issue);
  act([&](ports::Unit& unit) -> Result<void> {
    say(unit, work, shop_.talk.details);
    SHOUHOU_TRY(result_);
    SetCaseFacts facts;
    facts.id = work->id;
    facts.fault = found.fault;
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
  life_.after(pause(minutes(10), hours(16)), [=, this] { lay_out(work); });
}

// The menu that the policy makes, sent by whoever may.
Result<void> DemoCases::send_menu(ports::Unit& unit, const Work& work) {
  const domain::Dice dice{static_cast<double>(life_.between(0, 999'999)) / 1e6,
                          static_cast<double>(life_.between(0, 999'999)) / 1e6};
  SHOUHOU_ASSIGN(const OfferView proposed, propose_offer(unit, work->agent, {work->id, {}}, dice));
  work->sender = work->agent;
  auto sent = send_offer(unit, work->sender, {proposed.id, {}, false}, dice);
  if (!sent && (sent.error().code == "offer.above_authority" || sent.error().code == "offer.beyond")) {
    work->sender = ports::Actor::system(work->agent.shop);
    sent = send_offer(unit, work->sender, {proposed.id, {}, false}, dice);
  }
  SHOUHOU_TRY(sent);
  work->offer = sent->offer.id;
  return {};
}

void DemoCases::lay_out(const Work& work) {
  if (!result_) return;
  const Result<void> sent =
      store_.write_now([&](ports::Unit& unit) -> Result<void> { return send_menu(unit, work); });
  if (!sent && sent.error().code == "offer.nothing_to_offer") return settle_with_words(work);
  result_ = sent;
  if (!result_) return;
  ++work->round;
  ++filled_.menus;
  // A few never answer.
  life_.after(life_.happens(0.08) ? days(3) : life_.span_between(minutes(10), hours(30)),
              [=, this] { answer(work); });
}

// True: something was chosen.
Result<bool> DemoCases::choose(ports::Unit& unit, const Work& work, const ports::StoredOffer& offer,
                               std::size_t place) {
  ChooseOffer command;
  command.id = offer.id;
  if (const std::int64_t number = domain::item_numbers(offer.menu)[place]; number > 0) {
    command.items = {number};
  }
  if (work->placed->problem->issue == "size_mismatch" && work->placed->another) {
    command.wanted = {{0, work->placed->another}};
  }
  const domain::Dice dice;
  const bool by_page = life_.happens(0.6);
  SHOUHOU_ASSIGN(const OfferChoice choice, by_page ? choose_for_buyer(unit, work->sender, command, dice)
                                                   : choose_offer(unit, work->sender, command, dice));
  if (!choice.chosen) return false;
  work->outcome = choice.offer.items[place].name.zh;
  for (const GrantView& grant : choice.grants) {
    for (const domain::Return& state : unit.returns().of_grant(work->agent.shop, grant.id)) {
      work->goods = state.id;
    }
  }
  SHOUHOU_TRY(answered_on_the_platform(unit, work));
  const auto [status, why] = work->goods ? std::pair(domain::Status::waiting_buyer, "等买家寄回")
                                         : std::pair(domain::Status::waiting_warehouse, "等仓库处理");
  SHOUHOU_TRY(set_case_status(unit, work->agent, {work->id, {}, status, why}));
  return true;
}

Result<bool> DemoCases::answered(ports::Unit& unit, const Work& work) {
  SHOUHOU_TRY(expire_offers(unit, work->agent.shop, at_once));
  const auto offer = unit.offers().load(work->agent.shop, work->offer);
  if (!offer || offer->state != domain::OfferState::sent) return false;
  const ports::CaseRules& rules = unit.cases().rules(work->agent.shop);
  const domain::Rights rights = domain::entitlements(offer->facts, *rules.book, rules.zone);
  const auto place = filling_.buyers({offer->facts, rights, offer->menu, work->buyer, work->round});
  if (place) return choose(unit, work, *offer, *place);
  SHOUHOU_TRY(refuse_for_buyer(unit, work->sender, {offer->id, life_.one_of(shop_.talk.refusal), {}, false}));
  return false;
}

void DemoCases::answer(const Work& work) {
  bool chosen = false;
  act([&](ports::Unit& unit) -> Result<void> {
    SHOUHOU_ASSIGN(chosen, answered(unit, work));
    return {};
  });
  if (!result_) return;
  if (!chosen) {
    if (work->round >= most_menus) return settle_with_words(work);
    life_.after(pause(minutes(20), hours(6)), [=, this] { lay_out(work); });
    return;
  }
  ++filled_.taken;
  if (work->goods) {
    returns_.send_exchange(work->id);
    returns_.follow(work->goods, [=, this] { await_deeds(work); });
  } else {
    await_deeds(work);
  }
}

// Nothing is owed, or nothing helps: an apology, and the matter rests.
void DemoCases::settle_with_words(const Work& work) {
  act([&](ports::Unit& unit) -> Result<void> {
    say(unit, work, shop_.talk.sorry);
    SHOUHOU_TRY(result_);
    AgreeCase agreed;
    agreed.id = work->id;
    agreed.remedy = RemedyKind::apology;
    SHOUHOU_TRY(agree_case(unit, work->agent, agreed));
    SHOUHOU_TRY(move_case(unit, work->agent, {work->id, {}, Step::follow_up, ""}));
    return answered_on_the_platform(unit, work);
  });
  work->outcome = domain::text_of(RemedyKind::apology).zh;
  life_.after(pause(hours(4), days(1)), [=, this] { follow_up(work); });
}

// People see to what was granted; some of it waits for something else, or for its day.
void DemoCases::await_deeds(const Work& work) {
  life_.after(pause(hours(2), hours(30)), [=, this] {
    if (!carry_out(work)) return await_deeds(work);
    life_.after(pause(hours(2), hours(30)), [=, this] { follow_up(work); });
  });
}

// True: nothing is left to do.
bool DemoCases::carry_out(const Work& work) {
  bool left = false;
  act([&](ports::Unit& unit) -> Result<void> {
    const ports::Actor desk = ports::Actor::system(work->agent.shop);
    for (const domain::Deed& deed : unit.grants().deeds_of_case(desk.shop, work->id)) {
      if (!domain::open(deed.state)) continue;
      const bool early = deed.at && *deed.at > unit.now();
      if (deed.state == domain::DeedState::held || deed.kind == EffectKind::await_return || early) {
        left = true;
        continue;
      }
      const std::string reference = domain::moves_money(deed.kind) ? "TK" + life_.digits(12) : "";
      SHOUHOU_TRY(confirm_deed(unit, desk, {deed.id, reference, {}}));
      left = true;  // look again: what waited for it is due now
    }
    return {};
  });
  return !left;
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
  act([&](ports::Unit& unit) -> Result<void> {
    RegisterCase registered;
    registered.id = work->id;
    registered.root_cause = finding_of(work->placed->problem->issue).cause;
    registered.outcome = work->outcome;
    const Fen paid = unit.grants().ledger_sums(work->agent.shop, work->id).paid;
    registered.cost = paid + (work->goods ? dock_work : Fen{});
    registered.summary =
        "买家反映：" + work->words + "；核实后按“" + registered.outcome + "”处理，买家认可。";
    registered.tags = {registered.outcome};
    registered.close = true;
    return nothing(register_case(unit, work->agent, registered));
  });
  ++filled_.closed;
}

}  // namespace shouhou::app
