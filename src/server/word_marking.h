// The thread that turns words which cases are found by into marks, once after an upgrade
// (store/mark_words.h).
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "store/store.h"

namespace shouhou::server {

class WordMarking {
 public:
  explicit WordMarking(store::Store& store) : store_(store), thread_([this] { run(); }) {}
  ~WordMarking();
  WordMarking(const WordMarking&) = delete;
  WordMarking& operator=(const WordMarking&) = delete;

 private:
  void run();
  bool ends_within(Span time);

  store::Store& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool end_ = false;
  std::thread thread_;
};

}  // namespace shouhou::server
