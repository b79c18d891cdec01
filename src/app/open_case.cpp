#include "app/open_case.h"

#include <algorithm>

#include "app/case_notes.h"
#include "app/change_case.h"
#include "base/normal_text.h"
#include "base/utf8.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

namespace happened = domain::happened;
namespace ask = domain::ask;

constexpr std::size_t longest_subject = 60;  // characters
// So many of a buyer's newest orders are added up to what the buyer is worth.
constexpr int valued_orders = 50;

// What the shop's data says about the problem.
struct Context {
  std::optional<domain::Order> order;
  std::vector<domain::OrderLine> order_lines;  // all of the order
  std::vector<domain::Parcel> parcels;
  std::vector<domain::CaseLine> lines;  // those concerned
  BuyerId buyer;
  std::string buyer_label;
  bool buyer_forgotten = false;  // then no words are kept
  Fen buyer_value;
  std::string subject;
};

Result<std::optional<domain::Order>> find_order(ports::Unit& unit, ShopId shop, const OpenCase& command) {
  if (!command.order && command.order_number.empty()) return std::optional<domain::Order>();
  auto order = command.order ? unit.trade().order(shop, command.order)
                             : unit.trade().order_numbered(shop, command.channel, command.order_number);
  if (!order && !command.order_number.empty()) {
    const auto anywhere = unit.trade().orders_numbered(shop, command.order_number);
    if (anywhere.size() == 1) order = anywhere.front();
  }
  if (!order) {
    return fail(ErrorKind::not_found, "order.not_found", {"没有这个订单", "there is no such order"}, "order");
  }
  return order;
}

Result<void> choose_lines(Context& context, const OpenCase& command) {
  if (command.lines.empty()) {
    for (const domain::OrderLine& line : context.order_lines) {
      context.lines.push_back({line.id, std::max<std::int64_t>(line.quantity, 1), line.paid});
    }
    return {};
  }
  for (std::size_t i = 0; i < command.lines.size(); ++i) {
    const OpenCaseLine& wanted = command.lines[i];
    const auto found = std::ranges::find(context.order_lines, wanted.line, &domain::OrderLine::id);
    const std::string field = "lines[" + std::to_string(i) + "]";
    if (found == context.order_lines.end()) {
      return fail(ErrorKind::not_found, "line.not_found", {"订单里没有这一行", "the order has no such line"},
                  field + ".line");
    }
    if (wanted.quantity < 1 || wanted.quantity > std::max<std::int64_t>(found->quantity, 1)) {
      return invalid("case.line", field + ".quantity", {"数量不对", "the quantity is out of range"});
    }
    context.lines.push_back({wanted.line, wanted.quantity, found->paid});
  }
  return {};
}

std::string subject_of(const Context& context) {
  if (context.lines.empty()) return context.order ? utf8::shorten(context.order->title, longest_subject) : "";
  const auto first =
      std::ranges::find(context.order_lines, context.lines.front().line, &domain::OrderLine::id);
  if (first == context.order_lines.end()) return {};
  std::string subject = utf8::shorten(first->title, longest_subject - 24);
  if (!first->attributes.empty()) subject += " " + utf8::shorten(first->attributes, 20);
  if (context.lines.size() > 1) subject += " +" + std::to_string(context.lines.size() - 1);
  return subject;
}

Fen value_of(ports::Unit& unit, ShopId shop, BuyerId buyer) {
  Fen value;
  for (const domain::Order& order : unit.trade().orders_of(shop, buyer, valued_orders)) {
    value += order.paid - order.refunded;
  }
  return value;
}

Result<Context> find_context(ports::Unit& unit, ShopId shop, const OpenCase& command) {
  Context context;
  SHOUHOU_ASSIGN(context.order, find_order(unit, shop, command));
  context.buyer = command.buyer;
  if (context.order) {
    context.order_lines = unit.trade().lines_of(shop, context.order->id);
    context.parcels = unit.trade().parcels_of(shop, context.order->id);
    SHOUHOU_TRY(choose_lines(context, command));
    if (!context.buyer) context.buyer = context.order->buyer;
  } else if (!command.lines.empty()) {
    return invalid("case.line", "lines", {"给出子订单时要给出订单", "lines need their order"});
  }
  if (context.buyer) {
    const auto buyer = unit.trade().buyer(shop, context.buyer);
    if (!buyer) {
      return fail(ErrorKind::not_found, "buyer.not_found", {"没有这位买家", "there is no such buyer"},
                  "buyer");
    }
    context.buyer_label = domain::mask_name(buyer->nick);
    context.buyer_forgotten = buyer->forgotten.has_value();
    context.buyer_value = value_of(unit, shop, context.buyer);
  }
  context.subject = command.subject.empty() ? subject_of(context) : command.subject;
  return context;
}

