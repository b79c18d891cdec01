// What exports wrap around values so that a spreadsheet leaves them alone: ="123…", a leading ', tabs.
#pragma once

#include <string_view>

namespace shouhou::connect {

// The value inside; a view into `cell`. ="123" -> 123, '13800000000 -> 13800000000, "\t123\t" -> 123.
// An apostrophe before anything but a digit or a sign that spreadsheets take for a formula (= + - @) is part
// of the text.
std::string_view without_armour(std::string_view cell);

}  // namespace shouhou::connect
