#include "app/demonstration_crisis.h"

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "app/casework.h"
#include "crisis/cases.h"
#include "crisis/zone.h"
#include "geo/geojson.h"
#include "query/filter.h"
#include "query/row.h"
#include "query/unlocated.h"
#include "query/view.h"
#include "sql/store.h"

namespace bassin::app {

namespace {

using base::Result;
using crisis::CaseState;
using crisis::Trading;

// Both banks from Crécy-la-Chapelle down to the Marne, drawn by eye: narrow on the first evening, wider on the second day.
constexpr std::string_view first_evening =
    R"({"type":"Polygon","coordinates":[[)"
    R"([2.905,48.852],[2.915,48.862],[2.885,48.872],[2.868,48.885],[2.85,48.893],[2.84,48.89],[2.855,48.878],)"
    R"([2.875,48.862],[2.905,48.852])"
    R"(]]})";
constexpr std::string_view second_day =
    R"({"type":"Polygon","coordinates":[[)"
    R"([2.908,48.846],[2.925,48.862],[2.89,48.877],[2.872,48.891],[2.845,48.903],[2.815,48.912],[2.802,48.902],)"
    R"([2.83,48.888],[2.85,48.874],[2.872,48.856],[2.908,48.846])"
    R"(]]})";
constexpr std::int64_t hour = 3600;
constexpr std::int64_t begun_before = 54 * hour;

Result<std::vector<crisis::Place>> places_in(std::shared_ptr<query::View const> const& view, std::string_view outline) {
  BASSIN_TRY(auto const features, geo::parse_geojson(outline));
  query::Filter filter;
  filter.zone = query::polygon_zone("", geo::merged_area(features));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  BASSIN_TRY(auto const apart, query::unlocated_rows(prepared));
  std::vector<crisis::Place> out;
  auto const add = [&](std::vector<std::uint32_t> const& rows, crisis::Entry entry) -> Result<void> {
    BASSIN_TRY(auto const read, query::read_rows(*view, rows, registry::Audience::open));
    for (auto const& row : read) out.push_back({row.id.text(), row.commune.empty() ? row.commune_code : row.commune, entry});
    return {};
  };
  BASSIN_DO(add(prepared.rows(), crisis::Entry::inside));
  BASSIN_DO(add(apart, crisis::Entry::unlocated));
  std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.business < b.business; });
  return out;
}

class Days {
 public:
  Days(sql::Session& session, std::vector<DemonstrationAgent> const& agents) : session_(session), agents_(agents) {}

  Result<CrisisDone> run(std::vector<crisis::Place> const& first, std::vector<crisis::Place> const& second) {
    auto const& chief = *std::find_if(agents_.begin(), agents_.end(), [](auto const& it) { return it.coordinates; });
    crisis::CrisisFacts facts;
    facts.title = "Crue du Grand Morin";
    facts.description = "Débordement depuis Crécy-la-Chapelle ; ponts de Couilly et de Condé fermés. Cellule à la mairie de Crécy.";
    facts.began_at = now_.plus_seconds(-begun_before);
    BASSIN_TRY(auto const room, crisis::open_crisis(session_, act(chief, begun_before - hour), facts));
    for (auto const& it : agents_) {
      if (!it.coordinates || it.organisation == chief.organisation) continue;
      BASSIN_DO(crisis::ask_in(session_, act(chief, begun_before - hour), room.id, it.organisation));
      BASSIN_DO(crisis::join(session_, act(it, begun_before - 2 * hour), room.id));
    }
    BASSIN_DO(enter(room.id, act(chief, begun_before - 2 * hour), first_evening, "vu des ponts, 20 h", first));
    BASSIN_DO(enter(room.id, act(chief, begun_before - 15 * hour), second_day, "relevé des pompiers, 9 h", second));
    return work(room.id);
  }

