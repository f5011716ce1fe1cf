#include "succession/carrying.h"

#include <fmt/format.h>

#include <set>

#include "sql/session.h"
#include "sql/store.h"
#include "succession/internal/organisations.h"
#include "succession/internal/plan_records.h"
#include "succession/internal/sources.h"
#include "support/changes.h"

namespace bassin::succession {

using base::Date;
using base::Error;
using base::Result;
using support::Inherited;

namespace {

constexpr std::string_view of_move =
    "insert into territory_change_move (change, kind, record, extra, extra_now, former, heir, version, gone, was) values (:change, :kind, "
    ":record, :extra, :extra_now, :former, :heir, :version, :gone, :was)";

// One at a time: whoever comes second finds what the first one left.
Result<TerritoryChange> locked(sql::Session& session, std::string const& id) {
  BASSIN_DO(session.run("update territory_change set version = version where id = :id", {{"id", id}}));
  return find_change(session, id);
}

// Businesses whose records passed, for servers that hold them in memory.
struct Shaken {
  std::vector<std::string> businesses, of_exchanges;
  bool words = false;

  void add(Inherited kind, std::string const& business) {
    words = words || kind == Inherited::zone || kind == Inherited::business_tag || kind == Inherited::portfolio_business;
    if (business.empty()) return;
    (kind == Inherited::exchange ? of_exchanges : businesses).push_back(business);
  }
  [[nodiscard]] Result<void> note(sql::Session& session) const {
    if (words) BASSIN_DO(support::note_change(session, support::changed_words));
    if (!of_exchanges.empty()) BASSIN_DO(support::note_exchange_changes(session, of_exchanges));
    return businesses.empty() ? Result<void>() : support::note_changes(session, businesses);
  }
};

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

Result<std::vector<sql::Row>> next_records(sql::Session& session, std::string const& change, Inherited kind) {
  return session.rows(fmt::format("select record, extra, former, heir, version, business from (select r.record, r.extra, r.organisation as "
                                  "former, r.version, r.business, {} as heir from ({}) r join territory_change_former f on f.change = "
                                  ":change and f.former = r.organisation) t where heir <> '' and heir <> former limit :most",
                                  internal::heir_sql, support::inherited_sql(kind)),
                      {{"change", change}, {"most", block_records}});
}

Result<void> move_one(sql::Session& session, support::Passing const& it, Inherited kind, std::int64_t version) {
  BASSIN_TRY(auto const passed, support::pass_on(session, kind, it));
  return session.run(of_move, {{"change", it.change},
                               {"kind", support::id_of(kind)},
                               {"record", it.record},
                               {"extra", it.extra},
                               {"extra_now", passed.extra},
                               {"former", it.former},
                               {"heir", it.heir},
                               {"version", version},
                               {"gone", passed.gone ? 1 : 0},
                               {"was", passed.was}});
}

// Whether anything was left to pass.
Result<bool> move_block(sql::Session& session, access::Actor const& actor, std::string const& change) {
  for (std::size_t i = 0; i < support::inherited_count; ++i) {
    auto const kind = static_cast<Inherited>(i);
    BASSIN_TRY(auto const rows, next_records(session, change, kind));
    if (rows.empty()) continue;
    Shaken shaken;
    for (auto const& row : rows) {
      support::Passing const it{row.text("record"), row.text("extra"), row.text("former"), row.text("heir"), change, actor.agent, actor.at};
      BASSIN_DO(move_one(session, it, kind, row.integer("version")));
      shaken.add(kind, row.text("business"));
    }
    BASSIN_DO(note_block(session, actor, change, "territory_change.moved", kind, rows.size()));
    BASSIN_DO(shaken.note(session));
    return true;
  }
  return false;
}

// A seal that is broken sends it back to whoever plans.
Result<TerritoryChange> start(sql::Session& session, access::Actor const& actor, Date today, TerritoryChange const& before) {
  if (today < before.plan.on) return Error("succession.not_yet", {{"on", to_iso(before.plan.on)}});
  BASSIN_TRY(auto const row, session.row("select seal from territory_change where id = :id", {{"id", before.id}}));
  std::vector<std::string> seal;
  auto const text = row->text("seal");
  for (std::size_t from = 0; from < text.size();) {
    auto const to = text.find('\n', from);
    seal.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  BASSIN_TRY(auto const now, seal_of(session, before));
  auto after = before;
  BASSIN_TRY(after.why, internal::broken_by(session, seal, now));
  after.state = after.why.empty() ? State::running : State::draft;
  if (after.why.empty()) {
    BASSIN_TRY(after.plan, internal::begin(session, actor, today, before));
  }
  return internal::keep(session, actor, before, after, after.why.empty() ? "territory_change.begun" : "territory_change.held");
}

Result<TerritoryChange> finish(sql::Session& session, access::Actor const& actor, TerritoryChange const& before, State state,
                               std::string_view action) {
  auto after = before;
  after.state = state;
  BASSIN_TRY(auto const done, internal::keep(session, actor, before, after, action));
  BASSIN_DO(support::note_change(session, support::changed_words));
  return done;
}

Result<TerritoryChange> step(sql::Session& session, access::Actor const& actor, Date today, std::string const& id, bool by_hand) {
  BASSIN_TRY(auto const change, locked(session, id));
  if (change.state == State::done) return change;
  if (change.state == State::approved) return start(session, actor, today, change);
  if (change.state != State::running) return Error("succession.wrong_state", {{"state", std::string(id_of(change.state))}});
  BASSIN_TRY(auto const moved, move_block(session, actor, id));
  if (moved) return change;
  BASSIN_TRY(auto const drafted, internal::draft_next(session, actor, change, by_hand));
  if (drafted) return change;
  return finish(session, actor, change, State::done, "territory_change.done");
}

}  // namespace

Result<std::vector<std::string>> waiting(sql::Session& session, Date today) {
  BASSIN_TRY(auto const rows, session.rows("select id from territory_change where (state = 'approved' and on_day <= :today) or state in "
                                           "('running', 'undoing') order by on_day, id",
                                           {{"today", to_iso(today)}}));
  std::vector<std::string> out;
  for (auto const& row : rows) out.push_back(row.text("id"));
  return out;
}

Result<TerritoryChange> carry_out_block(sql::Store& store, access::Actor const& actor, Date today, std::string const& id) {
  auto done = store.write([&](sql::Session& session) { return step(session, actor, today, id, false); });
  bool const of_text = !done.ok() && done.error().code.starts_with("convention.");
  if (!of_text) return done;
  // An amendment that the convention does not take as it stands is for its parties: it holds up nothing else.
  return store.write([&](sql::Session& session) { return step(session, actor, today, id, true); });
}

Result<std::vector<Moved>> moved_by(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows("select kind, former, heir, count(*) as n from territory_change_move where change = :id group by "
                          "kind, former, heir order by kind, former, heir",
                          {{"id", id}}));
  std::vector<Moved> out;
  for (auto const& row : rows) out.push_back({row.text("kind"), row.text("former"), row.text("heir"), row.integer("n")});
  return out;
}

Result<std::vector<Amended>> amended_by(sql::Session& session, std::string const& id) {
  BASSIN_TRY(
      auto const rows,
      session.rows("select convention, amendment from territory_change_amendment where change = :id order by convention", {{"id", id}}));
  std::vector<Amended> out;
  for (auto const& row : rows) out.push_back({row.text("convention"), row.optional_text("amendment").value_or("")});
  return out;
}

namespace {

// Moves whose record is not as it was left.
Result<void> refuse_changed(sql::Session& session, TerritoryChange const& change) {
  std::int64_t count = 0;
  std::string what;
  auto const add = [&](std::string const& words, std::int64_t more) {
    count += more;
    if (more > 0 && !words.empty()) what += (what.empty() ? "" : ", ") + words;
  };
  for (std::size_t i = 0; i < support::inherited_count; ++i) {
    auto const kind = static_cast<Inherited>(i);
    BASSIN_TRY(
        auto const row,
        session.row(fmt::format("select count(*) as n from territory_change_move m where m.change = :change and m.kind = :kind and "
                                "m.gone = 0 and not exists (select 1 from ({}) r where r.record = m.record and r.extra = m.extra_now "
                                "and r.organisation = m.heir and r.version = m.version)",
                                support::inherited_sql(kind)),
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

// The last kind first.
Result<bool> take_back_block(sql::Session& session, access::Actor const& actor, std::string const& change) {
  for (std::size_t i = support::inherited_count; i > 0; --i) {
    auto const kind = static_cast<Inherited>(i - 1);
    BASSIN_TRY(auto const rows, session.rows("select record, extra, extra_now, former, heir, gone, was from territory_change_move where "
                                             "change = :change and kind = :kind order by record, extra limit :most",
                                             {{"change", change}, {"kind", support::id_of(kind)}, {"most", block_records}}));
    if (rows.empty()) continue;
    std::vector<std::string> with_exchanges;
    for (auto const& row : rows) {
      support::Passing const it{row.text("record"), row.text("extra"), row.text("former"), row.text("heir"), change, actor.agent, actor.at};
      if (kind == Inherited::exchange) {
        BASSIN_TRY(auto const exchange, session.row("select business from exchange where id = :id", {{"id", it.record}}));
        if (exchange) with_exchanges.push_back(exchange->text("business"));
      }
      BASSIN_DO(support::take_back(session, kind, it, {row.text("extra_now"), row.text("was"), row.flag("gone")}));
      BASSIN_DO(session.run(
          "delete from territory_change_move where change = :change and kind = :kind and record = :record and extra = "
          ":extra and former = :former",
          {{"change", change}, {"kind", support::id_of(kind)}, {"record", it.record}, {"extra", it.extra}, {"former", it.former}}));
    }
    BASSIN_DO(note_block(session, actor, change, "territory_change.taken_back", kind, rows.size()));
    BASSIN_DO(support::note_exchange_changes(session, with_exchanges));
    // Which businesses the others are about is not kept: all are read anew.
    BASSIN_DO(support::note_change(session, support::changed_all));
    BASSIN_DO(support::note_change(session, support::changed_words));
    return true;
  }
  return false;
}

}  // namespace

Result<TerritoryChange> undo_block(sql::Store& store, access::Actor const& actor, std::string const& id) {
  return store.write([&](sql::Session& session) -> Result<TerritoryChange> {
    BASSIN_TRY(auto const change, locked(session, id));
    if (change.state == State::done) {
      BASSIN_DO(refuse_changed(session, change));
      BASSIN_DO(internal::discard_amendments(session, actor, change));
      return finish(session, actor, change, State::undoing, "territory_change.undoing");
    }
    if (change.state == State::undone) return change;
    if (change.state != State::undoing) return Error("succession.wrong_state", {{"state", std::string(id_of(change.state))}});
    BASSIN_TRY(auto const moved, take_back_block(session, actor, id));
    if (moved) return change;
    BASSIN_DO(internal::end(session, actor, change));
    return finish(session, actor, change, State::undone, "territory_change.undone");
  });
}

Result<bool> carry_on(sql::Store& store, base::Instant now, Date today) {
  BASSIN_TRY(auto const ids, store.read([&](sql::Session& session) { return waiting(session, today); }));
  int left = blocks_at_once;
  std::optional<Error> trouble;  // one that fails does not keep the others waiting
  for (auto const& id : ids) {
    BASSIN_TRY(auto change, store.read([&](sql::Session& session) { return find_change(session, id); }));
    access::Actor const actor{change.approved_by, "", "bassin serve", now};
    while (left-- > 0) {
      bool const back = change.state == State::undoing;
      auto step = back ? undo_block(store, actor, id) : carry_out_block(store, actor, today, id);
      if (!step.ok()) {
        if (!trouble) trouble = step.error();
        break;
      }
      change = *std::move(step);
      if (change.state != State::running && change.state != State::undoing) break;
    }
  }
  if (trouble) return *trouble;
  return !ids.empty();
}

}  // namespace bassin::succession