domain::CaseClock clock_of(const OpenCaseClock& given) {
  domain::CaseClock clock;
  clock.kind = given.kind;
  clock.source = given.source;
  clock.consequence = given.consequence;
  clock.start = given.start;
  clock.allowed = {std::max<std::int64_t>(given.deadline.ms - given.start.ms, 0)};
  clock.basis = given.basis;
  return clock;
}

domain::CaseClock first_answer(const ports::CaseRules& rules, const domain::Issue* issue,
                               domain::IssueClass issue_class, Instant start) {
  domain::CaseClock clock;
  clock.kind = "first_answer";
  clock.start = start;
  clock.allowed = issue && issue->response_target.ms > 0
                      ? issue->response_target
                      : rules.urgency.response_target[domain::index_of(issue_class)];
  clock.calendar = rules.urgency.answer_calendar;
  clock.basis = issue ? issue->id : std::string(domain::name(issue_class));
  return clock;
}

std::vector<std::string> tokens_of(const domain::Case& state, const Context& context,
                                   std::string_view words) {
  std::vector<std::string> tokens{std::to_string(state.number)};
  const auto add = [&](std::string_view text) {
    for (std::string& token : search_tokens(text, 60)) tokens.push_back(std::move(token));
  };
  if (context.order) add(context.order->external_id);
  for (const domain::Parcel& parcel : context.parcels) add(parcel.tracking_number);
  add(state.subject);
  for (const domain::Report& report : state.reports) add(report.external_id);
  for (std::string& token : tokens_of_words(words)) tokens.push_back(std::move(token));
  return tokens;
}

class Opener {
 public:
  Opener(ports::Unit& unit, const ports::Actor& actor, const OpenCase& command)
      : unit_(unit), actor_(actor), command_(command) {}

  Result<OpenedCase> open() {
    key_ = {command_.channel, command_.source, command_.external_id};
    if (!command_.external_id.empty()) {
      if (const auto known = unit_.cases().reported(actor_.shop, key_)) return known_case(*known);
    }
    if (!command_.issue.empty()) {
      issue_ = rules().book->issue(command_.issue);
      if (!issue_) {
        return fail(ErrorKind::not_found, "issue.unknown", {"没有这个问题类型", "there is no such issue"},
                    "issue");
      }
    }
    SHOUHOU_ASSIGN(context_, find_context(unit_, actor_.shop, command_));
    at_ = std::min(command_.reported_at.value_or(unit_.now()), unit_.now());
    if (context_.order) {
      SHOUHOU_ASSIGN(const auto into, same_problem());
      if (into) return report_into(*into);
    }
    return open_new();
  }

 private:
  const ports::CaseRules& rules() { return unit_.cases().rules(actor_.shop); }

  Result<OpenedCase> known_case(CaseId id) {
    SHOUHOU_ASSIGN(const domain::Case state, load_case(unit_, actor_.shop, id, true));
    return OpenedCase{state.id, state.number, state.version, Opening::known};
  }

  // An open case about one of these lines; else one that was closed before the buyer came back.
  Result<std::optional<domain::Case>> same_problem() {
    std::vector<OrderLineId> lines;
    for (const domain::CaseLine& line : context_.lines) lines.push_back(line.line);
    const auto live = unit_.cases().live_about(actor_.shop, lines, context_.order->id);
    if (!live.empty()) {
      SHOUHOU_ASSIGN(domain::Case state, load_case(unit_, actor_.shop, live.front(), true));
      return std::optional(std::move(state));
    }
    for (const CaseId id : unit_.cases().of_order(actor_.shop, context_.order->id, 5)) {
      SHOUHOU_ASSIGN(domain::Case state, load_case(unit_, actor_.shop, id, false));
      const bool came_back = state.status() == domain::Status::closed && !state.merged_into &&
                             at_ > state.status_since() && actor_.may(domain::Permission::case_reopen) &&
                             at_ - state.status_since() <= rules().guards.reopen_window;
      const bool same = state.lines.empty() || state.shares_line_with(context_.lines);
      if (came_back && same) return std::optional(std::move(state));
    }
    return std::optional<domain::Case>();
  }

