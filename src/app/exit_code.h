// What the process says to a script when it ends; docs/cli.md lists them.
#pragma once

namespace bassin::app {

enum class ExitCode : int {
  ok = 0,
  nothing_found = 1,
  usage = 2,    // an option or a value that is not right
  data = 3,     // the data folder or an image: missing, damaged, another version
  refused = 4,  // import refused; the snapshot in use stays
  interrupted = 5,
  storage = 6,    // no space, no permission, a file that cannot be read or written
  internal = 70,  // our fault
};

}  // namespace bassin::app
