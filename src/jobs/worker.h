// A thread that does jobs, one at a time. Several servers on one store share the work: a job is held by a lease, and a worker
// that is killed loses it when the lease runs out.
//
// At least once: an attempt that ended a moment before its worker was killed is made again. What a kind does must bear that: a
// mail keeps its Message-ID, an import of the same files gives the same register. Clocks of the servers may differ by less than
// half a lease.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "jobs/job.h"

namespace bassin::sql {
class Store;
}

namespace bassin::jobs {

// An attempt under way.
struct Attempt {
  Job const& job;
  std::stop_token stop;  // asked for by somebody, by the end of the program, or by the loss of the lease
  // How far it is; as often as one likes.
  std::function<void(std::string_view step, std::int64_t done, std::int64_t total)> progress;
};

struct Kind {
  std::string name;
  std::function<base::Result<void>(Attempt const&)> run;
  int most_attempts = 1;
  double pause_seconds = 60;  // before the second attempt; doubles
  double most_pause_seconds = 4 * 3600;
  std::function<bool(base::Error const&)> may_pass;  // whether another attempt may succeed; none: never
};

struct WorkerSettings {
  double lease_seconds = 30;
  double beat_seconds = 2;  // how often the lease is renewed, progress written and a wish to stop heard
  double poll_seconds = 1;
  double keep_days = 30;  // of jobs that are over
};

class Worker {
 public:
  // The store outlives it. `failed`: trouble with the store and attempts that failed, from the worker's thread; for the log.
  Worker(sql::Store& store, std::vector<Kind> kinds, base::Clock now, std::function<void(base::Error const&)> failed,
         WorkerSettings const& settings = {});
  // Asks the job under way to stop, waits for it and gives it back: the next worker begins it anew.
  ~Worker();
  Worker(Worker const&) = delete;
  Worker& operator=(Worker const&) = delete;

  // Until nothing is due; for tests and commands, from the caller's thread, without the worker's own. How many attempts.
  static std::size_t run_due(sql::Store& store, std::vector<Kind> const& kinds, base::Clock const& now,
                             WorkerSettings const& settings = {});

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace bassin::jobs
