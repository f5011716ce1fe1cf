#include "jobs/internal/runner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/uuid.h"
#include "sql/store.h"

namespace bassin::jobs {

namespace {

using base::Error;
using base::Instant;
using base::Result;

Instant after(Instant moment, double seconds) { return {moment.ms + std::llround(seconds * 1000)}; }

Result<void> attempt(Kind const& kind, Attempt const& attempt) {
  try {
    return kind.run(attempt);
  } catch (std::exception const& fault) {
    return Error("jobs.fault", {{"kind", kind.name}, {"reason", fault.what()}});
  }
}

}  // namespace

bool sleep(double seconds, std::stop_token const& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  wake.wait_for(lock, stop, std::chrono::duration<double>(seconds), [] { return false; });
  return !stop.stop_requested();
}

// Beats while an attempt is under way: renews the lease, writes the progress, hears a wish to stop.
class Runner::Heart {
 public:
  Heart(Runner& runner, Job job, std::stop_token const& end)
      : runner_(runner),
        job_(std::move(job)),
        forward_(end, [this] { attempt_.request_stop(); }),
        thread_([this](std::stop_token const& stop) {
          while (sleep(runner_.settings_.beat_seconds, stop)) beat();
        }) {}

  [[nodiscard]] std::stop_token stop() const { return attempt_.get_token(); }
  void progress(std::string_view step, std::int64_t done, std::int64_t total) {
    std::lock_guard const lock(mutex_);
    job_.step = step;
    job_.done = done;
    job_.total = total;
  }
  // The job with its last progress, after the last beat.
  [[nodiscard]] Job end() {
    thread_.request_stop();
    thread_.join();
    return job_;
  }
  [[nodiscard]] bool stop_asked() const { return stop_asked_; }

 private:
  void beat() {
    Job seen;
    {
      std::lock_guard const lock(mutex_);
      seen = job_;
    }
    auto const result = runner_.store_.write([&](sql::Session& session) { return jobs::beat(session, seen, runner_.holder()); });
    if (!result.ok()) return runner_.say(result.error());  // the next beat may reach the store; else another takes over
    stop_asked_ = stop_asked_ || result->stop_asked;
    if (!result->held || result->stop_asked) attempt_.request_stop();
  }

  Runner& runner_;
  std::mutex mutex_;
  Job job_;
  std::stop_source attempt_;
  std::atomic<bool> stop_asked_ = false;
  std::stop_callback<std::function<void()>> forward_;
  std::jthread thread_;
};

Runner::Runner(sql::Store& store, std::vector<Kind> const& kinds, base::Clock now, std::function<void(Error const&)> failed,
               WorkerSettings const& settings)
    : store_(store), kinds_(kinds), now_(std::move(now)), failed_(std::move(failed)), settings_(settings), worker_(base::new_uuid()) {
  for (auto const& kind : kinds_) names_.push_back(kind.name);
}

Holder Runner::holder() const { return {.worker = worker_, .until = to_iso(after(now_(), settings_.lease_seconds))}; }

Kind const& Runner::kind_of(Job const& job) const {
  return *std::find_if(kinds_.begin(), kinds_.end(), [&](Kind const& kind) { return kind.name == job.kind; });
}

void Runner::say(Error const& error) const {
  if (failed_) failed_(error);
}

Result<std::optional<Job>> Runner::next() {
  if (names_.empty()) return std::optional<Job>();
  BASSIN_TRY(auto const any, store_.read([&](sql::Session& session) { return any_due(session, names_, now_()); }));
  if (!any) return std::optional<Job>();
  return store_.write([&](sql::Session& session) { return take(session, names_, holder(), now_()); });
}

bool Runner::step(std::stop_token const& stop) {
  auto const taken = next();
  if (!taken.ok()) say(taken.error());
  if (!taken.ok() || !*taken) return false;
  auto const& job = **taken;
  auto const& kind = kind_of(job);
  // Of a worker that was killed each time: this job may be what kills it.
  if (job.attempts > kind.most_attempts) {
    conclude(job, Error("jobs.abandoned", {{"kind", kind.name}, {"attempts", std::to_string(kind.most_attempts)}}), job.stop_asked, stop);
    return true;
  }
  if (job.stop_asked) {
    conclude(job, Error("jobs.stopped", {{"kind", kind.name}}), true, stop);
    return true;
  }
  Heart heart(*this, job, stop);
  auto const outcome = attempt(kind, {.job = job, .stop = heart.stop(), .progress = [&heart](auto step, auto done, auto total) {
                                        heart.progress(step, done, total);
                                      }});
  auto const last = heart.end();
  conclude(last, outcome, heart.stop_asked(), stop);
  return true;
}

void Runner::conclude(Job const& job, Result<void> const& outcome, bool stop_asked, std::stop_token const& stop) {
  if (outcome.ok()) {
    settle(
        job, [&](sql::Session& session) { return end(session, job, holder(), State::done, nullptr, now_()); }, stop);
    return;
  }
  auto const& error = outcome.error();
  if (stop_asked) {
    settle(
        job, [&](sql::Session& session) { return end(session, job, holder(), State::stopped, nullptr, now_()); }, stop);
  } else if (stop.stop_requested()) {
    settle(
        job, [&](sql::Session& session) { return give_back(session, job, holder(), nullptr, now_(), false); }, stop);
  } else {
    retry(job, kind_of(job), error, stop);
  }
}

void Runner::retry(Job const& job, Kind const& kind, Error const& error, std::stop_token const& stop) {
  say(error);
  bool const again = job.attempts < kind.most_attempts && kind.may_pass && kind.may_pass(error);
  auto const pause = std::min(kind.most_pause_seconds, kind.pause_seconds * std::pow(2, static_cast<double>(job.attempts - 1)));
  settle(
      job,
      [&](sql::Session& session) {
        return again ? give_back(session, job, holder(), &error, after(now_(), pause), true)
                     : end(session, job, holder(), State::failed, &error, now_());
      },
      stop);
}

bool Runner::settle(Job const& /*job*/, std::function<Result<bool>(sql::Session&)> const& change, std::stop_token const& stop) {
  // A store that is away for a moment must not make a mail be sent twice; the lease bounds the wait.
  for (double waited = 0; waited < settings_.lease_seconds / 2; waited += settings_.beat_seconds) {
    auto const done = store_.write(change);
    if (done.ok()) return *done;
    say(done.error());
    if (!sleep(settings_.beat_seconds, stop)) break;
  }
  return false;
}

void Runner::purge_old() {
  auto const done = store_.write([&](sql::Session& session) { return purge(session, after(now_(), -settings_.keep_days * 86400)); });
  if (!done.ok()) say(done.error());
}

}  // namespace bassin::jobs
