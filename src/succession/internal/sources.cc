#include "succession/internal/sources.h"

#include <fmt/format.h>

#include "sql/session.h"

namespace bassin::succession::internal {

using base::Result;

namespace {

constexpr std::string_view owners_now =
    "select f.former as former, f.former as owner from territory_change_former f where f.change = :change union select f.former, t.former "
    "from territory_change_former f join took_over t on t.organisation = f.former where f.change = :change";
constexpr std::string_view owners_then = "select former, owner from territory_change_owner where change = :change";

std::string_view owners_sql(State state) { return state == State::draft || state == State::approved ? owners_now : owners_then; }

}  // namespace

Result<std::vector<Owner>> owners_of(sql::Session& session, TerritoryChange const& change) {
  auto const statement = fmt::format("select former, owner from ({}) o order by former, owner", owners_sql(change.state));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"change", change.id}}));
  std::vector<Owner> out;
  for (auto const& row : rows) out.push_back({row.text("former"), row.text("owner")});
  return out;
}

Result<void> keep_owners(sql::Session& session, std::string const& change) {
  BASSIN_DO(session.run("delete from territory_change_owner where change = :change", {{"change", change}}));
  return session.run(
      fmt::format("insert into territory_change_owner (change, former, owner) select :change, o.former, o.owner from ({}) o", owners_now),
      {{"change", change}});
}

Result<bool> has_records(sql::Session& session, std::string const& organisation) {
  std::string any;
  for (std::size_t i = 0; i < support::inherited_count; ++i)
    any += fmt::format("{}select 1 as one from ({}) r where r.organisation = :organisation", i == 0 ? "" : " union all ",
                       support::inherited_sql(static_cast<support::Inherited>(i)));
  BASSIN_TRY(auto const row, session.row(fmt::format("select one from ({}) a limit 1", any), {{"organisation", organisation}}));
  return row.has_value();
}

std::string previewed_sql(TerritoryChange const& change, support::Inherited kind) {
  return fmt::format(
      "select o.former as former, coalesce((select k.commune from territory_change_commune k where k.change = :change and k.former = "
      "o.former and k.code = r.commune), '') as commune, case when f.ends = 0 and r.kept <> 0 then '' else coalesce((select c.heir from "
      "territory_change_commune c where c.change = :change and c.former = o.former and c.code = r.commune), case when f.ends = 1 then "
      "f.rest else '' end) end as heir from ({}) r join ({}) o on o.owner = r.organisation join territory_change_former f on f.change = "
      ":change and f.former = o.former",
      support::inherited_sql(kind), owners_sql(change.state));
}

// What has just come to an heir does not go further.
std::string passing_sql(support::Inherited kind) {
  constexpr std::string_view statement =
      "select record, extra, heir, version, business{1} from (select r.record, r.extra, r.version, r.business{2}, coalesce((select c.heir "
      "from territory_change_commune c where c.change = :change and c.former = :former and c.code = r.commune), :rest) as heir from ({0}) "
      "r where r.organisation = :owner and r.kept <= :most_kept{3}) t where heir <> '' and heir <> :owner and not exists (select 1 from "
      "territory_change_move m where m.change = :change and m.kind = :kind and m.record = t.record and m.extra_now = t.extra and m.heir = "
      ":owner) {4}limit :most";
  // The index has the exchanges of an organisation in this order: no block reads again what stays of those before.
  if (in_order(kind))
    return fmt::format(statement, support::inherited_sql(kind), ", on_day", ", r.on_day",
                       " and (r.on_day, r.record) > (:after_day, :after)", "order by on_day, record ");
  return fmt::format(statement, support::inherited_sql(kind), "", "", "", "");
}

}  // namespace bassin::succession::internal
