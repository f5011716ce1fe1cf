# cmake -DOUTPUT=folder [-DNODE=node] [-DNPM=npm] -P build.cmake
# Installs the packages of the lock file beside this script where they are missing or older than it, then writes
# geography.bin and naf_rev2.tsv into OUTPUT. Several builds may run at once: one installs, the others wait.
cmake_minimum_required(VERSION 3.25)
set(here ${CMAKE_CURRENT_LIST_DIR})
set(installed ${here}/node_modules/.package-lock.json)
if(NOT NODE)
  set(NODE node)
endif()
if(NOT NPM)
  set(NPM npm)
endif()

file(MAKE_DIRECTORY ${here}/node_modules)
file(LOCK ${here}/node_modules DIRECTORY GUARD PROCESS TIMEOUT 600)
if(NOT EXISTS ${installed} OR ${here}/package-lock.json IS_NEWER_THAN ${installed})
  # Installed beside and moved, since `npm ci` empties the folder that holds the lock.
  set(staging ${here}/node_modules/.staging)
  file(REMOVE_RECURSE ${staging})
  file(MAKE_DIRECTORY ${staging})
  file(COPY ${here}/package.json ${here}/package-lock.json ${here}/.npmrc DESTINATION ${staging})
  execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${staging}
    RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log)
  if(failed)
    message(FATAL_ERROR "npm ci failed in tools/reference (the build needs npm, and network or a filled cache, once):\n${log}")
  endif()
  file(GLOB packages LIST_DIRECTORIES true ${staging}/node_modules/*)
  # Last of all, since it says that everything is there.
  list(FILTER packages EXCLUDE REGEX "/\\.package-lock\\.json$")
  foreach(package ${packages})
    get_filename_component(name ${package} NAME)
    file(REMOVE_RECURSE ${here}/node_modules/${name})
    file(RENAME ${package} ${here}/node_modules/${name})
  endforeach()
  file(RENAME ${staging}/node_modules/.package-lock.json ${installed})
  file(TOUCH ${installed})
  file(REMOVE_RECURSE ${staging})
endif()
file(LOCK ${here}/node_modules DIRECTORY RELEASE)

execute_process(COMMAND ${NODE} ${here}/build.mjs ${OUTPUT} COMMAND_ERROR_IS_FATAL ANY)
