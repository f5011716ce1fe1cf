// Keys met so far, each once. The official files are sorted by their key, so that a comparison with the greatest
// mostly tells; a file in another order costs a search and more memory.
#pragma once

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <vector>

namespace bassin::ingest::internal {

template <class Key>
class SeenKeys {
 public:
  // False for a key met before.
  [[nodiscard]] bool add(Key key) {
    if (ascending_.empty() || key > ascending_.back()) {
      ascending_.push_back(key);
      return true;
    }
    return !std::binary_search(ascending_.begin(), ascending_.end(), key) && others_.insert(key).second;
  }

  // All of them, ascending; none are left.
  [[nodiscard]] std::vector<Key> take() {
    auto all = std::exchange(ascending_, {});
    all.insert(all.end(), others_.begin(), others_.end());
    if (!others_.empty()) std::sort(all.begin(), all.end());
    others_.clear();
    return all;
  }

 private:
  std::vector<Key> ascending_;
  std::unordered_set<Key> others_;  // those that came after a greater one
};

}  // namespace bassin::ingest::internal
