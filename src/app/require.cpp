#include "app/require.h"

namespace shouhou::app {

Result<void> require(const ports::Actor& actor, domain::Permission permission) {
  if (actor.may(permission)) return {};
  const std::string word(domain::name(permission));
  return fail(ErrorKind::forbidden, "permission.missing",
              {"您没有这项权限（" + word + "）", "You may not do this (" + word + ")"}, word);
}

}  // namespace shouhou::app
