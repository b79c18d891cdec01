#include "app/follow_ups.h"

#include <algorithm>
#include <map>

#include "app/case_json.h"
#include "app/cursor.h"
#include "base/utf8.h"
#include "domain/clock_words.h"
#include "domain/progress_news.h"
#include "ports/accounts.h"
#include "ports/follow_ups.h"
#include "ports/grants.h"
#include "ports/returns.h"
#include "ports/trade.h"

namespace shouhou::app {
namespace {

namespace happened = domain::happened;
using domain::News;
using domain::NewsKind;

constexpr int largest_page = 200;
// So many of the newest events are looked at for a draft.
constexpr int newest_events = 200;

// What a reader sees of accounts, each loaded once.
class Names {
 public:
  Names(ports::ReadUnit& unit, ShopId shop) : unit_(unit), shop_(shop) {}

  const std::string& of(AccountId id) {
    const auto [place, fresh] = names_.try_emplace(id);
    if (fresh && id) {
      if (const auto account = unit_.accounts().account(shop_, id)) place->second = account->name;
    }
    return place->second;
  }

 private:
  ports::ReadUnit& unit_;
  ShopId shop_;
  std::map<AccountId, std::string> names_;
};

std::string issue_name(const ports::CaseRules& rules, const std::string& id, Language language) {
  const domain::Issue* issue = rules.book->issue(id);
  return issue ? issue->name.in(language) : id;
}

Result<ports::FollowUpPlace> place_of(const std::string& cursor) {
  if (cursor.empty()) return ports::FollowUpPlace{};
  const auto numbers = read_cursor<3>(cursor);
  const bool good =
      numbers && (*numbers)[2] < static_cast<std::int64_t>(domain::count_of<domain::FollowUpKind>);
  if (!good) return invalid("follow_up.cursor", "cursor", {"翻页位置不对", "this is no cursor"});
  return ports::FollowUpPlace{Instant{(*numbers)[0]}, CaseId{(*numbers)[1]},
                              static_cast<domain::FollowUpKind>((*numbers)[2])};
}

// What happened since the buyer last heard from us, from the history, the parcels and what is open.
class Gathering {
 public:
  Gathering(ports::ReadUnit& unit, const ports::Actor& actor, const domain::Case& state)
      : unit_(unit), actor_(actor), state_(state), rules_(unit.cases().rules(actor.shop)) {
    // The first message tells everything since the case was opened.
    since_ = state.last_update > Instant{} ? state.last_update : state.opened;
    deeds_ = unit.grants().deeds_of_case(actor.shop, state.id);
    returns_ = unit.returns().of_case(actor.shop, state.id);
  }

  UpdateDraft draft() {
    events();
    parcels();
    for (const auto& told : domain::news_of_deeds(deeds_, since_, unit_.now())) keep(told);
    for (const auto& told : domain::news_of_returns(returns_, since_, unit_.now())) keep(told);
    std::ranges::stable_sort(news_, {}, [](const auto& one) { return one.first.at; });
    domain::Progress progress;
    UpdateDraft draft;
    for (const auto& [one, detail] : news_) {
      progress.news.push_back(one);
      draft.happened.push_back({one.at, text_of(one, rules_.zone).in(actor_.language), detail});
    }
    progress.pending = pending();
    for (const domain::Pending& one : progress.pending) {
      draft.pending.push_back(text_of(one).in(actor_.language));
    }
    progress.next = next_word();
    progress.turn = turn_;
    for (const domain::FollowUp& one : follow_ups_of(state_, rules_.urgency.calendars)) {
      if (one.kind == domain::FollowUpKind::daily_update) draft.due = one.due;
      if (one.kind == domain::FollowUpKind::call_back && one.due > unit_.now()) progress.call = one.due;
    }
    const Text text = message_of(progress, rules_.zone);
    draft.zh = text.zh;
    draft.en = text.en;
    draft.since = since_;
    draft.news = !news_.empty();
    return draft;
  }

 private:
  void add(NewsKind kind, Instant at, std::string words = {}, Fen amount = {}, std::string detail = {},
           domain::Department department = domain::Department::service) {
    news_.emplace_back(News{kind, at, std::move(words), amount, department}, std::move(detail));
  }

  void keep(const domain::ToldNews& told) { news_.emplace_back(told.news, told.detail); }

  // By when the clock that starts with this message wants the next one.
  Instant next_word() const {
    const domain::DailyRule& rule = rules_.book->follow_up.daily;
    const domain::WorkingTime& hours = rules_.urgency.calendars.of(rule.calendar);
    return hours.add(unit_.now(), hours.share_of(unit_.now(), rule.every));
  }

