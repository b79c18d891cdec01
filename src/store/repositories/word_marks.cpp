#include "store/repositories/word_marks.h"

#include <algorithm>

#include "store/sql/queries/word_marks.h"

namespace shouhou::store {
namespace queries = sql::word_marks;
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += ' ';
    all += word;
  }
  return all;
}

bool holds(std::string_view stored, std::string_view word) {
  for (std::size_t at = 0; at < stored.size();) {
    const std::size_t end = std::min(stored.find(' ', at), stored.size());
    if (stored.substr(at, end - at) == word) return true;
    at = end + 1;
  }
  return false;
}

bool holds_all(std::string_view stored, const std::vector<std::string>& words) {
  return std::ranges::all_of(words, [&](const std::string& word) { return holds(stored, word); });
}

// For FTS5 and tsquery: all of them.
std::string match_of(const std::vector<std::string>& words, bool postgres) {
  const char quote = postgres ? '\'' : '"';
  std::string match;
  for (const std::string& word : words) {
    if (!match.empty()) match += postgres ? " & " : " AND ";
    match += quote + word + quote;
  }
  return match;
}

// Plain words carried their shop, so that one shop's never met another's.
std::string prefix_of(ShopId shop) {
  return "s" + shop.str() + "x";
}

std::vector<std::string> plain_of(ShopId shop, const std::vector<std::string>& words) {
  std::vector<std::string> plain;
  for (const std::string& word : words) plain.push_back(prefix_of(shop) + word);
  return plain;
}

std::vector<std::string> words_of_plain(ShopId shop, std::string_view stored) {
  const std::string prefix = prefix_of(shop);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < stored.size();) {
    const std::size_t end = std::min(stored.find(' ', at), stored.size());
    const std::string_view part = stored.substr(at, end - at);
    if (part.starts_with(prefix)) words.emplace_back(part.substr(prefix.size()));
    at = end + 1;
  }
  return words;
}

}  // namespace

std::vector<std::string> WordMarks::marks_of(ShopId shop, const std::vector<std::string>& words) {
  std::vector<std::string> marks;
  marks.reserve(words.size());
  for (const std::string& word : words) marks.push_back(vault_.word_mark(shop, word));
  std::ranges::sort(marks);
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

std::optional<std::string> WordMarks::stored(const Query& query, ShopId shop, CaseId id) {
  return session_.one(query, {{"shop_id", shop}, {"id", id}}, [](const Row& row) { return row.string(0); });
}

void WordMarks::set(ShopId shop, CaseId id, const std::vector<std::string>& words) {
  session_.later(queries::add, {{"shop_id", shop}, {"id", id}, {"marks", joined(marks_of(shop, words))}});
}

void WordMarks::add(ShopId shop, CaseId id, const std::vector<std::string>& words) {
  auto known = stored(queries::of, shop, id);
  if (!known) {
    turn_over(shop, id);
    known = stored(queries::of, shop, id);
  }
  lay_over(shop, id, known, marks_of(shop, words));
}

void WordMarks::lay_over(ShopId shop, CaseId id, const std::optional<std::string>& known,
                         const std::vector<std::string>& marks) {
  std::string all = known.value_or(std::string());
  bool grown = !known;
  for (const std::string& mark : marks) {
    if (holds(all, mark)) continue;
    if (!all.empty()) all += ' ';
    all += mark;
    grown = true;
  }
  if (!grown) return;
  session_.later(known ? queries::change : queries::add, {{"shop_id", shop}, {"id", id}, {"marks", all}});
}

void WordMarks::clear(ShopId shop, CaseId id) {
  session_.run(queries::drop_plain, {{"shop_id", shop}, {"id", id}});
  session_.run(queries::clear, {{"shop_id", shop}, {"id", id}});
}

void WordMarks::turn_over(ShopId shop, CaseId id) {
  const auto plain = stored(queries::plain_of, shop, id);
  if (!plain) return;
  session_.run(queries::drop_plain, {{"shop_id", shop}, {"id", id}});
  lay_over(shop, id, stored(queries::of, shop, id), marks_of(shop, words_of_plain(shop, *plain)));
}

bool WordMarks::has(ShopId shop, CaseId id, const std::vector<std::string>& words) {
  if (const auto marks = stored(queries::of, shop, id)) return holds_all(*marks, marks_of(shop, words));
  const auto plain = stored(queries::plain_of, shop, id);
  return plain && holds_all(*plain, plain_of(shop, words));
}

std::vector<CaseId> WordMarks::find(ShopId shop, const std::vector<std::string>& words, int limit) {
  const bool postgres = session_.postgres();
  return session_.all(queries::search,
                      {{"match", match_of(marks_of(shop, words), postgres)},
                       {"plain_match", match_of(plain_of(shop, words), postgres)},
                       {"limit", limit}},
                      [](const Row& row) { return row.id<CaseId>(0); });
}

}  // namespace shouhou::store
