// The life of a case, told by bytes: each byte string is a run of commands, played against the domain and
// against an independent oracle at once. The unit test plays random bytes, the fuzzer clever ones.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace shouhou::domain::testing {

// What went wrong, with the commands up to there; empty when domain and oracle agreed all the way.
std::string play_case_life(std::span<const std::uint8_t> bytes);

}  // namespace shouhou::domain::testing
