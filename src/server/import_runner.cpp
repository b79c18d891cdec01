#include "server/import_runner.h"

#include "base/log.h"

namespace shouhou::server {

ImportRunner::ImportRunner(const app::ImportServices& services)
    : services_(services), thread_([this] { work(); }) {}

ImportRunner::~ImportRunner() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void ImportRunner::run(ShopId shop, ImportId id) {
  {
    const std::lock_guard lock(mutex_);
    queue_.emplace_back(shop, id);
  }
  wake_.notify_all();
}

Result<void> ImportRunner::resume() {
  std::vector<ports::Import> broken_off;
  SHOUHOU_TRY(services_.store.read([&](ports::ReadUnit& unit) -> Result<void> {
    broken_off = unit.imports().unfinished();
    return {};
  }));
  for (const ports::Import& import : broken_off) {
    if (import.state == ports::ImportState::running) run(import.shop, import.id);
  }
  return {};
}

void ImportRunner::work() {
  while (true) {
    std::pair<ShopId, ImportId> next;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return ending_ || !queue_.empty(); });
      if (ending_) return;
      next = queue_.front();
      queue_.pop_front();
    }
    const auto outcome = app::run_import(services_, next.first, next.second, {},
                                         [this](const ports::Import&) { return !ending_; });
    if (!outcome) {
      log::error("import stopped", {{"import", next.second.str()}, {"error", outcome.error().code}});
    }
  }
}

}  // namespace shouhou::server
