// From the words of the command line to the exit code.
#pragma once

#include <span>
#include <string>

#include "app/environment.h"
#include "app/exit_code.h"

namespace bassin::app {

// `words`: without the program's name. Prints answers to environment.out, messages to environment.err.
[[nodiscard]] ExitCode run_program(std::span<std::string const> words, Environment& environment);

}  // namespace bassin::app
