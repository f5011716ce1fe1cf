#include "convention/alerts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "convention/convention.h"
#include "convention/internal/values.h"
#include "sql/session.h"

namespace bassin::convention {

namespace {

using base::Date;
using base::Result;
using Alerts = std::vector<Alert>;

constexpr std::array<std::string_view, alert_kind_count> kind_ids = {"deliberation_missing", "notice",          "end",
                                                                     "action_late",          "indicator_empty", "decision_late"};

bool within(std::optional<Date> const& day, Date today, int days) { return day && *day >= today && day->days - today.days <= days; }

Alert about(Convention const& it, AlertKind kind, std::optional<Date> day) {
  Alert out;
  out.kind = kind;
  out.convention = it.id;
  out.convention_title = it.title;
  out.day = day;
  return out;
}

void add_votes(Convention const& it, std::vector<Party> const& parties, Rights const& rights, Alerts& out) {
  if (it.status != Status::deliberating) return;
  for (auto const& party : parties) {
    if (party.decided() || !(rights.may_write(it) || rights.acts_for(party.organisation))) continue;
    out.push_back(about(it, AlertKind::deliberation_missing, std::nullopt));
    out.back().organisation = party.organisation;
  }
}

void add_ends(Convention const& it, Term const& term, Date today, Alerts& out) {
  auto const denounce = last_day_to_denounce(term, today);
  if (within(denounce, today, notice_alert_days)) out.push_back(about(it, AlertKind::notice, denounce));
  auto const last = last_day_of_all(term);
  if (within(last, today, end_alert_days)) out.push_back(about(it, AlertKind::end, last));
}

// By id, those that run on the day.
using Running = std::map<std::string, std::string>;

bool runs(Convention const& it, Date today) {
  bool const signed_once = it.status == Status::signed_by_all || it.status == Status::denounced;
  auto const term = it.term();
  return signed_once && it.kind != Kind::amendment && term && phase_on(*term, today) == Phase::running;
}

std::string ids_of(Running const& running) {
  std::vector<std::string> ids;
  for (auto const& [id, title] : running) ids.push_back(id);
  return internal::list_of(ids);
}

Alert of_row(sql::Row const& row, AlertKind kind, Running const& running) {
  Alert out;
  out.kind = kind;
  out.convention = row.text("convention");
  out.convention_title = running.at(out.convention);
  out.day = base::parse_date(row.optional_text("day").value_or(""));
  out.organisation = row.optional_text("organisation").value_or("");
  out.action = row.optional_text("action").value_or("");
  out.subject = row.text("subject");
  return out;
}

// `pilot`: whose actions alone; "": all.
Result<void> add_work(sql::Session& session, Running const& running, std::string const& pilot, Date today, Alerts& out) {
  auto const rows_of = [&](std::string_view statement) {
    return session.rows(statement, {{"conventions", ids_of(running)}, {"pilot", pilot}, {"today", to_iso(today)}});
  };
  BASSIN_TRY(auto const late, rows_of("select convention, id as action, null as organisation, code || ' ' || title as subject, day from "
                                      "(select a.*, (select min(d) from (select a.ends_on as d union all select m.due_on from "
                                      "action_milestone m where m.action = a.id and m.done_on is null) days where d < :today) as day from "
                                      "action a where :conventions like '%,' || convention || ',%' and (:pilot = '' or pilot = :pilot) and "
                                      "progress not in ('done', 'dropped')) late where day is not null"));
  for (auto const& row : late) out.push_back(of_row(row, AlertKind::action_late, running));
  BASSIN_TRY(
      auto const empty,
      rows_of("select a.convention, a.id as action, null as organisation, i.code || ' ' || i.label as subject, null as day from "
              "indicator i join action a on a.id = i.action where :conventions like '%,' || a.convention || ',%' and (:pilot = '' or "
              "a.pilot = :pilot) and i.removed_at is null and i.measure is null and a.progress in ('running', 'done') and "
              "(a.starts_on is null or a.starts_on <= :today) and not exists (select 1 from indicator_value v where v.indicator = "
              "i.id and v.ended_at is null)"));
  for (auto const& row : empty) out.push_back(of_row(row, AlertKind::indicator_empty, running));
  return {};
}

Result<void> add_decisions(sql::Session& session, Running const& running, Date today, Alerts& out) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select s.convention, null as action, d.follower as organisation, d.text as subject, d.due_on as day from "
                   "committee_decision d join committee_sitting s on s.id = d.sitting where :conventions like '%,' || s.convention || "
                   "',%' and d.outcome = 'open' and d.due_on < :today",
                   {{"conventions", ids_of(running)}, {"today", to_iso(today)}}));
  for (auto const& row : rows) out.push_back(of_row(row, AlertKind::decision_late, running));
  return {};
}

}  // namespace

std::string_view id_of(AlertKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }

Result<Alerts> alerts_of(sql::Session& session, access::Reader const& reader, Date today) {
  Alerts out;
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const all, conventions_of(session, reader));
  BASSIN_TRY(auto const parties, present_parties(session, reader));
  Running running;
  for (auto const& it : all) {
    bool const is_running = runs(it, today);
    if (is_running) running.emplace(it.id, it.title);
    if (!rights.in_charge) continue;
    auto const found = parties.find(it.id);
    if (found != parties.end()) add_votes(it, found->second, rights, out);
    if (is_running) add_ends(it, *it.term(), today, out);
  }
  if (!running.empty()) BASSIN_DO(add_work(session, running, rights.in_charge ? "" : reader.agent, today, out));
  if (!running.empty() && rights.in_charge) BASSIN_DO(add_decisions(session, running, today, out));
  std::stable_sort(out.begin(), out.end(), [](Alert const& a, Alert const& b) {
    return std::pair(a.kind, a.day.value_or(Date{})) < std::pair(b.kind, b.day.value_or(Date{}));
  });
  if (out.size() > alerts_most) out.resize(alerts_most);
  return out;
}

}  // namespace bassin::convention
