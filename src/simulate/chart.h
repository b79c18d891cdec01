// Charts as SVG text, for the report. Sizes are in the units of the view box; the page scales them to its
// width.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "simulate/statistics.h"

namespace shouhou::simulate {

// Text with the five characters of markup replaced.
std::string escaped(const std::string& text);
std::string number(double value, int decimals);

struct Bar {
  std::string name;
  std::vector<double> parts;  // in the order of the legend; below zero: to the left
};
// Horizontal stacked bars with the total at the end. `colours` has one per part.
std::string stacked_bars(const std::vector<Bar>& bars, const std::vector<std::string>& colours);

struct Whisker {
  std::string name;
  Estimate value;
};
// Differences with their intervals around a line at zero.
std::string whiskers(const std::vector<Whisker>& rows);

struct Line {
  std::string name;
  std::string colour;
  std::vector<double> values;  // one a month
};
// `marked`: a month to draw a line at, with its word; below zero: none.
std::string lines_by_month(const std::vector<Line>& lines, int marked, const std::string& word);

}  // namespace shouhou::simulate
