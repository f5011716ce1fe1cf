// One attempt after the other in the name of one worker.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/instant.h"
#include "jobs/internal/lease.h"
#include "jobs/worker.h"

namespace bassin::jobs {

class Runner {
 public:
  Runner(sql::Store& store, std::vector<Kind> const& kinds, base::Clock now, std::function<void(base::Error const&)> failed,
         WorkerSettings const& settings);

  // Takes and does the next job that is due; whether there was one.
  bool step(std::stop_token const& stop);
  void purge_old();

 private:
  class Heart;
  [[nodiscard]] Holder holder() const;
  [[nodiscard]] base::Result<std::optional<Job>> next();
  [[nodiscard]] Kind const& kind_of(Job const& job) const;
  // The outcome as a change of the row; false where the store does not answer.
  bool settle(Job const& job, std::function<base::Result<bool>(sql::Session&)> const& change, std::stop_token const& stop);
  void conclude(Job const& job, base::Result<void> const& outcome, bool stop_asked, std::stop_token const& stop);
  void retry(Job const& job, Kind const& kind, base::Error const& error, std::stop_token const& stop);
  void say(base::Error const& error) const;

  sql::Store& store_;
  std::vector<Kind> const& kinds_;
  std::vector<std::string> names_;
  base::Clock now_;
  std::function<void(base::Error const&)> failed_;
  WorkerSettings settings_;
  std::string worker_;
};

// False when the stop comes first.
bool sleep(double seconds, std::stop_token const& stop);

}  // namespace bassin::jobs
