#include "convention/internal/keeping.h"

#include <algorithm>

#include "convention/internal/records.h"

namespace bassin::convention::internal {

using base::Error;
using base::Result;

Result<Convention> seen_convention(sql::Session& session, Rights const& rights, std::string const& id) {
  BASSIN_TRY(auto convention, read_convention(session, id));
  if (rights.acts_for(convention.keeper)) return convention;
  BASSIN_TRY(auto const parties, read_parties(session, id));
  bool const seen = std::any_of(parties.begin(), parties.end(), [&](Party const& party) { return rights.acts_for(party.organisation); });
  if (!seen) return Error("convention.unknown", {{"id", id}});
  return convention;
}

namespace {

// `party` "": the keeper alone.
Result<Convention> writable(sql::Session& session, Act const& act, std::string const& id, std::int64_t version, std::string const& party) {
  BASSIN_TRY(auto const rights, rights_of(session, act.reader));
  BASSIN_TRY(auto convention, seen_convention(session, rights, id));
  if (!rights.may_write(convention) && !rights.speaks_for(party)) return Error("convention.not_yours");
  if (convention.version != version) return Error("convention.changed", {{"now", json_of(convention)}});
  return convention;
}

}  // namespace

Result<Convention> kept(sql::Session& session, Act const& act, std::string const& id, std::int64_t version) {
  return writable(session, act, id, version, "");
}

Result<Convention> kept_or_own(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                               std::string const& party) {
  return writable(session, act, id, version, party);
}

Convention next(Convention const& before, Act const& act) {
  auto after = before;
  ++after.version;
  after.changed_at = base::to_iso(act.actor.at);
  return after;
}

}  // namespace bassin::convention::internal
