// What is missing to be ready, of each exposed business, and how many miss it: pure, of what the register and the partners said.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/date.h"
#include "exposure/readiness.h"

namespace bassin::exposure {

enum class Gap : std::uint8_t {
  no_contact,           // nobody to call at night: none is named, or whom was named is not known there any more
  insurance_unchecked,  // nobody asked, or it was not known
  no_plan,              // neither made nor in the making
  not_in_touch,         // no exchange for twelve months
  unlocated,            // no position that anybody may know
};
inline constexpr std::size_t gap_count = 5;
[[nodiscard]] std::string_view id_of(Gap gap);
[[nodiscard]] std::optional<Gap> parse_gap(std::string_view id);

struct Standing {
  bool contact_named = false;
  Insurance insurance = Insurance::unsaid;
  Plan plan = Plan::unsaid;
  std::optional<base::Date> in_touch;  // the last exchange that the reader knows of
  bool unlocated = false;
};
[[nodiscard]] Standing standing_of(Readiness const& noted);

// Bit of each gap.
using Gaps = std::uint8_t;
[[nodiscard]] Gaps gaps_of(Standing const& it, base::Date today);
[[nodiscard]] constexpr bool has(Gaps gaps, Gap gap) { return ((gaps >> static_cast<unsigned>(gap)) & 1U) != 0; }

struct Count {
  std::uint64_t total = 0, named = 0;
  std::array<std::uint64_t, insurance_count> insurance{};
  std::array<std::uint64_t, plan_count> plan{};
  std::array<std::uint64_t, gap_count> gaps{};
  void add(Standing const& it, Gaps missing);
};

}  // namespace bassin::exposure
