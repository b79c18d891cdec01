// Where the tree that a test was built from stands, for tests that read files of it. One object file knows
// the path, so that every other one is the same in every checkout and the compiler cache serves them all.
#pragma once

#include <string>

namespace shouhou {

// Without a slash at the end.
std::string source_root();

}  // namespace shouhou
