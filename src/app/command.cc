#include "app/command.h"

#include <algorithm>
#include <array>

#include "app/commands.h"
#include "app/options.h"

namespace bassin::app {

std::span<Command const* const> all_commands() {
  static constexpr std::array<Command const*, 24> table{
      &fetch_command,         &import_command,    &verify_command,     &rollback_command, &snapshots_command, &establishment_command,
      &search_command,        &count_command,     &list_command,       &series_command,   &facets_command,    &within_command,
      &territory_command,     &reference_command, &synthesize_command, &serve_command,    &init_command,      &agent_command,
      &demonstration_command, &store_command,     &backup_command,     &restore_command,  &contours_command,  &version_command,
  };
  return table;
}

Command const* find_command(std::string_view name) {
  auto const all = all_commands();
  auto const found = std::find_if(all.begin(), all.end(), [name](Command const* command) { return command->name == name; });
  return found == all.end() ? nullptr : *found;
}

std::vector<OptionSpec> options_of(Command const& command) {
  std::vector<OptionSpec> options(command.options.begin(), command.options.end());
  for (auto const& group : option_groups()) {
    if ((command.groups & group.bit) == 0 && group.bit != no_group) continue;
    options.insert(options.end(), group.options.begin(), group.options.end());
  }
  return options;
}

}  // namespace bassin::app
