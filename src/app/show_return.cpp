#include "app/show_return.h"

#include <algorithm>
#include <charconv>

#include "app/change_case.h"
#include "app/change_return.h"
#include "app/require.h"
#include "ports/stock.h"

namespace shouhou::app {
namespace {

constexpr int largest_page = 200;

AddressView address_view(const domain::ReturnAddress& address, const ports::Actor& actor) {
  // Whoever handles parcels or talks to buyers has to know it; others see it masked.
  const bool clear = actor.may(domain::Permission::parcel_write) || actor.may(domain::Permission::case_write);
  const domain::Contact shown = clear ? address.receiver : mask(address.receiver);
  return {address.id, address.name, shown.name, shown.phone, shown.address};
}

std::vector<std::string> categories_of(const domain::Return& state) {
  std::vector<std::string> categories;
  for (const domain::ReturnLine& line : state.lines) categories.push_back(line.category);
  return categories;
}

bool is_late(const domain::Return& state, Instant now) {
  return state.reception == domain::Reception::announced && state.ship_by && *state.ship_by < now;
}

void add_addresses(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Return& state,
                   ReturnView& view) {
  const auto all = unit.returns().addresses(state.shop);
  const auto choice = choose_address(all, state.channel, categories_of(state));
  view.addresses_allowed = choice.allowed;
  const auto chosen = std::ranges::find(all, state.address, &domain::ReturnAddress::id);
  const bool open = state.reception == domain::Reception::announced;
  if (chosen != all.end()) view.address = address_view(*chosen, actor);
  if (!open) return;
  const auto warnings = chosen == all.end() ? choice.warnings : address_warnings(all, *chosen, state.channel);
  for (const Text& warning : warnings) view.warnings.push_back(warning.in(actor.language));
}

ReturnLineView line_view(const domain::ReturnLine& line, const domain::Return& state,
                         const domain::RuleBook& book, Language language) {
  ReturnLineView view;
  view.line = line;
  const auto* category = book.category(line.category);
  view.category_name = category ? category->name.in(language) : line.category;
  const domain::LineJudgement judgement = judge(line, state.ground);
  view.advice = judgement.advice;
  for (const Text& reason : judgement.reasons) view.reasons.push_back(reason.in(language));
  if (state.decided()) view.undisposed = line.accepted - line.disposed_pieces();
  return view;
}

std::int64_t number_in(std::string_view text, bool& fits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  fits = fits && error == std::errc{} && end == text.data() + text.size();
  return value;
}

}  // namespace

std::string page_mark(ports::ReturnPlace place) {
  return std::to_string(place.since) + "." + std::to_string(place.id);
}

std::optional<ports::ReturnPlace> page_place(std::string_view mark) {
  if (mark.empty()) return ports::ReturnPlace{};
  const std::size_t dot = mark.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  bool fits = true;
  const ports::ReturnPlace place{number_in(mark.substr(0, dot), fits), number_in(mark.substr(dot + 1), fits)};
  return fits ? std::optional(place) : std::nullopt;
}

std::string goods_of(const domain::Return& state) {
  std::string goods;
  for (const domain::ReturnLine& line : state.lines) {
    if (!goods.empty()) goods += "，";
    goods += line.title;
    if (!line.attributes.empty()) goods += " " + line.attributes;
    goods += " ×" + std::to_string(line.expected);
  }
  return goods;
}

ReturnItem item_of(const domain::Return& state, Instant since, Instant now) {
  return {state.id,
          state.number,
          state.case_id,
          goods_of(state),
          state.order_number,
          state.channel,
          stage_of(state),
          state.reception,
          state.acceptance,
          state.exchange,
          state.carrier,
          state.tracking_number,
          state.expected(),
          state.received(),
          state.ship_by,
          is_late(state, now),
          since};
}

ReturnView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Return& state) {
  ReturnView view;
  view.id = state.id;
  view.number = state.number;
  view.version = state.version;
  view.case_id = state.case_id;
  if (const auto row = unit.cases().row(state.shop, state.case_id)) {
    view.case_number = row->number;
    view.subject = row->subject;
    view.buyer_label = row->buyer_label;
  }
  view.grant = state.grant;
  view.order = state.order;
  view.order_number = state.order_number;
  view.channel = state.channel;
  view.ground = state.ground;
  view.freight_back = state.freight_back;
  view.exchange = state.exchange;
  view.stage = stage_of(state);
  view.reception = state.reception;
  view.acceptance = state.acceptance;
  view.carrier = state.carrier;
  view.tracking_number = state.tracking_number;
  add_addresses(unit, actor, state, view);
  view.authorised = state.authorised;
  view.ship_by = state.ship_by;
  view.late = is_late(state, unit.now());
  view.sent = state.sent;
  view.carrier_word = state.carrier_word;
  view.received_at = state.received_at;
  view.decided_at = state.decided_at;
  view.reminders = state.reminders;
  view.reason = state.reason;
  view.photos = state.photos;
  view.money_released = state.goods_back_told;
  view.deduction = state.deduction;
  const auto& book = *unit.cases().rules(state.shop).book;
  for (const domain::ReturnLine& line : state.lines) {
    view.lines.push_back(line_view(line, state, book, actor.language));
  }
  if (state.exchange) view.holds = unit.stock().holds(state.shop, state.id);
  if (!state.decided() && !state.tracking_number.empty()) {
    for (const domain::Stray& stray : unit.returns().strays_tracked(state.shop, state.tracking_number)) {
      if (stray.state == domain::StrayState::open) view.stray = stray.id;
    }
  }
  view.opened = state.opened;
  view.changed = state.changed;
  return view;
}

