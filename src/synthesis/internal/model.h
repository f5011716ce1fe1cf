// One legal unit with its establishments and their periods, as drawn. Objects are filled anew for each unit, so that
// their memory is used again.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "synthesis/internal/names.h"
#include "synthesis/internal/places.h"

namespace bassin::synthesis::internal {

enum class Naming : std::uint8_t { naf_rev2, naf_rev1, naf_1993, nap, none };

struct Period {
  std::optional<base::Date> start;  // the end is the day before the next period's start
  bool active = true;
  bool employer = false;
  bool shows_sign = true;  // the establishment's sign and usual name, or none yet
  Naming naming = Naming::naf_rev2;
  std::uint16_t activity = 0;
};

inline constexpr std::size_t most_periods = 12;

struct Establishment {
  std::uint32_t nic = 0;  // five digits
  bool head_office = false;
  bool partial = false;  // statutDiffusion P
  bool masked = false;   // P, and `[ND]` stands for what the public may not see
  std::optional<base::Date> created;
  std::string_view size;  // empty: null
  bool craft = false;
  Address address;
  std::int32_t former = -1;   // index in Places::former(), when the row still carries that code
  std::int32_t country = -1;  // index in Tables::countries: abroad, without a commune
  bool positioned = false;
  std::uint8_t quality = 0;  // qualite_xy
  std::int64_t x_cm = 0;     // in the place's coordinate system, where positioned
  std::int64_t y_cm = 0;
  std::string sign, second_sign, usual_name;
  std::array<Period, most_periods> periods;
  std::size_t period_count = 0;
  std::optional<std::int64_t> processed;  // dateDernierTraitement

  [[nodiscard]] Period const& last() const { return periods[period_count - 1]; }
  void add(Period const& period) {
    if (period_count < most_periods) periods[period_count++] = period;
  }
};

struct Unit {
  std::uint32_t siren = 0;
  bool active = true;
  bool partial = false;
  bool masked = false;
  bool purged = false;
  std::uint16_t category = 1000;
  std::uint16_t activity = 0;
  base::Date created;
  std::optional<base::Date> ended;
  std::size_t head_office = 0;  // index in establishments
  Sex sex = Sex::female;
  std::string surname, usage_name, pseudonym, denomination, acronym, association_id;
  std::array<std::string, 4> first_names;
  std::array<std::string, 2> usual_names;
  std::vector<Establishment> establishments;
  std::size_t count = 0;  // of them in use

  [[nodiscard]] bool natural() const { return category == 1000; }
};

// The digit that, put after `digits`, makes the whole valid by Luhn's rule, as SIREN and SIRET are.
[[nodiscard]] std::uint32_t luhn_digit(std::uint64_t digits);

}  // namespace bassin::synthesis::internal
