set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1")  # instrumented code without any optimisation is ten times slower

option(BASSIN_FUZZ "Build the fuzzers too (clang)" OFF)
set(BASSIN_SANITIZE "" CACHE STRING "Sanitizers handed to -fsanitize")

# ccache: a precompiled header is taken as unchanged when its content is; __TIME__ is not used by our code.
# Build folders and clones share what they compiled (no hash of the working directory, paths below the clone).
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros CCACHE_NOHASHDIR=1
    CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
endif()
# mold links with g++; clang 16 finds it too, but its sanitizer runtimes want the linker that comes with it.
find_program(MOLD mold)
if(CMAKE_CXX_COMPILER_ID STREQUAL Clang)
  add_link_options(-fuse-ld=lld)
elseif(MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Everything below binds our own targets only; each -Wno- line says why.
add_library(bassin_settings INTERFACE)
target_compile_options(bassin_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align
  -Woverloaded-virtual -Wnull-dereference -Wformat=2 -Werror
  -Wno-null-dereference          # g++ 12 reports it inside libstdc++ after inlining
  -Wno-missing-field-initializers)  # designated initializers leave the rest at its default on purpose
target_compile_definitions(bassin_settings INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
if(BASSIN_SANITIZE)
  add_compile_options(-fsanitize=${BASSIN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${BASSIN_SANITIZE})
  add_compile_definitions(_GLIBCXX_ASSERTIONS)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    target_compile_options(bassin_settings INTERFACE -Wno-maybe-uninitialized)  # instrumented code: g++ 12 reports it inside std::regex
    if(BASSIN_SANITIZE STREQUAL thread)
      # The same inside std::string.
      target_compile_options(bassin_settings INTERFACE -Wno-array-bounds -Wno-stringop-overread -Wno-stringop-overflow)
      # Asio without fences, which the thread sanitizer does not follow (-Wtsan): its counters are then released and acquired by
      # themselves, and its queues have mutexes besides.
      target_compile_definitions(bassin_settings INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK BOOST_ASIO_DISABLE_STD_ATOMIC)
    endif()
  endif()
endif()
if(BASSIN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)  # what libFuzzer watches while it searches
endif()
target_include_directories(bassin_settings INTERFACE ${CMAKE_SOURCE_DIR}/src)
