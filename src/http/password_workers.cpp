#include "http/password_workers.h"

#include <new>

namespace shouhou::http {
namespace {

Error busy() {
  return {ErrorKind::unavailable,
          "session.busy",
          {"登录的人太多，请稍后再试", "Too many people are signing in; try again in a moment"},
          {}};
}

}  // namespace

void PasswordWorkers::submit(std::function<void()> job, const std::function<void(Error)>& refused) {
  if (!pool_.submit(std::move(job))) refused(busy());
}

void PasswordWorkers::hash(std::string password, std::function<void(Result<std::string>)> done) {
  submit(
      [cost = cost_, password = std::move(password), done] {
        Result<std::string> hash = forward(busy());
        try {
          hash = crypto::hash_password(password, cost);
        } catch (const std::bad_alloc&) {
        }
        done(std::move(hash));
      },
      [done](Error error) { done(forward(std::move(error))); });
}

void PasswordWorkers::compare(std::string hash, std::string password,
                              std::function<void(Result<Compared>)> done) {
  submit(
      [cost = cost_, hash = std::move(hash), password = std::move(password), done] {
        Result<Compared> compared = forward(busy());
        try {
          Compared found{crypto::password_matches(hash, password), {}};
          if (found.matches && crypto::needs_rehash(hash, cost))
            found.new_hash = crypto::hash_password(password, cost);
          compared = std::move(found);
        } catch (const std::bad_alloc&) {
        }
        done(std::move(compared));
      },
      [done](Error error) { done(forward(std::move(error))); });
}

}  // namespace shouhou::http
