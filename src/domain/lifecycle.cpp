#include "domain/lifecycle.h"

#include <algorithm>
#include <array>

namespace shouhou::domain {
namespace {

using enum Step;
using enum Status;

constexpr Statuses resolved_only{resolved};
constexpr Statuses closed_only{closed};
constexpr Steps any_step{contact, verify, soothe, agree, follow_up, registering};
constexpr Steps before_register{contact, verify, soothe, agree, follow_up};

constexpr Statuses working_but(Status status) {
  return Statuses::of_bits(working_statuses.bits() & ~Statuses(status).bits());
}

constexpr auto keep_step = std::optional<Step>();
constexpr auto keep_status = std::optional<Status>();
constexpr auto write = Permission::case_write;

// id, from step, from status, to step, to status, guard, permission, needs a reason, button
constexpr std::array table{
    // On, step by step.
    Move{"to_verify", Steps(contact), working_statuses, verify, keep_status, Guard::buyer_heard, write, false,
         "已联系，去核实", "contacted: verify"},
    Move{"to_soothe", Steps(verify), working_statuses, soothe, keep_status, Guard::facts_known, write, false,
         "已核实，去安抚", "verified: soothe"},
    Move{"to_agree", Steps(soothe), working_statuses, agree, keep_status, Guard::buyer_soothed, write, false,
         "已安抚，去协商", "soothed: agree"},
    Move{"to_follow_up", Steps(agree), working_statuses, follow_up, keep_status, Guard::way_agreed, write,
         false, "已商定，去跟进", "agreed: follow up"},
    Move{"to_register", Steps(follow_up), working_statuses, registering, resolved, Guard::all_followed_up,
         write, false, "已办结，去登记", "done: register"},
    Move{"close", Steps(registering), resolved_only, keep_step, closed, Guard::registered,
         Permission::case_close, false, "关闭", "close"},
    // Back, with a reason.
    Move{"back_to_contact", Steps(verify, soothe, agree, follow_up), working_statuses, contact, keep_status,
         Guard::none, write, true, "退回联系", "back to contact"},
    Move{"back_to_verify", Steps(soothe, agree, follow_up), working_statuses, verify, keep_status,
         Guard::none, write, true, "退回核实", "back to verify"},
    Move{"back_to_soothe", Steps(agree, follow_up), working_statuses, soothe, keep_status, Guard::none, write,
         true, "退回安抚", "back to soothe"},
    Move{"back_to_agree", Steps(follow_up), working_statuses, agree, keep_status, Guard::none, write, true,
         "退回协商", "back to agree"},
    // A resolved case that turns out not to be.
    Move{"unresolve_to_contact", Steps(registering), resolved_only, contact, open, Guard::none, write, true,
         "未解决，退回联系", "not resolved: contact"},
    Move{"unresolve_to_verify", Steps(registering), resolved_only, verify, open, Guard::none, write, true,
         "未解决，退回核实", "not resolved: verify"},
    Move{"unresolve_to_soothe", Steps(registering), resolved_only, soothe, open, Guard::none, write, true,
         "未解决，退回安抚", "not resolved: soothe"},
    Move{"unresolve_to_agree", Steps(registering), resolved_only, agree, open, Guard::none, write, true,
         "未解决，退回协商", "not resolved: agree"},
    Move{"unresolve_to_follow_up", Steps(registering), resolved_only, follow_up, open, Guard::none, write,
         true, "未解决，退回跟进", "not resolved: follow up"},
    // Waiting for somebody, and going on.
    Move{"wait_for_buyer", before_register, working_but(waiting_buyer), keep_step, waiting_buyer, Guard::none,
         write, true, "等买家", "wait for the buyer"},
    Move{"wait_for_carrier", before_register, working_but(waiting_carrier), keep_step, waiting_carrier,
         Guard::none, write, true, "等快递", "wait for the carrier"},
    Move{"wait_for_warehouse", before_register, working_but(waiting_warehouse), keep_step, waiting_warehouse,
         Guard::none, write, true, "等仓库", "wait for the warehouse"},
    Move{"wait_for_platform", before_register, working_but(waiting_platform), keep_step, waiting_platform,
         Guard::none, write, true, "等平台", "wait for the platform"},
    Move{"go_on", before_register, working_but(open), keep_step, open, Guard::none, write, false, "继续处理",
         "go on"},
    Move{"reopen", any_step, closed_only, contact, reopened, Guard::within_window, Permission::case_reopen,
         true, "重新打开", "reopen"},
};

using Lacks = std::vector<Lack>;

void lack(Lacks& lacks, std::string code, Text text, std::string about = {}) {
  lacks.push_back({std::move(code), std::move(text), std::move(about)});
}

Lacks lacks_of_contact(const Case& state) {
  Lacks lacks;
  if (!state.heard) {
    lack(lacks, "contact",
         {"还没有联系买家：发消息或打电话", "the buyer has not been contacted: write or phone"});
  }
  return lacks;
}

bool satisfied(const EvidenceRule& rule, const Case& state) {
  return std::ranges::any_of(state.evidence,
                             [&](const EvidencePiece& piece) { return meets(piece, rule); }) ||
         std::ranges::find(state.waivers, rule.id, &EvidenceWaiver::rule) != state.waivers.end();
}

Lacks lacks_of_facts(const Case& state) {
  Lacks lacks;
  if (state.issue.empty()) lack(lacks, "issue", {"未选问题类型", "the issue is not set"});
  if (!state.phase) lack(lacks, "phase", {"未定阶段（发货、在途、签收）", "the phase is not set"});
  if (state.fault == Fault::unknown) lack(lacks, "fault", {"未定责任方", "whose fault it is is not set"});
  for (const EvidenceRule& rule : state.evidence_needed) {
    if (satisfied(rule, state)) continue;
    lack(lacks, "evidence", {"缺凭证：" + rule.what.zh, "evidence is missing: " + rule.what.en}, rule.id);
  }
  return lacks;
}

Lacks lacks_of_soothing(const Case& state) {
  Lacks lacks;
  if (!state.soothe_left_out.empty()) return lacks;
  if (state.still_angry) lack(lacks, "still_angry", {"买家仍在生气", "the buyer is still angry"});
  if (state.talk != TalkState::settled) {
    lack(lacks, "talk",
         {"安抚未完成，现在：" + text_of(state.talk).zh,
          "the talk is not settled yet, now: " + text_of(state.talk).en});
  }
  return lacks;
}

Lacks lacks_of_agreement(const Case& state) {
  Lacks lacks;
  if (!state.agreement) {
    lack(lacks, "agreement",
         {"还没有商定方案：买家选定、说明理由婉拒，或平台裁定",
          "no way agreed: chosen by the buyer, declined with a reason, or ruled"});
  }
  return lacks;
}

void lacks_of_refunds(const Case& state, Lacks& lacks) {
  const Fen granted = state.granted_since(state.last_opening());
  if (state.agreement && granted < state.agreement->refund) {
    const std::string rest = format_yuan(state.agreement->refund - granted);
    lack(lacks, "refund_missing",
         {"商定的退款还差 " + rest + " 元未发起", rest + " yuan agreed are not granted"});
  }
  for (const RefundMark& refund : state.refunds) {
    if (refund.paid) continue;
    const std::string amount = format_yuan(refund.amount);
    lack(lacks, "refund_unpaid",
         {"退款 " + amount + " 元未到账", "a refund of " + amount + " yuan is not paid"}, refund.key);
  }
}

void lacks_of_returns(const Case& state, Lacks& lacks) {
  const Instant opening = state.last_opening();
  const bool finished = std::ranges::any_of(
      state.returns, [&](const ReturnMark& mark) { return mark.finished() && mark.at >= opening; });
  const bool pending =
      std::ranges::any_of(state.returns, [](const ReturnMark& mark) { return !mark.finished(); });
  if (state.agreement && state.agreement->goods_come_back && !finished && !pending) {
    lack(lacks, "return_missing", {"商定退货，还没有退货单号", "goods are to come back, no return is known"});
  }
  for (const ReturnMark& mark : state.returns) {
    if (mark.finished()) continue;
    lack(lacks, "return_open", {"退货还没有验收完", "the return is not finished"}, mark.key);
  }
}

// The latest moment at which something that the buyer waits for was finished; the beginning of time for none.
Instant last_finish(const Case& state) {
  Instant last;
  for (const RefundMark& refund : state.refunds) last = std::max(last, refund.paid.value_or(Instant{}));
  for (const ReturnMark& mark : state.returns) last = std::max(last, mark.at);
  for (const Task& task : state.tasks) {
    // A promised call told the buyer itself.
    if (task.clock.empty()) last = std::max(last, task.finished.value_or(Instant{}));
  }
  return last;
}

Lacks lacks_of_follow_up(const Case& state) {
  Lacks lacks;
  lacks_of_refunds(state, lacks);
  lacks_of_returns(state, lacks);
  for (const Task& task : state.tasks) {
    if (task.state != TaskState::to_do) continue;
    lack(lacks, "task", {"任务未完成：" + task.title, "task not done: " + task.title}, task.id.str());
  }
  const Instant finish = last_finish(state);
  if (finish > Instant{} && state.last_update < finish) {
    lack(lacks, "update", {"最后的进展还没有告诉买家", "the buyer has not been told of the last progress"});
  }
  return lacks;
}

Lacks lacks_of_registration(const Case& state) {
  Lacks lacks;
  const Registration empty;
  const Registration& registration = state.registration ? *state.registration : empty;
  if (registration.root_cause.empty())
    lack(lacks, "root_cause", {"未填根本原因", "the root cause is missing"});
  if (registration.outcome.empty()) lack(lacks, "outcome", {"未填处理结果", "the outcome is missing"});
  if (!registration.cost) lack(lacks, "cost", {"未填总成本（可为 0）", "the cost is missing (may be 0)"});
  if (registration.summary.empty()) lack(lacks, "summary", {"未写小结", "the summary is missing"});
  if (state.tags.empty()) lack(lacks, "tags", {"未打标签", "there is no tag"});
  return lacks;
}

Lacks lacks_of_window(const Case& state, Instant now, const GuardRules& rules) {
  Lacks lacks;
  if (now - state.status_since() > rules.reopen_window) {
    const std::string window = std::to_string(rules.reopen_window.ms / days(1).ms);
    lack(lacks, "window",
         {"关闭已超过 " + window + " 天，请新建售后单",
          "closed more than " + window + " days ago: open a new case"});
  }
  return lacks;
}

}  // namespace

std::span<const Move> move_table() {
  return table;
}

std::vector<Lack> lacking(Guard guard, const Case& state, Instant now, const GuardRules& rules) {
  switch (guard) {
    case Guard::none:
      return {};
    case Guard::buyer_heard:
      return lacks_of_contact(state);
    case Guard::facts_known:
      return lacks_of_facts(state);
    case Guard::buyer_soothed:
      return lacks_of_soothing(state);
    case Guard::way_agreed:
      return lacks_of_agreement(state);
    case Guard::all_followed_up:
      return lacks_of_follow_up(state);
    case Guard::registered:
      return lacks_of_registration(state);
    case Guard::within_window:
      return lacks_of_window(state, now, rules);
  }
  return {};
}

bool starts_at(const Move& move, const Case& state) {
  return move.from_step.has(state.step) && move.from_status.has(state.status()) && !state.merged_into;
}

const Move* move_to(const Case& state, Step to) {
  const auto found = std::ranges::find_if(table, [&](const Move& move) {
    return move.id != "reopen" && move.to_step == to && starts_at(move, state);
  });
  return found == table.end() ? nullptr : &*found;
}

const Move* move_to(const Case& state, Status to) {
  const auto found = std::ranges::find_if(table, [&](const Move& move) {
    return !move.to_step && move.to_status == to && starts_at(move, state);
  });
  return found == table.end() ? nullptr : &*found;
}

const Move* move_named(std::string_view id) {
  const auto found = std::ranges::find(table, id, &Move::id);
  return found == table.end() ? nullptr : &*found;
}

Guard guard_out_of(Step step) {
  switch (step) {
    case Step::contact:
      return Guard::buyer_heard;
    case Step::verify:
      return Guard::facts_known;
    case Step::soothe:
      return Guard::buyer_soothed;
    case Step::agree:
      return Guard::way_agreed;
    case Step::follow_up:
      return Guard::all_followed_up;
    case Step::registering:
      return Guard::registered;
  }
  return Guard::none;
}

}  // namespace shouhou::domain
