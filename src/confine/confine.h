// The fence around a hostile file: what a program made for reading such files may still do once it has opened one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace bassin::confine {

// How a program calls what the fence says, and what it keeps of its environment.
struct Program {
  base::Error not_confined;                   // "geofile.not_confined"; what and detail are filled in
  std::string_view limit;                     // "geofile.limit"
  std::vector<char const*> folder_variables;  // variables that name folders of libraries: kept, and those folders readable
};

struct Limits {
  std::size_t memory_mib = 1024;  // address space
  std::size_t cpu_seconds = 20;
  std::size_t output_bytes = std::size_t{1} << 30;
};

// How a process ends beyond a limit, with one line of JSON on the standard error: {"error":"geofile.limit","what":"cpu"}; `what` is
// "cpu", "output" or "memory".
inline constexpr int limit_exit_code = 5;

// Memory, processor time, output and core dumps; forgets the environment but for the folder variables and those of sanitizers.
// Errors: program.not_confined {what, detail} when the system refuses a limit.
[[nodiscard]] base::Result<void> limit_resources(Program const& program, Limits const& limits);

// From here on the process can make, change or remove no file, open no socket, start no program and reach no other
// process, and reads only the system's own folders and that of the input (the latter where the kernel has Landlock).
// To be called once every library is loaded. Errors: program.not_confined {what, detail} when the system refuses the
// fence: nothing hostile may be read then.
[[nodiscard]] base::Result<void> close_the_door(Program const& program, std::string const& input_folder);

}  // namespace bassin::confine
