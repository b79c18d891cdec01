#include "domain/case_events.h"

#include <algorithm>

namespace shouhou::domain {
namespace {

using namespace happened;

void append_missing_lines(Case& state, const std::vector<CaseLine>& lines) {
  for (const CaseLine& line : lines) {
    if (!state.shares_line_with({line})) state.lines.push_back(line);
  }
}

void add_tag(Case& state, const std::string& tag) {
  const auto place = std::ranges::lower_bound(state.tags, tag);
  if (place == state.tags.end() || *place != tag) state.tags.insert(place, tag);
}

void end_clocks(Case& state, ClockEnd end, Instant at) {
  for (CaseClock& clock : state.clocks) {
    if (!clock.running()) continue;
    clock.end = end;
    clock.ended = at;
  }
}

// Status history never runs backwards, also when the wall clock does.
void enter(Case& state, Status status, Instant at) {
  const Instant since = state.history.empty() ? at : std::max(at, state.history.back().since);
  state.history.push_back({status, since});
}

struct Apply {
  Case& state;
  Instant at;

  void operator()(const Opened& event) const {
    state.shop = event.shop;
    state.id = event.id;
    state.number = event.number;
    state.channel = event.channel;
    state.source = event.source;
    state.buyer = event.buyer;
    state.order = event.order;
    state.subject = event.subject;
    state.buyer_label = event.buyer_label;
    state.buyer_value = event.buyer_value;
    state.lines = event.lines;
    state.reports = {event.report};
    state.opened = event.report.at;
    state.history = {{Status::open, event.report.at}};
    (*this)(FactsSet{event.issue, event.issue_class, event.phase, event.fault, event.demand,
                     event.demand_amount, event.evidence_needed, event.daily_update});
    state.mood = event.mood;
    state.heard = event.heard;
    state.clocks = event.clocks;
    for (const std::string& tag : event.tags) add_tag(state, tag);
  }
  void operator()(const ReportedAgain& event) const {
    state.reports.push_back(event.report);
    append_missing_lines(state, event.lines);
    state.heard = state.heard || event.heard;
  }
  void operator()(const Assigned& event) const { state.assignee = event.to; }
  void operator()(const Contacted& event) const {
    state.heard = true;
    state.last_contact = at;
    if (event.direction == Direction::to_buyer) {
      state.buyer_waits_since = {};
    } else if (event.kind == ContactKind::message && state.buyer_waits_since == Instant{}) {
      state.buyer_waits_since = at;
    }
  }
  void operator()(const FactsSet& event) const {
    state.issue = event.issue;
    state.issue_class = event.issue_class;
    state.phase = event.phase;
    state.fault = event.fault;
    state.demand = event.demand;
    state.demand_amount = event.demand_amount;
    state.evidence_needed = event.evidence_needed;
    state.daily_update = event.daily_update;
  }
  void operator()(const LinesSet& event) const {
    state.buyer = event.buyer;
    state.order = event.order;
    state.subject = event.subject;
    state.buyer_label = event.buyer_label;
    state.buyer_value = event.buyer_value;
    state.lines = event.lines;
  }
  void operator()(const MoodSet& event) const { state.mood = event.mood; }
  void operator()(const EvidenceAdded& event) const { state.evidence.push_back(event.piece); }
  void operator()(const EvidenceRemoved& event) const {
    std::erase_if(state.evidence, [&](const EvidencePiece& piece) { return piece.id == event.evidence; });
  }
  void operator()(const EvidenceWaived& event) const { state.waivers.push_back(event.waiver); }
  void operator()(const TalkMoved& event) const {
    state.talk = event.state;
    state.still_angry = event.still_angry;
    state.apologies = event.apologies;
  }
  void operator()(const SootheLeftOut& event) const { state.soothe_left_out = event.reason; }
  void operator()(const Agreed& event) const { state.agreement = event.agreement; }
  void operator()(const RefundGranted& event) const {
    state.refunds.push_back({event.key, event.amount, at, std::nullopt, event.on_top});
  }
  void operator()(const RefundPaid& event) const {
    for (RefundMark& refund : state.refunds) {
      if (refund.key == event.key) refund.paid = at;
    }
  }
  void operator()(const RefundWithdrawn& event) const {
    std::erase_if(state.refunds, [&](const RefundMark& refund) { return refund.key == event.key; });
  }
  void operator()(const ReturnMoved& event) const {
    const auto found = std::ranges::find(state.returns, event.key, &ReturnMark::key);
    if (found == state.returns.end()) {
      state.returns.push_back({event.key, event.state, at});
    } else {
      found->state = event.state;
      found->at = at;
    }
  }
  void operator()(const BuyerUpdated&) const {
    state.last_update = at;
    state.last_contact = at;
    state.buyer_waits_since = {};
    state.heard = true;
  }
  void operator()(const Registered& event) const { state.registration = event.registration; }
  void operator()(const StepMoved& event) const { state.step = event.to; }
  void operator()(const StatusMoved& event) const {
    enter(state, event.to, at);
    state.waiting_for = waiting_statuses.has(event.to) ? event.reason : std::string();
    state.look_again = waiting_statuses.has(event.to) ? event.look_again : Instant{};
    if (event.to == Status::closed) end_clocks(state, ClockEnd::cancelled, at);
  }
  // The buyer is not content with how it was settled: heard, soothed, agreed and registered start anew;
  // facts, evidence and money stay.
  void operator()(const Reopened&) const {
    enter(state, Status::reopened, at);
    state.look_again = {};
    state.step = Step::contact;
    state.heard = false;
    state.talk = TalkState::none;
    state.still_angry = false;
    state.soothe_left_out.clear();
    state.agreement.reset();
    state.registration.reset();
    ++state.times_reopened;
  }
  void operator()(const NoteAdded&) const {}
  void operator()(const Tagged& event) const { add_tag(state, event.tag); }
  void operator()(const Untagged& event) const { std::erase(state.tags, event.tag); }
  void operator()(const TaskAdded& event) const { state.tasks.push_back(event.task); }
  void operator()(const TaskAssigned& event) const {
    for (Task& task : state.tasks) {
      if (task.id == event.task) task.assignee = event.to;
    }
  }
  void operator()(const TaskFinished& event) const {
    for (Task& task : state.tasks) {
      if (task.id != event.task) continue;
      task.state = event.state;
      task.result = event.result;
      task.finished = at;
    }
  }
  void operator()(const ClockStarted& event) const { state.clocks.push_back(event.clock); }
  void operator()(const ClockEnded& event) const {
    for (CaseClock& clock : state.clocks) {
      if (!clock.running() || clock.kind != event.kind) continue;
      clock.end = event.end;
      clock.ended = at;
    }
  }
  void operator()(const MergedIn& event) const {
    append_missing_lines(state, event.lines);
    state.reports.insert(state.reports.end(), event.reports.begin(), event.reports.end());
    state.evidence.insert(state.evidence.end(), event.evidence.begin(), event.evidence.end());
    state.refunds.insert(state.refunds.end(), event.refunds.begin(), event.refunds.end());
    state.returns.insert(state.returns.end(), event.returns.begin(), event.returns.end());
    state.tasks.insert(state.tasks.end(), event.tasks.begin(), event.tasks.end());
    for (const std::string& tag : event.tags) add_tag(state, tag);
    state.clocks.insert(state.clocks.end(), event.clocks.begin(), event.clocks.end());
    state.merged.push_back(event.other);
    state.heard = state.heard || event.heard;
    state.answers.insert(state.answers.end(), event.answers.begin(), event.answers.end());
  }
  void operator()(const Answered& event) const {
    std::erase_if(state.answers, [&](const CaseAnswer& known) { return known.same_question(event.answer); });
    if (!event.answer.value.empty()) state.answers.push_back(event.answer);
  }
  void operator()(const Judged& event) const { state.judged_by = event.rules; }
  void operator()(const MergedAway& event) const {
    enter(state, Status::closed, at);
    end_clocks(state, ClockEnd::cancelled, at);
    state.merged_into = event.into;
    state.waiting_for.clear();
    state.look_again = {};
  }
};

}  // namespace

void apply(Case& state, const CaseEvent& event, Instant at) {
  std::visit(Apply{state, at}, event);
  state.changed = at;
  ++state.version;
}

}  // namespace shouhou::domain
