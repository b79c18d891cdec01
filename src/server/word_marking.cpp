#include "server/word_marking.h"

#include <chrono>
#include <utility>

#include "base/log.h"
#include "jobs/reranking.h"
#include "store/mark_words.h"

namespace shouhou::server {
namespace {

constexpr Span between{5};  // others write meanwhile
constexpr Span after_failure = seconds(10);

using Timer = std::chrono::steady_clock;

}  // namespace

WordMarking::~WordMarking() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool WordMarking::ends_within(Span time) {
  std::unique_lock lock(mutex_);
  return wake_.wait_for(lock, std::chrono::milliseconds(time.ms), [this] { return end_; });
}

void WordMarking::run() {
  jobs::StepSize size;
  std::int64_t cases = 0;
  bool failing = false;
  for (;;) {
    const auto start = Timer::now();
    const auto step = store::mark_words(store_, size.cases());
    if (!step) {
      // Told once: a disk stays full for longer than ten seconds.
      if (!std::exchange(failing, true))
        log::warning("words not marked yet",
                     {{"code", step.error().code}, {"what", step.error().message.en}});
      if (ends_within(after_failure)) return;
      continue;
    }
    failing = false;
    cases += step->cases;
    if (step->cases > 0) size.took(Timer::now() - start);
    if (!step->more) break;
    if (ends_within(between)) return;
  }
  if (cases > 0) log::info("searched words marked", {{"cases", std::to_string(cases)}});
}

}  // namespace shouhou::server
