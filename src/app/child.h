// One run of another program: no shell, what it prints collected, ended when it takes too long or prints too much.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"

namespace bassin::app {

struct ChildLimits {
  double seconds = 60;
  std::size_t output_bytes = 256u << 20;
  std::size_t error_bytes = 1u << 20;
};

struct ChildOutput {
  int exit_code = 0;  // 128 + the signal, when one ended it
  std::string out;
  std::string err;
};

// `words`: the program's path, then its arguments. Its standard input is empty; it has no other file of ours.
// Errors: "zone.reader_failed" (path, reason), "zone.timeout" (path, seconds), "zone.output_limit" (path, limit).
[[nodiscard]] base::Result<ChildOutput> run_child(std::vector<std::string> const& words, ChildLimits const& limits);

}  // namespace bassin::app
