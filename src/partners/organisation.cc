#include "partners/organisation.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "access/sharing.h"
#include "base/uuid.h"
#include "partners/record_text.h"
#include "sql/session.h"

namespace bassin::partners {

namespace {

using base::Error;
using base::Result;
using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 5> kinds = {"intercommunality", "cci", "cma", "agriculture", "other"};
constexpr std::string_view columns = "select id, name, kind, siren, territory, active_from, active_until, successor from organisation ";

Organisation organisation_of(sql::Row const& row) {
  auto const text = [&row](std::string_view column) { return row.optional_text(column).value_or(""); };
  return {text("id"),        text("name"),        text("kind"),         text("siren"),
          text("territory"), text("active_from"), text("active_until"), text("successor")};
}

std::string json_of(Organisation const& it) {
  return Json{{"name", it.name},
              {"kind", it.kind},
              {"siren", it.siren},
              {"territory", it.territory},
              {"active_from", it.active_from},
              {"active_until", it.active_until},
              {"successor", it.successor}}
      .dump();
}

Result<void> apply_days(Organisation& it, OrganisationValues const& values) {
  if (values.active_from) {
    BASSIN_TRY(it.active_from, clean_day("active_from", *values.active_from));
  }
  if (values.active_until) {
    BASSIN_TRY(it.active_until, clean_day("active_until", *values.active_until));
  }
  if (!it.active_from.empty() && !it.active_until.empty() && it.active_until < it.active_from)
    return Error("partners.bad_value", {{"field", "active_until"}, {"allowed", "≥ " + it.active_from}});
  return {};
}

Result<void> apply(sql::Session& session, Organisation& it, OrganisationValues const& values) {
  if (values.name) {
    BASSIN_TRY(it.name, clean_name("name", *values.name));
  }
  if (values.kind) {
    if (std::find(kinds.begin(), kinds.end(), *values.kind) == kinds.end())
      return Error("partners.bad_value", {{"field", "kind"}, {"allowed", "intercommunality, cci, cma, agriculture, other"}});
    it.kind = *values.kind;
  }
  if (values.siren) {
    BASSIN_TRY(it.siren, clean_siren(*values.siren));
  }
  if (values.territory) it.territory = *values.territory;
  BASSIN_DO(apply_days(it, values));
  if (values.successor) {
    if (*values.successor == it.id) return Error("partners.bad_value", {{"field", "successor"}, {"allowed", "≠ " + it.id}});
    if (!values.successor->empty()) {
      BASSIN_TRY([[maybe_unused]] auto const found, find_organisation(session, *values.successor));
    }
    it.successor = *values.successor;
  }
  return {};
}

// What follows from all successors. `union` alone ends where they were written in a ring. One whose communes went to several is taken over
// by none of them as a whole: each has its own part.
Result<void> write_took_over(sql::Session& session) {
  BASSIN_TRY(auto const rows,
             session.rows(
                 "with recursive whole (organisation, former) as (select successor, id from organisation where successor is not "
                 "null and (select count(distinct h.organisation) from heir h where h.former = organisation.id and h.ends = 1) < 2), taken "
                 "(organisation, former) as (select organisation, former from whole union select w.organisation, t.former from "
                 "taken t join whole w on w.former = t.organisation) select organisation, former from taken where organisation <> "
                 "former"));
  std::vector<access::TookOver> all;
  for (auto const& row : rows) all.push_back({row.text("organisation"), row.text("former")});
  return access::set_took_over(session, all);
}

Result<void> audit(sql::Session& session, Actor const& actor, std::string action, std::string const& id, std::string before,
                   std::string after) {
  return access::record(session, {.actor = actor,
                                  .action = std::move(action),
                                  .kind = "organisation",
                                  .record = id,
                                  .before = std::move(before),
                                  .after = std::move(after),
                                  .note = {},
                                  .subject = {}});
}

}  // namespace

bool Organisation::active_on(std::string_view day) const {
  return (active_from.empty() || active_from <= day) && (active_until.empty() || day <= active_until);
}

Result<Organisation> find_organisation(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const row, session.row(std::string(columns) + "where id = :id", {{"id", id}}));
  if (!row) return Error("partners.unknown_organisation");
  return organisation_of(*row);
}

