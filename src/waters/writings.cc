#include "waters/writings.h"

#include <array>

namespace bassin::waters {

// What a station is called, and what its marks are, is the installation's and public; what an organisation said of a proposal is its own.
std::span<access::Writing const> writings() {
  static std::array<access::Writing, 1> const table = {
      {{"water_proposal", "water_reply r", "r.organisation", "r.proposal", "''", "r.at", "''", {"r.note"}}}};
  return table;
}

}  // namespace bassin::waters
