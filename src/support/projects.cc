#include "support/projects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "access/visibility.h"
#include "base/id_table.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "convention/countable.h"
#include "convention/ledger.h"
#include "partners/agent.h"
#include "sql/listed.h"
#include "support/file_key.h"
#include "support/internal/business_keys.h"
#include "support/internal/project_rows.h"

namespace bassin::support {

namespace {

using access::Level;
using base::Date;
using base::Error;
using base::Result;

constexpr std::array<std::string_view, project_kind_count> kind_ids = {"creation", "takeover"};
constexpr std::array<std::string_view, project_stage_count> stage_ids = {"idea", "study", "financing", "formalities"};
constexpr std::array<std::string_view, project_outcome_count> outcome_ids = {"settled", "elsewhere", "given_up", "silent"};

Result<ProjectFacts> clean(sql::Session& session, Act const& act, ProjectFacts facts) {
  BASSIN_TRY(facts.name, base::clean("name", facts.name, base::line_most));
  BASSIN_TRY(facts.description, base::clean_or_empty("description", facts.description, base::description_most, base::Lines::several));
  BASSIN_TRY(facts.source, base::clean_or_empty("source", facts.source, base::line_most));
  if (!access::serves(act.reader, facts.commune)) return Error("support.outside_territory");
  BASSIN_TRY(auto const role, partners::role_in(session, facts.agent, act.reader.organisation));
  if (!role) return Error("partners.unknown_agent");
  return facts;
}

Result<void> count(sql::Session& session, Act const& act, Project const& it, std::string kind, std::optional<Date> on) {
  std::optional<convention::Contribution> contribution;
  if (on && !it.facts.action.empty()) {
    // An heir who writes it anew does not take over what the former one did.
    BASSIN_TRY(auto whose, convention::whose_work(session, {kind, it.id}));
    if (whose.empty()) whose = it.organisation;
    contribution = {it.facts.action, std::move(whose), it.facts.agent, it.key(), it.facts.commune, kind, *on, 0};
  }
  BASSIN_TRY([[maybe_unused]] auto const changed, convention::state(session, act.actor.at, {std::move(kind), it.id}, contribution));
  return {};
}

Result<void> check_action(sql::Session& session, Act const& act, ProjectFacts const& facts, Date on) {
  return facts.action.empty() ? Result<void>() : convention::check_countable(session, act.reader, facts.action, on);
}

Result<void> count_end(sql::Session& session, Act const& act, Project const& it) {
  bool const settled = it.outcome == ProjectOutcome::settled;
  return count(session, act, it, "project_settled", settled ? it.closed_on : std::nullopt);
}

Result<Project> changeable(sql::Session& session, Act const& act, Date today, ProjectAt const& at) {
  BASSIN_TRY(auto const seen, find_project(session, act.reader, today, at.id));
  auto const& it = seen.project;
  if (it.organisation != act.reader.organisation) return Error("support.not_yours");
  if (it.version != at.version) return Error("support.changed", {{"now", access::text_of(internal::json_of(it))}});
  return it;
}

Result<Project> keep(sql::Session& session, Act const& act, std::string_view what, Project const& before, Project after) {
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  BASSIN_DO(internal::update(session, after));
  if (after.facts.commune != before.facts.commune) BASSIN_DO(internal::move_file(session, after.key(), after.facts.commune));
  BASSIN_DO(access::record(session, act, what, "project", after.id, access::text_of(internal::json_of(before)),
                           access::text_of(internal::json_of(after)), after.key()));
  return after;
}

// Day of the change in France: who reopens or deletes reads on the conventions of any day what is their own.
Result<Project> own(sql::Session& session, Act const& act, ProjectAt const& at) {
  auto const today = base::parse_date(base::to_iso(act.actor.at).substr(0, 10)).value_or(Date{});
  return changeable(session, act, today, at);
}

}  // namespace

std::string Project::key() const { return std::string(project_prefix) + id; }

std::string_view id_of(ProjectKind kind) { return kind_ids[static_cast<std::size_t>(kind)]; }
std::string_view id_of(ProjectStage stage) { return stage_ids[static_cast<std::size_t>(stage)]; }
std::string_view id_of(ProjectOutcome outcome) { return outcome_ids[static_cast<std::size_t>(outcome)]; }
std::optional<ProjectKind> parse_project_kind(std::string_view id) { return base::parse_id<ProjectKind>(kind_ids, id); }
std::optional<ProjectStage> parse_project_stage(std::string_view id) { return base::parse_id<ProjectStage>(stage_ids, id); }
std::optional<ProjectOutcome> parse_project_outcome(std::string_view id) { return base::parse_id<ProjectOutcome>(outcome_ids, id); }

Result<ProjectPage> projects(sql::Session& session, access::Reader const& reader, Date today, ProjectQuestion const& question) {
  using Whose = ProjectQuestion::Whose;
  auto const words = internal::folded_words(question.text);
  std::string_view const whose = question.whose == Whose::all    ? "1 = 1"
                                 : question.whose == Whose::mine ? "project.organisation = :organisation and project.agent = :agent"
                                                                 : "project.organisation = :organisation";
  auto const condition = fmt::format("(:after = '' or project.id < :after) and {}", whose);
  std::vector<sql::Named> values = {{"after", question.after}};
  if (question.whose != Whose::all) values.emplace_back("organisation", reader.organisation);
  if (question.whose == Whose::mine) values.emplace_back("agent", reader.agent);
  // Whether one has ended is told from the header on: below, it stands among those that have not.
  std::string outside = question.closed ? "(level >= 2 and closed_on is not null)" : "(level < 2 or closed_on is null)";
  if (words.size() > 1) {
    outside += " and level = 3 and folded like :words";
    values.emplace_back("words", "%" + words + "%");
  }
  BASSIN_TRY(auto found, internal::projects_where(session, reader, today, condition, outside, std::move(values), projects_page + 1));
  ProjectPage out;
  out.more = found.size() > projects_page;
  if (out.more) found.pop_back();
  out.projects = std::move(found);
  return out;
}

Result<SeenProject> find_project(sql::Session& session, access::Reader const& reader, Date today, std::string const& id) {
  BASSIN_TRY(auto found, internal::projects_where(session, reader, today, "project.id = :id", "1 = 1", {{"id", id}}, 1));
  if (found.empty()) return Error("support.unknown_project", {{"id", id}});
  return std::move(found[0]);
}

Result<std::vector<Project>> named_projects(sql::Session& session, access::Reader const& reader, Date today,
                                            std::set<std::string> const& ids) {
  std::vector<Project> out;
  std::vector<std::string> const all(ids.begin(), ids.end());
  for (std::size_t first = 0; first < all.size(); first += sql::listed_most) {
    auto const some = std::span(all).subspan(first, std::min(sql::listed_most, all.size() - first));
    auto const listed = sql::listed(some);
    BASSIN_TRY(auto found,
               internal::projects_where(session, reader, today, "project.id in " + listed.places, "level = 3", listed.values, some.size()));
    for (auto& it : found) out.push_back(std::move(it.project));
  }
  return out;
}

Result<Project> open_project(sql::Session& session, Act const& act, Date today, ProjectFacts const& facts) {
  Project made;
  BASSIN_TRY(made.facts, clean(session, act, facts));
  made.id = base::new_uuid();
  made.organisation = act.reader.organisation;
  made.opened_on = today;
  made.version = 1;
  made.created_at = made.changed_at = base::to_iso(act.actor.at);
  made.created_by = act.reader.agent;
  BASSIN_DO(check_action(session, act, made.facts, made.opened_on));
  BASSIN_DO(internal::insert(session, made));
  BASSIN_DO(count(session, act, made, "project", made.opened_on));
  BASSIN_DO(access::record(session, act, "project.opened", "project", made.id, "", access::text_of(internal::json_of(made)), made.key()));
  return made;
}

Result<Project> change_project(sql::Session& session, Act const& act, Date today, ProjectAt const& at, ProjectFacts const& facts) {
  BASSIN_TRY(auto const before, changeable(session, act, today, at));
  if (before.closed_on) return Error("support.project_closed");
  auto after = before;
  BASSIN_TRY(after.facts, clean(session, act, facts));
  // What counted when it was opened goes on counting: an action may have been dropped since.
  bool const moved =
      after.facts.action != before.facts.action || after.facts.agent != before.facts.agent || after.facts.commune != before.facts.commune;
  if (after.facts.action != before.facts.action) BASSIN_DO(check_action(session, act, after.facts, after.opened_on));
  if (moved) BASSIN_DO(count(session, act, after, "project", after.opened_on));
  return keep(session, act, "project.changed", before, std::move(after));
}

Result<Project> close_project(sql::Session& session, Act const& act, Date today, ProjectAt const& at, ProjectEnd const& end) {
  BASSIN_TRY(auto const before, changeable(session, act, today, at));
  if (end.on > today || end.on < before.opened_on)
    return Error("support.bad_value", {{"field", "on"}, {"allowed", to_iso(before.opened_on) + " … " + to_iso(today)}});
  if (!end.siret.empty() && end.outcome != ProjectOutcome::settled)
    return Error("support.bad_value", {{"field", "siret"}, {"allowed", "outcome = settled"}});
  auto after = before;
  after.closed_on = end.on;
  after.outcome = end.outcome;
  after.siret = end.siret;
  // What counted goes on counting: an action may have been dropped since.
  bool const counts = before.outcome == ProjectOutcome::settled && before.closed_on == end.on;
  if (end.outcome == ProjectOutcome::settled && !counts) BASSIN_DO(check_action(session, act, after.facts, end.on));
  BASSIN_DO(count_end(session, act, after));
  return keep(session, act, "project.closed", before, std::move(after));
}

Result<Project> reopen_project(sql::Session& session, Act const& act, ProjectAt const& at) {
  BASSIN_TRY(auto const before, own(session, act, at));
  if (!before.closed_on) return Error("support.project_open");
  auto after = before;
  after.closed_on.reset();
  after.outcome.reset();
  after.siret.clear();
  BASSIN_DO(count_end(session, act, after));
  return keep(session, act, "project.reopened", before, std::move(after));
}

Result<void> delete_project(sql::Session& session, Act const& act, ProjectAt const& at) {
  BASSIN_TRY(auto const before, own(session, act, at));
  BASSIN_TRY(auto const used,
             session.row("select 1 as found from project where id = :id and " + internal::has_file_sql("'project:' || project.id"),
                         {{"id", before.id}}));
  if (used) return Error("support.project_has_work");
  BASSIN_DO(session.run("delete from project where id = :id", {{"id", before.id}}));
  for (auto const* const kind : {"project", "project_settled"}) {
    BASSIN_TRY([[maybe_unused]] auto const changed, convention::state(session, act.actor.at, {kind, before.id}, std::nullopt));
  }
  BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_record(session, "project", before.id));
  return access::record(session, act, "project.deleted", "project", before.id, "", "", before.key());
}

}  // namespace bassin::support
