#include "app/work_case.h"

#include "app/audit.h"
#include "app/case_notes.h"
#include "app/deed_steps.h"
#include "app/deeds.h"
#include "app/send_offer.h"
#include "base/utf8.h"
#include "ports/accounts.h"
#include "ports/returns.h"

namespace shouhou::app {
namespace {

namespace ask = domain::ask;
using Commands = std::vector<domain::CaseCommand>;

// The name of a colleague; errors where there is none, or one who has left.
Result<std::string> name_of(ports::ReadUnit& unit, ShopId shop, AccountId id, std::string field) {
  const auto account = unit.accounts().account(shop, id);
  if (!account || account->disabled) {
    return fail(ErrorKind::not_found, "account.not_found", {"没有这位同事", "there is no such colleague"},
                std::move(field));
  }
  return account->name;
}

template <class Command>
CaseTarget target(const Command& command) {
  return {command.id, command.version};
}

Result<const domain::Issue*> find_issue(ports::Unit& unit, ShopId shop, const std::string& id) {
  if (id.empty()) return nullptr;
  const domain::Issue* issue = unit.cases().rules(shop).book->issue(id);
  if (!issue) {
    return fail(ErrorKind::not_found, "issue.unknown", {"没有这个问题类型", "there is no such issue"},
                "issue");
  }
  return issue;
}

// The id of the case that words for `id` belong to.
Result<CaseId> surviving(ports::Unit& unit, ShopId shop, CaseId id) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, shop, id, true));
  return state.id;
}

}  // namespace

Result<CaseChanged> take_case(ports::Unit& unit, const ports::Actor& actor, const TakeCase& command) {
  return change_case(unit, actor, target(command), ask::Take{actor.name});
}

Result<CaseChanged> assign_case(ports::Unit& unit, const ports::Actor& actor, const AssignCase& command) {
  ask::Assign assign{command.to, {}, command.reason};
  if (command.to) {
    SHOUHOU_ASSIGN(assign.to_name, name_of(unit, actor.shop, command.to, "to"));
  }
  return change_case(unit, actor, target(command), assign);
}

Result<CaseChanged> move_case(ports::Unit& unit, const ports::Actor& actor, const MoveCase& command) {
  return change_case(unit, actor, target(command), ask::MoveStep{command.to, command.reason});
}

Result<CaseChanged> set_case_status(ports::Unit& unit, const ports::Actor& actor,
                                    const SetCaseStatus& command) {
  return change_case(unit, actor, target(command),
                     ask::SetStatus{command.to, command.reason, command.look_again});
}

Result<CaseChanged> set_case_facts(ports::Unit& unit, const ports::Actor& actor,
                                   const SetCaseFacts& command) {
  ask::SetFacts facts;
  SHOUHOU_ASSIGN(facts.issue, find_issue(unit, actor.shop, command.issue));
  facts.phase = command.phase;
  facts.fault = command.fault;
  facts.demand = command.demand;
  facts.demand_amount = command.demand_amount;
  Commands commands{facts};
  if (command.mood) commands.push_back(ask::SetMood{*command.mood});
  return change_case(unit, actor, target(command), commands);
}

Result<CaseChanged> log_contact(ports::Unit& unit, const ports::Actor& actor, const LogContact& command) {
  SHOUHOU_ASSIGN(const CaseId id, surviving(unit, actor.shop, command.id));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, id, false));
  SHOUHOU_ASSIGN(const NoteId words, keep_words(unit, actor.shop, id, command.words));
  Commands commands;
  const bool came_back =
      command.direction == domain::Direction::from_buyer && state.status() == domain::Status::closed;
  if (came_back) commands.push_back(ask::Reopen{"买家又来联系"});
  commands.push_back(ask::LogContact{command.kind, command.direction, words, std::nullopt});
  SHOUHOU_ASSIGN(CaseChanged changed, change_case(unit, actor, {id, command.version}, commands));
  unit.cases().add_tokens(actor.shop, id, tokens_of_words(command.words));
  return changed;
}

Result<CaseChanged> waive_evidence(ports::Unit& unit, const ports::Actor& actor,
                                   const WaiveEvidence& command) {
  return change_case(unit, actor, target(command), ask::WaiveEvidence{command.rule, command.reason});
}

