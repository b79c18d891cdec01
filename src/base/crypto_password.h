// Passwords: argon2id. Hashing costs tens of milliseconds and tens of megabytes by intention, so it runs on
// the password workers (base/work_pool.h), never on a thread that serves requests or the store.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace shouhou::crypto {

// The cost of one hash. The defaults exceed the least that OWASP's password storage sheet asks for argon2id
// (19 MiB, 2 passes) and stay small enough that two at once do not trouble a small server.
struct PasswordCost {
  std::uint64_t passes = 3;
  std::size_t memory_bytes = std::size_t{32} << 20;
};

// "$argon2id$v=19$m=…,t=…,p=1$salt$hash": the parameters are part of it. Throws std::bad_alloc without
// memory.
std::string hash_password(std::string_view password, PasswordCost cost = {});

// False for a wrong password and for a malformed hash.
bool password_matches(std::string_view hash, std::string_view password);

// Whether the hash was made at another cost than this one (or is no argon2id hash).
bool needs_rehash(std::string_view hash, PasswordCost cost = {});

}  // namespace shouhou::crypto
