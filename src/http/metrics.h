// Counts and latencies per route, and their text for Prometheus.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/route.h"

namespace shouhou::http {

class Metrics {
 public:
  using Duration = std::chrono::steady_clock::duration;

  // The routes must stay as they are afterwards.
  explicit Metrics(const Routes& routes);
  void count(const Route* route, int status, Duration took);
  // A number read when somebody asks: name, help, value.
  void gauge(std::string name, std::string help, std::function<double()> value);
  std::string text() const;

 private:
  static constexpr std::array<double, 10> bounds{0.001, 0.0025, 0.005, 0.01, 0.025,
                                                 0.05,  0.1,    0.5,   1,    5};  // s
  struct Row {
    std::string labels;                                    // method="GET",route="/api/v1/queue"
    std::array<std::atomic<std::uint64_t>, 5> by_class{};  // 1xx and 2xx together … 5xx
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets{};
    std::atomic<std::uint64_t> nanoseconds{0};
  };
  struct Gauge {
    std::string name;
    std::string help;
    std::function<double()> value;
  };

  std::unordered_map<const Route*, Row> rows_;
  std::vector<const Route*> order_;
  mutable std::mutex gauges_mutex_;
  std::vector<Gauge> gauges_;
};

}  // namespace shouhou::http
