// What bounds the work of a server: the queue before its threads, and how often one client may ask.
#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "http/rate_limit.h"
#include "http/worker_pool.h"

namespace bassin::http {
namespace {

TEST(WorkerPool, RefusesWhatDoesNotFitAndDoesWhatWaits) {
  std::promise<void> gate;
  auto const open = gate.get_future().share();
  std::atomic<int> done = 0;
  std::promise<void> begun;
  WorkerPool pool(1, 2);
  ASSERT_TRUE(pool.submit([&] {
    begun.set_value();
    open.wait();
    ++done;
  }));
  begun.get_future().wait();
  EXPECT_TRUE(pool.submit([&] { ++done; }));
  EXPECT_TRUE(pool.submit([&] { ++done; }));
  EXPECT_FALSE(pool.submit([&] { ++done; })) << "one at work, two wait";
  EXPECT_EQ(pool.waiting(), 2U);
  gate.set_value();
  pool.stop();
  EXPECT_EQ(done, 3);
  EXPECT_FALSE(pool.submit([] {})) << "stopped";
}

TEST(RateLimit, LetsABurstThroughThenSoManyASecond) {
  RateLimit limit({.per_second = 2, .burst = 3});
  RateLimit::Time const start{};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.take("a", start), 0U);
  EXPECT_EQ(limit.take("a", start), 1U) << "half a second, told as a whole one";
  EXPECT_EQ(limit.take("b", start), 0U) << "another client has its own";
  auto const later = start + std::chrono::seconds(1);
  EXPECT_EQ(limit.take("a", later), 0U);
  EXPECT_EQ(limit.take("a", later), 0U);
  EXPECT_NE(limit.take("a", later), 0U);
}

TEST(RateLimit, RemembersABoundedNumberOfClients) {
  RateLimit limit({.per_second = 1, .burst = 5}, 100);
  RateLimit::Time now{};
  for (int i = 0; i < 10'000; ++i) (void)limit.take(std::to_string(i), now += std::chrono::milliseconds(1));
  EXPECT_LE(limit.clients(), 101U);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(limit.take("last", now), 0U);
  for (int i = 0; i < 90; ++i) (void)limit.take(std::to_string(i), now);
  EXPECT_EQ(limit.take("last", now), 0U);
  EXPECT_NE(limit.take("last", now), 0U) << "who asked lately is not forgotten by others' asking";
}

}  // namespace
}  // namespace bassin::http
