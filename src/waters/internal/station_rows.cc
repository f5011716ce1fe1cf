#include "waters/internal/station_rows.h"

#include <algorithm>
#include <array>
#include <map>

#include "access/record_json.h"
#include "base/plain_text.h"
#include "sql/session.h"

namespace bassin::waters::internal {

namespace {

using base::Error;
using base::Result;

constexpr std::size_t url_most = 1'000, section_most = 20, station_code = 10;

Error bad_value(std::string field, std::string allowed) {
  return Error("waters.bad_value", {{"field", std::move(field)}, {"allowed", std::move(allowed)}});
}

std::optional<base::Instant> moment(sql::Row const& row, std::string_view column) {
  auto const text = row.optional_text(column);
  return text ? base::parse_instant(*text) : std::nullopt;
}

std::optional<Failing> failing_of(sql::Row const& row) {
  auto const since = moment(row, "failing_since");
  if (!since) return std::nullopt;
  Failing out{*since, row.text("failure_code"), {}};
  auto const values = access::Json::parse(row.optional_text("failure_values").value_or(""), nullptr, false);
  if (values.is_object())
    for (auto const& [name, value] : values.items())
      if (value.is_string()) out.values.emplace_back(name, value.get<std::string>());
  return out;
}

Station station_of(sql::Row const& row) {
  Station out;
  out.id = row.text("id");
  out.facts = {row.text("code"),
               row.text("name"),
               row.text("river"),
               parse_format(row.text("format")).value_or(Format::hubeau),
               row.text("url"),
               {row.integer("lasts_minutes"), row.integer("margin")},
               {}};
  out.tried_at = moment(row, "tried_at");
  out.heard_at = moment(row, "heard_at");
  out.failing = failing_of(row);
  out.version = row.integer("version");
  if (auto const at = moment(row, "observed_at")) out.last = Level{*at, row.integer("level")};
  return out;
}

Result<void> check_code(StationFacts const& facts) {
  auto const& code = facts.code;
  bool const clean = std::all_of(code.begin(), code.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
  bool const section = facts.format == Format::vigicrues_sections;
  if (section && (!clean || code.empty() || code.size() > section_most)) return bad_value("code", "LO18");
  if (!section && (!clean || code.size() != station_code)) return bad_value("code", "A123456789");
  return {};
}

Result<void> check_thresholds(StationFacts& facts) {
  auto& all = facts.thresholds;
  bool const colours = unit_of(facts.format) == Unit::colour;
  std::int64_t const least = colours ? 2 : -mm_most, most = colours ? 4 : mm_most;
  if (all.empty() || all.size() > thresholds_most) return bad_value("thresholds", "1–" + std::to_string(thresholds_most));
  for (auto& it : all) {
    BASSIN_TRY(it.word, base::clean("word", it.word, base::name_most));
    if (it.mark < least || it.mark > most) return bad_value("mark", std::to_string(least) + "–" + std::to_string(most));
  }
  auto const by_mark = [](ThresholdFacts const& one, ThresholdFacts const& other) { return one.mark < other.mark; };
  std::sort(all.begin(), all.end(), by_mark);
  bool const twice =
      std::adjacent_find(all.begin(), all.end(), [](auto const& one, auto const& other) { return one.mark == other.mark; }) != all.end();
  if (twice) return bad_value("thresholds", "1 × mark");
  return {};
}

// Unencrypted to this machine itself alone: a level that somebody on the way changed would propose a crisis.
Result<void> check_url(std::string const& url) {
  constexpr std::array<std::string_view, 3> own{"http://127.0.0.1", "http://localhost", "http://[::1]"};
  bool const secure = url.starts_with("https://");
  auto const* const host = std::find_if(own.begin(), own.end(), [&](std::string_view it) { return url.starts_with(it); });
  auto const after = host == own.end() ? std::string_view() : std::string_view(url).substr(host->size(), 1);
  bool const local = host != own.end() && (after.empty() || after == ":" || after == "/" || after == "?");
  bool const clean = std::none_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; });
  bool const named = url.substr(0, url.find_first_of("?#")).find('@') != std::string::npos;
  if (url.empty() || ((secure || local) && clean && !named && url.size() <= url_most)) return {};
  return Error("waters.bad_url", {{"url", url.substr(0, 100)}});
}

}  // namespace

Result<StationFacts> clean(StationFacts facts) {
  BASSIN_DO(check_code(facts));
  BASSIN_TRY(facts.name, base::clean("name", facts.name, base::line_most));
  BASSIN_TRY(facts.river, base::clean_or_empty("river", facts.river, base::line_most));
  BASSIN_DO(check_url(facts.url));
  if (facts.habit.lasts_minutes < 0 || facts.habit.lasts_minutes > lasts_minutes_most)
    return bad_value("lastsMinutes", "0–" + std::to_string(lasts_minutes_most));
  if (unit_of(facts.format) == Unit::colour) facts.habit.margin = 0;
  if (facts.habit.margin < 0 || facts.habit.margin > margin_most) return bad_value("margin", "0–" + std::to_string(margin_most));
  BASSIN_DO(check_thresholds(facts));
  return facts;
}

Result<void> insert_thresholds(sql::Session& session, Station const& station) {
  for (auto const& [facts, state] : station.thresholds) {
    auto const turned = state.turned_at ? std::optional(to_iso(*state.turned_at)) : std::nullopt;
    BASSIN_DO(session.run(
        "insert into water_threshold (station, mark, word, passed, turned_at) values (:station, :mark, :word, :passed, :turned)",
        {{"station", station.id}, {"mark", facts.mark}, {"word", facts.word}, {"passed", state.passed ? 1 : 0}, {"turned", turned}}));
  }
  return {};
}

std::string json_of(StationFacts const& facts) {
  auto marks = access::Json::array();
  for (auto const& it : facts.thresholds) marks.push_back({{"mark", it.mark}, {"word", it.word}});
  return access::text_of({{"code", facts.code},
                          {"name", facts.name},
                          {"river", facts.river},
                          {"format", id_of(facts.format)},
                          {"url", facts.url},
                          {"lastsMinutes", facts.habit.lasts_minutes},
                          {"margin", facts.habit.margin},
                          {"thresholds", std::move(marks)}});
}

Result<std::vector<Station>> read_stations(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto const rows,
             session.rows("select s.*, l.observed_at, l.level from water_station s left join water_level l on l.station = s.id and "
                          "l.observed_at = (select max(n.observed_at) from water_level n where n.station = s.id) "
                          "where :id = '' or s.id = :id order by s.river, s.name, s.id",
                          {{"id", id}}));
  BASSIN_TRY(auto const marks, session.rows("select * from water_threshold where :id = '' or station = :id order by mark", {{"id", id}}));
  std::map<std::string, std::vector<Threshold>> by_station;
  for (auto const& row : marks) {
    auto const at = row.integer("mark");
    by_station[row.text("station")].push_back({{at, row.text("word")}, {at, row.flag("passed"), moment(row, "turned_at")}});
  }
  std::vector<Station> out;
  for (auto const& row : rows) {
    out.push_back(station_of(row));
    out.back().thresholds = std::move(by_station[out.back().id]);
    for (auto const& it : out.back().thresholds) out.back().facts.thresholds.push_back(it.facts);
  }
  return out;
}

}  // namespace bassin::waters::internal
