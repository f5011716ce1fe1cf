// Decrees of natural disaster as the State publishes them: the file catnat_gaspar.csv of the base GASPAR (georisques.gouv.fr), a row for
// each commune, peril and time. docs/formats/decrees.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crisis/decree.h"

namespace bassin::crisis {

inline constexpr std::size_t gaspar_bytes_most = 64U << 20U;  // the whole country was 35 MB in 2025
inline constexpr std::size_t gaspar_rows_most = 30'000;
inline constexpr std::size_t gaspar_unread_told = 200;

// Which rows are wanted: the base holds the whole country since 1982.
struct GasparScope {
  std::vector<std::string> departements;  // "77", "2A", "974": one at least
  base::Date since;                       // published that day or later
};

enum class UnreadWhy : std::uint8_t {
  quote,     // one that is not closed in its line
  fields,    // fewer or more than the first line names
  commune,   // a code that no commune has had
  peril,     // a name of none that is known
  day,       // no day where one must be
  order,     // it ends before it begins, or is published before, or ahead of today
  decision,  // neither recognised nor refused
  number,    // longer than any
};
inline constexpr std::size_t unread_why_count = 8;
[[nodiscard]] std::string_view id_of(UnreadWhy why);

struct Unread {
  std::uint64_t line = 0;  // the first of a file is 1
  UnreadWhy why = UnreadWhy::fields;
  std::string text;  // what stands there, at most 200 bytes
};

// Every line but the first and empty ones is in one of these: lines = rows + elsewhere + earlier + unread.
struct Gaspar {
  std::vector<Decree> rows;
  std::uint64_t lines = 0;
  std::uint64_t elsewhere = 0;  // of other départements
  std::uint64_t earlier = 0;    // published before
  std::uint64_t unread = 0;     // not understood: never one that is surely of another département or earlier
  std::vector<Unread> told;     // of these, the first gaspar_unread_told
};

// UTF-8, with or without a mark at its start; separated by ";" or ","; columns found by their names, in any order, others passed over.
// Errors: "crisis.file_too_large" (most), "crisis.not_gaspar" (missing), "crisis.too_many_decrees" (count, most), "crisis.bad_value"
// (field, allowed) without a département.
[[nodiscard]] base::Result<Gaspar> read_gaspar(std::string_view text, GasparScope const& scope, base::Date today);

}  // namespace bassin::crisis
