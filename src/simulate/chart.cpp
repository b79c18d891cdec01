#include "simulate/chart.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace shouhou::simulate {
namespace {

constexpr double width = 640;

std::string at(double value) {
  return number(value, 1);
}

std::string label(double x, double y, const std::string& text, const char* anchor = "start",
                  const char* kind = "t") {
  return "<text x=\"" + at(x) + "\" y=\"" + at(y) + "\" text-anchor=\"" + anchor + "\" class=\"" + kind +
         "\">" + escaped(text) + "</text>";
}

std::string box(double x, double y, double w, double h, const std::string& colour) {
  return "<rect x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(std::max(0.0, w)) + "\" height=\"" +
         at(h) + "\" fill=\"" + colour + "\"/>";
}

std::string stroke(double x1, double y1, double x2, double y2, const char* kind) {
  return "<line x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" + at(x2) + "\" y2=\"" + at(y2) +
         "\" class=\"" + kind + "\"/>";
}

std::string framed(double height, const std::string& inside) {
  return "<svg viewBox=\"0 0 " + at(width) + " " + at(height) +
         "\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">" + inside + "</svg>\n";
}

// A round step that gives at most `most` lines over the range.
double step_for(double range, int most) {
  const double rough = std::max(range, 1e-9) / most;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
    if (power * factor >= rough) return power * factor;
  }
  return power * 10;
}

// Maps [low, high] to [from, to].
struct Scale {
  double low, high, from, to;
  double operator()(double value) const { return from + (value - low) / (high - low) * (to - from); }
};

}  // namespace

std::string escaped(const std::string& text) {
  std::string made;
  for (const char c : text) {
    switch (c) {
      case '&':
        made += "&amp;";
        break;
      case '<':
        made += "&lt;";
        break;
      case '>':
        made += "&gt;";
        break;
      case '"':
        made += "&quot;";
        break;
      case '\'':
        made += "&#39;";
        break;
      default:
        made += c;
    }
  }
  return made;
}

std::string number(double value, int decimals) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string stacked_bars(const std::vector<Bar>& bars, const std::vector<std::string>& colours) {
  double low = 0;
  double high = 1;
  for (const Bar& bar : bars) {
    double left = 0;
    double right = 0;
    for (const double part : bar.parts) (part < 0 ? left : right) += part;
    low = std::min(low, left);
    high = std::max(high, right);
  }
  const double row = 34;
  const double bottom = row * static_cast<double>(bars.size()) + 6;
  const Scale x{low, high, 120, width - 60};
  std::string inside;
  const double step = step_for(high - low, 6);
  for (double mark = std::ceil(low / step) * step; mark <= high; mark += step) {
    inside += stroke(x(mark), 0, x(mark), bottom, "g") +
              label(x(mark), bottom + 14, number(mark, 0), "middle", "s");
  }
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double y = row * static_cast<double>(i) + 6;
    double left = 0;
    double right = 0;
    double total = 0;
    for (std::size_t p = 0; p < bars[i].parts.size(); ++p) {
      const double part = bars[i].parts[p];
      double& edge = part < 0 ? left : right;
      inside +=
          box(x(std::min(edge, edge + part)), y, std::abs(x(part) - x(0)), 22, colours[p % colours.size()]);
      edge += part;
      total += part;
    }
    inside +=
        label(114, y + 16, bars[i].name, "end") + label(x(right) + 5, y + 16, number(total, 1), "start", "b");
  }
  return framed(bottom + 20, inside + stroke(x(0), 0, x(0), bottom, "a"));
}

std::string whiskers(const std::vector<Whisker>& rows) {
  double low = 0;
  double high = 0;
  for (const Whisker& one : rows) {
    low = std::min(low, one.value.low());
    high = std::max(high, one.value.high());
  }
  const double room = std::max(1.0, (high - low) * 0.08);
  const Scale x{low - room, high + room, 120, width - 10};
  const double row = 30;
  const double bottom = row * static_cast<double>(rows.size()) + 4;
  std::string inside;
  const double step = step_for(high - low + 2 * room, 6);
  for (double mark = std::ceil((low - room) / step) * step; mark <= high + room; mark += step) {
    inside += stroke(x(mark), 0, x(mark), bottom, "g") +
              label(x(mark), bottom + 14, number(mark, 0), "middle", "s");
  }
  inside += stroke(x(0), 0, x(0), bottom, "a");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double y = row * static_cast<double>(i) + 16;
    const Estimate& value = rows[i].value;
    const std::string colour = value.high() < 0 ? "#2f8f5b" : value.low() > 0 ? "#c0392b" : "#8a8a8a";
    inside += label(114, y + 4, rows[i].name, "end");
    inside += box(x(value.low()), y - 2, x(value.high()) - x(value.low()), 4, colour);
    inside +=
        "<circle cx=\"" + at(x(value.mean)) + "\" cy=\"" + at(y) + "\" r=\"5\" fill=\"" + colour + "\"/>";
  }
  return framed(bottom + 20, inside);
}

std::string lines_by_month(const std::vector<Line>& lines, int marked, const std::string& word) {
  double low = 1e18;
  double high = 0;
  std::size_t months = 2;
  for (const Line& line : lines) {
    months = std::max(months, line.values.size());
    for (const double value : line.values) {
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
  low = std::max(0.0, low - (high - low) * 0.1);
  const double height = 260;
  const Scale x{0, static_cast<double>(months - 1), 36, width - 12};
  const Scale y{low, high + 1, height, 10};
  std::string inside;
  const double step = step_for(high - low, 5);
  for (double mark = std::ceil(low / step) * step; mark <= high; mark += step) {
    inside +=
        stroke(36, y(mark), width - 12, y(mark), "g") + label(32, y(mark) + 4, number(mark, 0), "end", "s");
  }
  for (std::size_t month = 0; month<months; month += months> 24 ? 6 : 3) {
    inside += label(x(static_cast<double>(month)), height + 16, std::to_string(month + 1), "middle", "s");
  }
  if (marked >= 0) {
    const double place = x(marked - 0.5);
    inside += stroke(place, 10, place, height, "m") + label(place + 4, 20, word, "start", "s");
  }
  for (const Line& line : lines) {
    std::string points;
    for (std::size_t i = 0; i < line.values.size(); ++i) {
      points += at(x(static_cast<double>(i))) + "," + at(y(line.values[i])) + " ";
    }
    inside += "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + line.colour +
              "\" stroke-width=\"2.2\"/>";
  }
  return framed(height + 24, inside);
}

}  // namespace shouhou::simulate
