#include "app/clock_misses.h"

#include <algorithm>
#include <charconv>

#include "app/case_notes.h"
#include "app/require.h"
#include "base/utf8.h"
#include "domain/clock_words.h"
#include "ports/accounts.h"

namespace shouhou::app {
namespace {

using domain::Permission;

constexpr int largest_page = 200;
constexpr int longest_sum = 92;  // days
constexpr std::string_view counter_prefix = "miss:";

// Whoever hands out cases sees how everybody does.
bool sees_all(const ports::Actor& actor) {
  return actor.may(Permission::case_assign);
}

std::string counter_of(const ports::ClockMiss& miss) {
  return std::string(counter_prefix) + miss.day + ":" + miss.account.str() + ":" + miss.kind;
}

std::string name_of(ports::ReadUnit& unit, ShopId shop, AccountId id) {
  if (!id) return {};
  const auto account = unit.accounts().account(shop, id);
  return account ? account->name : std::string();
}

MissView view_of(ports::ReadUnit& unit, const ports::Actor& actor, const ports::ClockMiss& miss) {
  MissView view;
  view.id = miss.id;
  view.case_id = miss.case_id;
  view.case_number = miss.case_number;
  view.kind = miss.kind;
  view.name = domain::text_of_clock(miss.kind).in(actor.language);
  view.source = miss.source;
  view.consequence = miss.consequence;
  view.consequence_text = text_of(miss.consequence).in(actor.language);
  view.account = miss.account;
  view.account_name = miss.account_name;
  view.deadline = miss.deadline;
  view.at = miss.at;
  view.day = miss.day;
  if (miss.why) view.why = words_of(unit, actor.shop, miss.why);
  view.why_by = miss.why_by_name;
  view.why_at = miss.why_at;
  view.may_explain = actor.may(Permission::case_write) &&
                     (sees_all(actor) || !miss.account || miss.account == actor.account);
  return view;
}

Result<Day> day_of(const std::string& text, std::string field) {
  Day day{0, 0, 0};
  const char* at = text.data();
  const char* const end = at + text.size();
  bool good = text.size() == 10 && text[4] == '-' && text[7] == '-';
  for (int* const part : {&day.year, &day.month, &day.day}) {
    const auto [stop, error] = std::from_chars(at, end, *part);
    good = good && error == std::errc{};
    at = stop < end ? stop + 1 : end;
  }
  // A day that the calendar knows stays what it is.
  if (good && day.year > 1900 && day.month >= 1 && day.day >= 1 && day.plus_days(0) == day) return day;
  return invalid("miss.day", std::move(field), {"日期应写成 2026-11-22", "a day is written 2026-11-22"});
}

}  // namespace

void record_miss(ports::Unit& unit, const domain::Case& state, const domain::CaseClock& clock,
                 Instant deadline, AccountId account) {
  ports::ClockMiss miss;
  miss.shop = state.shop;
  miss.id = unit.ids().next<MissId>(unit.now());
  miss.case_id = state.id;
  miss.case_number = state.number;
  miss.kind = clock.kind;
  miss.source = clock.source;
  miss.consequence = clock.consequence;
  miss.account = account;
  miss.account_name = name_of(unit, state.shop, account);
  miss.deadline = deadline;
  miss.at = unit.now();
  miss.day = unit.cases().rules(state.shop).zone.local(deadline).day.iso();
  unit.follow_ups().add_miss(miss);
  unit.count(state.shop, counter_of(miss), 1);
}

Result<MissPage> list_misses(ports::ReadUnit& unit, const ports::Actor& actor, const ListMisses& query) {
  SHOUHOU_TRY(require(actor, Permission::case_read));
  ports::MissFilter filter;
  filter.account = sees_all(actor) ? query.account : std::optional(actor.account);
  filter.kind = query.kind;
  filter.without_reason = query.without_reason;
  if (!query.from.empty()) {
    SHOUHOU_ASSIGN(const Day from, day_of(query.from, "from"));
    filter.from = from.iso();
  }
  if (!query.until.empty()) {
    SHOUHOU_ASSIGN(const Day until, day_of(query.until, "until"));
    filter.until = until.iso();
  }
  const int limit = std::clamp(query.limit, 1, largest_page);
  MissPage page;
  for (const ports::ClockMiss& miss : unit.follow_ups().misses(actor.shop, filter, query.before, limit)) {
    page.items.push_back(view_of(unit, actor, miss));
  }
  if (page.items.size() == static_cast<std::size_t>(limit)) page.before = page.items.back().id;
  return page;
}

Result<MissSum> sum_misses(ports::ReadUnit& unit, const ports::Actor& actor, const SumMisses& query) {
  SHOUHOU_TRY(require(actor, Permission::case_read));
  Day until = unit.cases().rules(actor.shop).zone.local(unit.now()).day;
  if (!query.until.empty()) {
    SHOUHOU_ASSIGN(until, day_of(query.until, "until"));
  }
  Day from = until.plus_days(-6);
  if (!query.from.empty()) {
    SHOUHOU_ASSIGN(from, day_of(query.from, "from"));
  }
  if (from < until.plus_days(1 - longest_sum)) {
    return invalid("miss.day", "from", {"最多看 92 天", "at most 92 days"});
  }
  MissSum sum;
  for (Day day = from; day <= until; day = day.plus_days(1)) {
    const std::string prefix = std::string(counter_prefix) + day.iso() + ":";
    for (const auto& [counter, count] : unit.counters(actor.shop, prefix)) {
      const std::string_view rest = std::string_view(counter).substr(prefix.size());
      const auto colon = rest.find(':');
      if (colon == std::string_view::npos || count == 0) continue;
      const auto account = AccountId::parse(rest.substr(0, colon)).value_or(AccountId{});
      if (!sees_all(actor) && account != actor.account) continue;
      const std::string kind(rest.substr(colon + 1));
      sum.items.push_back({day.iso(), kind, domain::text_of_clock(kind).in(actor.language), account,
                           name_of(unit, actor.shop, account), count});
    }
  }
  return sum;
}

Result<MissView> explain_miss(ports::Unit& unit, const ports::Actor& actor, const ExplainMiss& command) {
  SHOUHOU_TRY(require(actor, Permission::case_write));
  auto miss = unit.follow_ups().miss(actor.shop, command.id);
  const bool visible = miss && (sees_all(actor) || !miss->account || miss->account == actor.account);
  if (!visible) {
    return fail(ErrorKind::not_found, "miss.not_found", {"没有这条超时记录", "there is no such miss"});
  }
  if (utf8::trim(command.why).empty()) {
    return invalid("case.reason_needed", "why", {"请写明原因", "say why"});
  }
  if (utf8::length(command.why) > 500) {
    return invalid("case.field", "why", {"太长，最多 500 字", "too long, at most 500 characters"});
  }
  SHOUHOU_ASSIGN(miss->why, keep_words(unit, actor.shop, miss->case_id, command.why));
  miss->why_by = actor.account;
  miss->why_by_name = actor.name;
  miss->why_at = unit.now();
  unit.follow_ups().give_reason(*miss);
  unit.record({actor.shop, 0, miss->case_id, "clock.explained", unit.now(), actor.account, actor.name,
               R"({"miss":")" + miss->id.str() + "\"}"});
  return view_of(unit, actor, *miss);
}

}  // namespace shouhou::app
