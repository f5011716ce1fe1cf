// Writing a convention before it is signed. Each function states the version that its author saw.
//
// Errors of all: "convention.unknown" (id), "convention.not_yours", "convention.changed" (now), "convention.not_a_draft" (status), those
// of base::clean(), "convention.bad_value" (field, allowed).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "convention/convention.h"

namespace bassin::convention {

// What is given is written.
struct TextChange {
  std::optional<std::string> reference, title, purpose;
  std::optional<std::string> starts_on, ends_on;  // ISO; "" takes the day away
  std::optional<std::string> renewal;
  std::optional<std::int64_t> renewal_months, renewals_most, notice_months;
};

// A new draft, kept by the reader's organisation, which is its first party. `parent`: of an annual application a framework, of an amendment
// a signed convention that is not one itself; both seen by the reader; their parties, and an application's perimeter and axes, are those of
// the parent to begin with. Errors: also "convention.bad_parent".
[[nodiscard]] base::Result<Convention> draft(sql::Session& session, Act const& act, Kind kind, std::string const& parent,
                                             TextChange const& text);
[[nodiscard]] base::Result<Convention> change_text(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   TextChange const& change);

// All of them, in their order; the keeper is among them. What a party's body decided is kept where the party stays. Errors: also
// "partners.unknown_organisation", "convention.twice" (what), "convention.keeper_stays".
[[nodiscard]] base::Result<Convention> set_parties(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                   std::vector<std::string> const& organisations);

// All of them, checked by the caller, who knows the communes. Errors: also "convention.twice" (what).
[[nodiscard]] base::Result<Convention> set_perimeter(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                     std::vector<Commune> const& communes);

// All of them, in their order; without an id it is a new one. Errors: also "convention.unknown_axis" (id), "convention.twice" (what),
// "convention.axis_in_use" (axis: its code) where an action stands under one that goes.
[[nodiscard]] base::Result<Convention> set_axes(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                std::vector<Axis> const& axes);

// An unsigned one that nothing hangs on goes for good; the trail keeps that it was. Errors: also "convention.in_use",
// "convention.has_work" where work counts towards one of its actions.
[[nodiscard]] base::Result<void> discard(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::convention
