#include <algorithm>
#include <set>

#include "convention/amendment.h"
#include "partners/organisation.h"
#include "reference/geography.h"
#include "sql/session.h"
#include "succession/internal/organisations.h"
#include "succession/internal/plan_records.h"
#include "succession/preview.h"

namespace bassin::succession::internal {

using base::Date;
using base::Result;
using convention::ChangeDraft;
using convention::ChangeKind;

namespace {

ChangeDraft change_of(ChangeKind kind, std::string subject, Date on) {
  ChangeDraft out;
  out.kind = kind;
  out.subject = std::move(subject);
  out.on = on;
  return out;
}

bool prepares(Then then) { return then == Then::heirs_join || then == Then::communes_leave || then == Then::communes_come; }

// Several formers may be parties of the same convention: what they have in common is said once.
void add_drafts(std::vector<ChangeDraft>& out, Touched const& it, Date on) {
  auto const once = [&out](ChangeDraft draft) {
    bool const there =
        std::any_of(out.begin(), out.end(), [&](ChangeDraft const& one) { return one.kind == draft.kind && one.subject == draft.subject; });
    if (!there) out.push_back(std::move(draft));
  };
  if (it.then == Then::heirs_join) {
    for (auto const& heir : it.joining) once(change_of(ChangeKind::party_joins, heir, on));
    if (it.keeper != it.party) once(change_of(ChangeKind::party_leaves, it.party, Date{on.days - 1}));
    return;
  }
  for (auto const& code : it.communes) {
    auto draft = change_of(it.then == Then::communes_come ? ChangeKind::commune_added : ChangeKind::commune_removed, code, on);
    draft.label = reference::geography().commune_name(code, on);
    once(std::move(draft));
  }
}

access::Reader keeper_of(std::string organisation, access::Actor const& actor) {
  access::Reader out;
  out.standing = access::Reader::Standing::member;
  out.organisation = std::move(organisation);
  out.agent = actor.agent;
  out.role = access::Role::coordinator;
  return out;
}

Result<void> note(sql::Session& session, std::string const& change, std::string const& convention, std::string const& amendment,
                  std::int64_t version) {
  return session.run(
      "insert into territory_change_amendment (change, convention, amendment, version) values (:change, :convention, "
      ":amendment, :version)",
      {{"change", change}, {"convention", convention}, {"amendment", sql::or_null(amendment)}, {"version", version}});
}

Result<std::set<std::string>> noted(sql::Session& session, std::string const& change) {
  BASSIN_TRY(auto const rows, session.rows("select convention from territory_change_amendment where change = :id", {{"id", change}}));
  std::set<std::string> out;
  for (auto const& row : rows) out.insert(row.text("convention"));
  return out;
}

Result<void> draft(sql::Session& session, access::Actor const& actor, TerritoryChange const& change, std::string const& convention,
                   std::vector<ChangeDraft> const& drafts, std::string const& keeper) {
  BASSIN_TRY(auto const acting, acting_for(session, keeper));
  auto const reader = keeper_of(acting, actor);
  convention::TextChange text;
  text.title = "Avenant : changement de territoire au " + to_iso(change.plan.on);
  BASSIN_TRY(auto const made, convention::draft(session, {reader, actor}, convention::Kind::amendment, convention, text));
  BASSIN_TRY(auto const filled, convention::set_changes(session, {reader, actor}, made.id, made.version, drafts));
  return note(session, change.id, convention, filled.id, filled.version);
}

}  // namespace

Result<bool> draft_next(sql::Session& session, access::Actor const& actor, TerritoryChange const& change, bool by_hand) {
  BASSIN_TRY(auto const done, noted(session, change.id));
  BASSIN_TRY(auto const touched, touched_by(session, change));
  auto const next = std::find_if(touched.begin(), touched.end(), [&](Touched const& it) { return !done.contains(it.convention); });
  if (next == touched.end()) return false;
  std::vector<ChangeDraft> drafts;
  for (auto const& it : touched)
    if (it.convention == next->convention && prepares(it.then)) add_drafts(drafts, it, change.plan.on);
  if (by_hand || drafts.empty()) {
    BASSIN_DO(note(session, change.id, next->convention, "", 0));
  } else {
    BASSIN_DO(draft(session, actor, change, next->convention, drafts, next->keeper));
  }
  return true;
}

Result<std::string> amendments_written(sql::Session& session, TerritoryChange const& change) {
  BASSIN_TRY(auto const rows, session.rows("select c.title as title from territory_change_amendment a join convention c on c.id = "
                                           "a.amendment where a.change = :id and (c.version <> a.version or c.status <> 'draft')",
                                           {{"id", change.id}}));
  std::string out;
  for (auto const& row : rows) out += (out.empty() ? "" : ", ") + row.text("title");
  return out;
}

Result<void> discard_amendments(sql::Session& session, access::Actor const& actor, TerritoryChange const& change) {
  BASSIN_TRY(auto const rows, session.rows("select c.id as id, c.keeper as keeper, c.version as version from territory_change_amendment a "
                                           "join convention c on c.id = a.amendment where a.change = :id and c.version = a.version and "
                                           "c.status = 'draft'",
                                           {{"id", change.id}}));
  BASSIN_DO(session.run("delete from territory_change_amendment where change = :id", {{"id", change.id}}));
  for (auto const& row : rows) {
    auto const reader = keeper_of(row.text("keeper"), actor);
    BASSIN_DO(convention::discard(session, {reader, actor}, row.text("id"), row.integer("version")));
  }
  return {};
}

}  // namespace bassin::succession::internal
