# The checks of the house as tests, label `checks`: tools/check_<what> judges the tree, and tools/check_<what>_test
# proves on planted faults that it can fail. CONTRIBUTING.md lists the gates.
function(bassin_check what)
  add_test(NAME checks/${what} COMMAND ${CMAKE_SOURCE_DIR}/tools/check_${what} ${CMAKE_SOURCE_DIR} ${ARGN})
  set_tests_properties(checks/${what} PROPERTIES LABELS checks TIMEOUT 300 SKIP_RETURN_CODE 77)
endfunction()

bassin_check(layers)
bassin_check(sizes)
bassin_check(text)
bassin_check(format)
bassin_check(scripts)
bassin_check(dependencies)
bassin_check(tests_run ${CMAKE_BINARY_DIR})
bassin_check(symbols ${CMAKE_BINARY_DIR})

add_test(NAME checks/headers COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target header_check)
set_tests_properties(checks/headers PROPERTIES LABELS checks TIMEOUT 1200 RUN_SERIAL ON)

file(GLOB check_tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tools/*_test)
foreach(check_test ${check_tests})
  get_filename_component(what ${check_test} NAME)
  string(REGEX REPLACE "^check_(.*)_test$" "\\1_refuses" what ${what})
  add_test(NAME checks/${what} COMMAND ${check_test})
  set_tests_properties(checks/${what} PROPERTIES LABELS checks TIMEOUT 300 SKIP_RETURN_CODE 77)
endforeach()
