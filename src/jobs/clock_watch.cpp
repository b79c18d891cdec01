#include "jobs/clock_watch.h"

#include <algorithm>
#include <chrono>

#include "app/pass_time.h"
#include "base/log.h"

namespace shouhou::jobs {
namespace {

constexpr int read_at_once = 5'000;
// The wall clock may be set while nobody looks.
constexpr Span longest_sleep = seconds(1);
// After the store could not be written.
constexpr Span try_again = seconds(1);

}  // namespace

ClockWatch::ClockWatch(ports::Store& store, const Clock& clock, ClockWatchOptions options)
    : store_(store), clock_(clock), options_(std::move(options)) {}

ClockWatch::~ClockWatch() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void ClockWatch::start() {
  thread_ = std::thread([this] { run(); });
}

void ClockWatch::committed(ShopId shop, std::int64_t last_sequence) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = grown_.empty();
    std::int64_t& last = grown_[shop];
    last = std::max(last, last_sequence);
  }
  if (first) wake_.notify_one();
}

Result<int> ClockWatch::look() {
  const Instant now = clock_.now();
  // Also after the wall clock was set back.
  if (read_anew_ == Instant{} || now - read_anew_ >= options_.refill || now < read_anew_) {
    SHOUHOU_TRY(refill());
  }
  SHOUHOU_TRY(hear());
  auto acted = act();
  waiting_ = moments_.size();
  return acted;
}

// What is due soon, of all shops. Commits that fall beside the reading are heard of afterwards.
Result<void> ClockWatch::refill() {
  const Instant now = clock_.now();
  NextMoments fresh;
  std::map<ShopId, std::int64_t> heard;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const auto& [shop, last] : unit.follow_ups().streams()) heard[shop] = last;
    ports::TimedCase after;
    for (;;) {
      const auto page = unit.follow_ups().timed_before(now + options_.horizon, after, read_at_once);
      for (const ports::TimedCase& timed : page) fresh.set(timed.shop, timed.id, timed.at);
      if (page.size() < static_cast<std::size_t>(read_at_once)) return {};
      after = page.back();
    }
  }));
  moments_ = std::move(fresh);
  heard_ = std::move(heard);
  read_anew_ = now;
  return {};
}

Result<void> ClockWatch::hear() {
  std::map<ShopId, std::int64_t> grown;
  {
    const std::lock_guard lock(mutex_);
    grown.swap(grown_);
  }
  if (grown.empty()) return {};
  return store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    for (const auto& [shop, last] : grown) {
      std::int64_t& heard = heard_[shop];
      if (last <= heard) continue;
      for (const ports::TimedCase& timed : unit.follow_ups().timed_since(shop, heard, last)) note(timed);
      heard = last;
    }
    return {};
  });
}

void ClockWatch::note(const ports::TimedCase& timed) {
  const bool soon = timed.at && *timed.at < read_anew_ + options_.horizon;
  moments_.set(timed.shop, timed.id, soon ? timed.at : std::nullopt);
}

Result<int> ClockWatch::act() {
  int acted = 0;
  for (;;) {
    const auto due = moments_.take(clock_.now(), options_.cases_at_once);
    if (due.empty()) return acted;
    std::map<ShopId, std::vector<ports::TimedCase>> by_shop;
    for (const ports::TimedCase& timed : due) by_shop[timed.shop].push_back(timed);
    for (const auto& [shop, cases] : by_shop) {
      Result<void> done = act_on(shop, cases);
      // One damaged case does not hold up the others.
      if (!done && done.error().kind != ErrorKind::unavailable) done = act_on_each(shop, cases);
      if (done) continue;
      for (const ports::TimedCase& timed : due) {
        moments_.set(timed.shop, timed.id, clock_.now() + try_again);
      }
      return forward(done.error());
    }
    acted += static_cast<int>(due.size());
    // While many are due, those who come in between are heard too.
    SHOUHOU_TRY(hear());
  }
}

Result<void> ClockWatch::act_on_each(ShopId shop, const std::vector<ports::TimedCase>& due) {
  for (const ports::TimedCase& timed : due) {
    const Result<void> done = act_on(shop, {timed});
    if (done) continue;
    if (done.error().kind == ErrorKind::unavailable) return done;
    log::error("time could not act on a case",
               {{"case", timed.id.str()}, {"code", done.error().code}, {"what", done.error().message.en}});
    // The next reading of the store brings it back.
  }
  return {};
}

Result<void> ClockWatch::act_on(ShopId shop, const std::vector<ports::TimedCase>& due) {
  std::vector<CaseId> ids;
  ids.reserve(due.size());
  for (const ports::TimedCase& timed : due) ids.push_back(timed.id);
  std::vector<ports::TimedCase> next;
  SHOUHOU_TRY(store_.write_now(
      [&](ports::Unit& unit) -> Result<void> {
        SHOUHOU_ASSIGN(next, app::pass_time(unit, shop, ids));
        return {};
      },
      shop));
  for (const ports::TimedCase& timed : next) note(timed);
  if (options_.on_done) {
    const Instant now = clock_.now();
    for (const ports::TimedCase& timed : due) options_.on_done(*timed.at, now);
  }
  return {};
}

void ClockWatch::run() {
  for (;;) {
    const Result<int> acted = look();
    if (!acted) {
      log::warning("clock watch", {{"code", acted.error().code}, {"what", acted.error().message.en}});
    }
    wait();
    const std::lock_guard lock(mutex_);
    if (end_) return;
  }
}

// Until something is due, or commits were made; those are given a moment to gather.
void ClockWatch::wait() {
  const Instant now = clock_.now();
  Span sleep = longest_sleep;
  if (const auto next = moments_.next()) sleep = std::min(sleep, *next - now);
  const auto until =
      std::chrono::steady_clock::now() + std::chrono::milliseconds(std::max<std::int64_t>(sleep.ms, 0));
  std::unique_lock lock(mutex_);
  if (!wake_.wait_until(lock, until, [this] { return end_ || !grown_.empty(); }) || end_) return;
  const auto gathered =
      std::min(until, std::chrono::steady_clock::now() + std::chrono::milliseconds(options_.gather.ms));
  wake_.wait_until(lock, gathered, [this] { return end_; });
}

}  // namespace shouhou::jobs
