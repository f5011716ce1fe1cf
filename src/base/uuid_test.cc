#include "base/uuid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <thread>

namespace bassin::base {
namespace {

TEST(Uuid, SaysVersionVariantAndTime) {
  UuidSource source([] { return 0x0197F0C29A31; });
  auto const id = source.next();
  EXPECT_TRUE(is_uuid(id)) << id;
  EXPECT_EQ(id.substr(0, 15), "0197f0c2-9a31-7");
  EXPECT_NE(std::string("89ab").find(id[19]), std::string::npos) << id;
}

TEST(Uuid, GrowsWhileTheClockStandsOrGoesBack) {
  std::int64_t now = 1'700'000'000'000;
  UuidSource source([&now] { return now; });
  std::string last;
  for (int i = 0; i < 20'000; ++i) {  // more than the counter holds
    if (i % 500 == 0) now -= 3;
    if (i % 3000 == 0) now += 100;
    auto const id = source.next();
    ASSERT_LT(last, id) << i;
    ASSERT_TRUE(is_uuid(id)) << id;
    last = id;
  }
}

TEST(Uuid, TwoSourcesOfOneInstantDiffer) {
  UuidSource one([] { return 5; });
  UuidSource other([] { return 5; });
  EXPECT_NE(one.next(), other.next());
}

TEST(Uuid, ThreadsShareOneSource) {
  std::mutex mutex;
  std::set<std::string> all;
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      std::vector<std::string> own;
      for (int i = 0; i < 2000; ++i) own.push_back(new_uuid());
      EXPECT_TRUE(std::is_sorted(own.begin(), own.end()));
      std::scoped_lock const lock(mutex);
      all.insert(own.begin(), own.end());
    });
  }
  threads.clear();
  EXPECT_EQ(all.size(), 8000U);
}

TEST(Uuid, FormIsTold) {
  EXPECT_TRUE(is_uuid("0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e"));
  EXPECT_FALSE(is_uuid("0197F0C2-9a31-7c4e-8d1b-3f5a6b7c8d9e"));
  EXPECT_FALSE(is_uuid("0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9"));
  EXPECT_FALSE(is_uuid("0197f0c2x9a31-7c4e-8d1b-3f5a6b7c8d9e"));
  EXPECT_FALSE(is_uuid(""));
}

}  // namespace
}  // namespace bassin::base
