#include "http/kept_pages.h"

#include <iterator>

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
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
  size_ += page->size();
  pages_.push_front({key, sequence, std::move(page)});
  by_key_[key] = pages_.begin();
  while (size_ > limit_) drop(std::prev(pages_.end()));
}

void KeptPages::drop(std::list<Kept>::iterator kept) {
  size_ -= kept->page->size();
  by_key_.erase(kept->key);
  pages_.erase(kept);
}

}  // namespace shouhou::http
