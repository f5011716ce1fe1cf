// What a business hit by a disaster may claim, and until when, as dated rules of data/reference/crisis_rights.tsv: a law that changes is a
// line more there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "reference/language.h"

namespace bassin::reference {

enum class CountedFrom : std::uint8_t { nothing, publication, event, standstill };

enum class Condition : std::uint8_t {
  decree,
  no_decree,
  insured,
  loss_cover,
  employer,
  under_50,
  craft,
  independent,
  farm,
  indirect,
  direct,
  in_77_78_91,
};
inline constexpr std::size_t condition_count = 12;
// "loss-cover".
[[nodiscard]] std::string_view id_of(Condition condition);
[[nodiscard]] std::optional<Condition> parse_condition(std::string_view id);

// Under which a situation report sums it.
enum class RightHeading : std::uint8_t { insurance, work, deferral, aid };
inline constexpr std::size_t right_heading_count = 4;
// "insurance".
[[nodiscard]] std::string_view id_of(RightHeading heading);

struct CrisisRight {
  std::string_view id;  // "damage_claim"
  RightHeading heading = RightHeading::aid;
  std::optional<base::Date> from, until;  // days of what its time is counted from, of the event where there is no such day; both included
  CountedFrom counted = CountedFrom::nothing;
  int days = 0;                        // calendar days, or
  bool work_days = false;              // days of work (jours ouvrés)
  std::optional<base::Date> fixed;     // one last day for all
  std::optional<std::int64_t> amount;  // euros, at most
  std::vector<Condition> conditions;   // all of them
  Label source;                        // with its article, where it is one
};
// In the order of the file.
[[nodiscard]] std::span<CrisisRight const> crisis_rights();
// Aid, for one that the rules lack.
[[nodiscard]] RightHeading heading_of(std::string_view right);

// Public holidays of the whole country (code du travail, article L3133-1).
[[nodiscard]] bool is_public_holiday(base::Date day);
// The last of so many days of work after `day`: Monday to Friday without public holidays.
[[nodiscard]] base::Date after_work_days(base::Date day, int count);

}  // namespace bassin::reference
