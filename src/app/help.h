// `bassin --help` and `bassin <command> --help`, from the same tables that the arguments are read by.
#pragma once

#include <string>

#include "app/command.h"

namespace bassin::app {

[[nodiscard]] std::string general_help(reference::Language language);
[[nodiscard]] std::string command_help(Command const& command, reference::Language language);

}  // namespace bassin::app
