#include "succession/preview.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "convention/convention.h"
#include "convention/perimeters.h"
#include "partners/agent.h"
#include "sql/session.h"
#include "succession/internal/plan_records.h"
#include "succession/internal/sources.h"

namespace bassin::succession {

using base::Date;
using base::Result;

namespace {

constexpr std::array<std::string_view, 5> then_ids = {"heirs_join", "communes_leave", "communes_come", "goes_on", "by_hand"};

// Where each code of an organisation goes.
using Heirs = std::map<std::string, std::string>;
Result<Heirs> heirs_of(sql::Session& session, std::string const& change, std::string const& former) {
  BASSIN_TRY(auto const rows, session.rows("select code, heir from territory_change_commune where change = :change and former = :former",
                                           {{"change", change}, {"former", former}}));
  Heirs out;
  for (auto const& row : rows) out.emplace(row.text("code"), row.text("heir"));
  return out;
}

bool is_party(convention::Bound const& it, std::string const& organisation) {
  return std::find(it.parties.begin(), it.parties.end(), organisation) != it.parties.end();
}

Touched touched(convention::Bound const& it, std::string const& party) {
  Touched out;
  out.convention = it.convention.id;
  out.title = it.convention.title;
  out.keeper = it.convention.keeper;
  out.party = party;
  out.version = it.convention.version;
  return out;
}

// By the former one, a party of it.
std::optional<Touched> by_former(convention::Bound const& it, Former const& former, Heirs const& heirs) {
  auto out = touched(it, former.organisation);
  std::set<std::string> joining;
  for (auto const& code : it.communes) {
    auto const found = heirs.find(code);
    if (found == heirs.end() && !former.ends) continue;
    out.communes.push_back(code);
    auto const& heir = found == heirs.end() ? former.rest : found->second;
    if (!is_party(it, heir)) joining.insert(heir);
  }
  if (out.communes.empty() && !former.ends) return std::nullopt;
  out.joining.assign(joining.begin(), joining.end());
  bool const is_signed = it.convention.status == convention::Status::signed_by_all;
  bool const whole = out.communes.size() == it.communes.size();
  if (!is_signed) {
    out.then = it.convention.status == convention::Status::denounced ? Then::goes_on : Then::by_hand;
  } else if (joining.empty()) {
    out.then = Then::goes_on;
  } else if (former.ends) {
    out.then = Then::heirs_join;
  } else {
    out.then = whole ? Then::by_hand : Then::communes_leave;
  }
  return out;
}

// Communes that come to the keeper of a convention from one that goes on.
std::optional<Touched> by_heir(convention::Bound const& it, std::string const& heir, std::vector<std::string> const& gained) {
  if (it.convention.keeper != heir || it.convention.kind == convention::Kind::annual) return std::nullopt;
  auto out = touched(it, heir);
  for (auto const& code : gained)
    if (std::find(it.communes.begin(), it.communes.end(), code) == it.communes.end()) out.communes.push_back(code);
  if (out.communes.empty()) return std::nullopt;
  out.then = it.convention.status == convention::Status::signed_by_all ? Then::communes_come : Then::by_hand;
  return out;
}

std::vector<std::string> gained_by(Plan const& plan, std::string const& heir) {
  std::vector<std::string> out;
  for (auto const& it : plan.communes) {
    auto const former =
        std::find_if(plan.formers.begin(), plan.formers.end(), [&](Former const& one) { return one.organisation == it.former; });
    if (it.heir == heir && former != plan.formers.end() && !former->ends) out.push_back(it.commune);
  }
  return out;
}

}  // namespace

std::string_view id_of(Then then) { return then_ids[static_cast<std::size_t>(then)]; }

Result<std::vector<Count>> counts_of(sql::Session& session, TerritoryChange const& change) {
  std::vector<Count> out;
  for (std::size_t i = 0; i < support::inherited_count; ++i) {
    auto const kind = static_cast<support::Inherited>(i);
    BASSIN_TRY(auto const rows,
               session.rows(fmt::format("select former, commune, heir, count(*) as n from ({}) t group by former, commune, "
                                        "heir order by former, commune, heir",
                                        internal::previewed_sql(change, kind)),
                            {{"change", change.id}}));
    for (auto const& row : rows)
      out.push_back({row.text("former"), std::string(support::id_of(kind)), row.text("commune"), row.text("heir"), row.integer("n")});
  }
  return out;
}

Result<std::vector<Touched>> touched_by(sql::Session& session, TerritoryChange const& change) {
  std::vector<Touched> out;
  BASSIN_TRY(auto const owners, internal::owners_of(session, change));
  for (auto const& owner : owners) {
    auto former = *std::find_if(change.plan.formers.begin(), change.plan.formers.end(),
                                [&](Former const& one) { return one.organisation == owner.former; });
    BASSIN_TRY(auto const heirs, heirs_of(session, change.id, owner.former));
    BASSIN_TRY(auto const bound, convention::bound_on(session, owner.owner, change.plan.on));
    former.organisation = owner.owner;
    for (auto const& it : bound)
      if (auto one = by_former(it, former, heirs)) out.push_back(std::move(*one));
  }
  for (auto const& heir : change.plan.heirs) {
    auto const gained = gained_by(change.plan, heir.key);
    if (gained.empty() || heir.made_here) continue;
    BASSIN_TRY(auto const bound, convention::bound_on(session, heir.key, change.plan.on));
    for (auto const& it : bound)
      if (auto one = by_heir(it, heir.key, gained)) out.push_back(std::move(*one));
  }
  return out;
}

Result<std::vector<Person>> people_of(sql::Session& session, TerritoryChange const& change) {
  std::vector<Person> out;
  for (auto const& former : change.plan.formers) {
    if (!former.ends) continue;
    BASSIN_TRY(auto const colleagues, partners::colleagues_of(session, former.organisation));
    BASSIN_TRY(auto const teams, session.rows("select m.agent, t.name from team_member m join team t on t.id = m.team where t.organisation "
                                              "= :former and t.closed = 0 order by t.name",
                                              {{"former", former.organisation}}));
    for (auto const& it : colleagues) {
      Person one{it.agent.id, former.organisation, std::string(access::id_of(it.role)), "", {}};
      for (auto const& home : change.plan.homes)
        if (home.agent == one.agent && home.former == one.former) one.heir = home.heir;
      for (auto const& row : teams)
        if (row.text("agent") == one.agent) one.teams.push_back(row.text("name"));
      out.push_back(std::move(one));
    }
  }
  return out;
}

}  // namespace bassin::succession
