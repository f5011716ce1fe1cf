#include "app/import_run.h"

#include <algorithm>
#include <chrono>

#include "app/context.h"
#include "app/format.h"
#include "app/import_report.h"
#include "app/messages.h"
#include "app/progress_line.h"
#include "app/texts_data.h"

namespace bassin::app {

namespace {

using base::Error;

class LineProgress : public ingest::Progress {
 public:
  explicit LineProgress(Session& session) : session_(session), line_(session) {}

  void report(ingest::ProgressTick const& tick) override { line_.text(text_of(tick), tick.finished); }
  void clear() { line_.clear(); }

 private:
  [[nodiscard]] std::string text_of(ingest::ProgressTick const& tick) const {
    bool const measured = tick.finished || tick.total_bytes > 0;
    auto const percent = tick.finished ? 100 : tick.done_bytes * 100 / std::max<std::uint64_t>(tick.total_bytes, 1);
    auto const remaining = tick.remaining_seconds && !tick.finished ? format_duration(*tick.remaining_seconds) : std::string();
    return fill(texts::progress,
                Error("text", {{"task", task_name(tick.task, session_.language)},
                               {"percent", measured ? std::to_string(percent) : std::string()},
                               {"rate", rate_text(tick.rows_per_second)},
                               {"remaining", remaining}}),
                session_.language);
  }

  Session& session_;
  ProgressLine line_;
};

}  // namespace

void sign(ingest::ImportRequest& request) {
  using namespace std::chrono;
  request.now = duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
  request.made_by = std::string(program_name);
}

base::Result<ExitCode> import_with_line(ingest::ImportRequest request, Arguments const& arguments, Session& session,
                                        std::stop_token const& stop) {
  sign(request);
  LineProgress progress(session);
  auto const report = ingest::run_import(request, *session.environment.files, progress, stop);
  progress.clear();
  if (!report.ok()) return report.error();
  return give_report(*report, arguments, session);
}

}  // namespace bassin::app