  // What a deed or a return tells itself, and better.
  bool deed_tells(const std::string& refund_key) const {
    return std::ranges::any_of(deeds_, [&](const domain::Deed& deed) { return deed.id.str() == refund_key; });
  }
  bool deed_tells(TaskId task) const {
    return std::ranges::any_of(
        deeds_, [&](const domain::Deed& deed) { return deed.task == task && domain::told_of(deed.kind); });
  }
  bool return_tells(std::string_view mark) const {
    return std::ranges::any_of(returns_,
                               [&](const domain::Return& state) { return mark.starts_with(state.id.str()); });
  }

  // Tells the same of the newest state only: a return that was received and accepted is accepted.
  void replace(NewsKind kind, Instant at, const std::string& key) {
    std::erase_if(news_, [&](const auto& one) { return one.second == key; });
    add(kind, at, {}, {}, key);
  }

  void events() {
    auto events = unit_.cases().timeline(actor_.shop, state_.id, 0, newest_events);
    std::ranges::reverse(events);
    for (const ports::Event& event : events) {
      if (event.kind == "case.buyer_updated") ++turn_;
      if (event.at <= since_ || !event.kind.starts_with("case.")) continue;
      const auto read = event_from_json(event.kind, event.body);
      if (read) tell(*read, event.at);
    }
  }

  void tell(const domain::CaseEvent& event, Instant at) {
    if (const auto* granted = std::get_if<happened::RefundGranted>(&event)) {
      const domain::RefundMark* refund = state_.refund(granted->key);
      // Paid or taken back meanwhile: what it came to is told.
      const bool stands = refund && !refund->paid && !deed_tells(granted->key);
      if (stands) add(NewsKind::refund_granted, at, {}, granted->amount, granted->key);
    } else if (const auto* paid = std::get_if<happened::RefundPaid>(&event)) {
      const domain::RefundMark* refund = state_.refund(paid->key);
      if (refund && !deed_tells(paid->key)) add(NewsKind::refund_paid, at, {}, refund->amount, paid->key);
    } else if (const auto* moved = std::get_if<happened::ReturnMoved>(&event)) {
      const auto kind = news_of(moved->state);
      if (kind && !return_tells(moved->key)) replace(*kind, at, moved->key);
    } else if (const auto* added = std::get_if<happened::TaskAdded>(&event)) {
      if (added->task.department != domain::Department::service && !deed_tells(added->task.id)) {
        asked(NewsKind::asked, at, added->task.department, added->task.title);
      }
    } else if (const auto* finished = std::get_if<happened::TaskFinished>(&event)) {
      task_finished(*finished, at);
    } else if (const auto* agreed = std::get_if<happened::Agreed>(&event)) {
      if (agreed->agreement.kind == domain::AgreementKind::chosen) add(NewsKind::agreed, at);
    } else if (const auto* status = std::get_if<happened::StatusMoved>(&event)) {
      if (status->by_platform) add(NewsKind::platform_moved, at, {}, {}, status->reason);
    }
  }

  static std::optional<NewsKind> news_of(domain::ReturnState state) {
    switch (state) {
      case domain::ReturnState::announced:
        return NewsKind::return_announced;
      case domain::ReturnState::received:
        return NewsKind::return_received;
      case domain::ReturnState::accepted:
        return NewsKind::return_accepted;
      case domain::ReturnState::rejected:
        return NewsKind::return_rejected;
      case domain::ReturnState::given_up:
        break;
    }
    return std::nullopt;
  }

  void task_finished(const happened::TaskFinished& finished, Instant at) {
    const domain::Task* task = state_.task(finished.task);
    if (!task || task->department == domain::Department::service || deed_tells(task->id)) return;
    // Asked and answered since: only the answer counts.
    std::erase_if(news_, [&](const auto& one) {
      return one.first.kind == NewsKind::asked && one.first.department == task->department;
    });
    if (finished.state != domain::TaskState::done) return;
    const std::string detail = task->title + (finished.result.empty() ? "" : " → " + finished.result);
    asked(NewsKind::answered, at, task->department, detail);
  }

  // One line for each department, however many tasks it has.
  void asked(NewsKind kind, Instant at, domain::Department department, const std::string& detail) {
    for (auto& [one, known] : news_) {
      if (one.kind != kind || one.department != department) continue;
      one.at = at;
      known += "；" + detail;
      return;
    }
    add(kind, at, {}, {}, detail, department);
  }

  void parcels() {
    if (!state_.order) return;
    for (const domain::Parcel& parcel : unit_.trade().parcels_of(actor_.shop, state_.order)) {
      const auto trace = unit_.trade().trace_of(actor_.shop, parcel.id);
      const domain::TrackingEvent* newest = nullptr;
      for (const domain::TrackingEvent& event : trace) {
        if (event.at > since_ && event.at <= unit_.now() && (!newest || event.at >= newest->at))
          newest = &event;
      }
      if (newest)
        add(news_of(newest->state), newest->at, newest->text, {},
            parcel.carrier + " " + parcel.tracking_number);
    }
  }

