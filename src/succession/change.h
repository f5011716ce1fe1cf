// A change of territory: which organisations go, or lose communes, on which day, and who takes their place in each commune. Planned,
// previewed, approved as it was previewed, carried out on its day in blocks, undone while nothing was changed since.
// docs/decisions/0032-change-of-territory.md
//
// Errors of all that take an id: "succession.unknown" (id).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/date.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::succession {

using access::Act;

enum class Kind : std::uint8_t {
  merger,  // A, B -> C
  split,   // A -> B, C
  move,    // communes of A -> B; A goes on
};
// "merger".
[[nodiscard]] std::string_view id_of(Kind kind);

enum class State : std::uint8_t { draft, approved, running, done, undoing, undone, left };
// "draft".
[[nodiscard]] std::string_view id_of(State state);

// One that loses communes.
struct Former {
  std::string organisation;
  bool ends = false;  // the day before is its last
  std::string rest;   // of one that ends: heir of what lies in no commune of the plan, and of what is its own affair
};
// One that gains some: there already, or made by the change.
struct Heir {
  std::string key;  // of one that is there its id; of a new one any other word, until it is made
  bool made_here = false;
  std::string name, kind, siren;  // of a new one
};
struct CommuneTo {
  std::string former, commune, heir;  // commune: a code of the day; heir: a key; "": stays
};
// An agent of an organisation who works for an heir from then on, in the same role.
struct Home {
  std::string agent, former, heir;
};
struct Plan {
  Kind kind = Kind::move;
  base::Date on;  // first day of what comes
  std::vector<Former> formers;
  std::vector<Heir> heirs;
  std::vector<CommuneTo> communes;
  std::vector<Home> homes;
};
inline constexpr std::size_t communes_most = 1'000;
inline constexpr std::size_t organisations_most = 20;

struct TerritoryChange {
  std::string id;
  Plan plan;
  State state = State::draft;
  std::string why;  // names: of a draft that was approved what had changed when its day came; of an undone one what stays as it is now; ""
  std::int64_t erased = 0;  // records that it moved and that were erased before they came back
  std::int64_t version = 0;
  std::string created_at, created_by, approved_at, approved_by, ended_at;  // agents; ""
};

// Newest first.
[[nodiscard]] base::Result<std::vector<TerritoryChange>> all_changes(sql::Session& session);
[[nodiscard]] base::Result<TerritoryChange> find_change(sql::Session& session, std::string const& id);

// Errors: "succession.bad_plan" (what, allowed), "partners.unknown_organisation", those of add_organisation() of a new heir,
// "succession.exchanged" (what: commune) that one organisation both takes over and hands on, "succession.too_early" (on, what, from) before
// an organisation begins.
[[nodiscard]] base::Result<TerritoryChange> plan_change(sql::Session& session, Act const& act, Plan const& plan);
// Of a draft or one that was approved, which is a draft again. Errors: also "support.changed" (now), "succession.wrong_state" (state).
[[nodiscard]] base::Result<TerritoryChange> replan(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   Plan const& plan);
[[nodiscard]] base::Result<TerritoryChange> drop_change(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

// What the change stands on: "organisation <id> <mark>", "convention <id> <version>", one a line, sorted. As long as it is the same, the
// change does what was previewed. Errors of one that waits: those of its plan.
[[nodiscard]] base::Result<std::vector<std::string>> seal_of(sql::Session& session, TerritoryChange const& change);
// Approves what was previewed under that seal. It is carried out on its day, or from now on. Errors: also "succession.seal_broken" (what:
// names of what changed), "support.changed" (now), "succession.wrong_state" (state).
[[nodiscard]] base::Result<TerritoryChange> approve(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                    std::vector<std::string> const& seal);

}  // namespace bassin::succession
