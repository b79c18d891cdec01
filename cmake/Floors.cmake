# A floor is one folder under src/ and one library. It links the floors below it that it names and
# nothing else, so a forbidden include does not even link; tools/check_floors checks the includes as well.
#
#   shouhou_floor(domain FLOORS base LINK fmt::fmt)
#
# Every *.cpp in the folder belongs to the library, every *_test.cpp to its test program test_<floor>. What
# stands in <floor>/testing/ is shouhou_<floor>_testing, for the tests of any floor (TEST_LINK).
function(shouhou_floor name)
  cmake_parse_arguments(FLOOR "" "" "FLOORS;LINK;TEST_LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  set(testing ${sources})
  list(FILTER testing INCLUDE REGEX "/testing/")
  list(FILTER sources EXCLUDE REGEX "/testing/")
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(TRANSFORM FLOOR_FLOORS PREPEND shouhou_)

  if(sources)
    add_library(shouhou_${name} STATIC ${sources})
    target_include_directories(shouhou_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(shouhou_${name} PUBLIC ${FLOOR_FLOORS} ${FLOOR_LINK})
  else()
    add_library(shouhou_${name} INTERFACE)
    target_include_directories(shouhou_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(shouhou_${name} INTERFACE ${FLOOR_FLOORS} ${FLOOR_LINK})
  endif()

  if(SHOUHOU_TESTS AND testing)
    add_library(shouhou_${name}_testing STATIC ${testing})
    target_link_libraries(shouhou_${name}_testing PUBLIC shouhou_${name} GTest::gtest)
  endif()
  if(SHOUHOU_TESTS AND tests)
    add_executable(test_${name} ${tests})
    target_link_libraries(test_${name} PRIVATE shouhou_${name} ${FLOOR_TEST_LINK} GTest::gmock GTest::gtest_main)
  endif()
endfunction()
