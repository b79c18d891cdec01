// 运单号 as people type and scan them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace shouhou::domain {

// Upper case, full-width folded, without blanks, dashes and invisible characters: "sf 1234-5678 90123" ->
// "SF1234567890123". Empty where other characters stand in it.
std::string normal_tracking(std::string_view text);

// The normal form of what a buyer names as the number of a return parcel. 8 to 30 letters and digits, at
// least six digits among them. Errors (invalid): tracking.malformed; tracking.phone (a mobile number was
// typed in its place, the commonest slip).
Result<std::string> read_tracking(std::string_view text);

}  // namespace shouhou::domain
