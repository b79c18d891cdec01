// A case's life told by the fuzzer's bytes, against the oracle (domain/testing/case_life.h).
#include <cstdio>
#include <cstdlib>

#include "domain/testing/case_life.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string wrong = shouhou::domain::testing::play_case_life({data, size});
  if (wrong.empty()) return 0;
  std::fprintf(stderr, "%s\n", wrong.c_str());
  std::abort();
}
