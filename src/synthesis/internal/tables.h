// The compact distributions, read once from the embedded tables.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "synthesis/internal/embedded.h"
#include "synthesis/internal/random.h"

namespace bassin::synthesis::internal {

// Rows of tab-separated fields; lines from '#' and empty ones are left out.
[[nodiscard]] std::vector<std::vector<std::string_view>> rows_of(Table table);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
// Digits only; the tables are ours.
[[nodiscard]] std::uint64_t number_of(std::string_view digits);

struct Activity {
  std::string_view code;   // NAF rév. 2
  std::string_view naf25;  // a code of NAF 2025 for the same trade; empty where there is none
  std::string_view rev1;   // its code before 2008
  std::string_view nap;    // a code before 1993
  std::string_view craft;  // empty: no craft
  std::uint32_t employers_per_1000 = 0;
  std::uint16_t size_row = 0;
  std::uint16_t legal_row = 0;
  std::uint16_t word_row = 0;
};

struct SirenRange {
  std::uint32_t first = 0;  // SIREN without its last digit
  std::uint32_t last = 0;   // not included
  int first_year = 0;
  int last_year = 0;
  std::uint32_t share = 0;
  enum class Kind : std::uint8_t { person, state, local, any } kind = Kind::any;
};

struct LegalRow {
  std::vector<std::uint16_t> categories;
  Weighted weights;
};

struct Street {
  std::string_view type;  // may be empty
  std::string_view name;
};

struct Country {
  std::string_view code;
  std::string_view name;
};

inline constexpr std::array<std::string_view, 15> size_codes{"00", "01", "02", "03", "11", "12", "21", "22",
                                                             "31", "32", "41", "42", "51", "52", "53"};

struct Tables {
  explicit Tables(bool demonstration);

  std::vector<Activity> activities;
  Weighted active;  // activities by weight among active and closed establishments
  Weighted closed;
  std::uint16_t town_hall = 0;  // 84.11Z

  std::vector<Weighted> sizes;                       // by Activity::size_row, indexes of size_codes
  std::vector<LegalRow> legal;                       // by Activity::legal_row
  std::vector<std::vector<std::string_view>> words;  // by Activity::word_row

  std::vector<SirenRange> ranges;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> unit_sizes;  // establishments of a unit: from, to
  Weighted unit_size_weights;

  std::vector<Street> streets;
  Weighted street_weights;
  std::vector<std::string_view> services;
  Weighted service_weights;
  std::vector<Country> countries;
  Weighted country_weights;

 private:
  void read_activities(bool demonstration);
  void read_sizes();
  void read_legal();
  void read_words();
  void read_ranges(bool demonstration);
  void read_streets(bool demonstration);
  void read_lists();
};

// The share of each activity that suits a demonstration of the three chambers: more farms, crafts and shops.
[[nodiscard]] std::uint64_t demonstration_factor(std::string_view activity);

}  // namespace bassin::synthesis::internal
