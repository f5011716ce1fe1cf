// The list of a crisis as its room works on it: cases with what the register says of their businesses, in the order of a walk.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/cases.h"
#include "query/row.h"
#include "service/casework_call.h"

namespace bassin::service {

inline constexpr std::size_t crisis_offset_most = 1'000'000;

struct CrisisRow {
  crisis::Case it;
  std::optional<query::Row> row;  // as the reader may see that place; nothing: the reader's view does not hold it
  std::string street;             // "" where none is known or shown
  int number = 0;
  std::string repetition;
};

enum class CrisisOrder : std::uint8_t { street, name, urgency };
struct CrisisListQuery {
  crisis::CaseQuery cases;             // `limit` and `after` left aside: the whole list is read
  reference::ChamberMask chamber = 0;  // has one of these; 0: whichever
  std::string street, words;           // folded; ""
  CrisisOrder order = CrisisOrder::street;
};
// A list longer than that is refused by places_in().
[[nodiscard]] base::Result<std::vector<CrisisRow>> crisis_rows(Call const& call, Casework const& casework, std::string const& crisis,
                                                               CrisisListQuery const& query);

// How many of these can be called for a crisis, as far as the reader's organisation knows contacts; by business.
struct Callable {
  std::uint64_t yes = 0, opposed = 0, unknown = 0;
  std::map<std::string, bool> by_business;
};
[[nodiscard]] base::Result<Callable> callable_of(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows);
[[nodiscard]] base::Result<Callable> callable_of(Call const& call, Casework const& casework, std::vector<std::string> const& businesses);

// Schema CrisisCase, with what the register says of the business, null where the reader's view does not hold it.
[[nodiscard]] base::Result<Json> rows_json(Call const& call, Casework const& casework, std::vector<CrisisRow> const& rows);

// "cci"; 0 for another text.
[[nodiscard]] reference::ChamberMask chamber_named(std::string_view id);
[[nodiscard]] std::vector<std::string> chamber_ids(reference::ChamberMask mask);

}  // namespace bassin::service
