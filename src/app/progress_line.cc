#include "app/progress_line.h"

#include "app/format.h"
#include "app/messages.h"
#include "app/texts_data.h"
#include "app/width.h"

namespace bassin::app {

std::string rate_text(double rows_per_second) {
  auto const rate = static_cast<std::uint64_t>(rows_per_second);
  return rate == 0 ? std::string() : std::to_string(rate);
}

void ProgressLine::show(std::string const& task, std::uint64_t done, std::uint64_t total) {
  auto const now = Clock::now();
  if (task != task_) {
    task_ = task;
    task_start_ = now;
  }
  auto const seconds = std::chrono::duration<double>(now - task_start_).count();
  auto const rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  auto const remaining = rate > 0 && done < total ? format_duration(static_cast<double>(total - done) / rate) : std::string();
  text(fill(texts::progress,
            base::Error("text", {{"task", task},
                                 {"percent", std::to_string(total == 0 ? 100 : done * 100 / total)},
                                 {"rate", rate_text(rate)},
                                 {"remaining", remaining}}),
            session_.language),
       done >= total);
}

void ProgressLine::text(std::string const& line, bool last_of_task) {
  if (!due(last_of_task)) return;
  auto& err = *session_.environment.err;
  if (!session_.environment.err_is_terminal) {
    err << line << std::endl;
    return;
  }
  err << "\r\033[K" << line << std::flush;
  on_line_ = true;
}

bool ProgressLine::due(bool now) {
  // A terminal is rewritten a few times a second; a log gets one line in five seconds and one at the end of a task.
  auto const pause = session_.environment.err_is_terminal ? std::chrono::milliseconds(200) : std::chrono::milliseconds(5000);
  auto const time = Clock::now();
  if (!now && time - last_shown_ < pause) return false;
  last_shown_ = time;
  return true;
}

void ProgressLine::clear() {
  if (on_line_) *session_.environment.err << "\r\033[K" << std::flush;
  on_line_ = false;
}

}  // namespace bassin::app
