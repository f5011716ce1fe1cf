#include "jobs/worker.h"

#include <thread>

#include "jobs/internal/runner.h"

namespace bassin::jobs {

namespace {

constexpr std::int64_t purge_pause_ms = 3'600'000;

}  // namespace

class Worker::Loop {
 public:
  Loop(sql::Store& store, std::vector<Kind> kinds, base::Clock now, std::function<void(base::Error const&)> failed,
       WorkerSettings const& settings)
      : kinds_(std::move(kinds)),
        now_(now),
        settings_(settings),
        runner_(store, kinds_, std::move(now), std::move(failed), settings),
        thread_([this](std::stop_token const& stop) { run(stop); }) {}

 private:
  void run(std::stop_token const& stop) {
    do {
      if (now_().ms >= purge_at_) {
        runner_.purge_old();
        purge_at_ = now_().ms + purge_pause_ms;
      }
      while (!stop.stop_requested() && runner_.step(stop)) {
      }
    } while (sleep(settings_.poll_seconds, stop));
  }

  std::vector<Kind> kinds_;
  base::Clock now_;
  WorkerSettings settings_;
  std::int64_t purge_at_ = 0;
  Runner runner_;
  std::jthread thread_;
};

Worker::Worker(sql::Store& store, std::vector<Kind> kinds, base::Clock now, std::function<void(base::Error const&)> failed,
               WorkerSettings const& settings)
    : loop_(std::make_unique<Loop>(store, std::move(kinds), std::move(now), std::move(failed), settings)) {}

Worker::~Worker() = default;

std::size_t Worker::run_due(sql::Store& store, std::vector<Kind> const& kinds, base::Clock const& now, WorkerSettings const& settings) {
  Runner runner(store, kinds, now, {}, settings);
  std::size_t done = 0;
  while (runner.step({})) ++done;
  return done;
}

}  // namespace bassin::jobs
