#include "app/import_cases.h"

#include <algorithm>

#include "app/change_case.h"
#include "app/deed_steps.h"
#include "app/open_case.h"
#include "base/normal_text.h"
#include "ports/cases.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

using domain::RefundState;
using domain::RefundType;
namespace ask = domain::ask;

constexpr std::string_view history_tag = "历史";
constexpr std::size_t words_limit = 4'000;
// A message is news, and its answer clock runs, when it comes in so soon after it was said.
constexpr Span live_talk = minutes(10);
constexpr int cases_looked_at = 20;

domain::Demand demand_of(RefundType type, domain::Phase phase) {
  switch (type) {
    case RefundType::return_refund:
      return domain::Demand::return_refund;
    case RefundType::exchange:
      return domain::Demand::exchange;
    case RefundType::repair:
      return domain::Demand::repair;
    case RefundType::reship:
      return domain::Demand::reship;
    case RefundType::price_protection:
      return domain::Demand::compensation;
    case RefundType::refund_only:
    case RefundType::unknown:
      break;
  }
  return phase == domain::Phase::unshipped ? domain::Demand::cancel : domain::Demand::refund_only;
}

std::optional<domain::TimeOutStep> step_of(const domain::PlatformRefund& refund, domain::Phase phase) {
  switch (refund.state) {
    case RefundState::awaiting_merchant:
      if (refund.type == RefundType::return_refund) return domain::TimeOutStep::answer_return;
      if (refund.type == RefundType::exchange) return domain::TimeOutStep::answer_exchange;
      return phase == domain::Phase::unshipped ? domain::TimeOutStep::answer_unshipped_refund
                                               : domain::TimeOutStep::answer_shipped_refund;
    case RefundState::awaiting_buyer_return:
      return domain::TimeOutStep::buyer_ships_back;
    case RefundState::goods_returning:
      return domain::TimeOutStep::confirm_returned_goods;
    case RefundState::awaiting_merchant_ship:
      return domain::TimeOutStep::merchant_ships_exchange;
    case RefundState::refused:
      return domain::TimeOutStep::buyer_answers_refusal;
    case RefundState::arbitration:
      return domain::TimeOutStep::submit_evidence;
    default:
      return std::nullopt;
  }
}

Day day_of(Instant instant, const Zone& zone) {
  return zone.local(instant).day;
}

// The platform's own deadline first; without one, the table's (facts §C4).
std::vector<OpenCaseClock> clocks_of(ports::Unit& unit, ShopId shop, const domain::PlatformRefund& refund,
                                     domain::Phase phase) {
  const auto step = step_of(refund, phase);
  if (!step) return {};
  const ports::CaseRules& rules = unit.cases().rules(shop);
  const Instant start = refund.applied_at.value_or(unit.now());
  const domain::TimeOut* row = rules.book->time_out(refund.channel, *step, day_of(unit.now(), rules.zone));
  OpenCaseClock clock;
  clock.kind = std::string(domain::name(*step));
  clock.start = start;
  clock.consequence = row != nullptr ? row->consequence : domain::Consequence::penalty;
  if (refund.deadline) {
    clock.source = domain::ClockSource::platform_api;
    clock.deadline = *refund.deadline;
    clock.basis = "导出文件：超时时间";
  } else if (row != nullptr) {
    clock.source = domain::ClockSource::platform_table;
    clock.deadline = start + row->duration;
    clock.basis = row->id;
  } else {
    return {};
  }
  return {clock};
}

std::vector<OpenCaseClock> review_clocks(ports::Unit& unit, ShopId shop, const domain::Review& review) {
  if (!review.written_at) return {};
  const ports::CaseRules& rules = unit.cases().rules(shop);
  const domain::TimeOut* row = rules.book->time_out(review.channel, domain::TimeOutStep::reply_to_review,
                                                    day_of(unit.now(), rules.zone));
  if (row == nullptr || !review.reply.empty()) return {};
  OpenCaseClock clock;
  clock.kind = "reply_to_review";
  clock.source = domain::ClockSource::platform_table;
  clock.consequence = row->consequence;
  clock.start = *review.written_at;
  clock.deadline = *review.written_at + row->duration;
  clock.basis = row->id;
  return {clock};
}

domain::Fault fault_of(std::string_view text) {
  if (text.find("卖家") != std::string_view::npos || text.find("商家") != std::string_view::npos) {
    return domain::Fault::seller;
  }
  if (text.find("买家") != std::string_view::npos || text.find("用户") != std::string_view::npos) {
    return domain::Fault::buyer;
  }
  if (text.find("物流") != std::string_view::npos || text.find("快递") != std::string_view::npos) {
    return domain::Fault::carrier;
  }
  return domain::Fault::unknown;
}

