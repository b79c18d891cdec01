#include "domain/case_checks.h"

#include "base/utf8.h"

namespace shouhou::domain {

Result<void> fits(std::string_view text, std::size_t limit, std::string field, bool needed) {
  if (!utf8::valid(text)) {
    return invalid("case.field", std::move(field),
                   {"不是合法的文字（UTF-8）", "this is not valid text (UTF-8)"});
  }
  if (needed && utf8::trim(text).empty()) {
    return invalid("case.reason_needed", std::move(field), {"此处必填", "this must be filled in"});
  }
  if (utf8::length(text) > limit) {
    const std::string most = std::to_string(limit);
    return invalid("case.field", std::move(field),
                   {"太长，最多 " + most + " 字", "too long, at most " + most + " characters"});
  }
  return {};
}

Result<void> valid_tag(const std::string& tag) {
  SHOUHOU_TRY(fits(tag, longest_tag, "tag"));
  if (tag.find_first_of(" \t\r\n,") != std::string::npos || utf8::trim(tag) != tag) {
    return invalid("case.field", "tag", {"标签里不能有空格或逗号", "a tag has no blanks and no commas"});
  }
  return {};
}

}  // namespace shouhou::domain
