#include "crisis/internal/report_rows.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "access/record_json.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "crisis/internal/case_rows.h"
#include "partners/secret.h"
#include "sql/listed.h"

namespace bassin::crisis::internal {

namespace {

using access::Json;
using base::Error;
using base::Result;

constexpr std::size_t siret_digits = 14, at_once = 30;
constexpr std::array<std::string_view, 8> parts{"question", "item", "standing", "coded", "words", "amount", "amount_to", "certainty"};

bool is_coded(Answer const& it) {
  auto const* const question = question_of(it.question);
  return question == nullptr || question->form == AnswerForm::choice || question->form == AnswerForm::day;
}

Answer answer_of(sql::Row const& row) {
  Answer out{row.text("question"), row.text("item"), parse_standing(row.text("standing")).value_or(Standing::unknown), "", {}, {}, {}};
  out.text = row.text("coded") + row.text("words");
  out.from = row.optional_integer("amount");
  out.to = row.optional_integer("amount_to");
  out.certainty = parse_certainty(row.optional_text("certainty").value_or(""));
  return out;
}

Json json_of(Answer const& it) {
  auto const number = [](std::optional<std::int64_t> value) { return value ? Json(*value) : Json(nullptr); };
  return {it.question,
          it.item,
          id_of(it.standing),
          it.text,
          number(it.from),
          number(it.to),
          it.certainty ? Json(id_of(*it.certainty)) : Json(nullptr)};
}

// Names of the places of one statement for several rows: "question0", "item0" …
std::string const& name_of(std::size_t row, std::size_t part) {
  static sql::RowPlaces const places(at_once, parts);
  return places.name(row, part);
}

std::string answers_statement(std::size_t rows) {
  std::string out =
      "insert into damage_answer (question, item, standing, coded, words, amount, amount_to, certainty, report, present) values ";
  for (std::size_t i = 0; i < rows; ++i) {
    out += i == 0 ? "(" : ", (";
    for (std::size_t part = 0; part < parts.size(); ++part) out.append(":").append(name_of(i, part)).append(", ");
    out += ":report, 0)";
  }
  return out;
}

Result<void> insert_answers(sql::Session& session, std::string const& report, std::span<Answer const> some) {
  std::vector<sql::Named> values{{"report", report}};
  for (std::size_t i = 0; i < some.size(); ++i) {
    auto const& it = some[i];
    auto const certainty = it.certainty ? std::optional(id_of(*it.certainty)) : std::nullopt;
    values.emplace_back(name_of(i, 0), it.question);
    values.emplace_back(name_of(i, 1), it.item);
    values.emplace_back(name_of(i, 2), id_of(it.standing));
    values.emplace_back(name_of(i, 3), is_coded(it) ? it.text : "");
    values.emplace_back(name_of(i, 4), is_coded(it) ? "" : it.text);
    values.emplace_back(name_of(i, 5), it.from);
    values.emplace_back(name_of(i, 6), it.to);
    values.emplace_back(name_of(i, 7), certainty);
  }
  return session.run(answers_statement(some.size()), sql::Session::Values(values));
}

Error bad(std::string_view field, std::string_view allowed) {
  return Error("crisis.bad_value", {{"field", std::string(field)}, {"allowed", std::string(allowed)}});
}

std::string fingerprint_of(DamageReport const& it, std::string const& business) {
  Json answers = Json::array();
  for (auto const& one : it.answers) answers.push_back(json_of(one));
  Json position(nullptr);
  if (it.typed.longitude) position = {*it.typed.longitude, *it.typed.latitude};
  return partners::hash_of_text(access::text_of({{"crisis", it.crisis},
                                                 {"source", id_of(it.source)},
                                                 {"business", business},
                                                 {"siret", it.typed.siret},
                                                 {"name", it.typed.name},
                                                 {"address", it.typed.address},
                                                 {"person", it.typed.person},
                                                 {"position", position},
                                                 {"seenAt", it.seen_at},
                                                 {"answers", answers}}));
}

Result<Typed> cleaned(Typed it) {
  std::erase(it.siret, ' ');
  if (!it.siret.empty() && (it.siret.size() != siret_digits || it.siret.find_first_not_of("0123456789") != std::string::npos))
    return bad("siret", "12345678901234");
  BASSIN_TRY(it.name, base::clean_or_empty("name", it.name, base::line_most));
  BASSIN_TRY(it.address, base::clean_or_empty("address", it.address, base::line_most));
  BASSIN_TRY(it.person, base::clean_or_empty("person", it.person, base::line_most));
  if (it.longitude.has_value() != it.latitude.has_value()) return bad("position", "longitude, latitude");
  // "not at most" also of what is no number.
  if (it.longitude && (!(std::abs(*it.longitude) <= 180) || !(std::abs(*it.latitude) <= 90))) return bad("position", "2.9, 48.8");
  return it;
}

}  // namespace

DamageReport report_of(sql::Row const& row) {
  DamageReport out;
  out.id = row.text("id");
  out.crisis = row.text("crisis");
  out.record = row.optional_text("record").value_or("");
  out.source = parse_report_source(row.text("source")).value_or(ReportSource::owner);
  out.state = parse_report_state(row.text("state")).value_or(ReportState::waiting);
  out.organisation = row.optional_text("organisation").value_or("");
  out.agent = row.optional_text("agent").value_or("");
  out.typed = {row.text("siret"),
               row.text("name"),
               row.text("address"),
               row.text("person"),
               row.optional_real("longitude"),
               row.optional_real("latitude")};
  out.seen_at = row.text("seen_at");
  out.received_at = row.text("received_at");
  out.holds_from = row.text("holds_from");
  out.why = row.text("why");
  out.settled_at = row.optional_text("settled_at").value_or("");
  out.settled_by = row.optional_text("settled_by").value_or("");
  out.version = row.integer("version");
  return out;
}

Result<void> read_answers(sql::Session& session, std::span<DamageReport> reports) {
  constexpr std::size_t most = 250;
  for (std::size_t from = 0; from < reports.size(); from += most) {
    auto const some = reports.subspan(from, std::min(most, reports.size() - from));
    std::unordered_map<std::string, DamageReport*> by_id;
    std::vector<std::string> ids;
    for (auto& it : some) by_id.emplace(it.id, &it), ids.push_back(it.id);
    auto const in = sql::listed(ids);
    BASSIN_TRY(auto const rows,
               session.rows("select report, question, item, standing, coded, words, amount, amount_to, certainty from damage_answer where "
                            "report in " +
                                in.places + " order by report, question, item",
                            sql::Session::Values(in.values)));
    for (auto const& row : rows) by_id.at(row.text("report"))->answers.push_back(answer_of(row));
  }
  return {};
}

Result<std::optional<DamageReport>> same_before(sql::Session& session, Incoming const& it) {
  static std::string const statement = "select " + std::string(report_columns) + ", fingerprint from damage_report where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", it.report.id}}));
  if (!row) return std::optional<DamageReport>();
  if (row->text("fingerprint") != it.fingerprint) return Error("crisis.report_differs", {{"id", it.report.id}});
  auto found = report_of(*row);
  BASSIN_DO(read_answers(session, std::span(&found, 1)));
  return std::optional(std::move(found));
}

