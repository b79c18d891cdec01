// The year of a Chinese shop: weekdays, the cold season of knitwear, and the sales (618, double 11, double
// 12), when a week's orders come in a day and prices fall.
#pragma once

#include <vector>

#include "base/money.h"
#include "base/zone.h"

namespace shouhou::simulate {

inline constexpr std::int64_t sale_percent = 88;  // of the usual price on a sale day
inline constexpr Fen free_shipping_from{59'00};

class SalesCalendar {
 public:
  // Days count from `before` days ahead of `first`.
  SalesCalendar(Day first, std::int64_t before, std::int64_t counted);

  double busy(std::int64_t day) const { return busy_.at(static_cast<std::size_t>(day)); }  // mean 1
  bool sale(std::int64_t day) const;
  // Days until the next sale begins; -1 where none is near (within ten days) or one is on.
  std::int64_t days_to_sale(std::int64_t day) const;

 private:
  std::vector<double> busy_;
  std::vector<bool> sale_;
};

}  // namespace shouhou::simulate
