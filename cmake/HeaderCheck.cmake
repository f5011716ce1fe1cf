# bassin_header_check(module [libraries...]): adds to the target header_check, for each header of src/<module>, one
# file that includes that header alone, twice. Not part of `all`; the test checks/headers builds it. The libraries
# are those that the module links privately, since an internal header may need them.
if(NOT TARGET header_check)
  add_custom_target(header_check)
endif()

function(bassin_header_check module)
  file(GLOB_RECURSE headers RELATIVE ${CMAKE_SOURCE_DIR}/src CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${module}/*.h)
  set(files "")
  foreach(header ${headers})
    string(REGEX REPLACE "[/.]" "_" stem ${header})
    set(file ${CMAKE_BINARY_DIR}/header_check/${stem}.cc)
    file(CONFIGURE OUTPUT ${file} CONTENT "#include \"${header}\"\n#include \"${header}\"\n" @ONLY)
    list(APPEND files ${file})
  endforeach()
  if(files)
    add_library(header_check_${module} OBJECT EXCLUDE_FROM_ALL ${files})
    target_link_libraries(header_check_${module} PRIVATE bassin_${module} ${ARGN})
    add_dependencies(header_check header_check_${module})
  endif()
endfunction()
