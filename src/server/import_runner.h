// Runs started imports in the background, one after the other, and goes on with those that a stop of the
// program broke off.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include "app/import_files.h"

namespace shouhou::server {

class ImportRunner {
 public:
  explicit ImportRunner(const app::ImportServices& services);
  ~ImportRunner();  // stops the running import after its current piece
  ImportRunner(const ImportRunner&) = delete;
  ImportRunner& operator=(const ImportRunner&) = delete;

  void run(ShopId shop, ImportId id);
  // Queues what was running when the program ended.
  Result<void> resume();

 private:
  void work();

  const app::ImportServices services_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::pair<ShopId, ImportId>> queue_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

}  // namespace shouhou::server