  static NewsKind news_of(domain::ParcelState state) {
    using enum domain::ParcelState;
    switch (state) {
      case signed_for:
        return NewsKind::signed_for;
      case problem:
      case refused:
      case lost:
        return NewsKind::parcel_problem;
      case returning:
      case returned:
        return NewsKind::parcel_returning;
      case announced:
      case picked_up:
      case in_transit:
      case delivering:
        break;
    }
    return NewsKind::scanned;
  }

  std::vector<domain::Pending> pending() const {
    using domain::OpenMatter;
    std::vector<domain::Pending> list = domain::pending_deeds(deeds_);
    for (const domain::RefundMark& refund : state_.refunds) {
      if (refund.paid || deed_tells(refund.key)) continue;
      list.push_back({OpenMatter::refund_unpaid, refund.amount, {}});
    }
    for (const domain::Pending& one : domain::pending_returns(returns_)) list.push_back(one);
    for (const domain::ReturnMark& mark : state_.returns) {
      if (mark.state == domain::ReturnState::announced && !return_tells(mark.key)) {
        list.push_back({OpenMatter::goods_on_the_way_back, {}, {}});
      }
    }
    for (const domain::Task& task : state_.tasks) {
      if (task.state != domain::TaskState::to_do || task.department == domain::Department::service) continue;
      const domain::Pending one{OpenMatter::with_department, {}, task.department};
      if (std::ranges::find(list, one) == list.end()) list.push_back(one);
    }
    const domain::Pending carrier{OpenMatter::with_carrier, {}, {}};
    const bool told = std::ranges::find(list, carrier) != list.end();
    if (state_.status() == domain::Status::waiting_carrier && !told) list.push_back(carrier);
    if (state_.status() == domain::Status::waiting_platform) {
      list.push_back({OpenMatter::with_platform, {}, {}});
    }
    return list;
  }

  ports::ReadUnit& unit_;
  const ports::Actor& actor_;
  const domain::Case& state_;
  const ports::CaseRules& rules_;
  std::vector<domain::Deed> deeds_;
  std::vector<domain::Return> returns_;
  Instant since_;
  int turn_ = 0;
  std::vector<std::pair<News, std::string>> news_;
};

}  // namespace

Result<FollowUpPage> list_follow_ups(ports::ReadUnit& unit, const ports::Actor& actor,
                                     const ListFollowUps& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const ports::FollowUpPlace after, place_of(command.cursor));
  const ports::CaseRules& rules = unit.cases().rules(actor.shop);
  ports::FollowUpFilter filter;
  filter.kind = command.kind;
  if (command.assignee) filter.assignee = command.assignee;
  if (command.unassigned) filter.assignee = AccountId{};
  if (command.mine) filter.assignee = actor.account;
  if (!command.later) {
    filter.due_before = rules.zone.start_of(rules.zone.local(unit.now()).day.plus_days(1));
  }
  const int limit = std::clamp(command.limit, 1, largest_page);
  FollowUpPage page;
  Names names(unit, actor.shop);
  for (const ports::FollowUpRow& row : unit.follow_ups().due(actor.shop, filter, after, limit)) {
    page.items.push_back({row.kind, text_of(row.kind).in(actor.language), row.due, row.due < unit.now(),
                          row.case_id, row.case_number, row.channel, row.status, row.issue,
                          issue_name(rules, row.issue, actor.language), row.subject, row.buyer_label,
                          row.assignee, names.of(row.assignee)});
  }
  if (page.items.size() == static_cast<std::size_t>(limit)) {
    const FollowUpItem& last = page.items.back();
    page.next = write_cursor({last.due.ms, last.case_id.value, static_cast<std::int64_t>(last.kind)});
  }
  return page;
}

Result<UpdateDraft> draft_update(ports::ReadUnit& unit, const ports::Actor& actor,
                                 const DraftUpdate& command) {
  SHOUHOU_TRY(require(actor, domain::Permission::case_read));
  SHOUHOU_ASSIGN(const domain::Case state, load_case(unit, actor.shop, command.id, false));
  return Gathering(unit, actor, state).draft();
}

Result<CaseChanged> promise_call(ports::Unit& unit, const ports::Actor& actor, const PromiseCall& command) {
  domain::Task task;
  task.id = unit.ids().next<TaskId>(unit.now());
  task.title =
      "回电" + (utf8::trim(command.about).empty() ? std::string() : "：" + utf8::trim(command.about));
  task.assignee = command.assignee ? command.assignee : actor.account;
  if (command.assignee) {
    const auto account = unit.accounts().account(actor.shop, command.assignee);
    if (!account || account->disabled) {
      return fail(ErrorKind::not_found, "account.not_found", {"没有这位同事", "there is no such colleague"},
                  "assignee");
    }
  }
  return change_case(unit, actor, {command.id, command.version}, domain::ask::PromiseCall{task, command.at});
}

}  // namespace shouhou::app
