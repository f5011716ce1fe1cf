#include "convention/internal/keeping.h"

#include <algorithm>

#include "convention/internal/records.h"
#include "partners/organisation.h"

namespace bassin::convention::internal {

using base::Error;
using base::Result;

bool runs(access::Reader const& reader, std::vector<std::string> const& lineage, std::string const& organisation) {
  bool const in_charge = reader.role == access::Role::administrator || reader.role == access::Role::coordinator;
  return reader.standing == access::Reader::Standing::member && in_charge &&
         std::find(lineage.begin(), lineage.end(), organisation) != lineage.end();
}

Result<bool> sees(sql::Session& session, std::vector<std::string> const& lineage, Convention const& convention) {
  if (std::find(lineage.begin(), lineage.end(), convention.keeper) != lineage.end()) return true;
  BASSIN_TRY(auto const parties, read_parties(session, convention.id));
  return std::any_of(parties.begin(), parties.end(),
                     [&](Party const& party) { return std::find(lineage.begin(), lineage.end(), party.organisation) != lineage.end(); });
}

Result<Convention> kept(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  BASSIN_TRY(auto const lineage, partners::lineage_of(session, act.reader.organisation));
  BASSIN_TRY(auto convention, read_convention(session, id));
  BASSIN_TRY(bool const seen, sees(session, lineage, convention));
  if (!seen) return Error("convention.unknown", {{"id", id}});
  if (!runs(act.reader, lineage, convention.keeper)) return Error("convention.not_yours");
  if (convention.version != version) return Error("convention.changed", {{"now", json_of(convention)}});
  return convention;
}

Convention next(Convention const& before, Act const& act) {
  auto after = before;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  return after;
}

}  // namespace bassin::convention::internal
