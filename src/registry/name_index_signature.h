// 32 bits that say roughly which letters a folded text holds, so that most texts that cannot be within one or two
// edits of another are ruled out by one comparison. Spaces do not count. docs/formats/names.md has the table.
#pragma once

#include <cstdint>
#include <string_view>

namespace bassin::registry {

using Signature = std::uint32_t;

inline constexpr unsigned signature_length_shift = 28;  // the upper four bits: letters, 15 for 15 and more
inline constexpr unsigned signature_lengths = 16;
inline constexpr Signature signature_letters = (Signature{1} << signature_length_shift) - 1;

[[nodiscard]] Signature signature_of(std::string_view folded);

// Letters that one of the two has more often than the other, as far as the signatures tell.
[[nodiscard]] inline unsigned letters_apart(Signature a, Signature b) {
  // std::popcount is a call where the processor need not have the instruction; this becomes vector instructions.
  auto bits = (a ^ b) & signature_letters;
  bits -= (bits >> 1U) & 0x55555555U;
  bits = (bits & 0x33333333U) + ((bits >> 2U) & 0x33333333U);
  bits = (bits + (bits >> 4U)) & 0x0F0F0F0FU;
  bits += bits >> 8U;
  return (bits + (bits >> 16U)) & 0x3FU;
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
