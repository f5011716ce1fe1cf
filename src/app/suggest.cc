#include "app/suggest.h"

#include <algorithm>
#include <vector>

namespace bassin::app {
namespace {

using Line = std::vector<std::size_t>;

bool swapped(std::string_view a, std::string_view b, std::size_t i, std::size_t j) {
  return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

// Edits that turn one word into the other; a swap of neighbours is one.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<Line> cost(a.size() + 1, Line(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      if (swapped(a, b, i, j)) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::string only_one_that_begins(std::string_view typed, std::span<std::string_view const> allowed) {
  auto const begins = [typed](std::string_view word) { return typed.size() > 1 && word.starts_with(typed); };
  auto const first = std::find_if(allowed.begin(), allowed.end(), begins);
  if (first == allowed.end() || std::count_if(allowed.begin(), allowed.end(), begins) != 1) return {};
  return std::string(*first);
}

}  // namespace

std::string nearest_word(std::string_view typed, std::span<std::string_view const> allowed) {
  constexpr std::size_t longest = 64;  // nobody means a word of ours by a longer text
  if (typed.size() > longest) return {};
  std::size_t best = typed.size() <= 4 ? 2 : 3;
  std::string_view nearest;
  for (auto const word : allowed) {
    auto const edits = distance(typed, word);
    if (edits < best) {
      best = edits;
      nearest = word;
    }
  }
  return nearest.empty() ? only_one_that_begins(typed, allowed) : std::string(nearest);
}

}  // namespace bassin::app
