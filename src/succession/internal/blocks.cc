#include "succession/internal/blocks.h"

#include <fmt/format.h>

#include <set>

#include "partners/organisation.h"
#include "sql/session.h"
#include "succession/internal/plan_records.h"
#include "support/changes.h"

namespace bassin::succession::internal {

using base::Error;
using base::Result;
using support::Inherited;

namespace {

std::set<std::string> named_by(Plan const& plan) {
  std::set<std::string> out;
  for (auto const& it : plan.formers) out.insert(it.organisation);
  for (auto const& it : plan.heirs)
    if (!it.made_here) out.insert(it.key);
  return out;
}

}  // namespace

Result<TerritoryChange> locked(sql::Session& session, std::string const& id) {
  BASSIN_DO(session.run("update territory_change set version = version where id = :id", {{"id", id}}));
  return find_change(session, id);
}

Result<void> refuse_busy(sql::Session& session, TerritoryChange const& change) {
  BASSIN_TRY(auto const rows,
             session.rows(fmt::format("select {} from territory_change where state in ('running', 'undoing') and id <> :id", columns),
                          {{"id", change.id}}));
  auto const own = named_by(change.plan);
  std::set<std::string> names;
  for (auto const& row : rows) {
    for (auto const& id : named_by(change_of(row).plan)) {
      if (!own.contains(id)) continue;
      BASSIN_TRY(auto const it, partners::find_organisation(session, id));
      names.insert(it.name);
    }
  }
  if (names.empty()) return {};
  return Error("succession.busy", {{"what", fmt::format("{}", fmt::join(names, ", "))}});
}

Result<TerritoryChange> finish(sql::Session& session, access::Actor const& actor, TerritoryChange const& before, State state,
                               std::string_view action, std::string why) {
  auto after = before;
  after.state = state;
  after.why = std::move(why);
  BASSIN_TRY(auto const done, keep(session, actor, before, after, action));
  BASSIN_DO(support::note_change(session, support::changed_words));
  return done;
}

void Shaken::add(Inherited kind, std::string const& business) {
  words = words || kind == Inherited::zone || kind == Inherited::business_tag || kind == Inherited::portfolio_business;
  if (business.empty()) return;
  (kind == Inherited::exchange ? of_exchanges : businesses).push_back(business);
}

Result<void> Shaken::note(sql::Session& session) const {
  if (words) BASSIN_DO(support::note_change(session, support::changed_words));
  if (!of_exchanges.empty()) BASSIN_DO(support::note_exchange_changes(session, of_exchanges));
  return businesses.empty() ? Result<void>() : support::note_changes(session, businesses);
}

Result<void> note_block(sql::Session& session, access::Actor const& actor, std::string const& change, std::string_view action,
                        Inherited kind, std::size_t records) {
  return access::record(session, {.actor = actor,
                                  .action = std::string(action),
                                  .kind = "territory_change",
                                  .record = change,
                                  .before = {},
                                  .after = access::text_of({{"kind", support::id_of(kind)}, {"records", records}}),
                                  .note = {},
                                  .subject = {}});
}

}  // namespace bassin::succession::internal
