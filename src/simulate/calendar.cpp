#include "simulate/calendar.h"

#include <array>
#include <cmath>

namespace shouhou::simulate {
namespace {

struct SaleDay {
  int month;
  int day;
  double factor;  // of an ordinary day's orders
};
// Double 11 has been several days long for years: an opening on the 1st and the night of the 11th.
constexpr std::array<SaleDay, 8> sales{{{6, 17, 1.8},
                                        {6, 18, 3.0},
                                        {11, 1, 3.0},
                                        {11, 10, 2.0},
                                        {11, 11, 6.0},
                                        {11, 12, 1.8},
                                        {12, 11, 1.3},
                                        {12, 12, 2.2}}};

const SaleDay* sale_on(Day day) {
  for (const SaleDay& sale : sales) {
    if (sale.month == day.month && sale.day == day.day) return &sale;
  }
  return nullptr;
}

double ordinary(Day day) {
  const double season = 1 + 0.35 * std::cos(6.283185307 * ((day.month - 1) * 30.4 + day.day - 1) / 365.0);
  const double weekend = day.weekday() == 0 || day.weekday() == 6 ? 1.1 : 0.96;
  return season * weekend;
}

}  // namespace

SalesCalendar::SalesCalendar(Day first, std::int64_t before, std::int64_t counted) {
  Day day = first.plus_days(static_cast<int>(-before));
  double sum = 0;
  for (std::int64_t i = 0; i < before + counted; ++i, day = day.plus_days(1)) {
    const SaleDay* sale = sale_on(day);
    busy_.push_back(ordinary(day) * (sale == nullptr ? 1 : sale->factor));
    sale_.push_back(sale != nullptr);
    sum += busy_.back();
  }
  for (double& factor : busy_) factor *= static_cast<double>(busy_.size()) / sum;
}

bool SalesCalendar::sale(std::int64_t day) const {
  return day >= 0 && day < static_cast<std::int64_t>(sale_.size()) && sale_[static_cast<std::size_t>(day)];
}

std::int64_t SalesCalendar::days_to_sale(std::int64_t day) const {
  if (sale(day)) return -1;
  for (std::int64_t ahead = 1; ahead <= 10; ++ahead) {
    if (sale(day + ahead)) return ahead;
  }
  return -1;
}

}  // namespace shouhou::simulate
