#include "convention/perimeters.h"

#include <fmt/format.h>

#include <algorithm>

#include "convention/internal/records.h"

namespace bassin::convention {

using base::Date;
using base::Result;

namespace {

constexpr std::string_view theirs =
    "kind <> 'amendment' and status <> 'abandoned' and id in (select convention from convention_party where organisation = :organisation "
    "and (left_on is null or left_on >= :day))";

bool lasts_until(Convention const& it, Date day) {
  auto const term = it.term();
  auto const last = term ? last_day_of_all(*term) : std::nullopt;
  return !last || *last >= day;
}

}  // namespace

Result<std::vector<Bound>> bound_on(sql::Session& session, std::string const& organisation, Date day) {
  std::vector<sql::Named> const values = {{"organisation", organisation}, {"day", to_iso(day)}};
  auto const ask = [&](std::string const& statement) { return session.rows(statement, sql::Session::Values(values)); };
  BASSIN_TRY(auto const rows, ask(fmt::format("select {} from convention where {} order by id", internal::columns, theirs)));
  BASSIN_TRY(auto const parties,
             ask(fmt::format("select convention, organisation from convention_party where (left_on is null or left_on >= "
                             ":day) and convention in (select id from convention where {}) order by convention, place",
                             theirs)));
  BASSIN_TRY(auto const communes, ask(fmt::format("select distinct convention, commune from convention_commune where (until_day is null or "
                                                  "until_day >= :day) and convention in (select id from convention where {}) order by "
                                                  "convention, commune",
                                                  theirs)));
  std::vector<Bound> out;
  for (auto const& row : rows) {
    auto it = internal::convention_of(row);
    if (lasts_until(it, day)) out.push_back({std::move(it), {}, {}});
  }
  auto const of = [&out](std::string const& id) {
    return std::find_if(out.begin(), out.end(), [&](Bound const& it) { return it.convention.id == id; });
  };
  for (auto const& row : parties)
    if (auto const it = of(row.text("convention")); it != out.end()) it->parties.push_back(row.text("organisation"));
  for (auto const& row : communes)
    if (auto const it = of(row.text("convention")); it != out.end()) it->communes.push_back(row.text("commune"));
  return out;
}

}  // namespace bassin::convention
