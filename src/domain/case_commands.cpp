#include "domain/case_commands.h"

#include <algorithm>

#include "base/utf8.h"

namespace shouhou::domain {
namespace {

using namespace ask;

constexpr std::size_t longest_reason = 500;
constexpr std::size_t longest_title = 200;
constexpr std::size_t longest_summary = 4000;
constexpr std::size_t longest_tag = 32;
constexpr std::size_t longest_key = 128;

using Outcome = Result<std::vector<CaseEvent>>;

auto conflict(std::string code, Text message, std::string field = {}) {
  return fail(ErrorKind::conflict, std::move(code), std::move(message), std::move(field));
}

auto nothing_changes() {
  return conflict("case.nothing_changes", {"没有变化", "nothing would change"});
}

auto forbidden() {
  return fail(ErrorKind::forbidden, "case.forbidden", {"没有权限这样做", "you are not allowed to do this"});
}

Result<void> fits(std::string_view text, std::size_t limit, std::string field, bool needed = true) {
  if (!utf8::valid(text)) {
    return invalid("case.field", std::move(field),
                   {"不是合法的文字（UTF-8）", "this is not valid text (UTF-8)"});
  }
  if (needed && utf8::trim(text).empty()) {
    return invalid("case.reason_needed", std::move(field), {"此处必填", "this must be filled in"});
  }
  if (utf8::length(text) > limit) {
    const std::string most = std::to_string(limit);
    return invalid("case.field", std::move(field),
                   {"太长，最多 " + most + " 字", "too long, at most " + most + " characters"});
  }
  return {};
}

template <class T>
Result<void> has_room(const std::vector<T>& list, std::size_t more = 1) {
  if (list.size() + more <= longest_case_list) return {};
  const std::string most = std::to_string(longest_case_list);
  return fail(ErrorKind::too_large, "case.full",
              {"此售后单的这一栏最多 " + most + " 条", "this list of a case holds at most " + most});
}

Result<void> valid_tag(const std::string& tag) {
  SHOUHOU_TRY(fits(tag, longest_tag, "tag"));
  if (tag.find_first_of(" \t\r\n,") != std::string::npos || utf8::trim(tag) != tag) {
    return invalid("case.field", "tag", {"标签里不能有空格或逗号", "a tag has no blanks and no commas"});
  }
  return {};
}

std::string join(const std::vector<Lack>& lacks, Language language) {
  std::string sentence;
  for (const Lack& one : lacks) {
    if (!sentence.empty()) sentence += language == Language::zh ? "；" : "; ";
    sentence += one.text.in(language);
  }
  return sentence;
}

// Decides one command; the visitor's operators return what happened.
struct Decide {
  const Case& state;
  const Deciding& deciding;

  Result<void> allowed(const Move& move, std::string_view reason) const {
    if (!deciding.permissions.has(move.permission)) return forbidden();
    if (move.needs_reason) SHOUHOU_TRY(fits(reason, longest_reason, "reason"));
    SHOUHOU_TRY(fits(reason, longest_reason, "reason", false));
    const auto lacks = lacking(move.guard, state, deciding.now, deciding.guards);
    if (!lacks.empty()) return conflict("case.guard", {join(lacks, Language::zh), join(lacks, Language::en)});
    return {};
  }

  auto no_such_move() const {
    return conflict(
        "case.no_such_move",
        {"现在（" + text_of(state.step).zh + "，" + text_of(state.status()).zh + "）不能这样移动",
         "this move does not start from " + text_of(state.step).en + ", " + text_of(state.status()).en});
  }

  // The daily progress message is due from agreement until solved (P-E1).
  std::optional<CaseEvent> start_daily_update() const {
    if (state.running_clock("daily_update")) return std::nullopt;
    CaseClock clock;
    clock.kind = "daily_update";
    clock.source = ClockSource::shop_promise;
    clock.consequence = Consequence::broken_promise;
    clock.start = deciding.now;
    clock.allowed = days(1);
    clock.pauses = Statuses(Status::waiting_buyer).bits();
    clock.basis = "P-E1";
    return happened::ClockStarted{clock};
  }

