// Reporting grids (an objectives contract, contrat d'objectifs): what one organisation owes its supervising authority, in that authority's
// headings, and which of its work counts under which heading. It is that organisation's alone: to partners it does not exist. Nothing is
// entered twice: the work is what partners note for their conventions and files. docs/decisions/0033-reporting-grids.md
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::grids {

using access::Act;

inline constexpr std::size_t headings_most = 200;  // of a grid
inline constexpr std::size_t actions_most = 500;   // of a heading
inline constexpr std::size_t choices_most = 20;    // of a heading

struct GridFacts {
  std::string title;
  std::string authority;    // to whom it reports: « Préfecture de région »
  std::string description;  // ""
  base::Date starts_on, ends_on;
};

struct Grid {
  std::string id, organisation;
  std::string previous;  // the contract before, of which it was made; ""
  GridFacts facts;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
};

// Work by what it is about. Work that counts towards no convention, or all of it.
struct Choice {
  std::vector<std::string> themes;  // support::Theme; none: any
  std::vector<std::string> kinds;   // of work: "visit", "need_taken"; none: any but "campaign", whose exchanges are work already
  bool everywhere = false;          // what counts towards an action too
};

// Two levels: a heading below another one has none below it. The upper one counts what those below it count, too.
struct HeadingFacts {
  std::string parent;  // "": upper level
  std::string code, title;
  std::string description;           // ""
  std::vector<std::string> actions;  // of conventions, whose work counts
  std::vector<Choice> choices;
};

struct Heading {
  std::string id, grid;
  HeadingFacts facts;
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
};

// What the reader may do with a grid that they see.
struct SeenGrid {
  Grid grid;
  bool mine = false;    // coordinators and administrators of its organisation: writes it
  bool enters = false;  // those of whoever took it over too: enters values, and makes the next contract from it
};

// Of the reader's organisation and of those that it took over, the latest period first. `created_by` is there.
[[nodiscard]] base::Result<std::vector<SeenGrid>> grids_of(sql::Session& session, access::Reader const& reader);
// Errors: "grid.unknown" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<SeenGrid> find_grid(sql::Session& session, access::Reader const& reader, std::string const& id);
// Each upper one, then those below it; by code, numbers in codes as numbers. Errors: "grid.unknown" (id).
[[nodiscard]] base::Result<std::vector<Heading>> headings_of(sql::Session& session, access::Reader const& reader, std::string const& grid);
// Whether the reader writes grids of their organisation.
[[nodiscard]] bool may_write_grids(access::Reader const& reader);

// Errors of all below: "grid.not_yours", those of base::clean(), "convention.bad_value" (field, allowed).
[[nodiscard]] base::Result<Grid> add_grid(sql::Session& session, Act const& act, GridFacts const& facts);
// Errors: also "grid.unknown" (id), "grid.changed" (now).
[[nodiscard]] base::Result<Grid> change_grid(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                             GridFacts const& facts);
// It is listed no more; it stays in the store.
[[nodiscard]] base::Result<void> remove_grid(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);
// The next contract: headings, what counts under them, and indicators, whose targets move by as many years as the new one begins later.
// Values stay behind. Errors: also "grid.unknown" (id).
[[nodiscard]] base::Result<Grid> copy_grid(sql::Session& session, Act const& act, std::string const& id, GridFacts const& facts);

// Errors: also "grid.unknown" (id), "grid.unknown_heading" (id) of the parent, "convention.unknown_action" (id) of one that the reader does
// not see, "convention.twice" (what).
[[nodiscard]] base::Result<Heading> add_heading(sql::Session& session, Act const& act, std::string const& grid, HeadingFacts const& facts);
// Errors: also "grid.unknown_heading" (id), "grid.changed" (now).
[[nodiscard]] base::Result<Heading> change_heading(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   HeadingFacts const& facts);
// With its indicators; they stay in the store. Errors: also "grid.has_headings": those below it go first.
[[nodiscard]] base::Result<void> remove_heading(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// "1.2" before "1.10".
[[nodiscard]] bool comes_before(std::string_view code, std::string_view other);

}  // namespace bassin::grids
