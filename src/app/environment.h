// What the program is given by the system. Tests give their own.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <ostream>
#include <stop_token>
#include <string>

#include "base/date.h"
#include "base/file.h"
#include "reference/language.h"

namespace bassin::app {

struct Environment {
  base::FileSystem* files = nullptr;
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  // A line of the standard input, without its end; nothing behind the last. `hidden`: a terminal does not show what is typed.
  std::function<std::optional<std::string>(bool hidden)> read_line;
  // Value of an environment variable; nothing where it is not set.
  std::function<std::optional<std::string>(std::string const&)> variable;
  std::string program_path;          // of the running binary, for the programs beside it
  std::size_t terminal_columns = 0;  // of the standard output; 0: not a terminal
  bool err_is_terminal = false;
  std::function<base::Date()> today;  // a server outlives the day on which it was started
  // Called by commands that can stop halfway and be resumed: from then on SIGINT and SIGTERM ask this token to stop (a
  // second one ends the process at once). Other commands are ended by the signal itself.
  std::function<std::stop_token()> stop_on_signals;
};

// The process's own.
[[nodiscard]] Environment real_environment();

// By --lang ("fr", "en"), else English where LC_ALL, LC_MESSAGES or LANG says so, else French. Nothing for a value of
// --lang that is neither.
[[nodiscard]] std::optional<reference::Language> choose_language(std::optional<std::string> const& option, Environment const& environment);

}  // namespace bassin::app