  std::optional<CaseEvent> end_clock(std::string_view kind, bool cancelled = false) const {
    const CaseClock* clock = state.running_clock(kind);
    if (!clock) return std::nullopt;
    ClockEnd end = cancelled ? ClockEnd::cancelled : ClockEnd::met;
    if (!cancelled && ran_out(*clock)) end = ClockEnd::missed;
    return happened::ClockEnded{std::string(kind), end,
                                end == ClockEnd::missed ? state.assignee : AccountId{}};
  }

  // By paying, and by agreeing to a return, the platform has its answer: its clocks for that stop.
  void end_answers(std::vector<CaseEvent>& events) const {
    for (const CaseClock& clock : state.clocks) {
      if (clock.running() && clock.kind.starts_with("answer_")) add(events, end_clock(clock.kind));
    }
  }

  bool ran_out(const CaseClock& clock) const {
    static const WorkingTimes around_the_clock;
    const WorkingTimes& calendars = deciding.calendars ? *deciding.calendars : around_the_clock;
    const auto deadline = deadline_of(clock, state.history, calendars.of(clock.calendar));
    return deadline && *deadline < deciding.now;
  }

  static void add(std::vector<CaseEvent>& events, std::optional<CaseEvent> event) {
    if (event) events.push_back(*std::move(event));
  }

  Outcome operator()(const AddReport& command) const {
    SHOUHOU_TRY(has_room(state.reports));
    SHOUHOU_TRY(has_room(state.lines, command.lines.size()));
    happened::ReportedAgain event{command.report, {}, bool(command.report.words)};
    for (const CaseLine& line : command.lines) {
      if (!state.shares_line_with({line})) event.lines.push_back(line);
    }
    return std::vector<CaseEvent>{event};
  }

  Outcome operator()(const Take& command) const {
    if (!deciding.account) return forbidden();
    if (state.assignee == deciding.account) return nothing_changes();
    if (state.assignee && !deciding.permissions.has(Permission::case_assign)) {
      return conflict("case.taken", {"已经有人在处理", "somebody else has taken it"});
    }
    return std::vector<CaseEvent>{happened::Assigned{deciding.account, command.name, state.assignee, {}}};
  }

  Outcome operator()(const Assign& command) const {
    SHOUHOU_TRY(fits(command.reason, longest_reason, "reason", false));
    if (command.to == state.assignee) return nothing_changes();
    return std::vector<CaseEvent>{
        happened::Assigned{command.to, command.to_name, state.assignee, command.reason}};
  }

  Outcome operator()(const LogContact& command) const {
    std::vector<CaseEvent> events{happened::Contacted{command.kind, command.direction, command.words}};
    if (command.direction == Direction::to_buyer) {
      add(events, end_clock("first_answer"));
    } else if (state.status() == Status::waiting_buyer) {
      events.push_back(happened::StatusMoved{state.status(), Status::open, {}, false});
    }
    return events;
  }

  Outcome operator()(const SetFacts& command) const {
    happened::FactsSet facts{state.issue,  state.issue_class,   state.phase,           state.fault,
                             state.demand, state.demand_amount, state.evidence_needed, state.daily_update};
    if (command.issue && command.issue->id != state.issue) {
      facts.issue = command.issue->id;
      facts.issue_class = command.issue->issue_class;
      facts.evidence_needed = evidence_rules(*command.issue);
      facts.daily_update = command.issue->daily_update;
      if (facts.fault == Fault::unknown) facts.fault = command.issue->default_fault;
    }
    if (command.at_least) facts.issue_class = std::min(facts.issue_class, *command.at_least);
    if (command.phase) facts.phase = command.phase;
    if (command.fault) facts.fault = *command.fault;
    if (command.demand) facts.demand = *command.demand;
    if (command.demand_amount) facts.demand_amount = *command.demand_amount;
    if (facts.demand_amount < Fen{0} || facts.demand_amount > largest_amount) {
      return invalid("case.amount", "demand_amount", {"金额不对", "the amount is out of range"});
    }
    Case changed = state;
    apply(changed, facts, state.changed);
    changed.version = state.version;
    if (changed == state) return nothing_changes();
    return std::vector<CaseEvent>{facts};
  }