Result<CaseChanged> set_talk(ports::Unit& unit, const ports::Actor& actor, const SetTalk& command) {
  Commands commands;
  if (command.state) commands.push_back(ask::SetTalk{*command.state, command.still_angry});
  if (!command.leave_out.empty()) commands.push_back(ask::LeaveSootheOut{command.leave_out});
  if (commands.empty()) {
    return invalid("case.talk", "state", {"没有给出安抚状态", "neither a talk state nor a reason is given"});
  }
  return change_case(unit, actor, target(command), commands);
}

Result<CaseChanged> agree_case(ports::Unit& unit, const ports::Actor& actor, const AgreeCase& command) {
  domain::Agreement agreement;
  agreement.kind = command.kind;
  agreement.remedy = command.remedy;
  agreement.refund = command.refund;
  agreement.goods_come_back = command.goods_come_back;
  agreement.reason = command.reason;
  return change_case(unit, actor, target(command), ask::Agree{agreement});
}

namespace {

// A refund that a grant pays is done through its deed, also where somebody confirms it on the case.
std::optional<domain::Deed> its_deed(ports::Unit& unit, ShopId shop, const RefundCase& command) {
  if (command.step == RefundStep::grant) return std::nullopt;
  const auto id = DeedId::parse(command.key);
  return id ? unit.grants().find(shop, *id) : std::nullopt;
}

Result<void> refund_of_deed(ports::Unit& unit, const ports::Actor& actor, const domain::Deed& deed,
                            const RefundCase& command) {
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, true));
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, deed.case_id, true));
  if (state.id != its_case.id) {
    return fail(ErrorKind::not_found, "case.no_such_refund", {"没有这笔退款", "there is no such refund"},
                "key");
  }
  if (command.version && *command.version != state.version) {
    return change_case(unit, actor, target(command), Commands()).map([](auto&&) {});
  }
  const auto nothing = [](auto&&) {};
  if (command.step == RefundStep::withdraw) {
    return cancel_deed(unit, actor, {deed.id, command.reason}).map(nothing);
  }
  return confirm_deed(unit, actor, {deed.id, utf8::shorten(command.reason, 128), {}}).map(nothing);
}

}  // namespace

Result<CaseChanged> refund_case(ports::Unit& unit, const ports::Actor& actor, const RefundCase& command) {
  if (const auto deed = its_deed(unit, actor.shop, command)) {
    SHOUHOU_TRY(refund_of_deed(unit, actor, *deed, command));
    return change_case(unit, actor, {deed->case_id, {}}, Commands(), true);
  }
  switch (command.step) {
    case RefundStep::grant:
      return change_case(unit, actor, target(command), ask::GrantRefund{command.key, command.amount});
    case RefundStep::confirm_paid:
      return change_case(unit, actor, target(command), ask::ConfirmRefundPaid{command.key}, true);
    case RefundStep::withdraw:
      return change_case(unit, actor, target(command), ask::WithdrawRefund{command.key, command.reason});
  }
  return invalid("case.refund", "step", {"未知操作", "an unknown step"});
}

Result<CaseChanged> return_case(ports::Unit& unit, const ports::Actor& actor, const ReturnCase& command) {
  // What has a return order is received and inspected at the dock; its case hears of it.
  const auto order = ReturnId::parse(command.key);
  if (order && unit.returns().load(actor.shop, *order)) {
    return fail(ErrorKind::conflict, "return.at_the_dock",
                {"这笔退货有退货单，请在退货台处理", "this return is worked at the receiving dock"});
  }
  return change_case(unit, actor, target(command),
                     ask::MoveReturn{command.key, command.state, command.reason}, true);
}

Result<CaseChanged> update_buyer(ports::Unit& unit, const ports::Actor& actor, const UpdateBuyer& command) {
  SHOUHOU_ASSIGN(const NoteId words, keep_words(unit, actor.shop, command.id, command.words));
  return change_case(unit, actor, target(command), ask::UpdateBuyer{words});
}

Result<CaseChanged> end_case_clock(ports::Unit& unit, const ports::Actor& actor,
                                   const EndCaseClock& command) {
  return change_case(unit, actor, target(command), ask::EndClock{command.kind, command.end});
}

