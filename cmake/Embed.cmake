# Builds files into a library: shouhou_embed(shouhou_connect shouhou::connect embedded_rules ${ROOT} FILE...)
# defines std::span<const EmbeddedFile> shouhou::connect::embedded_rules() (base/embedded.h).
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(shouhou_embed target namespace function root)
  set(out ${CMAKE_BINARY_DIR}/embedded/${function}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_files.py ${out} ${namespace} ${function} ${root} ${ARGN}
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_files.py ${ARGN} VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
