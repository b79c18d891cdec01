// What one transaction of an import takes, and the wait for it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/import_rows.h"
#include "ports/imports.h"

namespace shouhou::app {

// A row that was read and is wrong.
struct BadRow {
  std::int64_t line = 0;
  std::vector<RowProblem> problems;
  std::vector<std::string> cells;
};

// Rows per transaction: a chunk keeps the writer busy for some tens of milliseconds at most, because people
// work on the desk meanwhile. Rows that open cases weigh more.
std::size_t rows_per_chunk(ImportKind kind);

struct Chunk {
  TextArena arena;
  std::vector<RowFacts> rows;
  std::vector<std::int64_t> lines;      // beside rows
  std::vector<std::string_view> cells;  // of all rows, one after the other
  std::vector<std::size_t> cells_end;   // beside rows
  std::vector<BadRow> refused;
  std::int64_t read = 0;  // rows of the file, good and bad
  std::int64_t table = 0;
  std::int64_t row_before = 0;
  std::int64_t row_after = 0;
  std::int64_t permille = 0;
};

// As they are kept with the import.
std::string json_of(const std::vector<RowProblem>& problems);
std::string json_of(const std::vector<std::string>& cells);
std::string json_of(const Error& error);
// What a screen is told of its progress.
std::string event_body(const ports::Import& import);

// A write that is under way on the store's thread.
class Pending {
 public:
  void begin() {
    const std::lock_guard lock(mutex_);
    done_ = false;
  }
  void finish(Result<void> outcome) {
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
    done_ = true;
    changed_.notify_all();
  }
  Result<void> wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done_; });
    return outcome_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = true;
  Result<void> outcome_;
};

}  // namespace shouhou::app
