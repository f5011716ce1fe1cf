#include "waters/round.h"

#include <algorithm>
#include <map>

#include "access/record_json.h"
#include "jobs/job.h"
#include "sql/store.h"
#include "waters/levels.h"
#include "waters/source.h"
#include "waters/station.h"

namespace bassin::waters {

namespace {

using base::Error;
using base::Instant;
using base::Result;

// Since when a round would be due.
std::string due_before(Instant now) { return to_iso(now.plus_seconds(-round_seconds)); }

Result<bool> is_due(sql::Session& session, Instant now) {
  BASSIN_TRY(auto const row,
             session.row("select 1 as it from water_watch where watching = 1 and (planned_at is null or planned_at <= :before) and exists "
                         "(select 1 from water_station where url <> '')",
                         {{"before", due_before(now)}}));
  return row.has_value();
}

Result<void> plan(sql::Session& session, std::string const& agent, Instant now) {
  BASSIN_DO(session.run("update water_watch set planned_at = :now where id = 1", {{"now", to_iso(now)}}));
  for (auto const state : {jobs::State::waiting, jobs::State::running}) {
    BASSIN_TRY(auto const there, jobs::list(session, {.state = state, .kind = round_kind_name, .before = "", .limit = 1}));
    if (!there.empty()) return {};
  }
  // A hundred rounds a day would hide every other job from who looks through the list.
  BASSIN_DO(jobs::forget_done(session, round_kind_name));
  BASSIN_TRY([[maybe_unused]] auto const id, jobs::enqueue(session, round_kind_name, "{}", agent, now));
  return {};
}

Result<void> note_failure(sql::Session& session, std::string const& station, Error const& error, Instant now) {
  auto values = access::Json::object();
  for (auto const& [name, value] : error.values) values[name] = value;
  return session.run(
      "update water_station set tried_at = :now, failing_since = coalesce(failing_since, :now), failure_code = :code, "
      "failure_values = :values where id = :id",
      {{"now", to_iso(now)}, {"code", error.code}, {"values", access::text_of(values)}, {"id", station}});
}

// The levels of that station in an answer.
Result<std::vector<Level>> levels_in(Result<std::string> const& body, Station const& station) {
  if (!body.ok()) return body.error();
  BASSIN_TRY(auto answer, read_answer(station.facts.format, *body));
  auto const found = answer.stations.find(station.facts.code);
  if (found != answer.stations.end() && !found->second.empty()) return std::move(found->second);
  if (found == answer.stations.end() && !answer.stations.empty())
    return Error("waters.other_station", {{"code", station.facts.code}, {"found", answer.stations.begin()->first}});
  return Error("waters.no_levels", {{"code", station.facts.code}});
}

// In its own transaction: the station may have been changed or removed since the round began.
Result<void> take(sql::Store& store, Station const& asked, Result<std::vector<Level>> const& levels, Instant now, Round& out) {
  BASSIN_TRY(auto const taken, store.write([&](sql::Session& session) -> Result<std::optional<Taken>> {
    auto const station = find_station(session, asked.id);
    if (!station.ok() && station.error().code == "waters.unknown") return std::optional<Taken>(Taken{});
    if (!station.ok()) return station.error();
    if (station->version != asked.version) return std::optional<Taken>(Taken{});
    std::optional<Error> failed;
    if (levels.ok()) {
      auto done = take_levels(session, *station, *levels, now);
      if (done.ok()) return std::optional(std::move(*done));
      failed = done.error();
    } else {
      failed = levels.error();
    }
    if (failed->code.starts_with("sql.")) return std::move(*failed);
    BASSIN_DO(note_failure(session, station->id, *failed, now));
    return std::optional<Taken>();
  }));
  ++(taken ? out.heard : out.failed);
  if (taken && !taken->proposal.empty()) ++out.proposals;
  return {};
}

}  // namespace

Result<void> plan_round(sql::Store& store, Instant now) {
  BASSIN_TRY(auto const due, store.read([&](sql::Session& session) { return is_due(session, now); }));
  if (!due) return {};
  return store.write([&](sql::Session& session) -> Result<void> {
    BASSIN_TRY(auto const still, is_due(session, now));
    if (!still) return {};
    return plan(session, "", now);
  });
}

Result<void> ask_for_round(sql::Session& session, std::string const& agent, Instant now) {
  BASSIN_TRY(auto const watched, watching(session));
  if (!watched.on) return Error("waters.not_watching");
  return plan(session, agent, now);
}

Result<Round> do_round(sql::Store& store, Sources const& sources, base::Clock const& now, std::stop_token const& stop) {
  BASSIN_TRY(auto all, store.read([](sql::Session& session) -> Result<std::vector<Station>> {
    BASSIN_TRY(auto const watched, watching(session));
    if (!watched.on) return std::vector<Station>();
    return stations(session);
  }));
  std::erase_if(all, [](Station const& it) { return it.facts.url.empty(); });
  std::stable_sort(all.begin(), all.end(), [](Station const& one, Station const& other) { return one.facts.url < other.facts.url; });
  Round out;
  std::optional<Result<std::string>> body;  // of the address of the station before
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (stop.stop_requested()) return Error("outward.stopped");
    if (!body || all[i].facts.url != all[i - 1].facts.url) body = ask_source(all[i].facts.url, sources, stop);
    if (stop.stop_requested()) return Error("outward.stopped");
    BASSIN_DO(take(store, all[i], levels_in(*body, all[i]), now(), out));
  }
  return out;
}

jobs::Kind round_kind(sql::Store& store, Sources sources, base::Clock now) {
  return {.name = round_kind_name,
          .run = [&store, sources = std::move(sources), now = std::move(now)](jobs::Attempt const& attempt) -> Result<void> {
            auto const done = do_round(store, sources, now, attempt.stop);
            if (!done.ok()) return done.error();
            return {};
          }};
}

}  // namespace bassin::waters
