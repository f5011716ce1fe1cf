// Size bands (tranches d'effectifs salariés) of the register: sixteen codes, and null, which is none of them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "reference/language.h"

namespace bassin::reference {

// 0 unknown (the file says nothing), then in order of size: NN=1, 00=2, 01=3, 02=4, 03=5, 11=6, 12=7, 21=8, 22=9, 31=10,
// 32=11, 41=12, 42=13, 51=14, 52=15, 53=16.
using SizeIndex = std::uint8_t;
inline constexpr SizeIndex size_unknown = 0;
inline constexpr SizeIndex size_none = 1;      // NN: employed nobody in the year
inline constexpr SizeIndex size_zero = 2;      // 00: nobody on 31 December, somebody in the year
inline constexpr SizeIndex size_10_to_19 = 6;  // 11: straddles the craft limit of 11 employees
inline constexpr std::size_t size_band_count = 17;

// Five folded groups; unknown belongs to none.
enum class SizeGroup : std::uint8_t { zero, from_1_to_9, from_10_to_49, from_50_to_249, from_250, unknown };
inline constexpr std::size_t size_group_count = 6;

struct SizeBand {
  SizeIndex index = 0;
  std::string_view code;  // "NN", "00" ... "53"; empty for unknown
  Label label;            // the official wording, and its translation
  Label short_label;      // "10 à 19", "10–19"
  std::uint32_t minimum = 0;
  std::optional<std::uint32_t> maximum;  // inclusive; none for the last band and for unknown
  SizeGroup group = SizeGroup::unknown;
};

// Seventeen rows, by index; row 0 is unknown.
[[nodiscard]] std::span<SizeBand const> size_bands();
// size_unknown for an empty text; nothing for a text that is no code.
[[nodiscard]] std::optional<SizeIndex> parse_size_band(std::string_view code);
[[nodiscard]] SizeGroup size_group(SizeIndex index);
[[nodiscard]] Label size_group_label(SizeGroup group);

}  // namespace bassin::reference