Result<ReturnView> show_return(ports::ReadUnit& unit, const ports::Actor& actor, const ShowReturn& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, query.id));
  return view_of(unit, actor, state);
}

Result<ReturnPage> list_returns(ports::ReadUnit& unit, const ports::Actor& actor, const ListReturns& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  const auto after = page_place(query.after);
  if (!after) return invalid("return.page", "after", {"页码标记不对", "the mark of the page is malformed"});
  const int limit = std::clamp(query.limit, 1, largest_page);
  ReturnPage page;
  for (const ports::ReturnRow& row : unit.returns().in_stage(actor.shop, query.stage, *after, limit)) {
    page.items.push_back(item_of(row.state, Instant{row.place.since}, unit.now()));
    page.next = page_mark(row.place);
  }
  if (page.items.size() < static_cast<std::size_t>(limit)) page.next.reset();
  return page;
}

Result<ReturnList> returns_of_case(ports::ReadUnit& unit, const ports::Actor& actor,
                                   const ReturnsOfCase& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case its_case, load_case(unit, actor.shop, query.id, true));
  ReturnList list;
  std::vector<CaseId> cases = its_case.merged;
  cases.push_back(its_case.id);
  for (const CaseId id : cases) {
    for (const domain::Return& state : unit.returns().of_case(actor.shop, id)) {
      list.items.push_back(item_of(state, state.changed, unit.now()));
    }
  }
  return list;
}

Result<ReturnTermsView> show_return_terms(ports::ReadUnit& unit, const ports::Actor& actor,
                                          const ShowReturnTerms& query) {
  SHOUHOU_TRY(require(actor, domain::Permission::order_read));
  SHOUHOU_ASSIGN(const domain::Return state, load_return(unit, actor.shop, query.id));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  const domain::ReturnTerms terms = return_terms(state, *rules.book);
  ReturnTermsView view;
  domain::Contact shown;
  if (const auto address = unit.returns().address(actor.shop, state.address)) {
    view.address = address_view(*address, actor);
    shown = {view.address->receiver, view.address->phone, view.address->address};
  }
  view.text = spoken(terms, view.address ? &shown : nullptr, rules.zone, query.language);
  view.freight = terms.freight.in(query.language);
  view.law = terms.law;
  for (const Text& text : terms.must_be) view.must_be.push_back(text.in(query.language));
  for (const Text& text : terms.goods) view.goods.push_back(text.in(query.language));
  view.ship_by = terms.ship_by;
  view.after = terms.after.in(query.language);
  view.slip = "R" + std::to_string(terms.number);
  return view;
}

}  // namespace shouhou::app
