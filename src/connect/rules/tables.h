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

void read_law(RowReader& row, BookBuilder& builder);
void read_goods_category(RowReader& row, BookBuilder& builder);
void read_compensation(RowReader& row, BookBuilder& builder);
void read_promise(RowReader& row, BookBuilder& builder);
void finish_goods(BookBuilder& builder);

void read_answer(RowReader& row, BookBuilder& builder);
void read_department(RowReader& row, BookBuilder& builder);
void read_waiting(RowReader& row, BookBuilder& builder);
void read_stuck(RowReader& row, BookBuilder& builder);
void read_daily(RowReader& row, BookBuilder& builder);
void read_dock(RowReader& row, BookBuilder& builder);
void finish_follow_up(BookBuilder& builder);

void read_remedy(RowReader& row, BookBuilder& builder);
void read_ladder(RowReader& row, BookBuilder& builder);
void read_authority(RowReader& row, BookBuilder& builder);
void read_freight(RowReader& row, BookBuilder& builder);
void read_number(RowReader& row, BookBuilder& builder);
void finish_remedies(BookBuilder& builder);

}  // namespace shouhou::connect
