#include "base/edit_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace bassin::base {
namespace {

std::string random_word(std::mt19937_64& random, unsigned longest) {
  std::string word(random() % (longest + 1), ' ');
  for (auto& letter : word) letter = "ABC"[random() % 3];
  return word;
}

// The plain table, to compare with.
unsigned table_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistance, EqualsThePlainTable) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 20'000; ++round) {
    auto const longest = round % 100 == 0 ? 150U : 12U;
    auto const a = random_word(random, longest);
    auto const b = random_word(random, longest);
    auto const limit = static_cast<unsigned>(random() % 6);
    ASSERT_EQ(edit_distance(a, b, limit), std::min(table_distance(a, b), limit + 1)) << a << " " << b;
  }
  EXPECT_EQ(edit_distance("", "", 0), 0U);
  EXPECT_EQ(edit_distance("", "AB", 2), 2U);
  EXPECT_EQ(edit_distance("MARTIN", "MATRIN", 2), 1U);
}

}  // namespace
}  // namespace bassin::base
