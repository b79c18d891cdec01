#include "app/demo/demo_life.h"

#include <algorithm>
#include <cmath>

namespace shouhou::app {

void DemoLife::run() {
  while (!waiting_.empty()) {
    const Waiting next = waiting_.top();
    waiting_.pop();
    now_ = next.when;
    clock_.set(now_);
    next.what();
  }
  now_ = end_;
  clock_.set(end_);
}

Span DemoLife::about(Span typical) {
  const double factor = std::lognormal_distribution<double>(0.0, 0.3)(random_);
  return {static_cast<std::int64_t>(static_cast<double>(typical.ms) * std::max(0.6, factor))};
}

std::string DemoLife::digits(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += static_cast<char>('0' + between(0, 9));
  return text;
}

}  // namespace shouhou::app
