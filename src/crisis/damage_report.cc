#include "crisis/damage_report.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/id_table.h"
#include "base/plain_text.h"
#include "crisis/internal/case_rows.h"
#include "crisis/internal/report_rows.h"
#include "crisis/internal/rooms.h"
#include "documents/documents.h"

namespace bassin::crisis {

namespace {

using base::Error;
using base::Result;
using internal::report_columns;
using internal::report_of;

constexpr std::array<std::string_view, 3> sources{"phone", "field", "owner"};
constexpr std::array<std::string_view, 3> states{"waiting", "matched", "set_aside"};

Result<DamageReport> with_answers(sql::Session& session, DamageReport it) {
  BASSIN_DO(internal::read_answers(session, std::span(&it, 1)));
  return it;
}

Result<std::vector<DamageReport>> all_of(sql::Session& session, std::vector<sql::Row> const& rows) {
  std::vector<DamageReport> out;
  for (auto const& row : rows) out.push_back(report_of(row));
  BASSIN_DO(internal::read_answers(session, out));
  return out;
}

std::vector<Present> present_of(std::vector<sql::Row> const& marked, std::vector<DamageReport> const& reports) {
  std::vector<Present> out;
  for (auto const& row : marked)
    for (auto const& it : reports) {
      if (it.id != row.text("report")) continue;
      for (auto const& answer : it.answers)
        if (answer.question == row.text("question") && answer.item == row.text("item"))
          out.push_back({answer, it.id, it.source, it.holds_from});
    }
  return out;
}

// `reports`: the newest first.
std::vector<Present> proposed_of(std::vector<Present> const& present, std::vector<DamageReport> const& reports) {
  std::vector<Present> out;
  for (auto const& held : present) {
    if (held.source == ReportSource::owner || held.answer.standing != Standing::given) continue;
    auto const answers = [&held](DamageReport const& it) {
      return std::find_if(it.answers.begin(), it.answers.end(), [&held](Answer const& one) {
        return one.question == held.answer.question && one.item == held.answer.item && one.standing == Standing::given;
      });
    };
    auto const newest = std::find_if(reports.begin(), reports.end(), [&](DamageReport const& it) {
      return it.source == ReportSource::owner && it.state == ReportState::matched && answers(it) != it.answers.end();
    });
    if (newest == reports.end() || newest->holds_from <= held.holds_from) continue;
    auto const answer = *answers(*newest);
    bool const same = answer.text == held.answer.text && answer.from == held.answer.from && answer.to == held.answer.to;
    if (!same) out.push_back({answer, newest->id, newest->source, newest->holds_from});
  }
  return out;
}

// A photo of a shop says whose it is.
Result<void> erase_photos(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows, session.rows("select r.id from damage_report r where r.crisis = :crisis and exists (select 1 from document d "
                                           "where d.subject_kind = :of and d.subject = r.id) order by r.id",
                                           {{"crisis", crisis}, {"of", documents::id_of(documents::Of::damage_report)}}));
  std::vector<std::string> reports;
  for (auto const& row : rows) reports.push_back(row.text("id"));
  constexpr std::size_t block = 250;
  for (std::size_t from = 0; from < reports.size(); from += block) {
    auto const some = std::span<std::string const>(reports).subspan(from, std::min(block, reports.size() - from));
    BASSIN_DO(documents::erase_of(session, documents::Of::damage_report, some));
  }
  return {};
}

}  // namespace

std::string_view id_of(ReportSource source) { return sources[static_cast<std::size_t>(source)]; }
std::optional<ReportSource> parse_report_source(std::string_view id) { return base::parse_id<ReportSource>(sources, id); }
std::string_view id_of(ReportState state) { return states[static_cast<std::size_t>(state)]; }
std::optional<ReportState> parse_report_state(std::string_view id) { return base::parse_id<ReportState>(states, id); }

Result<Received> receive_report(sql::Session& session, Act const& act, std::string const& crisis, ReportFacts const& facts) {
  if (facts.source == ReportSource::owner) return Error("crisis.bad_value", {{"field", "source"}, {"allowed", "phone, field"}});
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::entered(session, act.reader, crisis));
  BASSIN_TRY(auto incoming, internal::cleaned(crisis, facts, act.actor.at));
  // What was received before the crisis was closed is answered after it too.
  BASSIN_TRY(auto before, internal::same_before(session, incoming));
  if (before) return Received{std::move(*before), false};
  BASSIN_TRY(auto const room, internal::writable(session, act.reader, crisis));
  auto& made = incoming.report;
  made.organisation = act.reader.organisation;
  made.agent = act.reader.agent;
  std::optional<Case> record;
  if (facts.place) {
    BASSIN_TRY(record, internal::put_case(session, act, room, *facts.place));
    made.record = record->id;
    made.state = ReportState::matched;
  }
  BASSIN_TRY(auto const fresh, internal::insert_report(session, incoming));
  if (fresh == 0) return Error("crisis.report_differs", {{"id", made.id}});
  BASSIN_DO(internal::record_received(session, act, made));
  if (record) BASSIN_DO(internal::count_for(session, act, made, *record));
  return Received{std::move(made), true};
}

