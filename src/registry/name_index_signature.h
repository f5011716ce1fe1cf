// 32 bits that say roughly which letters a folded text holds, so that most texts that cannot be within one or two
// edits of another are ruled out by one comparison. Spaces do not count. docs/formats/names.md has the table.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>

namespace bassin::registry {

using Signature = std::uint32_t;

inline constexpr unsigned signature_length_shift = 28;  // the upper four bits: letters, 15 for 15 and more
inline constexpr Signature signature_letters = (Signature{1} << signature_length_shift) - 1;

[[nodiscard]] Signature signature_of(std::string_view folded);

// Letters that one of the two has more often than the other, as far as the signatures tell.
[[nodiscard]] inline unsigned letters_apart(Signature a, Signature b) {
  return static_cast<unsigned>(std::popcount((a ^ b) & signature_letters));
}

// False only when more than `edits` edits lie between the two texts: an edit changes the count of at most two
// letters by one, thus at most two bits, and the length by at most one.
[[nodiscard]] inline bool may_be_within(Signature a, Signature b, unsigned edits) {
  auto const longer = a >> signature_length_shift;
  auto const other = b >> signature_length_shift;
  auto const difference = longer > other ? longer - other : other - longer;
  return letters_apart(a, b) <= 2 * edits && difference <= edits;
}

}  // namespace bassin::registry
