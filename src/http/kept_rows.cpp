#include "http/kept_rows.h"

#include <utility>

namespace shouhou::http {
namespace {

// One row in one language.
std::int64_t key_of(const ports::QueueRow& row, Language language) {
  return language == Language::zh ? row.id.value : ~row.id.value;
}

std::string place_of(const ports::QueueRow& row, const std::string& rules_version) {
  return rules_version + std::to_string(row.due.ms) + row.reasons;
}

}  // namespace

void KeptRows::write(std::string& out, const std::vector<ports::QueueRow>& rows, Language language,
                     const std::string& rules_version, const Wording& wording) {
  std::vector<Kept> page(rows.size());
  std::vector<bool> worded(rows.size());
  {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < rows.size(); ++i) page[i] = find(key_of(rows[i], language));
  }
  char before = '\0';
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::string place = place_of(rows[i], rules_version);
    if (!page[i].json || page[i].version != rows[i].version || page[i].place != place) {
      page[i] = {rows[i].version, std::move(place), std::make_shared<const std::string>(wording(rows[i]))};
      worded[i] = true;
    }
    if (before) out += before;
    before = ',';
    out += *page[i].json;
  }
  const std::lock_guard lock(mutex_);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (worded[i]) keep(key_of(rows[i], language), std::move(page[i]));
  }
}

KeptRows::Kept KeptRows::find(std::int64_t key) {
  if (const auto young = young_.find(key); young != young_.end()) return young->second;
  const auto old = old_.find(key);
  if (old == old_.end()) return {};
  Kept kept = std::move(old->second);
  old_.erase(old);
  keep(key, kept);
  return kept;
}

void KeptRows::keep(std::int64_t key, Kept kept) {
  constexpr std::size_t beside = 160;  // the map's own share of a row
  const auto size_of = [](const Kept& row) { return row.place.size() + row.json->size() + beside; };
  if (young_size_ + size_of(kept) > limit_ / 2) {
    old_ = std::exchange(young_, {});
    young_size_ = 0;
  }
  Kept& slot = young_[key];
  if (slot.json) young_size_ -= size_of(slot);
  slot = std::move(kept);
  young_size_ += size_of(slot);
}

}  // namespace shouhou::http
