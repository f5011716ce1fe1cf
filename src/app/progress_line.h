// How far long work is, on the error stream: one line that is rewritten on a terminal, now and then a line of its own
// elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "app/command.h"

namespace bassin::app {

// Rows a second as a value of the text; empty for none.
[[nodiscard]] std::string rate_text(double rows_per_second);

class ProgressLine {
 public:
  explicit ProgressLine(Session& session) : session_(session) {}
  // `done` of `total` of that task; with the rate since its first call and the time that remains.
  void show(std::string const& task, std::uint64_t done, std::uint64_t total);
  // A text as it is; rewritten by the next one on a terminal.
  void text(std::string const& line, bool last_of_task);
  // Leaves the terminal's line empty.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  [[nodiscard]] bool due(bool now);

  Session& session_;
  std::string task_;
  Clock::time_point task_start_{};
  Clock::time_point last_shown_{};
  bool on_line_ = false;
};

}  // namespace bassin::app