  Outcome operator()(const SetLines& command) const {
    SHOUHOU_TRY(fits(command.subject, longest_title, "subject", false));
    SHOUHOU_TRY(has_room(command.lines, 0));
    for (const CaseLine& line : command.lines) {
      if (line.quantity < 1 || line.paid < Fen{0}) {
        return invalid("case.line", "lines", {"数量或金额不对", "a quantity or amount is out of range"});
      }
    }
    return std::vector<CaseEvent>{happened::LinesSet{command.buyer, command.order, command.subject,
                                                     command.buyer_label, command.buyer_value,
                                                     command.lines}};
  }

  Outcome operator()(const SetMood& command) const {
    if (command.mood == state.mood) return nothing_changes();
    return std::vector<CaseEvent>{happened::MoodSet{command.mood}};
  }

  Outcome operator()(const AddEvidence& command) const {
    SHOUHOU_TRY(has_room(state.evidence));
    SHOUHOU_TRY(fits(command.piece.reference, longest_title, "reference", false));
    happened::EvidenceAdded event{command.piece, command.also_in};
    event.piece.at = deciding.now;
    event.piece.added_by = deciding.account;
    return std::vector<CaseEvent>{event};
  }

  Outcome operator()(const WaiveEvidence& command) const {
    SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
    const bool known = std::ranges::find(state.evidence_needed, command.rule, &EvidenceRule::id) !=
                       state.evidence_needed.end();
    if (!known) {
      return fail(ErrorKind::not_found, "case.no_such_evidence",
                  {"此问题类型不要求这项凭证", "the issue asks for no such evidence"}, "rule");
    }
    if (std::ranges::find(state.waivers, command.rule, &EvidenceWaiver::rule) != state.waivers.end()) {
      return nothing_changes();
    }
    return std::vector<CaseEvent>{
        happened::EvidenceWaived{{command.rule, command.reason, deciding.account, deciding.now}}};
  }

  Outcome operator()(const SetTalk& command) const {
    if (command.state == state.talk && command.still_angry == state.still_angry) return nothing_changes();
    const bool apology = command.state == TalkState::apologised && state.talk != TalkState::apologised;
    return std::vector<CaseEvent>{
        happened::TalkMoved{command.state, command.still_angry, state.apologies + (apology ? 1 : 0)}};
  }

  Outcome operator()(const LeaveSootheOut& command) const {
    SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
    if (command.reason == state.soothe_left_out) return nothing_changes();
    return std::vector<CaseEvent>{happened::SootheLeftOut{command.reason}};
  }

