#include "crisis/anonymise.h"

#include <vector>

#include "access/audit.h"
#include "crisis/case_letters.h"
#include "crisis/damage_report.h"
#include "crisis/internal/anonymised.h"
#include "crisis/report_file.h"
#include "crisis/requests.h"
#include "sql/session.h"

namespace bassin::crisis {

namespace {

using base::Result;

Result<std::vector<std::string>> cases_in(sql::Session& session, std::string const& crisis) {
  BASSIN_TRY(auto const rows,
             session.rows("select id from crisis_case where crisis = :id union select record from crisis_merge where crisis = :id",
                          {{"id", crisis}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

}  // namespace

Result<std::uint64_t> anonymise_one(sql::Session& session, std::string const& closed_before) {
  BASSIN_TRY(auto const row, session.row("select id from crisis where closed_at < :before and anonymised = 0 order by closed_at limit 1",
                                         {{"before", closed_before}}));
  if (!row) return std::uint64_t{0};
  auto const id = row->text("id");
  BASSIN_TRY(auto const cases, cases_in(session, id));
  // Before the cases lose their businesses, by whose work the ledger is told.
  BASSIN_DO(anonymise_counted(session, id));
  BASSIN_TRY([[maybe_unused]] auto const words, anonymise_after(session, id));
  BASSIN_DO(session.run("update crisis_loss set why = '', agent = '' where record in (select id from crisis_case where crisis = :id)",
                        {{"id", id}}));
  BASSIN_DO(drop_lessons(session, id));
  BASSIN_DO(anonymise_merges(session, id));
  BASSIN_DO(session.run("update crisis_apart set agent = '' where crisis = :id", {{"id", id}}));
  BASSIN_DO(session.run("update crisis_action set agent = '' where crisis = :id", {{"id", id}}));
  BASSIN_DO(session.run("update crisis_step set why = '', agent = '' where record in (select id from crisis_case where crisis = :id)",
                        {{"id", id}}));
  BASSIN_DO(session.run(
      "update crisis_case set business = 'gone:' || id, agent = null, held_by = null, held_until = null where crisis = :id", {{"id", id}}));
  BASSIN_DO(session.run("update crisis_report set words = '', agent = '' where crisis = :id", {{"id", id}}));
  BASSIN_TRY([[maybe_unused]] auto const files, drop_report_files(session, id));
  BASSIN_DO(session.run("update crisis_said set agent = '' where record in (select id from crisis_case where crisis = :id)", {{"id", id}}));
  BASSIN_TRY([[maybe_unused]] auto const requests, anonymise_requests(session, id));
  BASSIN_DO(anonymise_help(session, id));
  BASSIN_TRY([[maybe_unused]] auto const letters, drop_letters(session, id));
  BASSIN_TRY([[maybe_unused]] auto const reports, anonymise_reports(session, id));
  // What was touched tells, with who works it now, which farms were.
  BASSIN_DO(session.run("delete from crisis_parcel where crisis = :id", {{"id", id}}));
  BASSIN_DO(session.run("update crisis_crossing set agent = '' where crisis = :id", {{"id", id}}));
  BASSIN_DO(session.run("update crisis_zone set note = '', drawn_by = '' where crisis = :id", {{"id", id}}));
  BASSIN_DO(
      session.run("update crisis set title = substr(began_at, 1, 10), description = '', opened_by = '', anonymised = 1, version = version "
                  "+ 1 where id = :id",
                  {{"id", id}}));
  BASSIN_DO(
      session.run("update crisis_member set asked_by = '', joined_by = case when joined_by is null then null else '' end where crisis = "
                  ":id",
                  {{"id", id}}));
  for (auto const& one : cases) {
    BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis_case", one));
  }
  BASSIN_TRY([[maybe_unused]] auto const title, access::purge_record(session, "crisis_form", id));
  BASSIN_TRY([[maybe_unused]] auto const gone, access::purge_record(session, "crisis", id));
  return std::uint64_t{1};
}

}  // namespace bassin::crisis
