// The words that stand for values in answers and in questions.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "reference/language.h"

namespace bassin::query::internal {

inline constexpr std::string_view key_other = "other";
inline constexpr std::string_view key_masked = "masked";

// By the value of the enumeration that each belongs to; "" for not known.
inline constexpr std::array<std::string_view, 3> state_ids = {"", "active", "closed"};
inline constexpr std::array<std::string_view, 3> tri_ids = {"", "no", "yes"};
inline constexpr std::array<std::string_view, 3> diffusion_ids = {"", "open", "partial"};
inline constexpr std::array<std::string_view, 4> category_ids = {"", "pme", "eti", "ge"};
inline constexpr std::array<std::string_view, 6> size_group_ids = {"0", "1-9", "10-49", "50-249", "250+", ""};
// By bit of a chamber mask.
inline constexpr std::array<std::string_view, 5> chamber_ids = {"cci", "cma", "ca", "outside", "to-qualify"};
inline constexpr std::array<std::string_view, 2> follow_up_ids = {"running", "own"};
// By registry::PositionQuality, then masked.
inline constexpr std::array<std::string_view, 8> quality_ids = {
    "", "street-number", "street", "likely-street-number", "likely-street", "commune", "given", key_masked};
inline constexpr std::size_t quality_masked = 7;

// Years of creation as one byte: 0 unknown, 1 before 1900, 2 + year - 1900, 255 after 2079-06-03.
[[nodiscard]] std::uint8_t year_code(std::uint16_t day);
[[nodiscard]] std::array<std::uint8_t, 65536> const& year_codes();
[[nodiscard]] std::string year_key(std::uint8_t code);

// Of the words above; "" for any other text.
[[nodiscard]] std::string word_label(std::string_view word, reference::Language language);

}  // namespace bassin::query::internal