Result<std::vector<Organisation>> organisations(sql::Session& session) {
  BASSIN_TRY(auto const rows, session.rows(std::string(columns) + "order by name, id"));
  std::vector<Organisation> out;
  for (auto const& row : rows) out.push_back(organisation_of(row));
  return out;
}

Result<std::vector<std::string>> lineage_of(sql::Session& session, std::string const& id) {
  // `union` alone ends where successors were written in a ring.
  BASSIN_TRY(
      auto const rows,
      session.rows("with recursive lineage (id) as (select id from organisation where id = :id union select e.former from (select id as "
                   "former, successor as heir from organisation where successor is not null union select former, organisation from heir "
                   "where ends = 1) e join lineage l on e.heir = l.id) select id from lineage order by case when id = :id then 0 else 1 "
                   "end, id",
                   {{"id", id}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

Result<void> set_heirs(sql::Session& session, std::string const& change, std::vector<Heir> const& heirs) {
  BASSIN_DO(session.run("delete from heir where change = :change", {{"change", change}}));
  for (auto const& it : heirs)
    BASSIN_DO(
        session.run("insert into heir (change, former, organisation, commune, from_day, ends) values (:change, :former, :organisation, "
                    ":commune, :from_day, :ends)",
                    {{"change", change},
                     {"former", it.former},
                     {"organisation", it.organisation},
                     {"commune", it.commune},
                     {"from_day", it.from_day},
                     {"ends", it.ends ? 1 : 0}}));
  return write_took_over(session);
}

Result<std::vector<Heir>> all_heirs(sql::Session& session) {
  BASSIN_TRY(auto const rows,
             session.rows("select former, organisation, commune, from_day, ends from heir order by from_day, change, former, commune"));
  std::vector<Heir> out;
  for (auto const& row : rows)
    out.push_back({row.text("former"), row.text("organisation"), row.text("commune"), row.text("from_day"), row.flag("ends")});
  return out;
}

Result<Organisation> add_organisation(sql::Session& session, Actor const& actor, OrganisationValues const& values) {
  Organisation it;
  it.id = base::new_uuid();
  OrganisationValues all = values;
  if (!all.name) all.name = "";
  if (!all.kind) all.kind = "";
  BASSIN_DO(apply(session, it, all));
  BASSIN_TRY(
      [[maybe_unused]] auto const rows,
      session.execute("insert into organisation (id, name, kind, siren, territory, active_from, active_until, successor, created_at) "
                      "values (:id, :name, :kind, :siren, :territory, :active_from, :active_until, :successor, :at)",
                      {{"id", it.id},
                       {"name", it.name},
                       {"kind", it.kind},
                       {"siren", sql::or_null(it.siren)},
                       {"territory", it.territory},
                       {"active_from", sql::or_null(it.active_from)},
                       {"active_until", sql::or_null(it.active_until)},
                       {"successor", sql::or_null(it.successor)},
                       {"at", base::to_iso(actor.at)}}));
  if (!it.successor.empty()) BASSIN_DO(write_took_over(session));
  BASSIN_DO(audit(session, actor, "organisation.added", it.id, "", json_of(it)));
  return it;
}

Result<Organisation> change_organisation(sql::Session& session, Actor const& actor, std::string const& id,
                                         OrganisationValues const& values) {
  BASSIN_TRY(auto it, find_organisation(session, id));
  auto const before = json_of(it);
  auto const successor = it.successor;
  BASSIN_DO(apply(session, it, values));
  BASSIN_TRY([[maybe_unused]] auto const rows,
             session.execute("update organisation set name = :name, kind = :kind, siren = :siren, territory = :territory, "
                             "active_from = :active_from, active_until = :active_until, successor = :successor where id = :id",
                             {{"id", it.id},
                              {"name", it.name},
                              {"kind", it.kind},
                              {"siren", sql::or_null(it.siren)},
                              {"territory", it.territory},
                              {"active_from", sql::or_null(it.active_from)},
                              {"active_until", sql::or_null(it.active_until)},
                              {"successor", sql::or_null(it.successor)}}));
  if (it.successor != successor) BASSIN_DO(write_took_over(session));
  BASSIN_DO(audit(session, actor, "organisation.changed", it.id, before, json_of(it)));
  return it;
}

}  // namespace bassin::partners
