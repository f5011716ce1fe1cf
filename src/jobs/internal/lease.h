// How a worker holds a job: a lease in the row, renewed while it works. Who finds it run out takes the job over.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "jobs/job.h"

namespace bassin::sql {
class Row;
class Session;
}  // namespace bassin::sql

namespace bassin::jobs {

// Of a row with all columns.
[[nodiscard]] Job job_of(sql::Row const& row);

struct Holder {
  std::string worker;  // of this program and thread alone
  std::string until;   // when the lease runs out; UTC text
};

// Whether take() would find one, without a lock.
[[nodiscard]] base::Result<bool> any_due(sql::Session& session, std::vector<std::string> const& kinds, base::Instant now);
// The job that is due longest, now running in the name of that holder: a waiting one, or one whose holder is gone.
[[nodiscard]] base::Result<std::optional<Job>> take(sql::Session& session, std::vector<std::string> const& kinds, Holder const& holder,
                                                    base::Instant now);

struct Beat {
  bool held = false;  // false: it is another's now
  bool stop_asked = false;
};
// Renews the lease and writes the progress.
[[nodiscard]] base::Result<Beat> beat(sql::Session& session, Job const& job, Holder const& holder);

// How an attempt ended. Nothing is changed where the job is another's by now; whether it was ours.
[[nodiscard]] base::Result<bool> end(sql::Session& session, Job const& job, Holder const& holder, State state, base::Error const* error,
                                     base::Instant now);
// Back to the waiting ones, until then; `counted`: as an attempt.
[[nodiscard]] base::Result<bool> give_back(sql::Session& session, Job const& job, Holder const& holder, base::Error const* error,
                                           base::Instant next_at, bool counted);

}  // namespace bassin::jobs
