// What cases are found by: keyed marks of their words, so that the database tells nobody what a buyer said
// (docs/decisions/0015). Cases from before marks stand in a table of plain words until turn_over has come to
// them (store/mark_words.h); both are found meanwhile. A word: see search_tokens in base/normal_text.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine/engine.h"
#include "store/personal_vault.h"

namespace shouhou::store {

class WordMarks {
 public:
  WordMarks(Session& session, StoredVault& vault) : session_(session), vault_(vault) {}

  // Of a new case.
  void set(ShopId shop, CaseId id, const std::vector<std::string>& words);
  // To those it has.
  void add(ShopId shop, CaseId id, const std::vector<std::string>& words);
  // The case is found by nothing any more.
  void clear(ShopId shop, CaseId id);

  bool has(ShopId shop, CaseId id, const std::vector<std::string>& words);
  // Cases with all the words, in no order; with more than `limit` of them at least that many.
  std::vector<CaseId> find(ShopId shop, const std::vector<std::string>& words, int limit);

  // The case's plain words, where it still has any, become marks.
  void turn_over(ShopId shop, CaseId id);

 private:
  std::vector<std::string> marks_of(ShopId shop, const std::vector<std::string>& words);
  std::optional<std::string> stored(const Query& query, ShopId shop, CaseId id);
  void lay_over(ShopId shop, CaseId id, const std::optional<std::string>& known,
                const std::vector<std::string>& marks);

  Session& session_;
  StoredVault& vault_;
};

}  // namespace shouhou::store
