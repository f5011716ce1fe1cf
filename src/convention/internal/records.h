// Rows of conventions, read and written as a whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convention/convention.h"
#include "sql/session.h"

namespace bassin::convention::internal {

// All columns of the table convention.
inline constexpr std::string_view columns =
    "id, keeper, kind, parent, reference, title, purpose, status, starts_on, ends_on, renewal, renewal_months, renewals_most, "
    "notice_months, "
    "signed_on, denounced_on, denounced_by, denounced_why, last_day_early, version, created_at, created_by, changed_at";
[[nodiscard]] Convention convention_of(sql::Row const& row);
// What party_of() reads of the table convention_party.
inline constexpr std::string_view party_columns =
    "organisation, body, deliberation, deliberated_on, transmitted_on, signatory, signatory_title, joined_on, left_on, left_why";
[[nodiscard]] Party party_of(sql::Row const& row);
[[nodiscard]] base::Result<Convention> read_convention(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<std::vector<Party>> read_parties(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<std::vector<Commune>> read_perimeter(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<std::vector<Axis>> read_axes(sql::Session& session, std::string const& id);

[[nodiscard]] base::Result<void> insert(sql::Session& session, Convention const& convention);
// What may change of it, with its version as it stands there.
[[nodiscard]] base::Result<void> update(sql::Session& session, Convention const& convention);
[[nodiscard]] base::Result<void> insert_party(sql::Session& session, std::string const& convention, Party const& party, int place);
[[nodiscard]] base::Result<void> insert_commune(sql::Session& session, std::string const& convention, Commune const& commune);
// A new one, or what it is now.
[[nodiscard]] base::Result<void> put_axis(sql::Session& session, std::string const& convention, Axis const& axis, int place);

// For the audit trail, and for "what it is now".
[[nodiscard]] std::string json_of(Convention const& convention);
[[nodiscard]] std::string json_of(std::vector<Party> const& parties);
[[nodiscard]] std::string json_of(std::vector<Commune> const& perimeter);
[[nodiscard]] std::string json_of(std::vector<Axis> const& axes);

[[nodiscard]] std::optional<std::string> iso(std::optional<base::Date> const& day);
[[nodiscard]] std::optional<base::Date> day_of(std::optional<std::string> const& iso);

}  // namespace bassin::convention::internal