Result<Incoming> cleaned(std::string const& crisis, ReportFacts const& facts, base::Instant now) {
  DamageReport out;
  if (!base::is_uuid(facts.id)) return bad("id", "0197f0c2-9a31-7c4e-8d1b-3f5a6b7c8d9e");
  out.id = facts.id;
  out.crisis = crisis;
  out.source = facts.source;
  BASSIN_TRY(out.typed, cleaned(facts.typed));
  if (!facts.place && out.typed.siret.empty() && out.typed.name.empty() && !out.typed.longitude) return Error("crisis.unnamed_report");
  BASSIN_TRY(out.answers, clean_answers(facts.answers, facts.source == ReportSource::owner));
  out.seen_at = base::to_iso(facts.seen_at);
  out.received_at = base::to_iso(now);
  out.holds_from = std::min(out.seen_at, out.received_at);
  out.version = 1;
  auto fingerprint = fingerprint_of(out, facts.place ? facts.place->business : "");
  return Incoming{std::move(out), std::move(fingerprint), ""};
}

Result<std::uint64_t> insert_report(sql::Session& session, Incoming const& incoming) {
  auto const& it = incoming.report;
  BASSIN_TRY(
      auto const made,
      session.execute(
          "insert into damage_report (id, crisis, record, source, state, organisation, agent, siret, name, address, person, longitude, "
          "latitude, seen_at, received_at, holds_from, fingerprint, challenge, why, version) values (:id, :crisis, :record, :source, "
          ":state, :organisation, :agent, :siret, :name, :address, :person, :longitude, :latitude, :seen, :received, :holds, "
          ":fingerprint, :challenge, '', 1) on conflict do nothing",
          {{"id", it.id},
           {"crisis", it.crisis},
           {"record", sql::or_null(it.record)},
           {"source", id_of(it.source)},
           {"state", id_of(it.state)},
           {"organisation", sql::or_null(it.organisation)},
           {"agent", sql::or_null(it.agent)},
           {"siret", it.typed.siret},
           {"name", it.typed.name},
           {"address", it.typed.address},
           {"person", it.typed.person},
           {"longitude", it.typed.longitude},
           {"latitude", it.typed.latitude},
           {"seen", it.seen_at},
           {"received", it.received_at},
           {"holds", it.holds_from},
           {"fingerprint", incoming.fingerprint},
           {"challenge", sql::or_null(incoming.challenge)}}));
  if (made == 0) return made;
  std::span<Answer const> const answers = it.answers;
  for (std::size_t from = 0; from < answers.size(); from += at_once)
    BASSIN_DO(insert_answers(session, it.id, answers.subspan(from, std::min(at_once, answers.size() - from))));
  return made;
}

