// Lines to a descriptor that never hold their writer up. As long as the reader keeps up, a line has left the
// program when write() returns, so what was said before a crash is there. When it does not (a full pipe, a
// stopped terminal), lines wait in memory and a thread hands them on as room comes; over the limit whole
// lines are dropped, counted, and their number is told in a line of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "base/instant.h"

namespace shouhou::log {

class LineOut {
 public:
  // The line, with its end, that says how many were dropped.
  using Told = std::function<std::string(std::uint64_t dropped)>;

  // The descriptor stays the caller's. Of lines that wait, `limit` bytes are kept.
  LineOut(int descriptor, std::size_t limit, Told told);
  ~LineOut();
  LineOut(const LineOut&) = delete;
  LineOut& operator=(const LineOut&) = delete;

  void write(std::string_view line);
  // Waits until nothing waits any more; false when the time was not enough.
  bool flush(Span limit);
  std::uint64_t dropped() const { return dropped_.load(std::memory_order_relaxed); }

 private:
  enum class Kind { file, socket, stream };

  std::size_t put(std::string_view bytes);
  long put_some(const char* from, std::size_t size) const;
  void lose(std::string_view lines);
  void catch_up();
  void hand_on();

  const int descriptor_;
  const std::size_t limit_;
  const Told told_;
  Kind kind_ = Kind::file;
  int own_ = -1;  // our own opening of a pipe or terminal: it may be non-blocking, others share descriptor_

  std::mutex mutex_;
  std::condition_variable changed_;
  std::string waiting_;
  std::uint64_t untold_ = 0;  // dropped since the last line that told of it
  std::atomic<std::uint64_t> dropped_{0};
  bool ending_ = false;
  std::thread thread_;  // begins with the first line that has to wait
};

// The program's log (base/log.h), on stderr.
LineOut& out();

}  // namespace shouhou::log
