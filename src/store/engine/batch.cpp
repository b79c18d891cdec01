#include "store/engine/batch.h"

#include "base/log.h"
#include "store/engine/failures.h"

namespace shouhou::store {

void Batch::answer() {
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (!requests[i].done) continue;
    try {
      requests[i].done(std::move(results[i]));
    } catch (const std::exception& error) {
      log::error("store answer threw", {{"what", error.what()}});
    }
  }
}

Result<void> run_body(const Engine::Body& body, Session& session, ports::Effects& effects) {
  try {
    return body(session, effects);
  } catch (const EngineFailure&) {
    throw;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    log::error("store body threw", {{"what", error.what()}});
    return forward(bug(error.what()));
  }
}

void tell(const Engine::Committed& committed, const std::vector<StreamPosition>& positions) {
  if (!committed || positions.empty()) return;
  try {
    committed(positions);
  } catch (const std::exception& error) {
    log::error("store listener threw", {{"what", error.what()}});
  }
}

std::int64_t Session::run(const Query& query, std::initializer_list<Argument> arguments) {
  Result<std::int64_t> changed = change(query, arguments);
  if (!changed) throw std::logic_error(std::string(query.name) + ": " + changed.error().message.en);
  return *changed;
}

}  // namespace shouhou::store
