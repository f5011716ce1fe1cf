#include "registry/name_index_signature.h"

#include <algorithm>
#include <array>

namespace bassin::registry {

namespace {

// For each byte, the bit that tells its letter's first occurrence and, where frequent, the bit of its second.
struct LetterBits {
  std::uint8_t first = 0;
  std::uint8_t second = 0;
};
constexpr std::uint8_t no_bit = 31;

constexpr std::array<LetterBits, 256> letter_bits() {
  std::array<LetterBits, 256> table{};
  for (auto& bits : table) bits = {19, no_bit};  // K W X Y Z, digits, other scripts
  constexpr std::string_view alone = "ABCDEFGILMNOPRSTUV";
  for (std::size_t i = 0; i < alone.size(); ++i) table[static_cast<unsigned char>(alone[i])].first = static_cast<std::uint8_t>(i);
  for (char const c : std::string_view("HJQ")) table[static_cast<unsigned char>(c)].first = 18;
  constexpr std::string_view twice = "EARINOTL";
  for (std::size_t i = 0; i < twice.size(); ++i) table[static_cast<unsigned char>(twice[i])].second = static_cast<std::uint8_t>(20 + i);
  return table;
}

constexpr auto bits_of = letter_bits();

}  // namespace

Signature signature_of(std::string_view folded) {
  Signature signature = 0;
  Signature letters = 0;
  for (char const c : folded) {
    if (c == ' ') continue;
    ++letters;
    auto const bits = bits_of[static_cast<unsigned char>(c)];
    auto const first = Signature{1} << bits.first;
    if ((signature & first) != 0 && bits.second != no_bit) signature |= Signature{1} << bits.second;
    signature |= first;
  }
  return signature | std::min<Signature>(letters, 15) << signature_length_shift;
}

}  // namespace bassin::registry
