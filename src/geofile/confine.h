// The fence around a hostile file: what this process may still do once the file is opened.
#pragma once

#include <string>

#include "base/result.h"
#include "geofile/options.h"

namespace bassin::geofile {

// Memory, processor time, output and core dumps; forgets the environment, save where GDAL and PROJ keep their
// data. Beyond a limit the process ends with kLimit and a report of its own.
// Errors: geofile.not_confined {what, detail} when the system refuses a limit.
[[nodiscard]] base::Result<void> limit_resources(Options const& options);

// From here on the process can make, change or remove no file, open no socket, start no program and reach no other
// process, and reads only the system's own folders and that of the input (the latter where the kernel has Landlock).
// To be called once every library is loaded. Errors: geofile.not_confined {what, detail} when the system refuses the
// fence: nothing hostile may be read then.
[[nodiscard]] base::Result<void> close_the_door(std::string const& input_folder);

}  // namespace bassin::geofile
