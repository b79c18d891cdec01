// What every command on a case is checked for, and the refusals they share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/cases.h"

namespace shouhou::domain {

inline constexpr std::size_t longest_reason = 500;
inline constexpr std::size_t longest_title = 200;
inline constexpr std::size_t longest_summary = 4000;
inline constexpr std::size_t longest_tag = 32;
inline constexpr std::size_t longest_key = 128;

inline tl::unexpected<Error> conflict(std::string code, Text message, std::string field = {}) {
  return fail(ErrorKind::conflict, std::move(code), std::move(message), std::move(field));
}

inline tl::unexpected<Error> nothing_changes() {
  return conflict("case.nothing_changes", {"没有变化", "nothing would change"});
}

inline tl::unexpected<Error> forbidden() {
  return fail(ErrorKind::forbidden, "case.forbidden", {"没有权限这样做", "you are not allowed to do this"});
}

// Text of at most `limit` characters; unless `needed`, it may be empty. Errors: case.field,
// case.reason_needed.
Result<void> fits(std::string_view text, std::size_t limit, std::string field, bool needed = true);

// Errors: case.full.
template <class T>
Result<void> has_room(const std::vector<T>& list, std::size_t more = 1) {
  if (list.size() + more <= longest_case_list) return {};
  const std::string most = std::to_string(longest_case_list);
  return fail(ErrorKind::too_large, "case.full",
              {"此售后单的这一栏最多 " + most + " 条", "this list of a case holds at most " + most});
}

Result<void> valid_tag(const std::string& tag);

}  // namespace shouhou::domain
