// The names of clocks as people read them: "首次回复", "退货申请响应", "每日进展".
#pragma once

#include <string_view>

#include "base/text.h"

namespace shouhou::domain {

// Kinds of clocks that the desk itself starts; those of a platform's or the law's are the names of
// TimeOutStep.
namespace clock_kind {
inline constexpr std::string_view first_answer = "first_answer";      // a person takes up the case
inline constexpr std::string_view first_reply = "first_reply";        // to the first message of a talk (P-I1)
inline constexpr std::string_view next_reply = "next_reply";          // to each further one
inline constexpr std::string_view daily_update = "daily_update";      // the progress message (P-E1)
inline constexpr std::string_view call_back = "call_back";            // a call that was promised
inline constexpr std::string_view inspect_return = "inspect_return";  // goods are back → decided (P-E2)
}  // namespace clock_kind

// The kind itself where nobody has named it.
Text text_of_clock(std::string_view kind);

}  // namespace shouhou::domain
