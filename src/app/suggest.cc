#include "app/suggest.h"

#include <algorithm>

#include "base/edit_distance.h"

namespace bassin::app {
namespace {

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
  unsigned best = typed.size() <= 4 ? 2 : 3;
  std::string_view nearest;
  for (auto const word : allowed) {
    auto const edits = base::edit_distance(typed, word, best);
    if (edits < best) {
      best = edits;
      nearest = word;
    }
  }
  return nearest.empty() ? only_one_that_begins(typed, allowed) : std::string(nearest);
}

}  // namespace bassin::app
