# Warnings are errors; ccache when it is there; a fast linker when it is there.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these inside the standard library at -O2.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds)
else()
  # std::stable_sort of GCC's library calls what the library itself calls deprecated.
  add_compile_options(-Wno-deprecated-declarations)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  # Paths under the tree are kept relative, so that every checkout of the same sources shares the cache.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MOLD mold)
if(MOLD AND NOT SHOUHOU_SANITIZE)
  add_link_options(-fuse-ld=mold)
endif()

if(SHOUHOU_SANITIZE)
  string(REPLACE ";" "," sanitizers "${SHOUHOU_SANITIZE}")
  add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer -g1)
  add_link_options(-fsanitize=${sanitizers})
endif()

# The fuzzers see the way a run took through every file of ours, not only through their own.
if(SHOUHOU_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
