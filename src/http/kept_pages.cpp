#include "http/kept_pages.h"

namespace shouhou::http {

KeptPages::Page KeptPages::find(const std::string& key, std::int64_t sequence) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || found->second->sequence != sequence) return nullptr;
  pages_.splice(pages_.begin(), pages_, found->second);
  return found->second->page;
}

void KeptPages::keep(const std::string& key, std::int64_t sequence, Page page) {
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    pages_.erase(found->second);
    by_key_.erase(found);
  }
  pages_.push_front({key, sequence, std::move(page)});
  by_key_[key] = pages_.begin();
  if (pages_.size() <= limit_) return;
  by_key_.erase(pages_.back().key);
  pages_.pop_back();
}

}  // namespace shouhou::http
