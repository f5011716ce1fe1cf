#include <fmt/format.h>

#include "sql/session.h"
#include "sql/store.h"
#include "succession/carrying.h"
#include "succession/internal/blocks.h"
#include "succession/internal/organisations.h"
#include "support/changes.h"

namespace bassin::succession {

using base::Error;
using base::Result;
using support::Inherited;

namespace {

// Moves whose record is not as it was left. What was erased, by a purge or by hand, cannot come back, and keeps nothing else from it.
Result<void> refuse_changed(sql::Session& session, TerritoryChange const& change) {
  std::int64_t count = 0;
  std::string what;
  auto const add = [&](std::string const& words, std::int64_t more) {
    count += more;
    if (more > 0 && !words.empty()) what += (what.empty() ? "" : ", ") + words;
  };
  for (std::size_t i = 0; i < support::inherited_count; ++i) {
    auto const kind = static_cast<Inherited>(i);
    BASSIN_TRY(auto const row, session.row(fmt::format("select count(*) as n from territory_change_move m where m.change = :change and "
                                                       "m.kind = :kind and not ({}) and not ({})",
                                                       support::as_left_sql(kind), support::erased_sql(kind)),
                                           {{"change", change.id}, {"kind", support::id_of(kind)}}));
    add(std::string(support::id_of(kind)), row->integer("n"));
  }
  BASSIN_TRY(auto const organisations, internal::changed_since(session, change));
  add(organisations, organisations.empty() ? 0 : 1);
  BASSIN_TRY(auto const amendments, internal::amendments_written(session, change));
  add(amendments, amendments.empty() ? 0 : 1);
  if (count > 0) return Error("succession.changed_since", {{"count", std::to_string(count)}, {"what", what}});
  return {};
}

// What was put away comes back while that with which it was one is still with the heir.
Result<std::vector<sql::Row>> next_moves(sql::Session& session, std::string const& change, Inherited kind) {
  return session.rows(
      fmt::format("select m.record, m.extra, m.extra_now, m.former, m.heir, m.gone, m.was, case when {} then 1 else 0 end as as_left, "
                  "case when {} then 1 else 0 end as there, case when {} then 1 else 0 end as erased, "
                  "coalesce((select r.business from ({}) r where r.record = m.record and r.extra = m.extra_now and r.organisation = "
                  "m.heir), '') as business from territory_change_move m where m.change = :change and m.kind = :kind and m.stays = 0 "
                  "order by m.gone desc, m.record desc, m.extra desc limit :most",
                  support::as_left_sql(kind), support::with_heir_sql(kind), support::erased_sql(kind), support::inherited_sql(kind)),
      {{"change", change}, {"kind", support::id_of(kind)}, {"most", block_records}});
}

// Its heir goes on with it: what was written there meanwhile is not written over.
Result<void> leave(sql::Session& session, Inherited kind, support::Passing const& it) {
  return session.run(
      "update territory_change_move set stays = 1 where change = :change and kind = :kind and record = :record and extra = :extra and "
      "former = :former",
      {{"change", it.change}, {"kind", support::id_of(kind)}, {"record", it.record}, {"extra", it.extra}, {"former", it.former}});
}

Result<void> forget(sql::Session& session, Inherited kind, support::Passing const& it) {
  return session.run(
      "delete from territory_change_move where change = :change and kind = :kind and record = :record and extra = :extra and former = "
      ":former",
      {{"change", it.change}, {"kind", support::id_of(kind)}, {"record", it.record}, {"extra", it.extra}, {"former", it.former}});
}

Result<void> give_back(sql::Session& session, Inherited kind, support::Passing const& it, sql::Row const& row) {
  BASSIN_DO(support::take_back(session, kind, it, {row.text("extra_now"), row.text("was"), row.flag("gone")}));
  return forget(session, kind, it);
}

Result<void> note_erased(sql::Session& session, access::Actor const& actor, std::string const& change, Inherited kind,
                         std::size_t records) {
  if (records == 0) return {};
  BASSIN_DO(session.run("update territory_change set erased = erased + :records where id = :id",
                        {{"records", static_cast<std::int64_t>(records)}, {"id", change}}));
  return internal::note_block(session, actor, change, "territory_change.erased", kind, records);
}

// The last kind first.
Result<bool> take_back_block(sql::Session& session, access::Actor const& actor, std::string const& change) {
  for (std::size_t i = support::inherited_count; i > 0; --i) {
    auto const kind = static_cast<Inherited>(i - 1);
    BASSIN_TRY(auto const rows, next_moves(session, change, kind));
    if (rows.empty()) continue;
    internal::Shaken shaken;
    std::size_t back = 0, stay = 0, erased = 0;
    for (auto const& row : rows) {
      support::Passing const it{row.text("record"), row.text("extra"), row.text("former"), row.text("heir"), change, actor.agent, actor.at};
      if (!row.flag("as_left")) {
        // Nothing stays of what was erased, or went elsewhere.
        bool const there = row.flag("there");
        BASSIN_DO(there ? leave(session, kind, it) : forget(session, kind, it));
        stay += there ? 1 : 0;
        erased += row.flag("erased") ? 1 : 0;
        continue;
      }
      BASSIN_DO(give_back(session, kind, it, row));
      shaken.add(kind, row.text("business"));
      ++back;
    }
    if (back > 0) BASSIN_DO(internal::note_block(session, actor, change, "territory_change.taken_back", kind, back));
    if (stay > 0) BASSIN_DO(internal::note_block(session, actor, change, "territory_change.stayed", kind, stay));
    BASSIN_DO(note_erased(session, actor, change, kind, erased));
    BASSIN_DO(shaken.note(session));
    return true;
  }
  return false;
}

// One that is under way may have failed half way: what was changed since stays with the heirs, rather than that nothing goes on or back.
Result<TerritoryChange> turn_round(sql::Session& session, access::Actor const& actor, TerritoryChange const& change) {
  BASSIN_DO(internal::refuse_busy(session, change));
  if (change.state == State::done) BASSIN_DO(refuse_changed(session, change));
  BASSIN_DO(internal::discard_amendments(session, actor, change));
  return internal::finish(session, actor, change, State::undoing, "territory_change.undoing");
}

}  // namespace

Result<TerritoryChange> undo_block(sql::Store& store, access::Actor const& actor, std::string const& id) {
  return store.write([&](sql::Session& session) -> Result<TerritoryChange> {
    BASSIN_TRY(auto const change, internal::locked(session, id));
    if (change.state == State::done || change.state == State::running) return turn_round(session, actor, change);
    if (change.state == State::undone) return change;
    if (change.state != State::undoing) return Error("succession.wrong_state", {{"state", std::string(id_of(change.state))}});
    BASSIN_TRY(auto const moved, take_back_block(session, actor, id));
    if (moved) return change;
    BASSIN_TRY(auto kept, internal::end(session, actor, change));
    BASSIN_DO(support::note_change(session, support::changed_all));
    return internal::finish(session, actor, change, State::undone, "territory_change.undone", std::move(kept));
  });
}

}  // namespace bassin::succession
