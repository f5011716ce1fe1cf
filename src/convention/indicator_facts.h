// What indicators share, whoever they are of: how their facts and entered values are checked, kept in rows and told in the trail. The
// module grids keeps indicators under headings by the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/record_json.h"
#include "convention/entered.h"
#include "convention/indicator.h"
#include "sql/session.h"

namespace bassin::convention {

// Errors: those of base::clean(), "convention.bad_value" (field, allowed), "partners.unknown_organisation".
[[nodiscard]] base::Result<IndicatorFacts> clean(sql::Session& session, IndicatorFacts facts);
[[nodiscard]] base::Result<EnteredFacts> clean(EnteredFacts facts);

// Columns of facts but for their targets, under these names in each table that keeps some.
inline constexpr std::string_view facts_columns =
    "code, label, effect, unit, method, baseline, measure, kinds, organisation, field, delay, delay_most, gathering";
// For an update of these columns.
inline constexpr std::string_view facts_assigned =
    "code = :code, label = :label, effect = :effect, unit = :unit, method = :method, baseline = :baseline, measure = :measure, "
    "kinds = :kinds, organisation = :organisation, field = :field, delay = :delay, delay_most = :delay_most, gathering = :gathering";
// For an insert of them.
inline constexpr std::string_view facts_places =
    ":code, :label, :effect, :unit, :method, :baseline, :measure, :kinds, :organisation, :field, :delay, :delay_most, :gathering";
[[nodiscard]] IndicatorFacts facts_of(sql::Row const& row);
[[nodiscard]] std::vector<sql::Named> facts_values(IndicatorFacts const& facts);
[[nodiscard]] access::Json json_of(IndicatorFacts const& facts);

// Words that stand in one column, "visit,call".
[[nodiscard]] std::vector<std::string> words_of(std::string const& text);
[[nodiscard]] std::string joined(std::vector<std::string> const& words);

// Columns of a version of an entered value, and the insert of one behind "insert into …".
inline constexpr std::string_view value_columns =
    "entry, indicator, on_day, value, evidence, link, version, entered_by, organisation, entered_at, ended_at";
inline constexpr std::string_view version_inserted =
    "(id, entry, indicator, on_day, value, evidence, link, version, entered_by, organisation, entered_at) values (:id, :entry, "
    ":indicator, :on_day, :value, :evidence, :link, :version, :entered_by, :organisation, :entered_at)";
[[nodiscard]] EnteredValue value_of(sql::Row const& row);
[[nodiscard]] std::vector<sql::Named> version_values(EnteredValue const& value);
[[nodiscard]] std::string json_of(EnteredValue const& value);

}  // namespace bassin::convention
