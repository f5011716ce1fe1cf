#include "app/child.h"

#include <gtest/gtest.h>

#include <chrono>

namespace bassin::app {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Child, CollectsBothStreamsAndTheExitCode) {
  auto const done = run_child({"/bin/sh", "-c", "echo out; echo err >&2; exit 3"}, {});
  ASSERT_TRUE(done.ok()) << done.error().debug();
  EXPECT_EQ(done->out, "out\n");
  EXPECT_EQ(done->err, "err\n");
  EXPECT_EQ(done->exit_code, 3);
}

TEST(Child, IsEndedAtOnceWhenItSaysTooMuch) {
  for (std::string const stream : {"1", "2"}) {
    auto const start = std::chrono::steady_clock::now();
    auto const done = run_child({"/bin/sh", "-c", "yes >&" + stream}, {.seconds = 20, .output_bytes = 100'000, .error_bytes = 100'000});
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().code, "zone.output_limit");
    EXPECT_LT(seconds_since(start), 10);
  }
}

TEST(Child, IsEndedWhenItTakesTooLong) {
  auto const start = std::chrono::steady_clock::now();
  auto const done = run_child({"/bin/sleep", "20"}, {.seconds = 0.2});
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, "zone.timeout");
  EXPECT_LT(seconds_since(start), 10);
}

TEST(Child, IsAnErrorWhenItCannotStart) {
  auto const done = run_child({"/no/such/program"}, {});
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, "zone.reader_failed");
}

}  // namespace
}  // namespace bassin::app
