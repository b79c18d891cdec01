// Pages that were written once and can be sent again as long as nothing of the shop has changed. A team looks
// at the same few pages of the queue over and over; between two changes they cost one look at the shop's
// sequence number.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/ids.h"

namespace shouhou::http {

class KeptPages {
 public:
  using Page = std::shared_ptr<const std::string>;

  // Keeps at most so many bytes of pages.
  explicit KeptPages(std::size_t limit) : limit_(limit) {}

  // Null where it is not there or older than the shop's `sequence`.
  Page find(const std::string& key, std::int64_t sequence);
  void keep(const std::string& key, std::int64_t sequence, Page page);

 private:
  struct Kept {
    std::string key;
    std::int64_t sequence = 0;
    Page page;
  };
  void drop(std::list<Kept>::iterator kept);

  const std::size_t limit_;
  std::size_t size_ = 0;
  std::mutex mutex_;
  std::list<Kept> pages_;  // the one used last in front
  std::unordered_map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace shouhou::http
