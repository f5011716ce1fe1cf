// The sub-commands, one file each (<name>_command.cc).
#pragma once

#include "app/command.h"

namespace bassin::app {

extern Command const fetch_command;
extern Command const import_command;
extern Command const contours_command;
extern Command const verify_command;
extern Command const rollback_command;
extern Command const snapshots_command;
extern Command const establishment_command;
extern Command const search_command;
extern Command const count_command;
extern Command const list_command;
extern Command const series_command;
extern Command const facets_command;
extern Command const within_command;
extern Command const territory_command;
extern Command const reference_command;
extern Command const synthesize_command;
extern Command const serve_command;
extern Command const init_command;
extern Command const agent_command;
extern Command const store_command;
extern Command const backup_command;
extern Command const restore_command;
extern Command const demonstration_command;
extern Command const version_command;

}  // namespace bassin::app
