#include "net/request.h"

#include <unistd.h>

#include "net/url.h"

namespace shouhou::net {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

}  // namespace

void Headers::add(std::string_view name, std::string_view value) {
  if (storage_.capacity() == 0) {
    storage_.reserve(512);
    entries_.reserve(12);
  }
  Entry entry{};
  entry.name_at = static_cast<std::uint32_t>(storage_.size());
  entry.name_size = static_cast<std::uint32_t>(name.size());
  storage_ += name;
  entry.value_at = static_cast<std::uint32_t>(storage_.size());
  entry.value_size = static_cast<std::uint32_t>(value.size());
  storage_ += value;
  entries_.push_back(entry);
}

std::string_view Headers::name_of(const Entry& entry) const {
  return std::string_view(storage_).substr(entry.name_at, entry.name_size);
}

std::string_view Headers::value_of(const Entry& entry) const {
  return std::string_view(storage_).substr(entry.value_at, entry.value_size);
}

std::string_view Headers::get(std::string_view name) const {
  for (const Entry& entry : entries_) {
    if (same_name(name_of(entry), name)) return value_of(entry);
  }
  return {};
}

std::size_t Headers::count(std::string_view name) const {
  std::size_t found = 0;
  for (const Entry& entry : entries_) found += same_name(name_of(entry), name) ? 1 : 0;
  return found;
}

bool Headers::has(std::string_view name) const {
  return count(name) > 0;
}

std::pair<std::string_view, std::string_view> Headers::at(std::size_t index) const {
  return {name_of(entries_[index]), value_of(entries_[index])};
}

void Headers::set(std::string_view name, std::string_view value) {
  std::erase_if(entries_, [&](const Entry& entry) { return same_name(name_of(entry), name); });
  add(name, value);
}

TemporaryFile::~TemporaryFile() {
  ::unlink(path_.c_str());
}

Params Request::params() const {
  return parse_query(query);
}

std::string_view Request::cookie(std::string_view name) const {
  return find_cookie(headers.get("cookie"), name);
}

}  // namespace shouhou::net
