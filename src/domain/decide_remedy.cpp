// The way that is agreed, and the money and goods that follow from it.
#include <algorithm>

#include "domain/clock_words.h"
#include "domain/decide_case.h"

namespace shouhou::domain {

using namespace ask;

namespace {

constexpr std::string_view refund_after_receipt = "refund_after_receipt";  // TimeOutStep

}  // namespace

Result<void> DecideCase::within_what_was_paid(Fen refund, const Agreement& agreement,
                                              std::string field) const {
  if (refund < Fen{0} || refund > largest_amount) {
    return invalid("case.amount", std::move(field), {"金额不对", "the amount is out of range"});
  }
  const bool by_rule = agreement.kind == AgreementKind::platform_decided ||
                       agreement.remedy == RemedyKind::compensation_by_rule;
  const Fen paid = state.paid_for_lines();
  if (by_rule || paid == Fen{0} || refund <= paid) return {};
  return conflict("case.over_paid",
                  {"退款超过买家为这些商品实付的 " + format_yuan(paid) + " 元",
                   "more than the " + format_yuan(paid) + " yuan the buyer paid for these lines"},
                  std::move(field));
}

DecideCase::Outcome DecideCase::operator()(const Agree& command) const {
  Agreement agreement = command.agreement;
  agreement.at = deciding.now;
  const bool platform = agreement.kind == AgreementKind::platform_decided;
  if (!platform && state.step != Step::agree && state.step != Step::follow_up) {
    return conflict("case.wrong_step", {"到了“协商”这一步才能登记方案", "a way is agreed in the step agree"});
  }
  SHOUHOU_TRY(fits(agreement.reason, longest_summary, "reason", agreement.kind != AgreementKind::chosen));
  if (agreement.kind == AgreementKind::chosen && !agreement.remedy) {
    return invalid("case.remedy", "remedy", {"未选方案", "the remedy is missing"});
  }
  SHOUHOU_TRY(within_what_was_paid(agreement.refund, agreement, "refund"));
  return std::vector<CaseEvent>{happened::Agreed{agreement}};
}

DecideCase::Outcome DecideCase::operator()(const GrantRefund& command) const {
  SHOUHOU_TRY(fits(command.key, longest_key, "key"));
  if (const RefundMark* known = state.refund(command.key)) {
    if (known->amount == command.amount) return nothing_changes();
    return conflict("case.refund_key",
                    {"此退款编号已用于另一金额", "this refund key stands for another amount"});
  }
  SHOUHOU_TRY(has_room(state.refunds));
  if (command.amount <= Fen{0}) {
    return invalid("case.amount", "amount", {"金额必须大于 0", "the amount must be above 0"});
  }
  if (command.on_top && command.amount > largest_amount) {
    return invalid("case.amount", "amount", {"金额不对", "the amount is out of range"});
  }
  if (!command.on_top) {
    SHOUHOU_TRY(within_what_was_paid(state.granted() + command.amount, state.agreement.value_or(Agreement{}),
                                     "amount"));
  }
  return std::vector<CaseEvent>{happened::RefundGranted{command.key, command.amount, command.on_top}};
}

tl::unexpected<Error> DecideCase::no_such_refund() const {
  return fail(ErrorKind::not_found, "case.no_such_refund", {"没有这笔退款", "there is no such refund"},
              "key");
}

DecideCase::Outcome DecideCase::operator()(const ConfirmRefundPaid& command) const {
  const RefundMark* refund = state.refund(command.key);
  if (!refund) return no_such_refund();
  if (refund->paid) return nothing_changes();
  std::vector<CaseEvent> events{happened::RefundPaid{command.key}};
  end_answers(events);
  for (const std::string_view kind : {std::string_view("confirm_returned_goods"),
                                      std::string_view("confirm_unsigned_return"), refund_after_receipt}) {
    add(events, end_clock(kind));
  }
  return events;
}

DecideCase::Outcome DecideCase::operator()(const WithdrawRefund& command) const {
  const RefundMark* refund = state.refund(command.key);
  if (!refund) return no_such_refund();
  if (refund->paid)
    return conflict("case.refund_paid", {"已经到账，不能撤回", "it is paid and cannot be taken back"});
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
  return std::vector<CaseEvent>{happened::RefundWithdrawn{command.key, command.reason}};
}

DecideCase::Outcome DecideCase::operator()(const MoveReturn& command) const {
  SHOUHOU_TRY(fits(command.key, longest_key, "key"));
  const bool needs_reason = command.undo || command.state == ReturnState::given_up;
  SHOUHOU_TRY(fits(command.reason, longest_reason, "reason", needs_reason));
  const auto found = std::ranges::find(state.returns, command.key, &ReturnMark::key);
  if (command.undo) {
    if (found == state.returns.end() || found->state <= command.state) return no_such_move();
    if (!working_statuses.has(state.status())) {
      return conflict("case.settled",
                      {"售后单已办结，不能撤销", "the case is settled: this cannot be undone"});
    }
  } else if (found == state.returns.end()) {
    SHOUHOU_TRY(has_room(state.returns));
  } else if (found->state == command.state) {
    return nothing_changes();
  } else if (found->finished()) {
    return conflict("case.return_finished", {"这笔退货已经办结", "this return is finished"});
  }
  std::vector<CaseEvent> events{happened::ReturnMoved{command.key, command.state, command.reason}};
  if (command.state == ReturnState::announced) end_answers(events);
  if (command.state == ReturnState::received) add(events, end_clock("confirm_unsigned_return"));
  if (command.state == ReturnState::accepted || command.state == ReturnState::rejected) {
    add(events, end_clock("confirm_returned_goods"));
  }
  // What was received by mistake has no time to be inspected in.
  const bool not_here = command.undo && command.state == ReturnState::announced;
  const bool decided = command.state != ReturnState::announced && command.state != ReturnState::received;
  const bool others_wait = std::ranges::any_of(state.returns, [&](const ReturnMark& mark) {
    return mark.key != command.key && mark.state == ReturnState::received;
  });
  if ((decided || not_here) && !others_wait) {
    const bool nothing_came = not_here || command.state == ReturnState::given_up;
    add(events, end_clock(clock_kind::inspect_return, nothing_came));
    // No money is due for what was refused or never came.
    if (command.state != ReturnState::accepted) add(events, end_clock(refund_after_receipt, true));
  }
  return events;
}

}  // namespace shouhou::domain
