// One batch on its way: what the engines share about running bodies and answering them.
#pragma once

#include <optional>
#include <vector>

#include "store/engine/request_queue.h"

namespace shouhou::store {

struct Batch {
  explicit Batch(std::vector<Request> taken) : requests(std::move(taken)), results(requests.size()) {}

  std::vector<Request> requests;
  std::vector<Result<void>> results;    // one per request
  std::vector<ports::Effects> effects;  // of the bodies that succeeded, in order
  std::vector<StreamPosition> positions;
  std::vector<Request> put_off;  // of `requests`, to be run in a later batch

  void fail_all(const Error& why) {
    for (Result<void>& result : results) result = forward(why);
    effects.clear();
    positions.clear();
  }
  // Calls every `done`; what one throws is logged and stops nobody.
  void answer();
};

// Runs one body. What it throws becomes an internal error of this body alone, logged; EngineFailure passes.
Result<void> run_body(const Engine::Body& body, Session& session, ports::Effects& effects);

// Calls the hook; what it throws is logged.
void tell(const Engine::Committed& committed, const std::vector<StreamPosition>& positions);

}  // namespace shouhou::store
