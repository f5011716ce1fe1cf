#include "waters/levels.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/uuid.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "waters/station.h"

namespace bassin::waters {

namespace {

using base::Error;
using base::Instant;
using base::Result;

constexpr std::int64_t hour = 3'600, day = 24 * hour;
constexpr std::int64_t ahead_seconds = 900, late_seconds = 6 * hour, looked_back_seconds = 7 * day;
constexpr std::size_t at_once = 60;

// Names of the places of one statement for several rows: "at0", "level0" …
std::string const& name_of(std::size_t row, std::size_t part) {
  static constexpr std::array<std::string_view, 2> parts{"at", "level"};
  static sql::RowPlaces const places(at_once, parts);
  return places.name(row, part);
}

Result<void> insert(sql::Session& session, std::string const& station, std::span<Level const> levels) {
  for (; !levels.empty(); levels = levels.subspan(std::min(levels.size(), at_once))) {
    auto const some = levels.first(std::min(levels.size(), at_once));
    std::string statement = "insert into water_level (station, observed_at, level) values ";
    std::vector<sql::Named> values{{"station", station}};
    for (std::size_t i = 0; i < some.size(); ++i) {
      statement.append(i == 0 ? "(:station, :" : ", (:station, :").append(name_of(i, 0)).append(", :").append(name_of(i, 1)).append(")");
      values.emplace_back(name_of(i, 0), to_iso(some[i].at));
      values.emplace_back(name_of(i, 1), some[i].value);
    }
    statement += " on conflict (station, observed_at) do update set level = excluded.level";
    BASSIN_DO(session.run(statement, sql::Session::Values(values)));
  }
  return {};
}

Result<std::vector<Level>> read(sql::Session& session, std::string const& station, Instant from, Instant to) {
  BASSIN_TRY(auto const rows, session.rows("select observed_at, level from water_level where station = :station and observed_at >= :from "
                                           "and observed_at <= :to order by observed_at",
                                           {{"station", station}, {"from", to_iso(from)}, {"to", to_iso(to)}}));
  std::vector<Level> out;
  for (auto const& row : rows) out.push_back({base::parse_instant(row.text("observed_at")).value_or(Instant{}), row.integer("level")});
  return out;
}

// What of the levels is not there yet, or was corrected.
Result<std::vector<Level>> news(sql::Session& session, Station const& station, std::span<Level const> levels) {
  BASSIN_TRY(auto const there, read(session, station.id, levels.front().at, levels.back().at));
  std::map<std::int64_t, std::int64_t> known;
  for (auto const& it : there) known[it.at.ms] = it.value;
  std::vector<Level> out;
  for (auto const& it : levels) {
    auto const found = known.find(it.at.ms);
    if (found == known.end() || found->second != it.value) out.push_back(it);
  }
  return out;
}

struct Passed {
  ThresholdFacts facts;
  Level since, at;
};

// The highest mark that the water has just passed, unless a higher one was passed before.
Result<std::optional<Passed>> follow_marks(sql::Session& session, Station const& station, std::span<Level const> levels) {
  std::optional<Passed> highest;
  for (auto const& [facts, state] : station.thresholds) {
    auto const risen = follow(state, station.facts.habit, levels);
    auto const& mark = risen.mark;
    if (mark.passed) highest.reset();
    if (risen.since && mark.turned_at) {
      auto const at = std::find_if(levels.begin(), levels.end(), [&](Level const& it) { return it.at == *mark.turned_at; });
      highest = Passed{facts, *risen.since, *at};
    }
    if (mark.turned_at == state.turned_at) continue;
    BASSIN_DO(session.run("update water_threshold set passed = :passed, turned_at = :at where station = :station and mark = :mark",
                          {{"passed", mark.passed ? 1 : 0},
                           {"at", to_iso(mark.turned_at.value_or(Instant{}))},
                           {"station", station.id},
                           {"mark", facts.mark}}));
  }
  return highest;
}

Result<std::string> propose(sql::Session& session, Station const& station, Passed const& passed, Instant now) {
  auto id = base::new_uuid();
  BASSIN_DO(session.run("update water_proposal set overtaken_at = :now where station = :station and overtaken_at is null",
                        {{"now", to_iso(now)}, {"station", station.id}}));
  BASSIN_DO(
      session.run("insert into water_proposal (id, station, code, name, river, format, mark, word, level, risen_at, passed_at, "
                  "proposed_at) values (:id, :station, :code, :name, :river, :format, :mark, :word, :level, :risen, :passed, :now)",
                  {{"id", id},
                   {"station", station.id},
                   {"code", station.facts.code},
                   {"name", station.facts.name},
                   {"river", station.facts.river},
                   {"format", id_of(station.facts.format)},
                   {"mark", passed.facts.mark},
                   {"word", passed.facts.word},
                   {"level", passed.at.value},
                   {"risen", to_iso(passed.since.at)},
                   {"passed", to_iso(passed.at.at)},
                   {"now", to_iso(now)}}));
  return id;
}

Result<std::string> follow_water(sql::Session& session, Station const& station, Instant now) {
  BASSIN_TRY(auto const watched, watching(session));
  if (!watched.on) return std::string();
  BASSIN_TRY(auto const levels, read(session, station.id, now.plus_seconds(-looked_back_seconds), now.plus_seconds(ahead_seconds)));
  if (levels.empty() || !is_fresh(station.facts.format, levels.back(), now)) return std::string();
  BASSIN_TRY(auto const passed, follow_marks(session, station, levels));
  if (!passed) return std::string();
  return propose(session, station, *passed, now);
}

}  // namespace

std::int64_t fresh_seconds(Format format) { return format == Format::vigicrues_sections ? 36 * hour : 6 * hour; }

bool is_fresh(Format format, Level const& level, Instant now) { return level.at >= now.plus_seconds(-fresh_seconds(format)); }

Result<Taken> take_levels(sql::Session& session, Station const& station, std::span<Level const> levels, Instant now) {
  auto from = now.plus_seconds(-kept_days * day);
  auto const to = now.plus_seconds(ahead_seconds);
  auto const kept = [&](Level const& it) { return it.at >= from && it.at <= to; };
  if (std::none_of(levels.begin(), levels.end(), kept)) return Error("waters.no_levels", {{"code", station.facts.code}});
  if (station.last) from = std::max(from, station.last->at.plus_seconds(-late_seconds));
  std::vector<Level> some;
  std::copy_if(levels.begin(), levels.end(), std::back_inserter(some), kept);
  Taken out;
  if (!some.empty()) {
    BASSIN_TRY(auto const fresh, news(session, station, some));
    BASSIN_DO(insert(session, station.id, fresh));
    out.levels = fresh.size();
  }
  BASSIN_DO(
      session.run("update water_station set heard_at = :now, tried_at = :now, failing_since = null, failure_code = null, "
                  "failure_values = null where id = :id",
                  {{"now", to_iso(now)}, {"id", station.id}}));
  BASSIN_TRY(out.proposal, follow_water(session, station, now));
  return out;
}

Result<std::vector<Level>> levels_of(sql::Session& session, std::string const& station, Instant from, Instant to, std::size_t most) {
  BASSIN_TRY(auto const all, read(session, station, from, to));
  if (all.size() <= most) return all;
  auto const part = std::max<std::int64_t>((to.ms - from.ms) / static_cast<std::int64_t>(most) + 1, 1);
  std::vector<Level> out;
  std::int64_t last = -1;
  for (auto const& it : all) {
    auto const here = (it.at.ms - from.ms) / part;
    if (here != last) out.push_back(it);
    if (it.value > out.back().value) out.back() = it;
    last = here;
  }
  return out;
}

Result<std::uint64_t> drop_old(sql::Session& session, Instant now) {
  auto const levels = to_iso(now.plus_seconds(-kept_days * day)), proposals = to_iso(now.plus_seconds(-proposals_kept_days * day));
  BASSIN_TRY(auto const gone, session.execute("delete from water_level where observed_at < :before", {{"before", levels}}));
  BASSIN_DO(session.run("delete from water_reply where proposal in (select id from water_proposal where proposed_at < :before)",
                        {{"before", proposals}}));
  BASSIN_TRY(auto const past, session.execute("delete from water_proposal where proposed_at < :before", {{"before", proposals}}));
  return gone + past;
}

}  // namespace bassin::waters
