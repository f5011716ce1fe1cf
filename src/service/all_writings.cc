#include "service/all_writings.h"

#include <vector>

#include "crisis/writings.h"
#include "exposure/writings.h"
#include "grids/writings.h"
#include "waters/writings.h"

namespace bassin::service {

std::span<access::Writing const> all_writings() {
  static std::vector<access::Writing> const all = [] {
    std::vector<access::Writing> out;
    for (auto const some : {grids::writings(), crisis::writings(), waters::writings(), exposure::writings()})
      out.insert(out.end(), some.begin(), some.end());
    return out;
  }();
  return all;
}

}  // namespace bassin::service
