// Project holders (porteurs de projet): somebody who means to create or take over a business that is not there yet. The project has a file
// like a business, under the key "project:…"; once the business is registered, what was said of the project is read on its page.
// docs/decisions/0034-whose-file-it-is.md
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/sharing.h"
#include "base/date.h"
#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

enum class ProjectKind : std::uint8_t { creation, takeover };
inline constexpr std::size_t project_kind_count = 2;
// How far it has come.
enum class ProjectStage : std::uint8_t { idea, study, financing, formalities };
inline constexpr std::size_t project_stage_count = 4;
enum class ProjectOutcome : std::uint8_t { settled, elsewhere, given_up, silent };  // silent: no news of them any more
inline constexpr std::size_t project_outcome_count = 4;
[[nodiscard]] std::string_view id_of(ProjectKind kind);
[[nodiscard]] std::string_view id_of(ProjectStage stage);
[[nodiscard]] std::string_view id_of(ProjectOutcome outcome);
[[nodiscard]] std::optional<ProjectKind> parse_project_kind(std::string_view id);
[[nodiscard]] std::optional<ProjectStage> parse_project_stage(std::string_view id);
[[nodiscard]] std::optional<ProjectOutcome> parse_project_outcome(std::string_view id);

struct ProjectFacts {
  std::string name;  // of who holds it
  ProjectKind kind = ProjectKind::creation;
  ProjectStage stage = ProjectStage::idea;
  std::string description;             // what they mean to do; ""
  std::string commune;                 // where: a current code
  std::string nomenclature, activity;  // "" unknown
  std::optional<base::Date> planned_on;
  std::string source;    // who sent them, how one knows of them; ""
  std::string agent;     // who receives them, of the same organisation
  std::string action;    // towards which its opening and its success count; ""
  bool kept_in = false;  // for one's own organisation alone, and those to which it hands a need
};

struct Project {
  std::string id;
  std::string organisation;
  ProjectFacts facts;
  base::Date opened_on;
  std::optional<base::Date> closed_on;
  std::optional<ProjectOutcome> outcome;  // of a closed one
  std::string siret;                      // what it became; ""
  std::int64_t version = 0;
  std::string created_at, created_by, changed_at;
  [[nodiscard]] std::string key() const;
};

// Conventions open projects as they open follow-ups. presence: organisation, since when, commune. header: also kind, stage, activity,
// planned day, agent, outcome. content: all. To whom its organisation hands a need of it, and who takes part in a follow-up that it keeps
// of it, has its content.
struct SeenProject {
  Project project;
  access::Level level = access::Level::nothing;
};

inline constexpr std::size_t projects_page = 50;

struct ProjectQuestion {
  enum class Whose : std::uint8_t { mine, organisation, all };
  Whose whose = Whose::organisation;
  bool closed = false;  // those that are; else those that are not
  std::string text;     // words of the name, of those with their content; ""
  std::string after;    // id: what follows it
};
struct ProjectPage {
  std::vector<SeenProject> projects;  // newest first
  bool more = false;
};
[[nodiscard]] base::Result<ProjectPage> projects(sql::Session& session, access::Reader const& reader, base::Date today,
                                                 ProjectQuestion const& question);
// Errors: "support.unknown_project" (id), for one of which the reader is shown nothing too.
[[nodiscard]] base::Result<SeenProject> find_project(sql::Session& session, access::Reader const& reader, base::Date today,
                                                     std::string const& id);
// Those of which the reader has the content.
[[nodiscard]] base::Result<std::vector<Project>> named_projects(sql::Session& session, access::Reader const& reader, base::Date today,
                                                                std::set<std::string> const& ids);

// Counts towards its action ("project"). Codes are checked by the caller. Errors: those of base::clean(), "partners.unknown_agent",
// "support.outside_territory" (commune), "convention.not_countable".
[[nodiscard]] base::Result<Project> open_project(sql::Session& session, Act const& act, base::Date today, ProjectFacts const& facts);

// Errors of all that follow: "support.unknown_project" (id), "support.changed" (now), "support.not_yours": another organisation's.
struct ProjectAt {
  std::string id;
  std::int64_t version = 0;
};
// Errors: those of open_project(); "support.project_closed".
[[nodiscard]] base::Result<Project> change_project(sql::Session& session, Act const& act, base::Date today, ProjectAt const& at,
                                                   ProjectFacts const& facts);
// Success counts towards its action ("project_settled"). `siret`: "" not known, or not yet; only of a settled one:
// "support.bad_value". A closed one may be closed anew: with another outcome, or the SIRET that it has by now. Errors: also
// "convention.not_countable".
struct ProjectEnd {
  ProjectOutcome outcome = ProjectOutcome::settled;
  base::Date on;
  std::string siret;
};
[[nodiscard]] base::Result<Project> close_project(sql::Session& session, Act const& act, base::Date today, ProjectAt const& at,
                                                  ProjectEnd const& end);
// Errors: "support.project_open".
[[nodiscard]] base::Result<Project> reopen_project(sql::Session& session, Act const& act, ProjectAt const& at);
// What was typed by mistake, with nothing in its file: "support.project_has_work". Nothing of it is left, in the audit trail neither.
[[nodiscard]] base::Result<void> delete_project(sql::Session& session, Act const& act, ProjectAt const& at);

}  // namespace bassin::support
