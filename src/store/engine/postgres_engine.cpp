#include "store/engine/engine.h"
#include "store/engine/failures.h"

namespace shouhou::store {
Result<std::unique_ptr<Engine>> open_postgres(PostgresOptions) {
  return forward(unreachable("this build has no PostgreSQL engine yet"));
}
}  // namespace shouhou::store
