#include "app/show_case.h"

#include <algorithm>

#include "app/audit.h"
#include "app/case_drafts.h"
#include "app/case_json.h"
#include "app/case_notes.h"
#include "app/change_case.h"
#include "app/waiting_grants.h"
#include "base/utf8.h"
#include "domain/clock_words.h"
#include "ports/accounts.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

constexpr int first_entries = 50;
constexpr int largest_page = 200;
class View {
 public:
  View(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Case& state)
      : unit_(unit), actor_(actor), state_(state), rules_(unit.cases().rules(actor.shop)) {}

  CaseView make() {
    head();
    trade();
    reports();
    lifecycle();
    clocks();
    evidence();
    settled();
    view_.timeline = entries(0, first_entries);
    if (view_.timeline.size() == first_entries) view_.timeline_before = view_.timeline.back().sequence;
    view_.draft = load_draft(unit_, actor_, state_.id).value_or(DraftView{}).text;
    return std::move(view_);
  }

  std::vector<TimelineEntry> entries(std::int64_t before, int limit) {
    std::vector<TimelineEntry> list;
    for (const ports::Event& event : unit_.cases().timeline(actor_.shop, state_.id, before, limit)) {
      list.push_back(
          {event.sequence, event.at, event.kind, event.account, event.actor, {event.body}, words_in(event)});
    }
    return list;
  }

 private:
  std::string said(NoteId note) {
    std::string words = words_of(unit_, actor_.shop, note);
    return actor_.may(domain::Permission::personal_read) ? words : masked_words(std::move(words));
  }

  std::string words_in(const ports::Event& event) {
    const auto happened = event_from_json(event.kind, event.body);
    if (!happened) return {};
    return std::visit(
        [&](const auto& one) {
          if constexpr (requires { one.words; }) return said(one.words);
          if constexpr (requires { one.report; }) return said(one.report.words);
          if constexpr (requires { one.note; }) return said(one.note);
          return std::string();
        },
        *happened);
  }

  std::vector<LackView> lacks(domain::Guard guard) const {
    std::vector<LackView> list;
    std::vector<domain::Lack> all = lacking(guard, state_, unit_.now(), rules_.guards);
    if (guard == domain::Guard::all_followed_up || guard == domain::Guard::registered) {
      for (domain::Lack& lack : waiting_grants(unit_, state_)) all.push_back(std::move(lack));
    }
    for (const domain::Lack& lack : all) {
      list.push_back({lack.code, lack.text.in(actor_.language), lack.about});
    }
    return list;
  }

  void head() {
    view_.id = state_.id;
    view_.number = state_.number;
    view_.version = state_.version;
    view_.channel = state_.channel;
    view_.source = state_.source;
    view_.subject = state_.subject;
    view_.step = state_.step;
    view_.status = state_.status();
    view_.status_since = state_.status_since();
    view_.waiting_for = state_.waiting_for;
    if (state_.look_again > Instant{}) view_.look_again = state_.look_again;
    if (state_.buyer_waits_since > Instant{}) view_.buyer_waits_since = state_.buyer_waits_since;
    view_.assignee = state_.assignee;
    if (state_.assignee) {
      const auto account = unit_.accounts().account(actor_.shop, state_.assignee);
      if (account) view_.assignee_name = account->name;
    }
    view_.opened = state_.opened;
    view_.changed = state_.changed;
    const domain::Urgency urgency = urgency_of(state_, rules_.urgency);
    view_.due = urgency.due;
    for (const domain::UrgencyReason& reason : urgency.reasons) {
      view_.reasons.push_back({reason.code, text_of(reason, rules_.zone).in(actor_.language), reason.by});
    }
    view_.issue = state_.issue;
    const domain::Issue* issue = rules_.book->issue(state_.issue);
    view_.issue_name = issue ? issue->name.in(actor_.language) : state_.issue;
    view_.issue_class = state_.issue_class;
    view_.phase = state_.phase;
    view_.fault = state_.fault;
    view_.demand = state_.demand;
    view_.demand_amount = state_.demand_amount;
    view_.mood = state_.mood;
    view_.talk = state_.talk;
    view_.still_angry = state_.still_angry;
    view_.apologies = state_.apologies;
    view_.soothe_left_out = state_.soothe_left_out;
  }

  void trade() {
    std::optional<domain::Order> order;
    if (state_.order) order = unit_.trade().order(actor_.shop, state_.order);
    if (order) show_order(*order);
    if (!state_.buyer) return;
    BuyerView buyer;
    buyer.id = state_.buyer;
    buyer.label = state_.buyer_label;
    buyer.value = state_.buyer_value;
    buyer.orders = static_cast<std::int64_t>(unit_.trade().orders_of(actor_.shop, state_.buyer, 100).size());
    if (order && order->contact != 0) {
      const domain::Contact contact =
          mask(unit_.trade().contact(actor_.shop, order->contact).value_or(domain::Contact{}));
      buyer.contact = {contact.name, contact.phone, contact.address};
    }
    for (const CaseId id : unit_.cases().of_buyer(actor_.shop, state_.buyer, 20)) {
      if (id != state_.id) buyer.other_cases.push_back(id);
    }
    view_.buyer = std::move(buyer);
  }

