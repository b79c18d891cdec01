// Rows of the queue as JSON, worded once and sent again as long as the case, its place in the queue and the
// rules are the same. When something of the shop changed, most rows of a page did not.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ports/cases.h"

namespace shouhou::http {

class KeptRows {
 public:
  using Wording = std::function<std::string(const ports::QueueRow&)>;

  // Keeps at most about so many bytes.
  explicit KeptRows(std::size_t limit) : limit_(limit) {}

  // Appends the rows to `out`, separated by commas; `wording` is asked for those that are not kept.
  void write(std::string& out, const std::vector<ports::QueueRow>& rows, Language language,
             const std::string& rules_version, const Wording& wording);

 private:
  using Json = std::shared_ptr<const std::string>;
  struct Kept {
    std::uint64_t print = 0;  // of all that decides how the row is worded
    Json json;
  };
  using Rows = std::unordered_map<std::int64_t, Kept>;

  Kept find(std::int64_t key);
  void keep(std::int64_t key, Kept kept);

  const std::size_t limit_;
  std::mutex mutex_;
  // Two generations: when the young ones fill half of the limit, the old ones go and the young grow old.
  Rows young_, old_;
  std::size_t young_size_ = 0;
};

}  // namespace shouhou::http