domain::Status status_of(RefundState state) {
  switch (state) {
    case RefundState::awaiting_buyer_return:
    case RefundState::awaiting_buyer:
    case RefundState::refused:
      return domain::Status::waiting_buyer;
    case RefundState::goods_returning:
      return domain::Status::waiting_warehouse;
    case RefundState::arbitration:
    case RefundState::refunding:
      return domain::Status::waiting_platform;
    default:
      return domain::Status::open;
  }
}

ask::FollowPlatform platform_word(const domain::PlatformRefund& refund, bool close) {
  ask::FollowPlatform word;
  word.reason = refund.state_text;
  if (refund.state == RefundState::success && refund.amount.value > 0) {
    word.refund_paid = domain::RefundMark{"platform:" + refund.external_id, refund.amount, {}, {}};
    domain::Agreement ruling;
    ruling.refund = refund.amount;
    ruling.reason = refund.state_text;
    word.agreement = ruling;
  }
  if (domain::settled(refund.state)) {
    word.status = close ? domain::Status::closed : domain::Status::resolved;
  } else {
    word.status = status_of(refund.state);
  }
  return word;
}

// A change that changes nothing is no failure here: the platform repeated itself.
Result<void> unless_nothing(const Result<CaseChanged>& changed) {
  if (changed || changed.error().code == "case.nothing_changes") return {};
  return tl::unexpected<Error>(changed.error());
}

std::string_view cut_words(std::string_view text) {
  if (text.size() <= words_limit) return text;
  std::size_t end = words_limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

OpenCaseLine one_of(OrderLineId line) {
  return {line, 1};
}

}  // namespace

std::string issue_by_words(const std::vector<IssueWords>& table, std::string_view text, domain::Phase phase,
                           RefundType type) {
  const std::string normal = normal_text(text);
  for (const IssueWords& row : table) {
    if (!row.phases.empty() && std::ranges::find(row.phases, phase) == row.phases.end()) continue;
    if (!row.types.empty() && std::ranges::find(row.types, type) == row.types.end()) continue;
    const bool said = row.words.empty() || std::ranges::any_of(row.words, [&](const std::string& word) {
                        return normal.find(word) != std::string::npos;
                      });
    if (said) return row.issue;
  }
  return {};
}

// The closed case of the same order and lines that an earlier file brought as history.
Result<std::optional<CaseId>> CaseReporter::history_of(ports::Unit& unit, const OpenCase& command) {
  if (!command.order) return std::optional<CaseId>();
  for (const CaseId id : unit.cases().of_order(actor_.shop, command.order, 5)) {
    SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor_.shop, id, true));
    const bool history = std::ranges::find(state.tags, history_tag) != state.tags.end();
    const bool same = command.lines.empty() || state.lines.empty() ||
                      std::ranges::any_of(command.lines, [&](const OpenCaseLine& line) {
                        return std::ranges::any_of(state.lines, [&](const domain::CaseLine& known) {
                          return known.line == line.line;
                        });
                      });
    if (state.status() == domain::Status::closed && history && same) return std::optional(state.id);
  }
  return std::optional<CaseId>();
}

Result<CaseId> CaseReporter::open(ports::Unit& unit, const OpenCase& command, std::optional<Instant> ended) {
  const bool history = ended && unit.now() - *ended > settings_.history;
  const ports::ReportKey key{command.channel, command.source, command.external_id};
  if (const auto known = unit.cases().reported(actor_.shop, key)) return *known;
  OpenCase told = command;
  if (history) {
    told.clocks.clear();
    told.tags.emplace_back(history_tag);
    SHOUHOU_ASSIGN(const auto earlier, history_of(unit, command));
    if (earlier) {
      // Late news of old business: the closed case takes it in and stays closed.
      ask::AddReport report;
      report.report.channel = command.channel;
      report.report.source = command.source;
      report.report.external_id = command.external_id;
      report.report.at = command.reported_at.value_or(unit.now());
      ask::FollowPlatform reopened;
      reopened.reason = "导入的历史记录";
      ask::FollowPlatform closed = reopened;
      closed.status = domain::Status::closed;
      SHOUHOU_TRY(change_case(unit, actor_, {*earlier, {}},
                              std::vector<domain::CaseCommand>{reopened, report, closed}, true));
      unit.cases().keep_report_key(actor_.shop, key, *earlier);
      ++counts_.cases_merged;
      return *earlier;
    }
  }
  SHOUHOU_ASSIGN(const OpenedCase opened, open_case(unit, actor_, told));
  if (opened.opening == Opening::opened) ++counts_.cases_opened;
  if (opened.opening == Opening::reported || opened.opening == Opening::reopened) ++counts_.cases_merged;
  return opened.id;
}

