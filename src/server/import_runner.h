// Runs started imports and dry runs in the background and goes on with those that a stop of the program broke
// off: imports one after the other, dry runs one after the other beside them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

#include "app/import_files.h"

namespace shouhou::server {

// One thread and what waits for it.
class ImportLine {
 public:
  using Work = std::function<Result<void>(ShopId, ImportId, const std::function<bool()>& go_on)>;
  ImportLine(const char* what, Work work);
  ~ImportLine();  // stops what runs after its current piece
  ImportLine(const ImportLine&) = delete;
  ImportLine& operator=(const ImportLine&) = delete;

  void add(ShopId shop, ImportId id);

 private:
  void run();

  const char* const what_;
  const Work work_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::pair<ShopId, ImportId>> queue_;
  std::atomic<bool> ending_{false};
  std::thread thread_;
};

class ImportRunner {
 public:
  explicit ImportRunner(const app::ImportServices& services);

  void run(ShopId shop, ImportId id) { imports_.add(shop, id); }
  void check(ShopId shop, ImportId id) { checks_.add(shop, id); }
  // Queues what was running when the program ended.
  Result<void> resume();

 private:
  const app::ImportServices services_;
  ImportLine imports_;
  ImportLine checks_;
};

}  // namespace shouhou::server