Result<CaseChanged> register_case(ports::Unit& unit, const ports::Actor& actor, const RegisterCase& command) {
  Commands commands{ask::Register{{command.root_cause, command.outcome, command.summary, command.cost}}};
  for (const std::string& tag : command.tags) commands.push_back(ask::Tag{tag});
  if (command.close) commands.push_back(ask::Close{});
  return change_case(unit, actor, target(command), commands);
}

Result<CaseChanged> close_case(ports::Unit& unit, const ports::Actor& actor, const CloseCase& command) {
  return change_case(unit, actor, target(command), ask::Close{});
}

Result<CaseChanged> reopen_case(ports::Unit& unit, const ports::Actor& actor, const ReopenCase& command) {
  return change_case(unit, actor, target(command), ask::Reopen{command.reason});
}

Result<CaseChanged> follow_platform(ports::Unit& unit, const ports::Actor& actor,
                                    const FollowPlatform& command) {
  ask::FollowPlatform follow;
  follow.status = command.status;
  follow.reason = command.reason;
  if (!command.ruling.empty()) {
    domain::Agreement ruling;
    ruling.kind = domain::AgreementKind::platform_decided;
    ruling.refund = command.ruled_refund;
    ruling.reason = utf8::shorten(command.ruling, 500);
    follow.agreement = ruling;
  }
  if (!command.refund_key.empty()) {
    // Checked before anything is done on its word.
    SHOUHOU_TRY(require(actor, domain::Permission::case_write));
    SHOUHOU_ASSIGN(const bool ours,
                   platform_paid(unit, actor, command.id, command.refund_key, command.refund_paid));
    if (!ours) {
      follow.refund_paid =
          domain::RefundMark{command.refund_key, command.refund_paid, unit.now(), unit.now(), false};
    }
  }
  return change_case(unit, actor, {command.id, {}}, follow, true);
}

Result<CaseChanged> add_note(ports::Unit& unit, const ports::Actor& actor, const AddNote& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_write));
  if (utf8::trim(command.text).empty()) {
    return invalid("case.reason_needed", "text", {"备注不能为空", "a note needs words"});
  }
  SHOUHOU_ASSIGN(const CaseId id, surviving(unit, actor.shop, command.id));
  for (std::size_t i = 0; i < command.mentions.size(); ++i) {
    SHOUHOU_TRY(name_of(unit, actor.shop, command.mentions[i], "mentions[" + std::to_string(i) + "]"));
  }
  SHOUHOU_ASSIGN(const NoteId note, keep_words(unit, actor.shop, id, command.text));
  SHOUHOU_ASSIGN(CaseChanged changed,
                 change_case(unit, actor, {id, {}}, ask::AddNote{note, command.mentions}));
  for (const AccountId who : command.mentions) {
    unit.cases().mention(actor.shop, id, note, who, actor.account, unit.now());
  }
  unit.cases().add_tokens(actor.shop, id, tokens_of_words(command.text));
  return changed;
}

Result<CaseChanged> tag_case(ports::Unit& unit, const ports::Actor& actor, const TagCase& command) {
  Commands commands;
  for (const std::string& tag : command.add) commands.push_back(ask::Tag{tag});
  for (const std::string& tag : command.remove) commands.push_back(ask::Untag{tag});
  return change_case(unit, actor, {command.id, {}}, commands);
}

Result<CaseChanged> merge_cases(ports::Unit& unit, const ports::Actor& actor, const MergeCases& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_merge));
  SHOUHOU_ASSIGN(const domain::Case into, load_case(unit, actor.shop, command.id, false));
  SHOUHOU_ASSIGN(const domain::Case away, load_case(unit, actor.shop, command.away, false));
  // The one that goes lets its open tasks go first: a task has one row.
  SHOUHOU_TRY(change_case(unit, actor, {away.id, away.version}, ask::MergeAway{into.id, into.number}));
  SHOUHOU_ASSIGN(CaseChanged changed, change_case(unit, actor, target(command), ask::MergeIn{&away}));
  unit.cases().move_report_keys(actor.shop, away.id, into.id);
  SHOUHOU_TRY(withdraw_offers_of(unit, actor, away.id, "并入另一张售后单"));
  unit.grants().move_case(actor.shop, away.id, into.id);
  audit(unit, actor, {"case.merged", "case:" + into.id.str(), {{"away", away.id.str()}}});
  return changed;
}

}  // namespace shouhou::app