Result<void> CaseReporter::follow(ports::Unit& unit, CaseId id, const domain::PlatformRefund& refund) {
  bool all_settled = domain::settled(refund.state);
  if (all_settled) {
    for (const domain::PlatformRefund& other : unit.trade().refunds_of(actor_.shop, refund.order)) {
      const auto its_case = unit.cases().reported(
          actor_.shop, {other.channel, domain::Source::refund_request, other.external_id});
      if (its_case == id && !domain::settled(other.state)) all_settled = false;
    }
  }
  ask::FollowPlatform word = platform_word(refund, true);
  if (domain::settled(refund.state) && !all_settled) word.status = domain::Status::open;
  if (word.refund_paid) {  // perhaps what the desk itself had granted
    SHOUHOU_ASSIGN(const bool ours,
                   platform_paid(unit, actor_, id, word.refund_paid->key, word.refund_paid->amount));
    if (ours) word.refund_paid.reset();
  }
  return unless_nothing(change_case(unit, actor_, {id, {}}, word, true));
}

Result<void> CaseReporter::report(ports::Unit& unit, const domain::PlatformRefund& refund, bool is_new) {
  const ports::ReportKey key{refund.channel, domain::Source::refund_request, refund.external_id};
  if (!is_new) {
    const auto known = unit.cases().reported(actor_.shop, key);
    if (known) return follow(unit, *known, refund);
  }
  const auto order = unit.trade().order(actor_.shop, refund.order);
  const auto parcels = unit.trade().parcels_of(actor_.shop, refund.order);
  domain::Phase phase = order ? phase_of(*order, parcels) : domain::Phase::finished;
  // The buyer's word about having the goods is about the time of the request; a finished order is later news.
  if (refund.received && phase == domain::Phase::in_transit) phase = domain::Phase::delivered;
  if (!refund.received && !refund.after_sale && phase == domain::Phase::finished)
    phase = domain::Phase::in_transit;

  OpenCase command;
  command.channel = refund.channel;
  command.source = domain::Source::refund_request;
  command.external_id = refund.external_id;
  command.order = refund.order;
  command.buyer = refund.buyer;
  if (refund.line) command.lines.push_back(one_of(refund.line));
  command.issue = issue_by_words(*settings_.reasons, refund.reason + " " + refund.words, phase, refund.type);
  if (refund.platform_in || refund.state == RefundState::arbitration) command.issue = "platform_dispute";
  command.phase = phase;
  const domain::Fault fault = fault_of(refund.fault_text);
  if (fault != domain::Fault::unknown) command.fault = fault;
  command.demand = demand_of(refund.type, phase);
  command.demand_amount = refund.amount;
  command.words = cut_words(refund.words.empty() ? refund.reason : refund.words);
  command.reported_at = refund.applied_at;
  const bool done = domain::settled(refund.state);
  if (!done) command.clocks = clocks_of(unit, actor_.shop, refund, phase);
  std::optional<Instant> ended;
  if (done) ended = refund.finished_at ? refund.finished_at : refund.applied_at;
  // Settled by the platform is settled, also when it was yesterday.
  SHOUHOU_ASSIGN(const CaseId id, open(unit, command, ended));
  if (done || status_of(refund.state) != domain::Status::open) return follow(unit, id, refund);
  return {};
}

Result<void> CaseReporter::report(ports::Unit& unit, const domain::Review& review) {
  if (!domain::needs_a_case(review)) return {};
  OpenCase command;
  command.channel = review.channel;
  command.source = domain::Source::review;
  command.external_id = review.external_id;
  command.order = review.order;
  command.buyer = review.buyer;
  if (review.line) command.lines.push_back(one_of(review.line));
  command.issue = "bad_review";
  const std::string cause = issue_by_words(*settings_.reasons, review.text + " " + review.appended,
                                           domain::Phase::finished, RefundType::unknown);
  if (!cause.empty() && cause != "bad_review") command.tags.push_back(cause);
  command.mood = review.polarity == domain::Polarity::bad ? domain::Mood::angry : domain::Mood::annoyed;
  command.words = cut_words(review.text);
  command.reported_at = review.written_at;
  command.clocks = review_clocks(unit, actor_.shop, review);
  SHOUHOU_ASSIGN(const CaseId id, open(unit, command, review.written_at));
  if (review.written_at && unit.now() - *review.written_at > settings_.history) {
    const auto state = unit.cases().load(actor_.shop, id);
    const bool only_history = state && std::ranges::find(state->tags, history_tag) != state->tags.end();
    if (only_history && state->status() != domain::Status::closed) {
      ask::FollowPlatform closed;
      closed.status = domain::Status::closed;
      closed.reason = "导入的历史记录";
      return unless_nothing(change_case(unit, actor_, {id, {}}, closed, true));
    }
  }
  return {};
}

