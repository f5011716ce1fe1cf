#include "base/edit_distance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace bassin::base {

namespace {

constexpr std::size_t word_bits = 64;

// Equal ends cost nothing.
void strip_equal_ends(std::string_view& a, std::string_view& b) {
  auto const shorter = [&] { return std::min(a.size(), b.size()); };
  std::size_t same = 0;
  while (same < shorter() && a[same] == b[same]) ++same;
  a.remove_prefix(same);
  b.remove_prefix(same);
  same = 0;
  while (same < shorter() && a[a.size() - 1 - same] == b[b.size() - 1 - same]) ++same;
  a.remove_suffix(same);
  b.remove_suffix(same);
}

// Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances" (2003): a column of the table
// of distances in two words of bits. `a` has 1 to 64 bytes.
unsigned bit_parallel(std::string_view a, std::string_view b) {
  thread_local std::array<std::uint64_t, 256> places{};  // of each byte in `a`; all zero between calls
  for (std::size_t i = 0; i < a.size(); ++i) places[static_cast<unsigned char>(a[i])] |= std::uint64_t{1} << i;
  auto const end = std::uint64_t{1} << (a.size() - 1);
  auto distance = static_cast<unsigned>(a.size());
  std::uint64_t up = ~std::uint64_t{0};
  std::uint64_t down = 0;
  std::uint64_t diagonal = 0;
  std::uint64_t before = 0;
  for (char const c : b) {
    auto const here = places[static_cast<unsigned char>(c)];
    auto const swapped = ((~diagonal & here) << 1U) & before;
    diagonal = (((here & up) + up) ^ up) | here | down | swapped;
    auto right = down | ~(diagonal | up);
    auto left = diagonal & up;
    distance += (right & end) != 0 ? 1U : 0U;
    distance -= (left & end) != 0 ? 1U : 0U;
    right = (right << 1U) | 1U;
    left <<= 1U;
    up = left | ~(diagonal | right);
    down = right & diagonal;
    before = here;
  }
  for (char const c : a) places[static_cast<unsigned char>(c)] = 0;
  return distance;
}

// For long texts: the table row by row.
unsigned by_table(std::string_view a, std::string_view b) {
  std::vector<unsigned> before(b.size() + 1);
  std::vector<unsigned> last(b.size() + 1);
  std::vector<unsigned> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<unsigned>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U), row[j - 1] + 1, last[j] + 1});
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  strip_equal_ends(a, b);
  auto const distance = a.empty() ? static_cast<unsigned>(b.size()) : a.size() <= word_bits ? bit_parallel(a, b) : by_table(a, b);
  return std::min(distance, limit + 1);
}

}  // namespace bassin::base
