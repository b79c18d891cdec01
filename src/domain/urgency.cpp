#include "domain/urgency.h"

#include <algorithm>

#include "domain/clock_words.h"
#include "domain/moments.h"

namespace shouhou::domain {
namespace {

// A case that waits with all its clocks standing still is looked at again after a day (P-E1).
constexpr Span waiting_review = days(1);

// A settled case only waits to be registered (P-F1): after three days, before which the rest goes first.
constexpr Span registering_time = days(3);

struct Base {
  Instant at;
  UrgencyReason reason;
};

Base without_clock(const Case& state, const UrgencyRules& rules) {
  if (waiting_statuses.has(state.status())) {
    const Instant at =
        state.look_again > Instant{} ? state.look_again : state.status_since() + waiting_review;
    return {at, {"waiting", std::string(name(state.status())), at, {}}};
  }
  if (state.status() == Status::resolved) {
    const Instant at = state.status_since() + registering_time;
    return {at, {"register", std::string(name(state.status())), at, {}}};
  }
  const Span target = rules.response_target[index_of(state.issue_class)];
  const Instant last_word = std::max(state.opened, state.last_contact);
  const Instant at = rules.calendars.of(rules.answer_calendar).add(last_word, target);
  return {at, {"response", std::string(name(state.issue_class)), at, {}}};
}

// Since when the buyer has been waiting for an answer whose clock has run out.
std::optional<Instant> unanswered(const Case& state) {
  if (state.buyer_waits_since == Instant{} || !working_statuses.has(state.status())) return std::nullopt;
  const auto missed = std::ranges::find_if(state.clocks, [&](const CaseClock& clock) {
    return clock.end == ClockEnd::missed && clock.ended >= state.buyer_waits_since &&
           (clock.kind == clock_kind::first_reply || clock.kind == clock_kind::next_reply);
  });
  return missed == state.clocks.end() ? std::nullopt : std::optional(state.buyer_waits_since);
}

std::string hours_and_minutes(Span span) {
  const std::int64_t total = span.ms / 60'000;
  if (total < 60) return std::to_string(total) + "m";
  const std::int64_t rest = total % 60;
  return std::to_string(total / 60) + "h" + (rest ? std::to_string(rest) + "m" : "");
}

std::string spell(Span span, Language language) {
  const std::int64_t total = span.ms / 60'000;
  if (language == Language::en) return hours_and_minutes(span);
  if (total < 60) return std::to_string(total) + " 分钟";
  const std::int64_t rest = total % 60;
  return std::to_string(total / 60) + " 小时" + (rest ? " " + std::to_string(rest) + " 分" : "");
}

template <DescribedEnum E>
Text word_of(const std::string& detail) {
  const auto value = named<E>(detail);
  return value ? text_of(*value) : Text{detail, detail};
}

}  // namespace

UrgencyRules plain_urgency_rules() {
  UrgencyRules rules;
  rules.weights.by_class = {hours(24), hours(18), hours(12), hours(6), hours(4), hours(2), hours(0)};
  rules.weights.by_mood = {hours(0), minutes(30), hours(1), hours(3), hours(6)};
  rules.weights.lead_time.fill(hours(4));
  rules.response_target = {hours(1), hours(2), hours(2), hours(4), hours(4), hours(8), hours(8)};
  return rules;
}

Urgency urgency_of(const Case& state, const UrgencyRules& rules) {
  Urgency urgency;
  std::optional<Base> base;
  const std::vector<Moment> moments = moments_of(state, rules);
  if (!moments.empty()) urgency.next_moment = moments.front().at;
  for (const Moment& moment : moments) {
    if (moment.kind != MomentKind::clock_missed) continue;
    const CaseClock& clock = *state.running_clock(moment.about);
    if (!urgency.next_deadline || moment.deadline < *urgency.next_deadline) {
      urgency.next_deadline = moment.deadline;
      urgency.next_clock = clock.kind;
    }
    const Span lead = rules.weights.lead(clock.consequence);
    if (base && base->at <= moment.deadline - lead) continue;
    base = Base{moment.deadline - lead, {"clock", clock.kind, moment.deadline, lead}};
  }
  if (const auto since = unanswered(state); since && (!base || *since < base->at)) {
    base = Base{*since, {"unanswered", "", *since, {}}};
  }
  if (!base) base = without_clock(state, rules);
  urgency.due = base->at;
  urgency.reasons.push_back(base->reason);
  const auto bonus = [&](std::string code, std::string detail, Span by) {
    if (by.ms == 0) return;
    urgency.due = urgency.due - by;
    urgency.reasons.push_back({std::move(code), std::move(detail), {}, by});
  };
  bonus("class", std::string(name(state.issue_class)), rules.weights.bonus(state.issue_class));
  bonus("mood", std::string(name(state.mood)), rules.weights.bonus(state.mood));
  if (const ValueBand* band = rules.weights.band(state.buyer_value)) bonus("value", band->id, band->bonus);
  return urgency;
}

Text text_of(const UrgencyReason& reason, const Zone& zone) {
  const Text early{spell(reason.by, Language::zh), spell(reason.by, Language::en)};
  const bool timed = reason.at != Instant{};
  const std::string at = timed ? format_time(reason.at, zone).substr(5, 11) : std::string();
  if (reason.code == "clock") {
    Text text = text_of_clock(reason.detail);
    text.zh = "“" + text.zh + "”" + at + " 到期";
    text.en += " ends " + at;
    if (reason.by.ms > 0) {
      text.zh += "，提前 " + early.zh + "处理";
      text.en += ", to be handled " + early.en + " before";
    }
    return text;
  }
  if (reason.code == "unanswered") {
    return {"买家 " + at + " 说的话还没有回复", "the buyer's word of " + at + " has no answer yet"};
  }
  if (reason.code == "response") {
    const Text what = word_of<IssueClass>(reason.detail);
    return {what.zh + "类应在 " + at + " 前响应", what.en + " cases are answered by " + at};
  }
  if (reason.code == "waiting") {
    const Text what = word_of<Status>(reason.detail);
    return {what.zh + "，" + at + " 再看", what.en + ", looked at again " + at};
  }
  if (reason.code == "register") return {"已办妥，" + at + " 前登记", "settled, to be registered by " + at};
  if (reason.code == "class") {
    const Text what = word_of<IssueClass>(reason.detail);
    return {what.zh + "类，提前 " + early.zh, "class " + what.en + ", " + early.en + " earlier"};
  }
  if (reason.code == "mood") {
    const Text what = word_of<Mood>(reason.detail);
    return {"买家" + what.zh + "，提前 " + early.zh,
            "the buyer is " + what.en + ", " + early.en + " earlier"};
  }
  return {"客户价值，提前 " + early.zh, "buyer value, " + early.en + " earlier"};
}

}  // namespace shouhou::domain
