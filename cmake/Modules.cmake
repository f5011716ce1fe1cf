# bassin_module(name [POSTGRESQL] [ROUTES] [LOOPS] [DEPENDS bassin::x ...] [LIBRARIES external ...])
# A module is src/<name>: a static library bassin::<name> of its *.cc and internal/*.cc, one test program
# <name>_test of its *_test.cc. A *_bench.cc goes to the program <name>_bench when Google Benchmark is there.
# With the option POSTGRESQL its tests find a real PostgreSQL (test/postgresql, sql/testing).
include(GoogleTest)
include(HeaderCheck)
find_package(benchmark QUIET)
set(BASSIN_TEST_POSTGRESQL ${CMAKE_BINARY_DIR}/postgresql.url)  # written by test/postgresql/cluster

# The test framework costs a test file 1.3 s to read and 0.1 s precompiled; one precompiled header serves all
# test programs. Production code has none: there it would hide missing includes for little gain.
# With options, those of the target's own code, it has one made with the same.
function(bassin_test_headers target)
  string(REPLACE "-" "_" headers "bassin_test_headers${ARGN}")
  if(NOT TARGET ${headers})
    file(WRITE ${CMAKE_BINARY_DIR}/${headers}.cc "// compiled only to carry the precompiled header\n")
    add_library(${headers} OBJECT ${CMAKE_BINARY_DIR}/${headers}.cc)
    target_link_libraries(${headers} PRIVATE bassin_settings fmt::fmt Threads::Threads GTest::gtest GTest::gmock)
    target_compile_options(${headers} PRIVATE ${ARGN})
    target_precompile_headers(${headers} PRIVATE <gmock/gmock.h> <gtest/gtest.h> <string> <string_view> <vector>)
    if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
      target_compile_options(${headers} PRIVATE -fpch-preprocess)  # lets ccache see what the header was made of
    else()
      target_compile_options(${headers} PRIVATE -Xclang -fno-pch-timestamp)  # the same for clang: by content, not by day
    endif()
  endif()
  target_compile_options(${target} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  else()
    target_compile_options(${target} PRIVATE -Xclang -fno-pch-timestamp)
  endif()
  target_link_libraries(${target} PRIVATE Threads::Threads)
  target_precompile_headers(${target} REUSE_FROM ${headers})
endfunction()

function(bassin_module name)
  cmake_parse_arguments(ARG "POSTGRESQL;ROUTES;LOOPS" "" "DEPENDS;LIBRARIES;TEST_DEPENDS;TEST_LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cc internal/*.cc)
  set(tests ${sources})
  set(benches ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cc$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench)\\.cc$")

  if(sources)
    add_library(bassin_${name} STATIC ${sources})
    target_link_libraries(bassin_${name} PUBLIC bassin_settings ${ARG_DEPENDS} fmt::fmt PRIVATE ${ARG_LIBRARIES})
  else()  # headers only
    add_library(bassin_${name} INTERFACE)
    target_link_libraries(bassin_${name} INTERFACE bassin_settings ${ARG_DEPENDS} fmt::fmt ${ARG_LIBRARIES})
  endif()
  add_library(bassin::${name} ALIAS bassin_${name})
  # What works on rows, or hands answers on (ROUTES), waits for a database that is not instrumented: optimised under sanitizers it is no
  # faster, and takes twice as long to compile. Not so what takes rows apart itself (LOOPS).
  set(unoptimised "")
  if(BASSIN_SANITIZE AND (ARG_POSTGRESQL OR ARG_ROUTES) AND NOT ARG_LOOPS)
    set(unoptimised -O0)
  endif()
  if(sources)
    target_compile_options(bassin_${name} PRIVATE ${unoptimised})
  endif()
  bassin_header_check(${name} ${ARG_LIBRARIES})

  if(tests)
    add_executable(${name}_test ${tests})
    target_link_libraries(${name}_test PRIVATE
      bassin_${name} ${ARG_TEST_DEPENDS} ${ARG_LIBRARIES} ${ARG_TEST_LIBRARIES} GTest::gtest GTest::gmock GTest::gtest_main)
    bassin_test_headers(${name}_test ${unoptimised})
    set(needs "")
    if(ARG_POSTGRESQL)
      set(needs FIXTURES_REQUIRED postgresql ENVIRONMENT BASSIN_TEST_POSTGRESQL=${BASSIN_TEST_POSTGRESQL})
    endif()
    gtest_discover_tests(${name}_test TEST_PREFIX "${name}/" DISCOVERY_TIMEOUT 60 PROPERTIES LABELS unit TIMEOUT 600 ${needs})
  endif()
  if(benches AND benchmark_FOUND AND NOT BASSIN_SANITIZE)
    add_executable(${name}_bench ${benches})
    target_link_libraries(${name}_bench PRIVATE bassin_${name} ${ARG_LIBRARIES} benchmark::benchmark_main)
  endif()
endfunction()
