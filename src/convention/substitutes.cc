#include <algorithm>
#include <map>
#include <set>

#include "convention/internal/opening.h"
#include "convention/internal/records.h"
#include "convention/internal/substitutes.h"
#include "convention/sharing.h"

namespace bassin::convention {

namespace {

using access::Grant;
using base::Date;
using base::Result;
using partners::Heir;

// What one substitute of the party has so far.
struct Part {
  Date from;
  std::set<std::string> communes;
  bool rest = false;
};
using Parts = std::map<std::string, Part>;

void add(Parts& parts, Heir const& heir, Date from) {
  auto const [part, fresh] = parts.try_emplace(heir.organisation, Part{from, {}, false});
  if (!fresh) part->second.from = std::min(part->second.from, from);
  if (heir.commune.empty()) {
    part->second.rest = true;
  } else {
    part->second.communes.insert(heir.commune);
  }
}

// What an heir had of the party went on to heirs of its own.
Parts next_of(std::string const& heir, Part const& part, std::vector<Heir> const& heirs) {
  Parts out;
  std::set<std::string> named;
  for (auto const& it : heirs)
    if (it.former == heir && !it.commune.empty()) named.insert(it.commune);
  for (auto const& it : heirs) {
    auto const day = base::parse_date(it.from_day);
    if (it.former != heir || !day) continue;
    auto const from = std::max(part.from, *day);
    if (it.commune.empty()) {
      if (part.rest) add(out, it, from);
      for (auto const& code : part.communes)
        if (!named.contains(code)) add(out, {heir, it.organisation, code, it.from_day, it.ends}, from);
    } else if (part.rest || part.communes.contains(it.commune)) {
      add(out, it, from);
    }
  }
  return out;
}

bool within(Substitute const& it, std::string const& code, std::set<std::string> const& of_others) {
  return std::binary_search(it.communes.begin(), it.communes.end(), code) || (it.rest && !of_others.contains(code));
}

std::vector<access::SharedPlace> places_of(Substitute const& it, std::vector<Substitute> const& all,
                                           std::vector<access::SharedPlace> const& places) {
  std::set<std::string> of_others;
  for (auto const& other : all)
    if (other.organisation != it.organisation) of_others.insert(other.communes.begin(), other.communes.end());
  std::vector<access::SharedPlace> out;
  for (auto const& place : places)
    if (within(it, place.commune, of_others)) out.push_back(place);
  return out;
}

// A substitute with all of the same party.
struct Standing {
  Substitute it;
  std::vector<Substitute> all;
};

Result<void> write_one(sql::Session& session, std::string const& key, Standing const& one, internal::Opened const& opened) {
  auto const grants = grants_of(one.it, opened.grants, opened.parties);
  auto const places = places_of(one.it, one.all, opened.places);
  if (grants.empty() || places.empty()) return {};
  return access::set_sharing(session, key + one.it.party + "/" + one.it.organisation, grants, places);
}

// Those of two parties, to one another where both stand.
Result<void> write_two(sql::Session& session, std::string const& key, Standing const& one, Standing const& other,
                       internal::Opened const& opened) {
  auto const places = places_of(other.it, other.all, places_of(one.it, one.all, opened.places));
  if (places.empty() || one.it.party == other.it.party) return {};
  auto grants = grants_of(other.it, grants_of(one.it, opened.grants, opened.parties), opened.parties);
  auto const both = std::minmax(one.it.organisation, other.it.organisation);
  std::erase_if(grants, [&](Grant const& grant) { return std::minmax(grant.owner, grant.reader) != both; });
  if (grants.empty()) return {};
  auto const name = key + one.it.party + "/" + one.it.organisation + "/" + other.it.party + "/" + other.it.organisation;
  return access::set_sharing(session, name, grants, places);
}

}  // namespace

std::vector<Substitute> substitutes_of(std::string const& party, std::vector<Heir> const& heirs) {
  Parts all;
  std::set<std::string> seen = {party};
  Parts level = next_of(party, {Date{}, {}, true}, heirs);
  while (!level.empty()) {
    Parts below;
    for (auto const& [organisation, part] : level) {
      if (!seen.insert(organisation).second) continue;
      all[organisation] = part;
      for (auto& [heir, further] : next_of(organisation, part, heirs)) below.insert_or_assign(heir, std::move(further));
    }
    level = std::move(below);
  }
  std::vector<Substitute> out;
  for (auto const& [organisation, part] : all)
    out.push_back({party, organisation, part.from, {part.communes.begin(), part.communes.end()}, part.rest});
  return out;
}

std::vector<Grant> grants_of(Substitute const& it, std::vector<Grant> const& grants, std::vector<Party> const& parties) {
  auto const own = std::find_if(parties.begin(), parties.end(), [&](Party const& party) { return party.organisation == it.organisation; });
  if (own != parties.end() && !own->joined_on) return {};
  std::vector<Grant> out;
  for (auto grant : grants) {
    bool const owns = grant.owner == it.party;
    if (!owns && grant.reader != it.party) continue;
    (owns ? grant.owner : grant.reader) = it.organisation;
    grant.from = std::max(grant.from, it.from);
    if (own != parties.end()) {
      Date const last{own->joined_on->days - 1};
      grant.to = grant.to ? std::min(*grant.to, last) : last;
    }
    if (grant.owner != grant.reader && (!grant.to || *grant.to >= grant.from)) out.push_back(std::move(grant));
  }
  return out;
}

Result<void> internal::write_substitutes(sql::Session& session, std::string const& convention, Opened const& opened) {
  auto const key = convention + "/";
  BASSIN_TRY(auto const there,
             session.rows("select distinct convention from sharing where substr(convention, 1, length(:key)) = :key", {{"key", key}}));
  for (auto const& row : there) BASSIN_DO(access::set_sharing(session, row.text("convention"), {}, {}));
  BASSIN_TRY(auto const heirs, partners::all_heirs(session));
  if (heirs.empty()) return {};
  std::vector<Standing> standing;
  for (auto const& party : opened.parties) {
    auto const all = substitutes_of(party.organisation, heirs);
    for (auto const& it : all) standing.push_back({it, all});
  }
  for (auto one = standing.begin(); one != standing.end(); ++one) {
    BASSIN_DO(write_one(session, key, *one, opened));
    for (auto other = std::next(one); other != standing.end(); ++other) BASSIN_DO(write_two(session, key, *one, *other, opened));
  }
  return {};
}

Result<void> rewrite_sharing(sql::Session& session, std::vector<std::string> const& organisations) {
  for (auto const& organisation : organisations) {
    BASSIN_TRY(auto const rows,
               session.rows("select " + std::string(internal::columns) +
                                " from convention where status in ('signed', 'denounced') and kind <> 'amendment' and id in (select "
                                "convention from convention_party where organisation = :organisation) order by id",
                            {{"organisation", organisation}}));
    for (auto const& row : rows) BASSIN_DO(internal::write_sharing(session, internal::convention_of(row)));
  }
  return {};
}

}  // namespace bassin::convention
