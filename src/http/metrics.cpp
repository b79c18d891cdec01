#include "http/metrics.h"

#include <algorithm>

#include "http/json_write.h"

namespace shouhou::http {
namespace {

std::string number(double value) {
  std::string text;
  write_json(text, value);
  return text;
}

}  // namespace

Metrics::Metrics(const Routes& routes) {
  for (const auto& route : routes.all()) {
    rows_[route.get()].labels = "method=\"" + route->method + "\",route=\"" + route->path + '"';
    order_.push_back(route.get());
  }
  rows_[nullptr].labels = R"(method="",route="other")";  // static files and unknown addresses
  order_.push_back(nullptr);
}

void Metrics::count(const Route* route, int status, Duration took) {
  Row& row = rows_.at(route);
  const int status_class = std::clamp(status / 100, 2, 5);
  row.by_class[static_cast<std::size_t>(status_class - 1)].fetch_add(1, std::memory_order_relaxed);
  const double seconds = std::chrono::duration<double>(took).count();
  const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin();
  row.buckets[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
  const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(took).count();
  row.nanoseconds.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(0, nanoseconds)),
                            std::memory_order_relaxed);
}

void Metrics::gauge(std::string name, std::string help, std::function<double()> value) {
  const std::lock_guard lock(gauges_mutex_);
  gauges_.push_back({std::move(name), std::move(help), std::move(value)});
}

std::string Metrics::text() const {
  std::string out =
      "# HELP shouhou_requests_total Requests answered.\n# TYPE shouhou_requests_total counter\n";
  for (const Route* route : order_) {
    const Row& row = rows_.at(route);
    for (std::size_t i = 1; i < row.by_class.size(); ++i) {
      const auto count = row.by_class[i].load(std::memory_order_relaxed);
      if (count == 0) continue;
      out += "shouhou_requests_total{" + row.labels + ",status=\"" + std::to_string(i + 1) + "xx\"} " +
             std::to_string(count) + '\n';
    }
  }
  out +=
      "# HELP shouhou_request_seconds Time from the complete request to the answer.\n"
      "# TYPE shouhou_request_seconds histogram\n";
  for (const Route* route : order_) {
    const Row& row = rows_.at(route);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) sum += row.buckets[i].load(std::memory_order_relaxed);
    if (sum == 0) continue;
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
      so_far += row.buckets[i].load(std::memory_order_relaxed);
      const std::string bound = i < bounds.size() ? number(bounds[i]) : "+Inf";
      out += "shouhou_request_seconds_bucket{" + row.labels + ",le=\"" + bound + "\"} " +
             std::to_string(so_far) + '\n';
    }
    const double seconds = static_cast<double>(row.nanoseconds.load(std::memory_order_relaxed)) / 1e9;
    out += "shouhou_request_seconds_sum{" + row.labels + "} " + number(seconds) + '\n';
    out += "shouhou_request_seconds_count{" + row.labels + "} " + std::to_string(so_far) + '\n';
  }
  const std::lock_guard lock(gauges_mutex_);
  for (const Gauge& gauge : gauges_) {
    out += "# HELP " + gauge.name + ' ' + gauge.help + "\n# TYPE " + gauge.name + " gauge\n" + gauge.name +
           ' ' + number(gauge.value()) + '\n';
  }
  return out;
}

}  // namespace shouhou::http
