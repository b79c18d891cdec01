#include "jobs/outbox_worker.h"

#include <chrono>
#include <exception>
#include <limits>
#include <vector>

#include "base/log.h"

namespace shouhou::jobs {
namespace {

ports::Performed ask(ports::Performer& performer, const ports::PerformRequest& request) {
  try {
    return performer.perform(request);
  } catch (const std::exception& problem) {
    ports::Performed failed;
    failed.outcome = ports::PerformOutcome::try_again;
    failed.error = problem.what();
    return failed;
  }
}

}  // namespace

OutboxWorker::OutboxWorker(ports::Store& store, ports::Performer& performer, OutboxPlan plan)
    : store_(store), performer_(performer), plan_(std::move(plan)) {
  if (plan_.in_background) thread_ = std::thread([this] { run(); });
}

OutboxWorker::~OutboxWorker() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void OutboxWorker::wake() {
  {
    const std::lock_guard lock(mutex_);
    if (woken_) return;
    woken_ = true;
  }
  changed_.notify_all();
}

Result<int> OutboxWorker::work() {
  bool due = false;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    due = unit.outbox().any_due(unit.now());
    return {};
  }));
  if (!due) return 0;
  std::vector<ports::OutboxItem> items;
  SHOUHOU_TRY(store_.write_now([&](ports::Unit& unit) -> Result<void> {
    items = unit.outbox().claim(unit.now(), unit.now() + plan_.lease, plan_.at_once);
    return {};
  }));
  for (const ports::OutboxItem& item : items) {
    if (const Result<void> carried = carry_out(item); !carried) {
      // Comes back when the lease ends.
      log::warning("outbox", {{"code", carried.error().code}, {"item", item.id.str()}});
    }
  }
  return static_cast<int>(items.size());
}

Result<void> OutboxWorker::carry_out(const ports::OutboxItem& item) {
  std::optional<ports::PerformRequest> request;
  SHOUHOU_TRY(store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    request = app::perform_request(unit, item);
    return {};
  }));
  std::optional<ports::Performed> performed;
  if (request) performed = ask(performer_, *request);
  if (plan_.performed) plan_.performed();
  const Result<void> recorded = record(item, performed);
  if (recorded || recorded.error().kind == ErrorKind::unavailable) return recorded;
  // The case does not take the answer: a person has to see why.
  ports::Performed refused;
  refused.outcome = ports::PerformOutcome::never;
  refused.error = recorded.error().code + ": " + recorded.error().message.zh;
  if (performed && !performed->reference.empty()) refused.error += " (" + performed->reference + ")";
  return record(item, refused);
}

Result<void> OutboxWorker::record(const ports::OutboxItem& item,
                                  const std::optional<ports::Performed>& performed) {
  return store_.write_now(
      [&](ports::Unit& unit) { return app::record_performance(unit, item, performed, plan_.retry); },
      item.shop);
}

void OutboxWorker::take_back() {
  bool due = false;
  const Result<void> seen = store_.read([&](ports::ReadUnit& unit) -> Result<void> {
    due = unit.outbox().any_due({std::numeric_limits<std::int64_t>::max()});
    return {};
  });
  if (!seen || !due) return;  // nothing is written at the start of a desk that has nothing to do
  (void)store_.write_now([](ports::Unit& unit) -> Result<void> {
    unit.outbox().take_back(unit.now());
    return {};
  });
}

void OutboxWorker::run() {
  if (plan_.alone) take_back();
  std::unique_lock lock(mutex_);
  while (!end_) {
    woken_ = false;
    lock.unlock();
    const Result<int> worked = work();
    if (!worked) {
      log::warning("outbox", {{"code", worked.error().code}, {"what", worked.error().message.en}});
    }
    const bool more = worked && *worked == plan_.at_once;
    lock.lock();
    if (more) continue;
    changed_.wait_for(lock, std::chrono::milliseconds(plan_.rest.ms), [this] { return end_; });
    changed_.wait_for(lock, std::chrono::milliseconds(plan_.every.ms), [this] { return end_ || woken_; });
  }
}

}  // namespace shouhou::jobs
