# diemcau_module(NAME DEPENDS a b LINKS lib): one target a folder of src/, made of every *.cc in it;
# *_test.cc beside them become the test program NAME_test. DEPENDS are other folders: the only ones
# this folder may include (tests/house checks that against the sources).
function(diemcau_module name)
  cmake_parse_arguments(M "" "" "DEPENDS;LINKS" ${ARGN})
  set(dir ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB sources CONFIGURE_DEPENDS ${dir}/*.cc)
  file(GLOB tests CONFIGURE_DEPENDS ${dir}/*_test.cc)
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  list(TRANSFORM M_DEPENDS PREPEND diemcau_)
  if(sources)
    add_library(diemcau_${name} STATIC ${sources})
    target_link_libraries(diemcau_${name} PUBLIC ${M_DEPENDS} ${M_LINKS} PRIVATE diemcau_options)
    target_include_directories(diemcau_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
  else()
    add_library(diemcau_${name} INTERFACE)
    target_link_libraries(diemcau_${name} INTERFACE ${M_DEPENDS} ${M_LINKS})
    target_include_directories(diemcau_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
  endif()
  if(tests AND NOT DIEMCAU_FUZZ)
    diemcau_test(${name}_test GROUP unit SOURCES ${tests} LINKS diemcau_${name})
  endif()
endfunction()

# diemcau_test(NAME GROUP unit|sim|... SOURCES ... LINKS ...): a GoogleTest program; `./x test GROUP`
# runs every program of the group.
function(diemcau_test name)
  cmake_parse_arguments(T "" "GROUP" "SOURCES;LINKS" ${ARGN})
  add_executable(${name} ${T_SOURCES})
  target_link_libraries(${name} PRIVATE ${T_LINKS} diemcau_options GTest::gmock GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY
    ${CMAKE_BINARY_DIR}/tests/${T_GROUP})
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS ${T_GROUP})
endfunction()
