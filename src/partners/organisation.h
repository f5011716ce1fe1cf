// The partners: intercommunalities, chambers and others, and their teams.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/audit.h"
#include "base/result.h"

namespace bassin::sql {
class Session;
}

namespace bassin::partners {

using access::Actor;

struct Organisation {
  std::string id, name;
  std::string kind;                       // "intercommunality", "cci", "cma", "agriculture", "other"
  std::string siren;                      // ""
  std::string territory;                  // "epci:247700438", "list:77142,77171" …; "": none
  std::string active_from, active_until;  // days; ""
  std::string successor;                  // id of the organisation that took over; ""
  [[nodiscard]] bool active_on(std::string_view day) const;
};

// What is given is written. Errors: "partners.bad_value" (field, allowed).
struct OrganisationValues {
  std::optional<std::string> name, kind, siren, territory, active_from, active_until, successor;
};

// Errors: "partners.unknown_organisation".
[[nodiscard]] base::Result<Organisation> find_organisation(sql::Session& session, std::string const& id);
// By name.
[[nodiscard]] base::Result<std::vector<Organisation>> organisations(sql::Session& session);
// The organisation, all that it took over, and those that are no more of which it inherits communes. Itself first.
[[nodiscard]] base::Result<std::vector<std::string>> lineage_of(sql::Session& session, std::string const& id);

// Who took the place of an organisation in a commune, by a change of territory. docs/decisions/0032-change-of-territory.md
struct Heir {
  std::string former, organisation;
  std::string commune;   // every code under which it may be written; "": whatever no other heir has
  std::string from_day;  // first day
  bool ends = false;     // the former is no more
};
// All that such a change makes; none: it is undone. Called in the transaction that also writes the successors.
[[nodiscard]] base::Result<void> set_heirs(sql::Session& session, std::string const& change, std::vector<Heir> const& heirs);
[[nodiscard]] base::Result<std::vector<Heir>> all_heirs(sql::Session& session);

// Name and kind must be given.
[[nodiscard]] base::Result<Organisation> add_organisation(sql::Session& session, Actor const& actor, OrganisationValues const& values);
[[nodiscard]] base::Result<Organisation> change_organisation(sql::Session& session, Actor const& actor, std::string const& id,
                                                             OrganisationValues const& values);

struct Team {
  std::string id, organisation, name, territory;  // territory "": that of the organisation
  std::vector<std::string> themes;
  std::vector<std::string> agents;  // ids
  bool closed = false;
};
struct TeamValues {
  std::optional<std::string> name, territory;
  std::optional<std::vector<std::string>> themes, agents;
  std::optional<bool> closed;
};

// Errors: "partners.unknown_team".
[[nodiscard]] base::Result<Team> find_team(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<std::vector<Team>> teams_of(sql::Session& session, std::string const& organisation);
// By id, in one statement; closed ones too.
[[nodiscard]] base::Result<std::map<std::string, std::string>> team_names(sql::Session& session, std::set<std::string> const& ids);
// Agents must be members of the organisation: "partners.unknown_agent".
[[nodiscard]] base::Result<Team> add_team(sql::Session& session, Actor const& actor, std::string const& organisation,
                                          TeamValues const& values);
[[nodiscard]] base::Result<Team> change_team(sql::Session& session, Actor const& actor, std::string const& id, TeamValues const& values);

}  // namespace bassin::partners
