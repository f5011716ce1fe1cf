#include "convention/internal/annex_records.h"

#include <array>
#include <map>

#include "access/record_json.h"
#include "base/id_table.h"
#include "convention/internal/opening.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention {

namespace {
constexpr std::array<std::string_view, annex_status_count> status_ids = {"proposed", "in_force", "withdrawn", "overtaken"};
}

std::string_view id_of(AnnexStatus status) { return status_ids[static_cast<std::size_t>(status)]; }

namespace internal {

using access::Json;
using base::Result;

namespace {

base::Date day(sql::Row const& row, std::string_view column) { return base::parse_date(row.text(column)).value_or(base::Date{}); }

Annex annex_of(sql::Row const& row) {
  Annex out;
  out.id = row.text("id");
  out.convention = row.text("convention");
  out.number = row.integer("number");
  out.status = base::parse_id<AnnexStatus>(status_ids, row.text("status")).value_or(AnnexStatus::proposed);
  out.by = row.text("by_organisation");
  out.wanted_from = day(row, "wanted_from");
  out.from = day_of(row.optional_text("from_day"));
  out.why = row.text("why");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  return out;
}

// Puts a row into the statement of its owner; rows come by owner.
void add_shown(std::vector<Statement>& statements, sql::Row const& row, base::Date from) {
  auto const kind = access::parse_record_kind(row.text("kind"));
  if (!kind) return;
  auto const owner = row.text("owner");
  if (statements.empty() || statements.back().owner != owner) statements.push_back({owner, from, {}});
  statements.back().shown.push_back({*kind, row.text("reader"), static_cast<Level>(row.integer("level"))});
}

Result<void> write_agreements(sql::Session& session, Annex const& annex) {
  BASSIN_DO(session.run("delete from convention_annex_party where annex = :annex", {{"annex", annex.id}}));
  for (auto const& it : annex.agreements)
    BASSIN_DO(
        session.run("insert into convention_annex_party (annex, organisation, agreed_at, agreed_by) values (:annex, :organisation, "
                    ":agreed_at, :agreed_by)",
                    {{"annex", annex.id},
                     {"organisation", it.organisation},
                     {"agreed_at", sql::or_null(it.agreed_at)},
                     {"agreed_by", sql::or_null(it.agreed_by)}}));
  return {};
}

}  // namespace

Result<std::vector<Annex>> read_annexes(sql::Session& session, std::string const& convention) {
  sql::Session::List const of = {{"id", convention}};
  BASSIN_TRY(auto const rows, session.rows("select id, convention, number, status, by_organisation, wanted_from, from_day, why, "
                                           "created_at, created_by from convention_annex where convention = :id order by id desc",
                                           of));
  std::vector<Annex> out;
  for (auto const& row : rows) out.push_back(annex_of(row));
  std::map<std::string, Annex*> by_id;
  for (auto& annex : out) by_id[annex.id] = &annex;
  BASSIN_TRY(auto const shown,
             session.rows("select annex, owner, kind, reader, level from convention_annex_level where annex in (select id from "
                          "convention_annex where convention = :id) order by annex, owner, kind, reader",
                          of));
  for (auto const& row : shown) {
    auto& annex = *by_id.at(row.text("annex"));
    add_shown(annex.statements, row, annex.from.value_or(annex.wanted_from));
  }
  BASSIN_TRY(auto const parties,
             session.rows("select annex, organisation, agreed_at, agreed_by from convention_annex_party where annex in (select id from "
                          "convention_annex where convention = :id) order by annex, organisation",
                          of));
  for (auto const& row : parties)
    by_id.at(row.text("annex"))
        ->agreements.push_back(
            {row.text("organisation"), row.optional_text("agreed_at").value_or(""), row.optional_text("agreed_by").value_or("")});
  return out;
}

Result<std::vector<Statement>> read_statements(sql::Session& session, std::string const& convention) {
  BASSIN_TRY(auto const rows, session.rows("select a.id, a.from_day, l.owner, l.kind, l.reader, l.level from convention_annex a join "
                                           "convention_annex_level l on l.annex = a.id where a.convention = :id and a.status = 'in_force' "
                                           "order by a.number, l.owner, l.kind, l.reader",
                                           {{"id", convention}}));
  std::vector<Statement> out, of_one;
  std::string annex;
  for (auto const& row : rows) {
    if (row.text("id") != annex) {
      out.insert(out.end(), of_one.begin(), of_one.end());
      of_one.clear();
      annex = row.text("id");
    }
    add_shown(of_one, row, day(row, "from_day"));
  }
  out.insert(out.end(), of_one.begin(), of_one.end());
  return out;
}

Result<void> insert(sql::Session& session, Annex const& it) {
  BASSIN_DO(
      session.run("insert into convention_annex (id, convention, number, status, by_organisation, wanted_from, from_day, why, created_at, "
                  "created_by) values (:id, :convention, :number, :status, :by, :wanted_from, :from_day, :why, :created_at, :created_by)",
                  {{"id", it.id},
                   {"convention", it.convention},
                   {"number", it.number},
                   {"status", id_of(it.status)},
                   {"by", it.by},
                   {"wanted_from", to_iso(it.wanted_from)},
                   {"from_day", iso(it.from)},
                   {"why", it.why},
                   {"created_at", it.created_at},
                   {"created_by", it.created_by}}));
  for (auto const& statement : it.statements) {
    for (auto const& shown : statement.shown)
      BASSIN_DO(
          session.run("insert into convention_annex_level (annex, owner, kind, reader, level) values (:annex, :owner, :kind, :reader, "
                      ":level)",
                      {{"annex", it.id},
                       {"owner", statement.owner},
                       {"kind", id_of(shown.kind)},
                       {"reader", shown.reader},
                       {"level", static_cast<int>(shown.level)}}));
  }
  return write_agreements(session, it);
}

Result<void> update(sql::Session& session, Annex const& it) {
  BASSIN_DO(session.run("update convention_annex set number = :number, status = :status, from_day = :from_day where id = :id",
                        {{"id", it.id}, {"number", it.number}, {"status", id_of(it.status)}, {"from_day", iso(it.from)}}));
  return write_agreements(session, it);
}

std::string json_of(Annex const& it) {
  Json out{{"id", it.id},
           {"number", it.number},
           {"status", id_of(it.status)},
           {"by", it.by},
           {"wanted_from", to_iso(it.wanted_from)},
           {"from", day_json(it.from)},
           {"why", it.why},
           {"statements", Json::array()},
           {"agreements", Json::array()}};
  for (auto const& statement : it.statements) {
    Json shown = Json::array();
    for (auto const& one : statement.shown)
      shown.push_back({{"kind", id_of(one.kind)}, {"reader", one.reader}, {"level", id_of(one.level)}});
    out["statements"].push_back({{"owner", statement.owner}, {"shown", std::move(shown)}});
  }
  for (auto const& one : it.agreements) out["agreements"].push_back({{"organisation", one.organisation}, {"agreed_at", one.agreed_at}});
  return access::text_of(out);
}

}  // namespace internal

}  // namespace bassin::convention