// By the rule of its carrier and lane. Where it goes is looked up only where that can matter.
bool CaseReporter::stuck(ports::Unit& unit, const domain::Order& order, const domain::Parcel& parcel) {
  const domain::FollowUpRules& rules = unit.cases().rules(actor_.shop).book->follow_up;
  Span least = rules.stuck_after(parcel.carrier, {});
  for (const domain::StuckRule& rule : rules.stuck) least = std::min(least, rule.after);
  if (!domain::stuck(parcel, unit.now(), least)) return false;
  std::string destination;
  if (order.contact != 0) {
    if (const auto contact = unit.trade().contact(actor_.shop, order.contact)) destination = contact->address;
  }
  return domain::stuck(parcel, unit.now(), rules.stuck_after(parcel.carrier, destination));
}

Result<void> CaseReporter::hear(ports::Unit& unit, BuyerId buyer, const domain::Message& message) {
  const bool ours = message.speaker == domain::Speaker::agent;
  if (!buyer || !message.said_at || (!ours && message.speaker != domain::Speaker::buyer)) return {};
  if (*message.said_at > unit.now() || unit.now() - *message.said_at > live_talk) return {};
  for (const CaseId id : unit.cases().of_buyer(actor_.shop, buyer, cases_looked_at)) {
    SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor_.shop, id, false));
    if (!state.live()) continue;
    const auto direction = ours ? domain::Direction::to_buyer : domain::Direction::from_buyer;
    const ask::LogContact contact{domain::ContactKind::message, direction, {}, message.said_at};
    return unless_nothing(change_case(unit, actor_, {id, {}}, contact));
  }
  return {};
}

// On the road without a scan for too long, or lost, or coming back.
Result<void> CaseReporter::report(ports::Unit& unit, const domain::Order& order,
                                  const domain::Parcel& parcel) {
  if (!parcel.last_scan_at || unit.now() - *parcel.last_scan_at > settings_.history) return {};
  if (order.status == domain::OrderStatus::finished || order.status == domain::OrderStatus::closed) return {};
  OpenCase command;
  if (parcel.state == domain::ParcelState::lost) {
    command.external_id = "lost:" + parcel.tracking_number;
    command.issue = "lost_parcel";
  } else if (stuck(unit, order, parcel)) {
    command.external_id = "stuck:" + parcel.tracking_number;
    command.issue = "stuck_parcel";
  } else {
    return {};
  }
  command.external_id += "/" + order.external_id;
  command.channel = order.channel;
  command.source = domain::Source::parcel_watch;
  command.order = order.id;
  command.reported_at = parcel.last_scan_at;
  return open(unit, command, std::nullopt).map([](CaseId) {});
}

Result<void> CaseReporter::report(ports::Unit& unit, const domain::Order& order,
                                  std::span<const domain::Parcel> parcels) {
  for (const domain::Parcel& parcel : parcels) SHOUHOU_TRY(report(unit, order, parcel));
  OpenCase command;
  command.channel = order.channel;
  command.source = domain::Source::parcel_watch;
  command.order = order.id;
  std::optional<Instant> ended;
  const Instant now = unit.now();
  if (domain::delivered_late(order)) {
    command.external_id = "late:" + order.external_id;
    command.issue = "late_delivery";
    command.reported_at = order.delivered_at;
    command.demand = domain::Demand::none;
    ended = order.delivered_at;
  } else if (domain::overdue(order, parcels, now) && now - *order.deliver_by <= settings_.history) {
    command.external_id = "overdue:" + order.external_id;
    command.issue = "stuck_parcel";
    command.reported_at = order.deliver_by;
  } else if (order.ship_by && now > *order.ship_by && now - *order.ship_by <= settings_.history &&
             order.status != domain::OrderStatus::closed &&
             phase_of(order, parcels) == domain::Phase::unshipped) {
    command.source = domain::Source::order_watch;
    command.external_id = "unshipped:" + order.external_id;
    command.issue = "late_shipment";
    command.reported_at = order.ship_by;
  } else {
    return {};
  }
  SHOUHOU_ASSIGN(const CaseId id, open(unit, command, ended));
  if (!ended || now - *ended <= settings_.history) return {};
  const auto state = unit.cases().load(actor_.shop, id);
  if (!state || state->status() == domain::Status::closed ||
      std::ranges::find(state->tags, history_tag) == state->tags.end()) {
    return {};
  }
  ask::FollowPlatform closed;
  closed.status = domain::Status::closed;
  closed.reason = "导入的历史记录";
  return unless_nothing(change_case(unit, actor_, {id, {}}, closed, true));
}

}  // namespace shouhou::app
