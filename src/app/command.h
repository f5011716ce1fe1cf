// A sub-command: what its help says, what it accepts, what it does.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/arguments.h"
#include "app/environment.h"
#include "app/exit_code.h"
#include "base/result.h"
#include "reference/language.h"

namespace bassin::app {

// What a running command has beside its arguments.
struct Session {
  Environment& environment;
  reference::Language language = reference::Language::fr;
};

// Options that several commands share; a command names the groups that it accepts.
enum OptionGroup : std::uint8_t {
  no_group = 0,
  data_group = 1,      // --data
  filter_group = 2,    // which establishments
  audience_group = 4,  // --audience, --overlay
  output_group = 8,    // --json, --csv…
  points_group = 16,   // --geojson
  page_group = 32,     // --sort, --limit, --cursor, --columns
};

struct Command {
  std::string_view name;
  Label summary;  // one line
  Label details;  // what one must know to use it; may be empty
  std::optional<PositionalSpec> positional;
  unsigned groups = no_group;
  std::span<OptionSpec const> options;  // its own
  std::span<std::string_view const> examples;
  base::Result<ExitCode> (*run)(Arguments const& arguments, Session& session) = nullptr;
};

// In the order of the general help.
[[nodiscard]] std::span<Command const* const> all_commands();
[[nodiscard]] Command const* find_command(std::string_view name);
// Every option that the command accepts, its own first, --lang and --help last.
[[nodiscard]] std::vector<OptionSpec> options_of(Command const& command);

}  // namespace bassin::app
