#include "registry/name_index_distance.h"

#include <algorithm>
#include <array>
#include <utility>

namespace bassin::registry {

namespace {

constexpr std::size_t row_cells = 256;  // longer texts are compared by their first 255 bytes

// The last row of the table of distances between `a` and every prefix of `b`, cells beyond `limit` capped. Only
// the cells within `limit` of the diagonal can matter.
struct DistanceRows {
  std::array<std::uint8_t, row_cells> before_last{};
  std::array<std::uint8_t, row_cells> last{};
  std::array<std::uint8_t, row_cells> row{};
};

// False when every cell is beyond the limit.
bool fill(DistanceRows& rows, std::string_view a, std::string_view b, unsigned limit) {
  auto const over = static_cast<std::uint8_t>(limit + 1);
  rows.last.fill(over);
  for (std::size_t j = 0; j <= std::min<std::size_t>(b.size(), limit); ++j) rows.last[j] = static_cast<std::uint8_t>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto const low = i > limit ? i - limit : 1;
    auto const high = std::min(b.size(), i + limit);
    rows.row[low - 1] = low == 1 && i <= limit ? static_cast<std::uint8_t>(i) : over;
    auto least = rows.row[low - 1];
    for (auto j = low; j <= high; ++j) {
      auto const same = a[i - 1] == b[j - 1];
      auto best = static_cast<unsigned>(rows.last[j - 1] + (same ? 0 : 1));
      best = std::min<unsigned>(best, rows.row[j - 1] + 1U);
      if (j < i + limit) best = std::min<unsigned>(best, rows.last[j] + 1U);
      bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) best = std::min<unsigned>(best, rows.before_last[j - 2] + 1U);
      rows.row[j] = static_cast<std::uint8_t>(std::min<unsigned>(best, over));
      least = std::min(least, rows.row[j]);
    }
    if (high < b.size()) rows.row[high + 1] = over;
    if (least > limit) return false;
    std::swap(rows.before_last, rows.last);
    std::swap(rows.last, rows.row);
  }
  return true;
}

std::string_view comparable(std::string_view text) { return text.substr(0, row_cells - 2); }

}  // namespace

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) {
  a = comparable(a);
  b = comparable(b);
  auto const difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  if (limit == 0) return a == b ? 0 : 1;
  DistanceRows rows;
  if (!fill(rows, a, b, limit)) return limit + 1;
  return std::min<unsigned>(rows.last[b.size()], limit + 1);
}

unsigned prefix_distance(std::string_view word, std::string_view text, unsigned limit) {
  word = comparable(word);
  text = comparable(text).substr(0, word.size() + limit);
  DistanceRows rows;
  if (!fill(rows, word, text, limit)) return limit + 1;
  unsigned best = limit + 1;
  auto const low = word.size() > limit ? word.size() - limit : 0;
  for (auto j = low; j <= text.size(); ++j) best = std::min<unsigned>(best, rows.last[j]);
  return best;
}

}  // namespace bassin::registry