  Result<void> within_what_was_paid(Fen refund, const Agreement& agreement, std::string field) const {
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

  Outcome operator()(const Agree& command) const {
    Agreement agreement = command.agreement;
    agreement.at = deciding.now;
    const bool platform = agreement.kind == AgreementKind::platform_decided;
    if (!platform && state.step != Step::agree && state.step != Step::follow_up) {
      return conflict("case.wrong_step",
                      {"到了“协商”这一步才能登记方案", "a way is agreed in the step agree"});
    }
    SHOUHOU_TRY(fits(agreement.reason, longest_summary, "reason", agreement.kind != AgreementKind::chosen));
    if (agreement.kind == AgreementKind::chosen && !agreement.remedy) {
      return invalid("case.remedy", "remedy", {"未选方案", "the remedy is missing"});
    }
    SHOUHOU_TRY(within_what_was_paid(agreement.refund, agreement, "refund"));
    return std::vector<CaseEvent>{happened::Agreed{agreement}};
  }

  Outcome operator()(const GrantRefund& command) const {
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
    SHOUHOU_TRY(within_what_was_paid(state.granted() + command.amount, state.agreement.value_or(Agreement{}),
                                     "amount"));
    return std::vector<CaseEvent>{happened::RefundGranted{command.key, command.amount}};
  }

  auto no_such_refund() const {
    return fail(ErrorKind::not_found, "case.no_such_refund", {"没有这笔退款", "there is no such refund"},
                "key");
  }

  Outcome operator()(const ConfirmRefundPaid& command) const {
    const RefundMark* refund = state.refund(command.key);
    if (!refund) return no_such_refund();
    if (refund->paid) return nothing_changes();
    std::vector<CaseEvent> events{happened::RefundPaid{command.key}};
    end_answers(events);
    for (const char* kind : {"confirm_returned_goods", "confirm_unsigned_return", "refund_after_receipt"}) {
      add(events, end_clock(kind));
    }
    return events;
  }

  Outcome operator()(const WithdrawRefund& command) const {
    const RefundMark* refund = state.refund(command.key);
    if (!refund) return no_such_refund();
    if (refund->paid)
      return conflict("case.refund_paid", {"已经到账，不能撤回", "it is paid and cannot be taken back"});
    SHOUHOU_TRY(fits(command.reason, longest_reason, "reason"));
    return std::vector<CaseEvent>{happened::RefundWithdrawn{command.key, command.reason}};
  }

  Outcome operator()(const MoveReturn& command) const {
    SHOUHOU_TRY(fits(command.key, longest_key, "key"));
    SHOUHOU_TRY(fits(command.reason, longest_reason, "reason", command.state == ReturnState::given_up));
    const auto found = std::ranges::find(state.returns, command.key, &ReturnMark::key);
    if (found == state.returns.end()) {
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
    return events;
  }

  Outcome operator()(const UpdateBuyer& command) const {
    std::vector<CaseEvent> events{happened::BuyerUpdated{command.words}};
    add(events, end_clock("first_answer"));
    if (auto ended = end_clock("daily_update")) {
      events.push_back(*std::move(ended));
      CaseClock next = *state.running_clock("daily_update");
      next.start = deciding.now;
      events.push_back(happened::ClockStarted{next});
    }
    return events;
  }

  Outcome operator()(const Register& command) const {
    const Registration& registration = command.registration;
    SHOUHOU_TRY(fits(registration.root_cause, longest_title, "root_cause", false));
    SHOUHOU_TRY(fits(registration.outcome, longest_title, "outcome", false));
    SHOUHOU_TRY(fits(registration.summary, longest_summary, "summary", false));
    if (registration.cost && (*registration.cost < Fen{0} || *registration.cost > largest_amount)) {
      return invalid("case.amount", "cost", {"金额不对", "the amount is out of range"});
    }
    if (state.registration == registration) return nothing_changes();
    return std::vector<CaseEvent>{happened::Registered{registration}};
  }

  Outcome operator()(const MoveStep& command) const {
    if (command.to == state.step) return nothing_changes();
    const Move* move = move_to(state, command.to);
    if (!move) return no_such_move();
    SHOUHOU_TRY(allowed(*move, command.reason));
    std::vector<CaseEvent> events{happened::StepMoved{state.step, command.to, command.reason}};
    if (move->to_status) events.push_back(happened::StatusMoved{state.status(), *move->to_status, {}, false});
    if (command.to == Step::follow_up) {
      add(events, start_daily_update());
    } else {
      add(events, end_clock("daily_update", command.to != Step::registering));
    }
    return events;
  }

  Outcome operator()(const SetStatus& command) const {
    if (command.to == state.status()) return nothing_changes();
    const bool by_hand = command.to == Status::open || waiting_statuses.has(command.to);
    const Move* move = by_hand ? move_to(state, command.to) : nullptr;
    if (!move) return no_such_move();
    SHOUHOU_TRY(allowed(*move, command.reason));
    return std::vector<CaseEvent>{happened::StatusMoved{state.status(), command.to, command.reason, false}};
  }

  Outcome operator()(const Close&) const {
    const Move* move = move_to(state, Status::closed);
    if (!move) return no_such_move();
    SHOUHOU_TRY(allowed(*move, {}));
    return std::vector<CaseEvent>{happened::StatusMoved{state.status(), Status::closed, {}, false}};
  }

  Outcome operator()(const Reopen& command) const {
    const Move& move = *move_named("reopen");
    if (!starts_at(move, state)) return no_such_move();
    SHOUHOU_TRY(allowed(move, command.reason));
    return std::vector<CaseEvent>{happened::Reopened{command.reason}};
  }

  // Its word wins over guards, but what we promised ourselves stays open: then the case goes back to
  // following up instead of vanishing from the queue.
  Outcome operator()(const FollowPlatform& command) const {
    SHOUHOU_TRY(fits(command.reason, longest_reason, "reason", false));
    std::vector<CaseEvent> events;
    Case ahead = state;
    const auto happen = [&](CaseEvent event) {
      apply(ahead, event, deciding.now);
      events.push_back(std::move(event));
    };
    if (command.agreement) {
      Agreement ruling = *command.agreement;
      ruling.kind = AgreementKind::platform_decided;
      ruling.at = deciding.now;
      if (ruling.refund < Fen{0})
        return invalid("case.amount", "refund", {"金额不对", "the amount is out of range"});
      happen(happened::Agreed{ruling});
    }
    if (command.refund_paid) {
      const RefundMark& paid = *command.refund_paid;
      const RefundMark* known = state.refund(paid.key);
      SHOUHOU_TRY(fits(paid.key, longest_key, "refund_key"));
      if (paid.amount <= Fen{0})
        return invalid("case.amount", "refund_paid", {"金额不对", "the amount is out of range"});
      if (!known) {
        SHOUHOU_TRY(has_room(state.refunds));
        happen(happened::RefundGranted{paid.key, paid.amount});
      }
      if (!known || !known->paid) happen(happened::RefundPaid{paid.key});
    }
    Status to = command.status;
    Step step = state.step;
    if (to == Status::reopened) to = Status::open;
    if (to == Status::resolved || to == Status::closed) {
      const bool promises = open_promises(ahead);
      step = promises ? Step::follow_up : Step::registering;
      if (promises) to = Status::open;
    } else if (state.step == Step::registering) {
      step = Step::follow_up;
    }
    if (step != state.step) happen(happened::StepMoved{state.step, step, command.reason});
    if (to != state.status()) happen(happened::StatusMoved{state.status(), to, command.reason, true});
    if (events.empty()) return nothing_changes();
    return events;
  }

  static bool open_promises(const Case& state) {
    return std::ranges::any_of(state.refunds, [](const RefundMark& refund) { return !refund.paid; }) ||
           std::ranges::any_of(state.returns, [](const ReturnMark& mark) { return !mark.finished(); }) ||
           std::ranges::any_of(state.tasks, [](const Task& task) { return task.state == TaskState::to_do; });
  }

  Outcome operator()(const AddNote& command) const {
    if (command.mentions.size() > 50)
      return fail(ErrorKind::too_large, "case.full", {"提及的人太多", "too many people are mentioned"},
                  "mentions");
    return std::vector<CaseEvent>{happened::NoteAdded{command.note, command.mentions}};
  }

  Outcome operator()(const ask::Tag& command) const {
    SHOUHOU_TRY(valid_tag(command.tag));
    if (state.tagged(command.tag)) return nothing_changes();
    SHOUHOU_TRY(has_room(state.tags));
    return std::vector<CaseEvent>{happened::Tagged{command.tag}};
  }

  Outcome operator()(const ask::Untag& command) const {
    if (!state.tagged(command.tag)) return nothing_changes();
    return std::vector<CaseEvent>{happened::Untagged{command.tag}};
  }

  Outcome operator()(const AddTask& command) const {
    SHOUHOU_TRY(fits(command.task.title, longest_title, "title"));
    SHOUHOU_TRY(has_room(state.tasks));
    Task task = command.task;
    task.state = TaskState::to_do;
    task.added = deciding.now;
    task.finished.reset();
    return std::vector<CaseEvent>{happened::TaskAdded{task}};
  }

  Outcome operator()(const FinishTask& command) const {
    SHOUHOU_TRY(fits(command.result, longest_summary, "result", command.state == TaskState::cancelled));
    const Task* task = state.task(command.task);
    if (!task)
      return fail(ErrorKind::not_found, "case.no_such_task", {"没有这项任务", "there is no such task"},
                  "task");
    if (command.state == TaskState::to_do) return no_such_move();
    if (task->state == command.state) return nothing_changes();
    if (task->state != TaskState::to_do)
      return conflict("case.task_finished", {"任务已经结束", "the task is over"});
    return std::vector<CaseEvent>{happened::TaskFinished{command.task, command.state, command.result}};
  }

  Outcome operator()(const StartClock& command) const {
    const CaseClock& clock = command.clock;
    SHOUHOU_TRY(fits(clock.kind, longest_key, "kind"));
    SHOUHOU_TRY(has_room(state.clocks));
    if (clock.allowed.ms < 0) return invalid("case.clock", "allowed", {"时限不对", "the term is negative"});
    std::vector<CaseEvent> events;
    if (const CaseClock* running = state.running_clock(clock.kind)) {
      if (running->start == clock.start && running->allowed == clock.allowed) return nothing_changes();
      // The stronger word stands: a platform's own deadline is not replaced by a table's.
      if (running->source < clock.source) return nothing_changes();
      events.push_back(happened::ClockEnded{clock.kind, ClockEnd::cancelled, {}});
    }
    happened::ClockStarted started{clock};
    started.clock.end = ClockEnd::running;
    started.clock.ended = {};
    events.push_back(started);
    return events;
  }

  Outcome operator()(const EndClock& command) const {
    const CaseClock* clock = state.running_clock(command.kind);
    if (!clock || command.end == ClockEnd::running) return nothing_changes();
    if (command.end == ClockEnd::missed && !ran_out(*clock)) {
      return conflict("case.clock_runs", {"时限还没有到", "the clock has not run out"});
    }
    auto event = end_clock(command.kind, command.end == ClockEnd::cancelled);
    return std::vector<CaseEvent>{*std::move(event)};
  }

  Outcome operator()(const MergeIn& command) const {
    const Case& other = *command.other;
    if (other.shop != state.shop || other.id == state.id || !other.live() || !state.live()) {
      return conflict("case.no_merge",
                      {"只能合并两张不同的未关闭售后单", "only two different live cases merge"}, "away");
    }
    happened::MergedIn event;
    event.other = other.id;
    event.other_number = other.number;
    event.heard = other.heard;
    for (const CaseLine& line : other.lines) {
      if (!state.shares_line_with({line})) event.lines.push_back(line);
    }
    event.reports = other.reports;
    for (Report& report : event.reports) {
      if (!report.from) report.from = other.id;
    }
    event.evidence = other.evidence;
    for (const RefundMark& refund : other.refunds) {
      if (!state.refund(refund.key)) event.refunds.push_back(refund);
    }
    for (const ReturnMark& mark : other.returns) {
      if (std::ranges::find(state.returns, mark.key, &ReturnMark::key) == state.returns.end()) {
        event.returns.push_back(mark);
      }
    }
    event.tasks = other.tasks;
    event.tags = other.tags;
    for (const CaseClock& clock : other.clocks) {
      if (clock.running() && !state.running_clock(clock.kind)) event.clocks.push_back(clock);
    }
    SHOUHOU_TRY(has_room(state.reports, event.reports.size()));
    SHOUHOU_TRY(has_room(state.lines, event.lines.size()));
    SHOUHOU_TRY(has_room(state.evidence, event.evidence.size()));
    SHOUHOU_TRY(has_room(state.refunds, event.refunds.size()));
    SHOUHOU_TRY(has_room(state.returns, event.returns.size()));
    SHOUHOU_TRY(has_room(state.tasks, event.tasks.size()));
    SHOUHOU_TRY(has_room(state.tags, event.tags.size()));
    SHOUHOU_TRY(has_room(state.clocks, event.clocks.size()));
    return std::vector<CaseEvent>{event};
  }

  Outcome operator()(const MergeAway& command) const {
    if (command.into == state.id || !command.into) return nothing_changes();
    return std::vector<CaseEvent>{happened::MergedAway{command.into, command.into_number}};
  }
};

// What may still be done to a closed case: look back, label it, let late news in.
bool allowed_when_closed(const CaseCommand& command) {
  return std::holds_alternative<Reopen>(command) || std::holds_alternative<AddNote>(command) ||
         std::holds_alternative<ask::Tag>(command) || std::holds_alternative<ask::Untag>(command) ||
         std::holds_alternative<ConfirmRefundPaid>(command) ||
         std::holds_alternative<FollowPlatform>(command);
}

}  // namespace

std::vector<EvidenceRule> evidence_rules(const Issue& issue) {
  std::vector<EvidenceRule> rules;
  for (const EvidenceNeed& need : issue.evidence) {
    if (need.required) rules.push_back({need.id, need.kind, need.what});
  }
  return rules;
}

Permission permission_for(const Case& state, const CaseCommand& command, AccountId account) {
  if (const auto* assign = std::get_if<Assign>(&command)) {
    // One's own case may be handed over or given back; anybody else's takes a lead.
    const bool own = state.assignee == account && account;
    return own || assign->to == account ? Permission::case_write : Permission::case_assign;
  }
  if (std::holds_alternative<WaiveEvidence>(command)) return Permission::case_waive;
  if (std::holds_alternative<Close>(command)) return Permission::case_close;
  if (std::holds_alternative<Reopen>(command)) return Permission::case_reopen;
  if (std::holds_alternative<MergeIn>(command) || std::holds_alternative<MergeAway>(command)) {
    return Permission::case_merge;
  }
  if (std::holds_alternative<FinishTask>(command)) return Permission::task_write;
  if (std::holds_alternative<MoveReturn>(command)) return Permission::parcel_write;
  if (std::holds_alternative<Agree>(command) || std::holds_alternative<GrantRefund>(command) ||
      std::holds_alternative<WithdrawRefund>(command)) {
    return Permission::remedy_propose;
  }
  return Permission::case_write;
}

Result<Decision> open_case(const happened::Opened& opened, Instant now) {
  happened::Opened event = opened;
  event.report.at = std::min(event.report.at, now);
  SHOUHOU_TRY(fits(event.subject, longest_title, "subject", false));
  SHOUHOU_TRY(fits(event.report.external_id, longest_key, "external_id", false));
  SHOUHOU_TRY(has_room(event.lines, 0));
  SHOUHOU_TRY(has_room(event.clocks, 0));
  SHOUHOU_TRY(has_room(event.tags, 0));
  for (const std::string& tag : event.tags) SHOUHOU_TRY(valid_tag(tag));
  if (event.demand_amount < Fen{0} || event.demand_amount > largest_amount) {
    return invalid("case.amount", "demand_amount", {"金额不对", "the amount is out of range"});
  }
  Decision decision;
  decision.events.push_back(std::move(event));
  apply(decision.state, decision.events.front(), now);
  return decision;
}

Result<Decision> decide(const Case& state, const CaseCommand& command, const Deciding& deciding) {
  if (!deciding.permissions.has(permission_for(state, command, deciding.account))) return forbidden();
  if (state.merged_into) {
    return conflict("case.merged", {"已并入另一张售后单", "it was merged into another case"},
                    state.merged_into.str());
  }
  if (state.status() == Status::closed && !allowed_when_closed(command)) {
    return conflict("case.closed", {"已关闭，先重新打开", "it is closed; reopen it first"});
  }
  SHOUHOU_ASSIGN(Decision decision, std::visit(Decide{state, deciding}, command).map([](auto&& events) {
    return Decision{{}, std::move(events)};
  }));
  decision.state = state;
  const Instant at = std::max(deciding.now, state.changed);
  for (const CaseEvent& event : decision.events) apply(decision.state, event, at);
  return decision;
}

}  // namespace shouhou::domain
