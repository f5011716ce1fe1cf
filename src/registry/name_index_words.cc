#include "registry/name_index_words.h"

#include "base/fold.h"

namespace bassin::registry {

bool is_elided(std::string_view word) {
  return word == "QU" || (word.size() == 1 && std::string_view("DLNS").find(word[0]) != std::string_view::npos);
}

std::vector<std::string> name_words(std::string_view folded) {
  auto const words = base::words(folded);
  std::vector<std::string> found(words.begin(), words.end());
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (is_elided(words[i]) && words[i + 1].size() > 1) found.push_back(std::string(words[i]) + std::string(words[i + 1]));
  }
  std::string run;
  for (std::size_t i = 0; i <= words.size(); ++i) {
    if (i < words.size() && words[i].size() == 1) {
      run += words[i];
      continue;
    }
    if (run.size() > 1) found.push_back(run);
    run.clear();
  }
  return found;
}

}  // namespace bassin::registry
