#include "http/kept_rows.h"

#include <functional>
#include <utility>

namespace shouhou::http {
namespace {

// One row in one language.
std::int64_t key_of(const ports::QueueRow& row, Language language) {
  return language == Language::zh ? row.id.value : ~row.id.value;
}

// The case by its version; its rank and the rules may change without it. Two wordings of one case with the
// same print would take 2^32 changes of it.
std::uint64_t print_of(const ports::QueueRow& row, const std::string& rules_version) {
  std::uint64_t print = std::hash<std::string>{}(row.reasons);
  for (const std::uint64_t part :
       {std::uint64_t{std::hash<std::string>{}(rules_version)}, static_cast<std::uint64_t>(row.due.ms),
        static_cast<std::uint64_t>(row.next_deadline.value_or(Instant{}).ms),
        static_cast<std::uint64_t>(row.version)}) {
    print = (print ^ part) * 0x9E3779B97F4A7C15;
    print ^= print >> 32;
  }
  return print;
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
    const std::uint64_t print = print_of(rows[i], rules_version);
    if (!page[i].json || page[i].print != print) {
      const std::string words = wording(rows[i]);
      page[i] = {print, std::make_shared<const std::string>(words.data(), words.size())};  // not a byte spare
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
  constexpr std::size_t beside = 144;  // the map's own share of a row
  const auto size_of = [](const Kept& row) { return row.json->size() + beside; };
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