Result<void> mark_present(sql::Session& session, std::string const& record) {
  // What was given stands before what nobody knows; what an agent noted before what came from somebody without an account; then the newest.
  constexpr std::string_view held =
      "select report, question, item from (select a.report, a.question, a.item, row_number() over (partition by a.question, a.item order "
      "by case a.standing when 'given' then 0 else 1 end, case r.source when 'owner' then 1 else 0 end, r.holds_from desc, r.received_at "
      "desc, r.id desc) as place from damage_report r "
      "join damage_answer a on a.report = r.id where r.record = :record and r.state = 'matched') t where place = 1";
  static std::string const now = "case when (report, question, item) in (" + std::string(held) + ") then 1 else 0 end";
  static std::string const statement = "update damage_answer set present = " + now +
                                       " where report in (select id from damage_report where record = :record) and present <> " + now;
  return session.run(statement, {{"record", record}});
}

Result<void> count_for(sql::Session& session, Act const& act, DamageReport const& it, Case const& record) {
  BASSIN_DO(mark_present(session, record.id));
  BASSIN_TRY(auto const row,
             session.row("select a.standing, a.coded, r.source, r.holds_from from damage_report r join damage_answer a on a.report = "
                         "r.id where r.record = :record and a.question = 'trading' and a.present = 1",
                         {{"record", record.id}}));
  if (!row) return take_up_report(session, act, record, std::nullopt, it.holds_from);
  auto const standing = parse_standing(row->text("standing")).value_or(Standing::unknown);
  auto trading = standing == Standing::refused ? Trading::refused : Trading::unknown;
  if (standing == Standing::given) trading = parse_trading(row->text("coded")).value_or(Trading::unknown);
  return take_up_report(session, act, record, TradingSaid{trading, row->text("source") == id_of(ReportSource::owner)},
                        row->text("holds_from"));
}

// Neither words nor numbers: what the trail holds needs no purge of its own.
Result<void> record_received(sql::Session& session, Act const& act, DamageReport const& it) {
  return access::record(session, act, "damage_report.received", "damage_report", it.id, "",
                        access::text_of({{"crisis", it.crisis},
                                         {"source", id_of(it.source)},
                                         {"case", it.record},
                                         {"seenAt", it.seen_at},
                                         {"answers", it.answers.size()}}));
}

}  // namespace bassin::crisis::internal