Result<std::vector<DamageReport>> damage_reports_of(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                                    ReportQuery const& query) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  auto text = "select " + std::string(report_columns) + " from damage_report where crisis = :crisis and state = :state";
  std::vector<sql::Named> values{{"crisis", crisis}, {"state", id_of(query.state)}, {"limit", query.limit}};
  if (query.source) {
    text += " and source = :source";
    values.emplace_back("source", id_of(*query.source));
  }
  if (!query.after.empty()) {
    text +=
        " and (received_at, id) > (select l.received_at, l.id from damage_report l where l.id = :after and l.crisis = "
        ":crisis)";
    values.emplace_back("after", query.after);
  }
  BASSIN_TRY(auto const rows, session.rows(text + " order by received_at, id limit :limit", sql::Session::Values(values)));
  return all_of(session, rows);
}

Result<std::array<std::uint64_t, 3>> report_counts(sql::Session& session, access::Reader const& reader, std::string const& crisis) {
  BASSIN_TRY([[maybe_unused]] auto const room, internal::entered(session, reader, crisis));
  BASSIN_TRY(auto const rows,
             session.rows("select state, count(*) as n from damage_report where crisis = :crisis group by state", {{"crisis", crisis}}));
  std::array<std::uint64_t, 3> out{};
  for (auto const& row : rows)
    if (auto const state = parse_report_state(row.text("state")))
      out[static_cast<std::size_t>(*state)] = static_cast<std::uint64_t>(row.integer("n"));
  return out;
}

Result<DamageReport> find_damage_report(sql::Session& session, access::Reader const& reader, std::string const& id) {
  static std::string const statement = "select " + std::string(report_columns) + " from damage_report where id = :id";
  BASSIN_TRY(auto const row, session.row(statement, {{"id", id}}));
  if (!row) return Error("crisis.unknown_damage_report", {{"id", id}});
  auto const room = internal::entered(session, reader, row->text("crisis"));
  if (!room.ok() && room.error().code == "crisis.unknown") return Error("crisis.unknown_damage_report", {{"id", id}});
  if (!room.ok()) return room.error();
  return with_answers(session, report_of(*row));
}

Result<CaseReports> reports_of_case(sql::Session& session, access::Reader const& reader, std::string const& id) {
  static std::string const statement = "select " + std::string(report_columns) +
                                       " from damage_report where record = :id order by holds_from desc, received_at desc, id desc";
  BASSIN_TRY([[maybe_unused]] auto const seen, find_case(session, reader, id));
  BASSIN_TRY(auto const rows, session.rows(statement, {{"id", id}}));
  BASSIN_TRY(auto const marked, session.rows("select a.report, a.question, a.item from damage_report r join damage_answer a on a.report = "
                                             "r.id where r.record = :id and a.present = 1 order by a.question, a.item",
                                             {{"id", id}}));
  CaseReports out;
  BASSIN_TRY(out.reports, all_of(session, rows));
  out.present = present_of(marked, out.reports);
  out.proposed = proposed_of(out.present, out.reports);
  return out;
}

Result<std::uint64_t> anonymise_reports(sql::Session& session, std::string const& crisis) {
  BASSIN_DO(erase_photos(session, crisis));
  BASSIN_DO(
      session.run("update damage_answer set words = '', amount = null, amount_to = null where report in (select id from damage_report "
                  "where crisis = :crisis)",
                  {{"crisis", crisis}}));
  BASSIN_DO(
      session.run("delete from damage_photo where report in (select id from damage_report where crisis = :crisis)", {{"crisis", crisis}}));
  BASSIN_DO(session.run("delete from crisis_form where crisis = :crisis", {{"crisis", crisis}}));
  return session.execute(
      "update damage_report set siret = '', name = '', address = '', person = '', longitude = null, latitude = null, agent = case when "
      "agent is null then agent else '' end, settled_by = case when settled_by is null then settled_by else '' end, why = '', "
      "fingerprint = '' where crisis = :crisis",
      {{"crisis", crisis}});
}

}  // namespace bassin::crisis