 private:
  crisis::Act act(DemonstrationAgent const& agent, std::int64_t seconds_ago) {
    auto& reader = readers_[agent.id];
    reader.standing = access::Reader::Standing::member;
    reader.agent = agent.id;
    reader.organisation = agent.organisation;
    reader.role = agent.coordinates ? access::Role::coordinator : access::Role::adviser;
    return {reader, {agent.id, agent.organisation, "bassin demonstration", now_.plus_seconds(-seconds_ago)}};
  }
  std::size_t below(std::size_t most) { return std::uniform_int_distribution<std::size_t>(0, most - 1)(chance_); }

  Result<void> enter(std::string const& room, crisis::Act const& by, std::string_view outline, std::string note,
                     std::vector<crisis::Place> const& places) {
    crisis::ZoneFacts facts;
    facts.outline = outline;
    facts.note = std::move(note);
    BASSIN_TRY(auto const zone, crisis::draw_zone(session_, by, room, facts));
    BASSIN_TRY([[maybe_unused]] auto const entered, crisis::enter_zone(session_, by, room, zone.number, places));
    return {};
  }

  // Three in ten are nobody's yet; the others stand somewhere between a report and an open door.
  Result<CrisisDone> work(std::string const& room) {
    std::vector<DemonstrationAgent> advisers;
    for (auto const& it : agents_)
      if (!it.coordinates) advisers.push_back(it);
    crisis::CaseQuery all;
    all.limit = 10'000;
    auto const last = act(advisers[0], hour);
    BASSIN_TRY(auto const cases, crisis::cases_of(session_, last.reader, room, all));
    CrisisDone out{cases.size(), 0};
    for (auto const& it : cases) {
      if (below(10) < 3) continue;
      auto const& agent = advisers[below(advisers.size())];
      auto const by = act(agent, hour + static_cast<std::int64_t>(below(24)) * hour / 2);
      std::string const id = it.id;
      BASSIN_TRY([[maybe_unused]] auto const given, crisis::assign(session_, by, room, std::span(&id, 1), agent.organisation, agent.id));
      if (below(10) < 3) continue;
      BASSIN_DO(say(by, id));
      ++out.worked;
    }
    return out;
  }

  Result<void> say(crisis::Act const& by, std::string const& id) {
    constexpr std::array<CaseState, 10> states{CaseState::reported, CaseState::reported,     CaseState::contacted, CaseState::contacted,
                                               CaseState::visited,  CaseState::visited,      CaseState::qualified, CaseState::filed,
                                               CaseState::reopened, CaseState::nothing_to_do};
    constexpr std::array<Trading, 6> trading{Trading::closed, Trading::closed,       Trading::partly,
                                             Trading::open,   Trading::inaccessible, Trading::refused};
    BASSIN_TRY(auto const it, crisis::find_case(session_, by.reader, id));
    crisis::CaseChange change;
    change.version = it.version;
    change.state = states[below(states.size())];
    change.trading = *change.state == CaseState::reopened ? Trading::open : trading[below(trading.size())];
    if (below(4) == 0) change.priority = 1 + static_cast<int>(below(4));
    BASSIN_TRY([[maybe_unused]] auto const changed, crisis::change_case(session_, by, id, change));
    return {};
  }

  sql::Session& session_;
  std::vector<DemonstrationAgent> const& agents_;
  base::Instant now_ = now();
  std::map<std::string, access::Reader> readers_;  // by agent: an act refers to its own
  std::mt19937 chance_{20160601};
};

}  // namespace

Result<CrisisDone> add_demonstration_crisis(sql::Store& store, std::shared_ptr<query::View const> view,
                                            std::vector<DemonstrationAgent> const& agents) {
  BASSIN_TRY(auto const first, places_in(view, first_evening));
  BASSIN_TRY(auto const second, places_in(view, second_day));
  return store.write([&](sql::Session& session) { return Days(session, agents).run(first, second); });
}

}  // namespace bassin::app
