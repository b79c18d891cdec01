// The threads that hash and compare passwords: two at once, a bounded number waiting. A storm of logins is
// answered with "busy" and takes neither the I/O threads nor the memory of the desk.
#pragma once

#include <functional>
#include <string>

#include "base/crypto_password.h"
#include "base/result.h"
#include "base/work_pool.h"

namespace shouhou::http {

class PasswordWorkers {
 public:
  explicit PasswordWorkers(crypto::PasswordCost cost = {}, std::size_t threads = 2, std::size_t waiting = 64)
      : cost_(cost), pool_(threads, waiting) {}

  // Finishes what runs; nothing more is taken. Before the desk goes.
  void end() { pool_.end(); }

  // Each calls `done` from one of the threads; or at once with session.busy (unavailable) where too many
  // wait.
  void hash(std::string password, std::function<void(Result<std::string>)> done);
  struct Compared {
    bool matches = false;
    std::string new_hash;  // where it matches and the stored hash was made at another cost
  };
  void compare(std::string hash, std::string password, std::function<void(Result<Compared>)> done);

 private:
  void submit(std::function<void()> job, const std::function<void(Error)>& refused);

  const crypto::PasswordCost cost_;
  WorkPool pool_;
};

}  // namespace shouhou::http
