#include "server/import_runner.h"

#include "app/import_check.h"
#include "base/log.h"

namespace shouhou::server {

ImportLine::ImportLine(const char* what, Work work)
    : what_(what), work_(std::move(work)), thread_([this] { run(); }) {}

ImportLine::~ImportLine() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void ImportLine::add(ShopId shop, ImportId id) {
  {
    const std::lock_guard lock(mutex_);
    queue_.emplace_back(shop, id);
  }
  wake_.notify_all();
}

void ImportLine::run() {
  while (true) {
    std::pair<ShopId, ImportId> next;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return ending_ || !queue_.empty(); });
      if (ending_) return;
      next = queue_.front();
      queue_.pop_front();
    }
    const Result<void> done = work_(next.first, next.second, [this] { return !ending_; });
    if (!done) log::error(what_, {{"import", next.second.str()}, {"error", done.error().code}});
  }
}

ImportRunner::ImportRunner(const app::ImportServices& services)
    : services_(services),
      imports_("import stopped",
               [this](ShopId shop, ImportId id, const std::function<bool()>& go_on) -> Result<void> {
                 const auto outcome =
                     app::run_import(services_, shop, id, {}, [&](const ports::Import&) { return go_on(); });
                 if (!outcome) return forward(outcome.error());
                 return {};
               }),
      checks_("dry run stopped", [this](ShopId shop, ImportId id, const std::function<bool()>& go_on) {
        return app::run_check(services_, shop, id, go_on);
      }) {}

Result<void> ImportRunner::resume() {
  std::vector<ports::Import> imports;
  std::vector<ports::ImportCheck> checks;
  SHOUHOU_TRY(services_.store.read([&](ports::ReadUnit& unit) -> Result<void> {
    imports = unit.imports().unfinished();
    checks = unit.imports().running_checks();
    return {};
  }));
  for (const ports::Import& import : imports) {
    if (import.state == ports::ImportState::running) run(import.shop, import.id);
  }
  for (const ports::ImportCheck& one : checks) check(one.shop, one.import);
  return {};
}

}  // namespace shouhou::server
