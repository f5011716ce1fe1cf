#include "convention/report.h"

#include <algorithm>
#include <array>

#include "access/audit.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/report_records.h"
#include "convention/internal/values.h"
#include "documents/documents.h"

namespace bassin::convention {

namespace {

using base::Error;
using base::Lines;
using base::Result;
using internal::bad_value;

constexpr std::array<std::string_view, issue_count> issue_ids = {"draft", "issued"};
constexpr std::string_view of_axis = "axis:", of_party = "party:";

Result<void> check_period(Period const& period) {
  if (period.to < period.from) return bad_value("to", "≥ " + to_iso(period.from));
  return {};
}

std::string_view after(std::string_view prefix, std::string_view section) {
  return section.starts_with(prefix) ? section.substr(prefix.size()) : std::string_view();
}

Result<void> check_section(sql::Session& session, std::string const& convention, std::string const& section) {
  if (section == "opening" || section == "outlook") return {};
  auto const axis = after(of_axis, section);
  auto const party = after(of_party, section);
  bool known = false;
  if (!axis.empty()) {
    BASSIN_TRY(auto const axes, internal::read_axes(session, convention));
    known = std::any_of(axes.begin(), axes.end(), [&](Axis const& it) { return it.id == axis; });
  } else if (!party.empty()) {
    BASSIN_TRY(auto const parties, internal::read_parties(session, convention));
    known = std::any_of(parties.begin(), parties.end(), [&](Party const& it) { return it.organisation == party; });
  }
  if (!known) return bad_value("section", "opening, outlook, axis:…, party:…");
  return {};
}

// One that they write, at the version that they know.
Result<internal::SeenReport> kept_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto seen, internal::seen_report(session, act.reader, id));
  if (!may_report(seen.rights, seen.convention)) return Error("convention.not_yours");
  if (seen.full.report.version != version) return Error("convention.changed", {{"now", internal::json_of(seen.full.report)}});
  return seen;
}

Result<Report> kept_draft(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const seen, kept_report(session, act, id, version));
  if (seen.full.report.status == Issue::issued) return Error("convention.report_issued");
  return seen.full.report;
}

Report one_on(Report report, Act const& act) {
  ++report.version;
  report.changed_at = base::to_iso(act.actor.at);
  return report;
}

}  // namespace

std::string_view id_of(Issue issue) { return issue_ids[static_cast<std::size_t>(issue)]; }

bool may_report(Rights const& rights, Convention const& convention) {
  return convention.status != Status::abandoned && rights.may_write(convention);
}

bool may_write_block(Rights const& rights, Convention const& convention, std::string const& section) {
  if (may_report(rights, convention)) return true;
  auto const party = after(of_party, section);
  return !party.empty() && convention.status != Status::abandoned && rights.speaks_for(std::string(party));
}

Result<std::vector<Report>> reports_of(sql::Session& session, access::Reader const& reader, std::string const& convention) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY([[maybe_unused]] auto const seen, internal::seen_convention(session, rights, convention));
  return internal::read_reports(session, convention);
}

Result<FullReport> find_report(sql::Session& session, access::Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto seen, internal::seen_report(session, reader, id));
  return std::move(seen.full);
}

Result<Report> draft_report(sql::Session& session, Act const& act, std::string const& convention, std::string const& title,
                            Period const& period) {
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  BASSIN_TRY(auto const of, internal::seen_convention(session, rights, convention));
  if (!may_report(rights, of)) return Error("convention.not_yours");
  BASSIN_TRY(auto const before, internal::read_reports(session, convention));
  if (before.size() >= reports_most) return bad_value("reports", "≤ " + std::to_string(reports_most));
  BASSIN_DO(check_period(period));
  Report made;
  BASSIN_TRY(made.title, base::clean("title", title, base::line_most));
  made.id = base::new_uuid();
  made.convention = convention;
  made.period = period;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(access::record(session, act, "report.drafted", "report", made.id, "", internal::json_of(made)));
  return made;
}

Result<Report> change_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, std::string const& title,
                             Period const& period) {
  BASSIN_TRY(auto const before, kept_draft(session, act, id, version));
  BASSIN_DO(check_period(period));
  auto after = one_on(before, act);
  BASSIN_TRY(after.title, base::clean("title", title, base::line_most));
  after.period = period;
  BASSIN_DO(internal::update(session, after, ""));
  BASSIN_DO(access::record(session, act, "report.changed", "report", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<Block> write_block(sql::Session& session, Act const& act, std::string const& report, Block const& block) {
  BASSIN_TRY(auto const seen, internal::seen_report(session, act.reader, report));
  BASSIN_DO(check_section(session, seen.convention.id, block.section));
  if (!may_write_block(seen.rights, seen.convention, block.section)) return Error("convention.not_yours");
  if (seen.full.report.status == Issue::issued) return Error("convention.report_issued");
  auto const& blocks = seen.full.blocks;
  auto const found = std::find_if(blocks.begin(), blocks.end(), [&](Block const& it) { return it.section == block.section; });
  auto const before = found == blocks.end() ? Block{block.section, "", 0, "", ""} : *found;
  if (before.version != block.version) return Error("convention.changed", {{"now", internal::json_of(before)}});
  auto after = before;
  BASSIN_TRY(after.text, base::clean_or_empty("text", block.text, base::description_most, Lines::several));
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  after.changed_by = act.reader.agent;
  BASSIN_DO(internal::put(session, report, after));
  BASSIN_DO(access::record(session, act, "report.written", "report", report, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<Report> issue(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, std::string const& figures) {
  BASSIN_TRY(auto const before, kept_draft(session, act, id, version));
  auto after = one_on(before, act);
  after.status = Issue::issued;
  after.issued_at = after.changed_at;
  after.issued_by = act.reader.agent;
  BASSIN_DO(internal::update(session, after, figures));
  BASSIN_DO(access::record(session, act, "report.issued", "report", id, internal::json_of(before), internal::json_of(after)));
  return after;
}

Result<Report> reopen(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, std::string const& why) {
  BASSIN_TRY(auto const seen, kept_report(session, act, id, version));
  auto const& before = seen.full.report;
  if (before.status != Issue::issued) return Error("convention.report_not_issued");
  BASSIN_TRY(auto const reason, base::clean("why", why, base::reason_most, Lines::several));
  auto after = one_on(before, act);
  after.status = Issue::draft;
  after.issued_at.clear();
  after.issued_by.clear();
  BASSIN_DO(internal::update(session, after, ""));
  access::AuditEntry entry;
  entry.actor = act.actor;
  entry.action = "report.reopened";
  entry.kind = "report";
  entry.record = id;
  entry.before = internal::json_of(before);
  entry.after = internal::json_of(after);
  entry.note = reason;
  BASSIN_DO(access::record(session, entry));
  return after;
}

Result<void> remove_report(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const before, kept_draft(session, act, id, version));
  BASSIN_TRY([[maybe_unused]] auto const erased, documents::erase_all(session, act, {documents::Of::report, id}));
  BASSIN_DO(internal::erase(session, before));
  return access::record(session, act, "report.removed", "report", id, internal::json_of(before), "");
}

}  // namespace bassin::convention
