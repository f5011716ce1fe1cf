#include "crisis/report.h"

#include "access/record_json.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/findings_json.h"
#include "crisis/internal/rooms.h"

namespace bassin::crisis {

namespace {

using access::Json;
using base::Error;
using base::Result;

// Of what is kept: 1, without a number, had neither chambers nor findings.
constexpr int situation_version = 2;
constexpr std::string_view heads = "id, crisis, number, zone, words, issued_at, organisation, agent";

Json json_of(Figures figures) {
  Json out = Json::object();
  for (auto const& it : figure_names()) out[std::string(it.id)] = it.of(figures);
  return out;
}

Figures figures_of(Json const& json) {
  Figures out;
  for (auto const& it : figure_names()) it.of(out) = json.value(std::string(it.id), std::uint64_t{0});
  return out;
}

Json json_of(std::map<std::string, Figures> const& all) {
  Json out = Json::object();
  for (auto const& [key, figures] : all) out[key] = json_of(figures);
  return out;
}

std::map<std::string, Figures> all_of(Json const& json) {
  std::map<std::string, Figures> out;
  for (auto const& [key, figures] : json.items()) out[key] = figures_of(figures);
  return out;
}

Report report_of(sql::Row const& row) {
  return {row.text("id"),           row.text("crisis"), row.integer("number"),
          row.integer("zone"),      row.text("words"),  row.text("issued_at"),
          row.text("organisation"), row.text("agent"),  ""};
}

// Every organisation of the room, whatever the reader may see of persons.
Result<void> check_in(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY(auto const in, is_in(session, reader, crisis));
  if (!in) return Error("crisis.unknown", {{"id", crisis}});
  return {};
}

Result<std::string> outline_of(sql::Session& session, std::string const& crisis, std::int64_t zone) {
  BASSIN_TRY(auto const row,
             session.row("select outline from crisis_zone where crisis = :id and number = :number", {{"id", crisis}, {"number", zone}}));
  return row ? row->optional_text("outline").value_or("") : std::string();
}

}  // namespace

std::string write_situation(Situation const& situation) {
  Json out{{"version", situation_version},
           {"all", json_of(situation.all)},
           {"communes", json_of(situation.by_commune)},
           {"organisations", json_of(situation.by_organisation)},
           {"chambers", json_of(situation.by_chamber)}};
  if (situation.findings) out["findings"] = internal::json_of(*situation.findings);
  return access::text_of(out);
}

Situation read_situation(std::string const& text) {
  auto const json = Json::parse(text, nullptr, false);
  if (!json.is_object()) return {};
  Situation out{figures_of(json.value("all", Json::object())),
                all_of(json.value("communes", Json::object())),
                all_of(json.value("organisations", Json::object())),
                all_of(json.value("chambers", Json::object())),
                {}};
  if (json.contains("findings")) out.findings = internal::findings_in(json.at("findings"));
  return out;
}

Result<Report> issue_report(sql::Session& session, Act const& act, std::string const& crisis, std::string const& words,
                            Situation const& situation) {
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  BASSIN_TRY(auto const last,
             session.row("select coalesce(max(number), 0) as number from crisis_report where crisis = :id", {{"id", crisis}}));
  Report out;
  BASSIN_TRY(out.words, base::clean_or_empty("words", words, base::description_most, base::Lines::several));
  out.id = base::new_uuid();
  out.crisis = crisis;
  out.number = last->integer("number") + 1;
  out.zone = room.zone;
  out.issued_at = base::to_iso(act.actor.at);
  out.organisation = act.reader.organisation;
  out.agent = act.reader.agent;
  out.situation = write_situation(situation);
  BASSIN_DO(
      session.run("insert into crisis_report (id, crisis, number, zone, words, situation, issued_at, organisation, agent) values (:id, "
                  ":crisis, :number, :zone, :words, :situation, :at, :organisation, :agent)",
                  {{"id", out.id},
                   {"crisis", crisis},
                   {"number", out.number},
                   {"zone", out.zone},
                   {"words", out.words},
                   {"situation", out.situation},
                   {"at", out.issued_at},
                   {"organisation", out.organisation},
                   {"agent", out.agent}}));
  BASSIN_DO(access::record(session, act, "crisis.report_issued", "crisis", crisis, "",
                           access::text_of({{"number", out.number}, {"words", out.words}})));
  return out;
}

Result<std::vector<Report>> reports_of(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  static std::string const statement = "select " + std::string(heads) + " from crisis_report where crisis = :id order by number desc";
  BASSIN_DO(check_in(session, reader, crisis));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", crisis}}));
  std::vector<Report> out;
  for (auto const& row : rows) out.push_back(report_of(row));
  return out;
}

Result<Report> find_report(sql::Session& session, access::Reader const& reader, std::string const& crisis, std::int64_t number) {
  static std::string const statement =
      "select " + std::string(heads) + ", situation from crisis_report where crisis = :id and number = :number";
  BASSIN_DO(check_in(session, reader, crisis));
  BASSIN_TRY(auto const row, session.row(statement, {{"id", crisis}, {"number", number}}));
  if (!row) return Error("crisis.unknown_report", {{"number", std::to_string(number)}});
  auto out = report_of(*row);
  out.situation = row->text("situation");
  return out;
}

Result<Ground> ground_of_report(sql::Session& session, access::Reader const& reader, std::string const& crisis, std::int64_t number) {
  BASSIN_TRY(auto const report, find_report(session, reader, crisis, number));
  Ground out;
  BASSIN_TRY(out.outline, outline_of(session, crisis, report.zone));
  for (auto const& [code, figures] : read_situation(report.situation).by_commune) out.communes.push_back(code);
  return out;
}

Result<Ground> ground_now(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY(auto const room, internal::entered(session, reader, crisis));
  Ground out;
  BASSIN_TRY(out.outline, outline_of(session, crisis, room.zone));
  BASSIN_TRY(auto const rows,
             session.rows("select distinct commune from crisis_case where crisis = :id order by commune", {{"id", crisis}}));
  for (auto const& row : rows) out.communes.push_back(row.text("commune"));
  return out;
}

}  // namespace bassin::crisis
