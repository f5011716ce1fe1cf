#include "jobs/job.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include "jobs/migrations.h"
#include "jobs/worker.h"
#include "sql/testing/throwaway_store_test_support.h"

namespace bassin::jobs {
namespace {

using base::Error;
using base::Instant;
using base::Result;

Instant real_now() {
  using namespace std::chrono;
  return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

class Jobs : public testing::TestWithParam<sql::Dialect> {
 protected:
  std::string add(std::string const& kind, std::string const& payload = "{}") {
    return store_->write([&](sql::Session& session) { return enqueue(session, kind, payload, "", now_); }).value();
  }
  Job job(std::string const& id) {
    return *store_->read([&](sql::Session& session) { return find(session, id); }).value();
  }
  std::size_t run(std::vector<Kind> const& kinds) {
    return Worker::run_due(*store_, kinds, [this] { return now_; });
  }
  std::optional<Job> stop(std::string const& id) {
    return store_->write([&](sql::Session& session) { return ask_to_stop(session, id, now_); }).value();
  }
  // Whether it becomes so within ten seconds.
  bool soon(std::string const& id, State state) {
    for (int i = 0; i < 1000 && job(id).state != state; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return job(id).state == state;
  }

  sql::ThrowawayStore place_{GetParam()};
  std::unique_ptr<sql::Store> store_ = place_.open(migrations());
  Instant now_{1'795'536'000'000};
};

INSTANTIATE_TEST_SUITE_P(Both, Jobs, testing::ValuesIn(sql::both_dialects), sql::dialect_name);

WorkerSettings quick() { return {.lease_seconds = 2, .beat_seconds = 0.05, .poll_seconds = 0.05}; }

TEST_P(Jobs, AreDoneInTheirOrderAndForgetWhatTheyWereAbout) {
  std::vector<std::string> seen;
  auto const first = add("letter", R"({"to":"a"})");
  auto const second = add("letter", R"({"to":"b"})");
  add("unknown");
  EXPECT_EQ(run({{.name = "letter",
                  .run = [&](Attempt const& attempt) -> Result<void> {
                    seen.push_back(attempt.job.payload);
                    attempt.progress("sending", 1, 2);
                    return {};
                  }}}),
            2U);
  EXPECT_EQ(seen, (std::vector<std::string>{R"({"to":"a"})", R"({"to":"b"})"}));
  auto const done = job(first);
  EXPECT_EQ(done.state, State::done);
  EXPECT_EQ(done.payload, "");
  EXPECT_EQ(done.attempts, 1);
  EXPECT_EQ(done.step, "sending");
  EXPECT_EQ(done.total, 2);
  EXPECT_EQ(done.finished_at, now_);
  EXPECT_FALSE(done.error());
  EXPECT_LT(first, second);
}

TEST_P(Jobs, AreKeptOnlyWithTheirTransaction) {
  auto const undone = store_->write([&](sql::Session& session) -> Result<std::string> {
    BASSIN_TRY(auto const id, enqueue(session, "letter", "{}", "", now_));
    return Error("jobs.fault", {{"id", id}});
  });
  EXPECT_FALSE(undone.ok());
  EXPECT_EQ(run({{.name = "letter", .run = [](Attempt const&) -> Result<void> { return {}; }}}), 0U);
}

TEST_P(Jobs, AreTriedAgainAfterGrowingPausesAndThenGivenUp) {
  auto const id = add("letter");
  Kind const kind{.name = "letter",
                  .run = [](Attempt const&) -> Result<void> {
                    return Error("outward.timeout", {{"host", "mail.test"}});
                  },
                  .most_attempts = 4,
                  .pause_seconds = 60,
                  .most_pause_seconds = 200,
                  .may_pass = [](Error const& error) { return error.code == "outward.timeout"; }};
  std::vector<std::int64_t> pauses;
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(run({kind}), 1U);
    EXPECT_EQ(run({kind}), 0U);  // not before its time
    pauses.push_back(job(id).next_at.ms - now_.ms);
    now_ = job(id).state == State::waiting ? job(id).next_at : now_;
  }
  pauses.pop_back();
  EXPECT_EQ(pauses, (std::vector<std::int64_t>{60'000, 120'000, 200'000}));
  auto const failed = job(id);
  EXPECT_EQ(failed.state, State::failed);
  EXPECT_EQ(failed.attempts, 4);
  ASSERT_TRUE(failed.error());
  EXPECT_EQ(failed.error()->debug(), "outward.timeout host=mail.test");
}

TEST_P(Jobs, FailAtOnceWhereNothingCanBeHopedAndWhenTheyThrow) {
  auto const never = add("never");
  auto const fault = add("fault");
  EXPECT_EQ(run({{.name = "never",
                  .run = [](Attempt const&) -> Result<void> { return Error("outward.mail_refused"); },
                  .most_attempts = 9,
                  .may_pass = [](Error const&) { return false; }},
                 {.name = "fault", .run = [](Attempt const&) -> Result<void> { throw std::runtime_error("a broken image"); }}}),
            2U);
  EXPECT_EQ(job(never).state, State::failed);
  EXPECT_EQ(job(fault).error()->value("reason"), "a broken image");
}

TEST_P(Jobs, AreStoppedWhileTheyWait) {
  auto const id = add("letter", R"({"to":"a"})");
  EXPECT_EQ(stop(id)->state, State::stopped);
  EXPECT_EQ(job(id).payload, "");
  EXPECT_EQ(run({{.name = "letter", .run = [](Attempt const&) -> Result<void> { return {}; }}}), 0U);
  EXPECT_EQ(stop(id)->state, State::stopped);
  EXPECT_FALSE(stop("0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e"));
}

TEST_P(Jobs, HearThatTheyShallStopAndShowHowFarTheyAre) {
  now_ = real_now();
  auto const id = add("long");
  Kind const kind{.name = "long", .run = [](Attempt const& attempt) -> Result<void> {
                    attempt.progress("rows", 7, 10);
                    while (!attempt.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                    return Error("outward.stopped");
                  }};
  Worker const worker(*store_, {kind}, real_now, {}, quick());
  ASSERT_TRUE(soon(id, State::running));
  for (int i = 0; i < 500 && job(id).done == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_EQ(job(id).step, "rows");
  EXPECT_EQ(job(id).done, 7);
  EXPECT_EQ(stop(id)->state, State::running);
  ASSERT_TRUE(soon(id, State::stopped));
  EXPECT_EQ(job(id).done, 7);
}

TEST_P(Jobs, AreGivenBackWhenTheServerEnds) {
  now_ = real_now();
  auto const id = add("long");
  Kind const kind{.name = "long", .run = [](Attempt const& attempt) -> Result<void> {
                    while (!attempt.stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
                    return Error("outward.stopped");
                  }};
  {
    Worker const worker(*store_, {kind}, real_now, {}, quick());
    ASSERT_TRUE(soon(id, State::running));
  }
  EXPECT_EQ(job(id).state, State::waiting);
  EXPECT_EQ(job(id).attempts, 0);
}

// Two workers on stores of their own, as two servers have them.
TEST_P(Jobs, AreEachDoneOnceBySeveralWorkers) {
  now_ = real_now();
  constexpr int count = 60;
  std::vector<std::string> ids;
  for (int i = 0; i < count; ++i) ids.push_back(add("letter"));
  std::mutex mutex;
  std::map<std::string, int> seen;
  Kind const kind{.name = "letter", .run = [&](Attempt const& attempt) -> Result<void> {
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    std::lock_guard const lock(mutex);
                    ++seen[attempt.job.id];
                    return {};
                  }};
  auto const second = place_.open(migrations());
  {
    auto settings = quick();
    settings.lease_seconds = 30;
    Worker const one(*store_, {kind}, real_now, {}, settings);
    Worker const two(*second, {kind}, real_now, {}, settings);
    for (auto const& id : ids) ASSERT_TRUE(soon(id, State::done)) << id;
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(count));
  for (auto const& [id, times] : seen) EXPECT_EQ(times, 1) << id;
}

// A worker that is killed in the middle of a job: another one takes it over when the lease has run out, not before.
TEST_P(Jobs, OfAKilledWorkerAreTakenOver) {
  now_ = real_now();
  auto const id = add("letter", R"({"to":"a"})");
  store_.reset();
  auto const child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    auto const store = place_.open(migrations());
    Worker::run_due(*store,
                    {{.name = "letter",
                      .run = [](Attempt const&) -> Result<void> {
                        for (;;) ::pause();
                      }}},
                    real_now, quick());
    ::_exit(1);
  }
  store_ = place_.open(migrations());
  ASSERT_TRUE(soon(id, State::running));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  std::string payload;
  Kind const kind{.name = "letter",
                  .run = [&](Attempt const& attempt) -> Result<void> {
                    payload = attempt.job.payload;
                    return {};
                  },
                  .most_attempts = 2};
  EXPECT_EQ(Worker::run_due(*store_, {kind}, real_now, quick()), 0U);
  Worker const worker(*store_, {kind}, real_now, {}, quick());
  ASSERT_TRUE(soon(id, State::done));
  EXPECT_EQ(payload, R"({"to":"a"})");
  EXPECT_EQ(job(id).attempts, 2);
}

// What kills its worker each time does not do so for ever.
TEST_P(Jobs, ThatKillTheirWorkerAreGivenUp) {
  auto const id = add("letter");
  Kind const kind{.name = "letter", .run = [](Attempt const&) -> Result<void> { return {}; }, .most_attempts = 2};
  auto const killed = [&] {  // as take() leaves it
    return store_->write([&](sql::Session& session) {
      return session.execute("update job set state = 'running', owner = 'gone', attempts = 2, lease_until = :then",
                             {{"then", to_iso(now_.plus_seconds(-1))}});
    });
  };
  ASSERT_TRUE(killed().ok());
  EXPECT_EQ(run({kind}), 1U);
  EXPECT_EQ(job(id).state, State::failed);
  EXPECT_EQ(job(id).error_code, "jobs.abandoned");
}

TEST_P(Jobs, OfAnotherAreNotEndedByWhoLostThem) {
  auto const id = add("letter");
  Kind const kind{.name = "letter", .run = [&](Attempt const&) -> Result<void> {
                    return store_->write([&](sql::Session& session) -> Result<void> {
                      BASSIN_TRY([[maybe_unused]] auto const rows, session.execute("update job set owner = 'another'"));
                      return {};
                    });
                  }};
  EXPECT_EQ(run({kind}), 1U);
  EXPECT_EQ(job(id).state, State::running);
}

TEST_P(Jobs, AreListedNewestFirstCountedAndPurged) {
  auto const one = add("letter");
  auto const two = add("import");
  auto const three = add("letter");
  stop(one);
  auto const ids = [&](ListQuery const& query) {
    std::vector<std::string> out;
    auto const jobs = store_->read([&](sql::Session& session) { return list(session, query); });
    for (auto const& found : *jobs) out.push_back(found.id);
    return out;
  };
  EXPECT_EQ(ids({}), (std::vector<std::string>{three, two, one}));
  EXPECT_EQ(ids({.kind = "letter"}), (std::vector<std::string>{three, one}));
  EXPECT_EQ(ids({.state = State::waiting}), (std::vector<std::string>{three, two}));
  EXPECT_EQ(ids({.before = three, .limit = 1}), (std::vector<std::string>{two}));
  auto const counts = store_->read([](sql::Session& session) { return count(session); }).value();
  EXPECT_EQ(counts.waiting, 2);
  EXPECT_EQ(counts.failed, 0);
  auto const purged = [&](Instant before) { return store_->write([&](sql::Session& session) { return purge(session, before); }).value(); };
  EXPECT_EQ(purged(now_), 0U);
  EXPECT_EQ(purged(now_.plus_seconds(1)), 1U);
  EXPECT_EQ(ids({}), (std::vector<std::string>{three, two}));
}

}  // namespace
}  // namespace bassin::jobs
