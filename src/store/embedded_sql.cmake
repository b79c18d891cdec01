# Named SQL becomes C++ constants before the store floor is compiled; a bad block stops the build.
function(embed_sql target)
  set(out ${CMAKE_BINARY_DIR}/generated)
  file(GLOB sql CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/store/sql/queries/*.sql
                                  ${CMAKE_SOURCE_DIR}/src/store/sql/migrations/*.sql)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  # The stamp is always newer than the statements; the generated files change only when their text does, so an
  # edited statement recompiles one file.
  add_custom_command(
    OUTPUT ${out}/embedded_sql.stamp
    BYPRODUCTS ${out}/store/sql/embedded_sql.cpp ${out}/store/sql/queries.h ${out}/store/sql/migrations.h
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_SOURCE_DIR}/tools/embed_sql.py ${CMAKE_SOURCE_DIR}/src/store/sql ${out}
    COMMAND ${CMAKE_COMMAND} -E touch ${out}/embedded_sql.stamp
    DEPENDS ${CMAKE_SOURCE_DIR}/tools/embed_sql.py ${sql}
    COMMENT "Embedding SQL" VERBATIM)
  add_custom_target(${target}_sql DEPENDS ${out}/embedded_sql.stamp)
  set_source_files_properties(${out}/store/sql/embedded_sql.cpp PROPERTIES GENERATED TRUE)
  target_sources(${target} PRIVATE ${out}/store/sql/embedded_sql.cpp)
  target_include_directories(${target} PUBLIC ${out})
  add_dependencies(${target} ${target}_sql)
endfunction()
