// Who reads which table of the rule files. One function per table; see table_readers().
#pragma once

#include "connect/rules/book_builder.h"

namespace shouhou::connect {

void read_issue(RowReader& row, BookBuilder& builder);
void read_time_out(RowReader& row, BookBuilder& builder);
void read_urgency_class(RowReader& row, BookBuilder& builder);
void read_urgency_mood(RowReader& row, BookBuilder& builder);
void read_urgency_consequence(RowReader& row, BookBuilder& builder);
void read_buyer_value_band(RowReader& row, BookBuilder& builder);

void read_holiday(RowReader& row, BookBuilder& builder);
void read_calendar(RowReader& row, BookBuilder& builder);
// Lays the public holidays into the calendars that keep them.
void finish_calendars(BookBuilder& builder);

}  // namespace shouhou::connect
