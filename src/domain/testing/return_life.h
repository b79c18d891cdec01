// The life of a return, told by bytes: a run of commands, played against the domain and against an oracle of
// its own at once. The unit test plays random bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace shouhou::domain::testing {

// What went wrong, with the commands up to there; empty when domain and oracle agreed all the way.
std::string play_return_life(std::span<const std::uint8_t> bytes);

}  // namespace shouhou::domain::testing