  Result<OpenedCase> report_into(const domain::Case& state) {
    const bool closed = state.status() == domain::Status::closed;
    SHOUHOU_ASSIGN(const NoteId note, keep_words(unit_, actor_.shop, state.id, words()));
    std::vector<domain::CaseCommand> commands;
    if (closed) commands.push_back(ask::Reopen{"买家再次反馈"});
    commands.push_back(ask::AddReport{report(note), context_.lines});
    ask::SetFacts facts;
    if (state.issue.empty()) facts.issue = issue_;
    if (issue_) facts.at_least = issue_->issue_class;
    commands.push_back(facts);
    if (command_.mood > state.mood) commands.push_back(ask::SetMood{command_.mood});
    for (const OpenCaseClock& clock : command_.clocks) commands.push_back(ask::StartClock{clock_of(clock)});
    for (const std::string& tag : command_.tags) commands.push_back(ask::Tag{tag});
    SHOUHOU_ASSIGN(const CaseChanged changed, change_case(unit_, actor_, {state.id, {}}, commands));
    keep_key(state.id);
    unit_.cases().add_tokens(actor_.shop, state.id, tokens_of(state, context_, words()));
    return OpenedCase{changed.id, changed.number, changed.version,
                      closed ? Opening::reopened : Opening::reported};
  }

  Result<OpenedCase> open_new() {
    const auto id = unit_.ids().next<CaseId>(unit_.now());
    keep_key(id);
    SHOUHOU_ASSIGN(const NoteId note, keep_words(unit_, actor_.shop, id, words()));
    happened::Opened opened = opening(id);
    opened.report = report(note);
    opened.heard = bool(note);
    SHOUHOU_ASSIGN(domain::Decision decision, domain::open_case(opened, unit_.now()));
    ports::RankedCase ranked{std::move(decision.state), {}};
    ranked.urgency = urgency_of(ranked.state, rules().urgency);
    SHOUHOU_TRY(unit_.cases().insert(ranked, tokens_of(ranked.state, context_, words())));
    record_case(unit_, actor_, decision.events, ranked.state);
    count_case(unit_, nullptr, &ranked.state);
    return OpenedCase{id, ranked.state.number, ranked.state.version, Opening::opened};
  }

  happened::Opened opening(CaseId id) {
    happened::Opened opened;
    opened.shop = actor_.shop;
    opened.id = id;
    opened.number = unit_.next_number(actor_.shop, "case");
    opened.channel = context_.order ? context_.order->channel : command_.channel;
    opened.source = command_.source;
    opened.buyer = context_.buyer;
    opened.order = context_.order ? context_.order->id : OrderId{};
    opened.subject = utf8::shorten(context_.subject, 2 * longest_subject);
    opened.buyer_label = context_.buyer_label;
    opened.buyer_value = context_.buyer_value;
    opened.lines = context_.lines;
    opened.issue = command_.issue;
    if (issue_) {
      opened.issue_class = issue_->issue_class;
      opened.evidence_needed = evidence_rules(*issue_);
      opened.daily_update = issue_->daily_update;
      opened.fault = issue_->default_fault;
    }
    if (command_.fault) opened.fault = *command_.fault;
    opened.phase = command_.phase;
    if (!opened.phase && context_.order) opened.phase = phase_of(*context_.order, context_.parcels);
    opened.demand = command_.demand;
    opened.demand_amount = command_.demand_amount;
    opened.mood = command_.mood;
    opened.tags = command_.tags;
    for (const OpenCaseClock& clock : command_.clocks) opened.clocks.push_back(clock_of(clock));
    opened.clocks.push_back(first_answer(rules(), issue_, opened.issue_class, at_));
    return opened;
  }

  std::string_view words() const { return context_.buyer_forgotten ? std::string_view() : command_.words; }

  domain::Report report(NoteId note) const {
    return {command_.channel, command_.source, command_.external_id, at_, note, {}};
  }

  void keep_key(CaseId id) {
    if (!command_.external_id.empty()) unit_.cases().keep_report_key(actor_.shop, key_, id);
  }

  ports::Unit& unit_;
  const ports::Actor& actor_;
  const OpenCase& command_;
  ports::ReportKey key_;
  const domain::Issue* issue_ = nullptr;
  Context context_;
  Instant at_;
};

}  // namespace

Result<OpenedCase> open_case(ports::Unit& unit, const ports::Actor& actor, const OpenCase& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_write));
  return Opener(unit, actor, command).open();
}

}  // namespace shouhou::app
