# Warnings are errors; ccache when it is there; a fast linker when it is there.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports false positives of these inside the standard library at -O2.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
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