  void show_order(const domain::Order& order) {
    view_.order = OrderView{order.id,          order.external_id,  order.channel,     order.status,
                            order.status_text, order.currency,     order.goods,       order.postage,
                            order.paid,        order.refunded,     order.placed_at,   order.paid_at,
                            order.shipped_at,  order.delivered_at, order.finished_at, order.buyer_message,
                            order.seller_note};
    for (const domain::OrderLine& line : unit_.trade().lines_of(actor_.shop, order.id)) {
      const auto found = std::ranges::find(state_.lines, line.id, &domain::CaseLine::line);
      if (found == state_.lines.end()) continue;
      view_.lines.push_back({line.id, line.title, line.attributes, line.code, found->quantity, line.quantity,
                             line.price, line.paid, line.refunded});
    }
    for (const domain::Parcel& parcel : unit_.trade().parcels_of(actor_.shop, order.id)) {
      ParcelView shown{parcel.id,         parcel.carrier,      parcel.tracking_number, parcel.state,
                       parcel.shipped_at, parcel.last_scan_at, parcel.signed_at,       {}};
      for (const domain::TrackingEvent& event : unit_.trade().trace_of(actor_.shop, parcel.id)) {
        shown.trace.push_back({event.at, event.text, event.state});
      }
      view_.parcels.push_back(std::move(shown));
    }
  }

  void reports() {
    for (const domain::Report& report : state_.reports) {
      view_.reports.push_back(
          {report.channel, report.source, report.external_id, report.at, said(report.words), report.from});
    }
  }

  void lifecycle() {
    for (std::size_t i = 0; i < domain::count_of<domain::Step>; ++i) {
      const auto step = static_cast<domain::Step>(i);
      view_.steps.push_back({step, text_of(step).in(actor_.language), step < state_.step, step == state_.step,
                             lacks(guard_out_of(step))});
    }
    for (const domain::Move& move : domain::move_table()) {
      if (!starts_at(move, state_) || !actor_.may(move.permission)) continue;
      view_.moves.push_back({std::string(move.id), actor_.language == Language::zh ? move.zh : move.en,
                             move.to_step, move.to_status, move.needs_reason, lacks(move.guard)});
    }
  }

  void clocks() {
    for (const domain::CaseClock& clock : state_.clocks) {
      const auto reading =
          read_clock(clock, state_.history, unit_.now(), rules_.urgency.calendars.of(clock.calendar));
      view_.clocks.push_back({clock.kind, domain::text_of_clock(clock.kind).in(actor_.language), clock.source,
                              clock.consequence, text_of(clock.consequence).in(actor_.language), clock.start,
                              reading.deadline, reading.elapsed, reading.paused, reading.standing_still,
                              clock.end, clock.basis});
    }
  }

  void evidence() {
    for (const domain::EvidenceRule& rule : state_.evidence_needed) {
      EvidenceNeedView need{rule.id, rule.kind, rule.what.in(actor_.language), false, {}};
      need.met = std::ranges::any_of(state_.evidence, [&](const auto& piece) { return meets(piece, rule); });
      const auto waiver = std::ranges::find(state_.waivers, rule.id, &domain::EvidenceWaiver::rule);
      if (waiver != state_.waivers.end()) need.waived = waiver->reason;
      view_.evidence_needed.push_back(std::move(need));
    }
    for (const domain::EvidencePiece& piece : state_.evidence) {
      const auto account = unit_.accounts().account(actor_.shop, piece.added_by);
      view_.evidence.push_back({piece.id, piece.kind, piece.answers, piece.content_hash, piece.media_type,
                                piece.reference, piece.given_by_buyer, piece.added_by,
                                account ? account->name : std::string(), piece.at});
    }
  }

  void settled() {
    view_.agreement = state_.agreement;
    view_.refunds = state_.refunds;
    view_.returns = state_.returns;
    view_.tasks = state_.tasks;
    view_.registration = state_.registration;
    view_.tags = state_.tags;
    view_.merged = state_.merged;
    view_.merged_into = state_.merged_into;
  }

  ports::ReadUnit& unit_;
  const ports::Actor& actor_;
  const domain::Case& state_;
  const ports::CaseRules& rules_;
  CaseView view_;
};

}  // namespace

Result<CaseView> show_case(ports::ReadUnit& unit, const ports::Actor& actor, const ShowCase& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, false));
  return View(unit, actor, state).make();
}

Result<CaseView> find_case(ports::ReadUnit& unit, const ports::Actor& actor, const FindCase& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  const auto id = unit.cases().by_number(actor.shop, command.number);
  if (!id) return fail(ErrorKind::not_found, "case.not_found", {"没有这张售后单", "there is no such case"});
  return show_case(unit, actor, {*id});
}

Result<TimelinePage> case_timeline(ports::ReadUnit& unit, const ports::Actor& actor,
                                   const CaseTimeline& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, false));
  const int limit = std::clamp(command.limit, 1, largest_page);
  TimelinePage page;
  page.entries = View(unit, actor, state).entries(command.before, limit);
  if (page.entries.size() == static_cast<std::size_t>(limit)) page.before = page.entries.back().sequence;
  return page;
}

Result<ContactView> look_at_buyer(ports::Unit& unit, const ports::Actor& actor, const LookAtBuyer& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::personal_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, false));
  const auto order = state.order ? unit.trade().order(actor.shop, state.order) : std::nullopt;
  if (!order || order->contact == 0) {
    return fail(ErrorKind::not_found, "contact.not_found", {"没有收件信息", "no receiver is known"});
  }
  SHOUHOU_ASSIGN(const domain::Contact contact, unit.trade().contact(actor.shop, order->contact));
  audit(unit, actor,
        {"personal.looked",
         "buyer:" + state.buyer.str(),
         {{"case", state.id.str()}, {"why", utf8::shorten(command.why, 200)}}});
  return ContactView{contact.name, contact.phone, contact.address};
}

}  // namespace shouhou::app
