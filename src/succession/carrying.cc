#include "succession/carrying.h"

#include <algorithm>

#include "sql/session.h"
#include "sql/store.h"
#include "succession/internal/blocks.h"
#include "succession/internal/organisations.h"
#include "succession/internal/plan_records.h"
#include "succession/internal/sources.h"

namespace bassin::succession {

using base::Date;
using base::Error;
using base::Result;
using support::Inherited;

namespace {

// What a former one that goes on puts back meanwhile passes again: undone is the first time.
constexpr std::string_view of_move =
    "insert into territory_change_move (change, kind, record, extra, extra_now, former, heir, version, gone, was) values (:change, :kind, "
    ":record, :extra, :extra_now, :former, :heir, :version, :gone, :was) on conflict do nothing";

// Of one kind and one owner, behind `after`.
Result<std::vector<sql::Row>> next_records(sql::Session& session, TerritoryChange const& change, Inherited kind,
                                           internal::Owner const& owner, Reached const& after) {
  auto const& former = *std::find_if(change.plan.formers.begin(), change.plan.formers.end(),
                                     [&](Former const& one) { return one.organisation == owner.former; });
  std::vector<sql::Named> values = {{"change", change.id},          {"former", owner.former},
                                    {"owner", owner.owner},         {"rest", former.ends ? former.rest : std::string()},
                                    {"kind", support::id_of(kind)}, {"most_kept", former.ends ? 1 : 0},
                                    {"most", block_records}};
  if (internal::in_order(kind)) values.insert(values.end(), {{"after_day", after.day}, {"after", after.record}});
  return session.rows(internal::passing_sql(kind), sql::Session::Values(values));
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

Result<void> move_rows(sql::Session& session, access::Actor const& actor, std::string const& change, Inherited kind,
                       std::string const& owner, std::vector<sql::Row> const& rows) {
  internal::Shaken shaken;
  for (auto const& row : rows) {
    support::Passing const it{row.text("record"), row.text("extra"), owner, row.text("heir"), change, actor.agent, actor.at};
    BASSIN_DO(move_one(session, it, kind, row.integer("version")));
    shaken.add(kind, row.text("business"));
  }
  BASSIN_DO(internal::note_block(session, actor, change, "territory_change.moved", kind, rows.size()));
  return shaken.note(session);
}

// Whether anything was left to pass from there on.
Result<bool> move_block(sql::Session& session, access::Actor const& actor, TerritoryChange const& change, Reached& reached) {
  BASSIN_TRY(auto const owners, internal::owners_of(session, change));
  for (; reached.kind < support::inherited_count; reached = {reached.kind + 1, 0, "", ""}) {
    auto const kind = static_cast<Inherited>(reached.kind);
    for (; reached.owner < owners.size(); reached = {reached.kind, reached.owner + 1, "", ""}) {
      auto const& owner = owners[reached.owner];
      BASSIN_TRY(auto const rows, next_records(session, change, kind, owner, reached));
      if (rows.empty()) continue;
      BASSIN_DO(move_rows(session, actor, change.id, kind, owner.owner, rows));
      if (internal::in_order(kind)) reached = {reached.kind, reached.owner, rows.back().text("on_day"), rows.back().text("record")};
      return true;
    }
  }
  return false;
}

// What was noted behind the place that was reached passes at last.
Result<bool> move_next(sql::Session& session, access::Actor const& actor, TerritoryChange const& change, Reached& reached) {
  bool const midway = reached.kind > 0 || reached.owner > 0 || !reached.record.empty();
  BASSIN_TRY(auto const moved, move_block(session, actor, change, reached));
  if (moved || !midway) return moved;
  reached = {};
  return move_block(session, actor, change, reached);
}

// A seal that is broken sends it back to whoever plans.
Result<TerritoryChange> start(sql::Session& session, access::Actor const& actor, Date today, TerritoryChange const& before) {
  if (today < before.plan.on) return Error("succession.not_yet", {{"on", to_iso(before.plan.on)}});
  BASSIN_DO(internal::refuse_busy(session, before));
  BASSIN_TRY(auto const row, session.row("select seal from territory_change where id = :id", {{"id", before.id}}));
  std::vector<std::string> seal;
  auto const text = row->text("seal");
  for (std::size_t from = 0; from < text.size();) {
    auto const to = text.find('\n', from);
    seal.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  auto const now = seal_of(session, before);
  // One that makes no sense any more would fail for ever: whoever plans says what is to be done.
  if (!now.ok() && !now.error().code.starts_with("succession.")) return now.error();
  auto after = before;
  if (now.ok()) {
    BASSIN_TRY(after.why, internal::broken_by(session, seal, *now));
  } else {
    after.why = now.error().value("what");
  }
  after.state = after.why.empty() ? State::running : State::draft;
  if (after.why.empty()) {
    BASSIN_TRY(after.plan, internal::begin(session, actor, today, before));
  }
  return internal::keep(session, actor, before, after, after.why.empty() ? "territory_change.begun" : "territory_change.held");
}

struct Step {
  std::string id;
  bool by_hand = false;  // amendments
};

Result<TerritoryChange> step(sql::Session& session, access::Actor const& actor, Date today, Step const& it, Reached& reached) {
  BASSIN_TRY(auto const change, internal::locked(session, it.id));
  if (change.state == State::done) return change;
  if (change.state == State::approved) return start(session, actor, today, change);
  if (change.state != State::running) return Error("succession.wrong_state", {{"state", std::string(id_of(change.state))}});
  BASSIN_TRY(auto const moved, move_next(session, actor, change, reached));
  if (moved) return change;
  BASSIN_TRY(auto const drafted, internal::draft_next(session, actor, change, it.by_hand));
  if (drafted) return change;
  return internal::finish(session, actor, change, State::done, "territory_change.done");
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

Result<TerritoryChange> carry_out_block(sql::Store& store, access::Actor const& actor, Date today, std::string const& id,
                                        Reached& reached) {
  auto const done_by = [&](Step const& it) {
    auto now = reached;
    auto done = store.write([&](sql::Session& session) {
      now = reached;  // it may run several times
      return step(session, actor, today, it, now);
    });
    if (done.ok()) reached = std::move(now);
    return done;
  };
  auto done = done_by({id, false});
  bool const of_text = !done.ok() && done.error().code.starts_with("convention.");
  if (!of_text) return done;
  // An amendment that the convention does not take as it stands is for its parties: it holds up nothing else.
  return done_by({id, true});
}

Result<TerritoryChange> carry_out_block(sql::Store& store, access::Actor const& actor, Date today, std::string const& id) {
  Reached reached;
  return carry_out_block(store, actor, today, id, reached);
}

Result<std::vector<Moved>> moved_by(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows("select kind, former, heir, count(*) as n, cast(sum(stays) as bigint) as stayed from territory_change_move where "
                          "change = :id group by kind, former, heir order by kind, former, heir",
                          {{"id", id}}));
  std::vector<Moved> out;
  for (auto const& row : rows)
    out.push_back({row.text("kind"), row.text("former"), row.text("heir"), row.integer("n"), row.integer("stayed")});
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

Result<bool> carry_on(sql::Store& store, base::Instant now, Date today) {
  BASSIN_TRY(auto const ids, store.read([&](sql::Session& session) { return waiting(session, today); }));
  int left = blocks_at_once;
  std::optional<Error> trouble;  // one that fails does not keep the others waiting
  for (auto const& id : ids) {
    BASSIN_TRY(auto change, store.read([&](sql::Session& session) { return find_change(session, id); }));
    access::Actor const actor{change.approved_by, "", "bassin serve", now};
    Reached reached;
    while (left-- > 0) {
      bool const back = change.state == State::undoing;
      auto step = back ? undo_block(store, actor, id) : carry_out_block(store, actor, today, id, reached);
      if (!step.ok()) {
        // Another one of the same organisations goes first, or somebody takes this one back.
        bool const later = step.error().code == "succession.busy" || step.error().code == "succession.wrong_state";
        if (!trouble && !later) trouble = step.error();
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
