#include "service/grid_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "grids/counting.h"
#include "service/casework_source.h"
#include "service/grid_wording.h"
#include "sql/store.h"
#include "support/delays.h"

namespace bassin::service {

using base::Result;
using convention::Period;
using reference::Language;

namespace {

// All that a report of a grid is read from, each table once.
struct GridWork {
  grids::SeenGrid seen;
  std::vector<grids::Heading> headings;
  std::vector<grids::Indicator> indicators;
  std::vector<convention::EnteredValue> entered;
  ActionLabels actions;
  grids::Work work;
};

Period term_of(grids::Grid const& grid) { return {grid.facts.starts_on, grid.facts.ends_on}; }

void put(Json& out, convention::Tally const& it) {
  out["contributions"] = it.contributions;
  out["businesses"] = it.businesses;
  out["visited"] = it.visited;
  out["minutes"] = it.minutes;
}

Json action_json(std::string const& id, ActionLabels const& labels) {
  auto const found = labels.find(id);
  if (found == labels.end()) return {{"id", id}, {"code", ""}, {"title", ""}, {"convention", nullptr}};
  return {{"id", id}, {"code", found->second.code}, {"title", found->second.title}, {"convention", found->second.convention}};
}

// Where its work was counted; actions that somebody mapped and that had none are left out.
Json parts_json(grids::HeadingFigures const& figures, ActionLabels const& labels) {
  Json out = Json::array();
  for (auto const& [action, tally] : figures.by_action) {
    Json one{{"action", action_json(action, labels)}};
    put(one, tally);
    out.push_back(std::move(one));
  }
  if (figures.outside.contributions > 0) {
    Json one{{"action", nullptr}};
    put(one, figures.outside);
    out.push_back(std::move(one));
  }
  return out;
}

Json heading_json(grids::Heading const& it, GridWork const& from, grids::Counting const& counting, Language language) {
  auto const& facts = it.facts;
  auto const figures = counting.figures(it.id);
  Json out{{"id", it.id},
           {"parent", facts.parent.empty() ? Json(nullptr) : Json(facts.parent)},
           {"code", facts.code},
           {"title", facts.title},
           {"description", facts.description},
           {"actions", Json::array()},
           {"choices", Json::array()},
           {"counted", counted_under(facts, from.actions, language)},
           {"parts", parts_json(figures, from.actions)},
           {"indicators", Json::array()},
           {"version", it.version}};
  put(out, figures.all);
  for (auto const& id : facts.actions) out["actions"].push_back(action_json(id, from.actions));
  for (auto const& choice : facts.choices)
    out["choices"].push_back({{"themes", choice.themes}, {"kinds", choice.kinds}, {"everywhere", choice.everywhere}});
  return out;
}

Json one_indicator(grids::Indicator const& it, GridWork const& from, grids::Counting const& counting, Organisations const& names,
                   Language language) {
  auto out = indicator_json(it.id, it.facts, it.version, names);
  put_reading(out, counting.reading(it, from.entered));
  out["how"] = measured(it.facts, language);
  return out;
}

// Years of the period of which the contract holds a part alone, and for which something is aimed at.
Json part_years(GridWork const& from) {
  auto const period = from.work.period, term = from.work.term;
  Json out = Json::array();
  for (int year = year_of(period.from); year <= year_of(period.to); ++year) {
    auto const days = convention::days_of_target(year, term), whole = convention::days_of_target(year, {});
    bool const part = days.from != whole.from || days.to != whole.to;
    bool const aimed = std::any_of(from.indicators.begin(), from.indicators.end(),
                                   [&](grids::Indicator const& it) { return it.facts.targets.count(year) > 0; });
    if (part && aimed && days.from <= period.to && period.from <= days.to)
      out.push_back({{"year", year}, {"from", to_iso(days.from)}, {"to", to_iso(days.to)}});
  }
  return out;
}

Result<GridWork> grid_work(sql::Session& session, Call const& call, grids::SeenGrid seen, Period const& period) {
  GridWork out;
  auto const id = seen.grid.id, organisation = seen.grid.organisation;
  out.seen = std::move(seen);
  BASSIN_TRY(out.headings, grids::headings_of(session, call.reader, id));
  BASSIN_TRY(out.indicators, grids::indicators_of(session, call.reader, id));
  BASSIN_TRY(out.entered, grids::entered_in(session, call.reader, id));
  out.work.period = period;
  out.work.term = term_of(out.seen.grid);
  BASSIN_TRY(out.work.pieces, grids::work_of_organisation(session, organisation, period));
  bool const delays = std::any_of(out.indicators.begin(), out.indicators.end(), [](grids::Indicator const& it) {
    return it.facts.computed && convention::is_of_delays(it.facts.computed->measure);
  });
  if (delays) {
    BASSIN_TRY(out.work.delays, support::delays_of_organisation(session, organisation, period.from, period.to));
  }
  bool const local =
      std::any_of(out.work.pieces.begin(), out.work.pieces.end(), [](auto const& it) { return it.work.business.starts_with("local:"); });
  if (local && call.context.casework != nullptr) out.work.keys = call.context.casework->matched();
  std::set<std::string> actions;
  for (auto const& it : out.headings) actions.insert(it.facts.actions.begin(), it.facts.actions.end());
  for (auto const& it : out.work.pieces)
    if (!it.work.action.empty()) actions.insert(it.work.action);
  BASSIN_TRY(out.actions, convention::action_labels(session, call.reader, actions));
  return out;
}

}  // namespace

Json grid_json(grids::SeenGrid const& seen, Organisations const& names) {
  auto const& it = seen.grid;
  return {{"id", it.id},
          {"organisation", names.named(it.organisation)},
          {"previous", it.previous.empty() ? Json(nullptr) : Json(it.previous)},
          {"title", it.facts.title},
          {"authority", it.facts.authority},
          {"description", it.facts.description},
          {"startsOn", to_iso(it.facts.starts_on)},
          {"endsOn", to_iso(it.facts.ends_on)},
          {"version", it.version},
          {"mine", seen.mine},
          {"enters", seen.enters}};
}

Result<Period> period_of(Call const& call, grids::Grid const& grid) {
  BASSIN_TRY(auto const from, asked_day(call, "from"));
  BASSIN_TRY(auto const to, asked_day(call, "to"));
  auto const today = call.context.today();
  auto const term = term_of(grid);
  auto out = term;
  if (term.from <= today && today <= term.to) out = convention::days_of_target(year_of(today), term);
  out.from = from.value_or(out.from);
  out.to = to.value_or(out.to);
  if (out.to < out.from)
    return base::Error("query.bad_value", {{"name", "to"}, {"value", to_iso(out.to)}, {"allowed", "≥ " + to_iso(out.from)}});
  return out;
}

Result<Json> grid_answer(sql::Session& session, Call const& call, std::string const& id, Period const& period, Language language) {
  BASSIN_TRY(auto seen, grids::find_grid(session, call.reader, id));
  BASSIN_TRY(auto const from, grid_work(session, call, std::move(seen), period));
  BASSIN_TRY(auto const names, Organisations::read(session));
  grids::Counting const counting(from.headings, from.work);
  auto out = grid_json(from.seen, names);
  out["from"] = to_iso(period.from);
  out["to"] = to_iso(period.to);
  out["countedOn"] = to_iso(call.context.today());
  out["partYears"] = part_years(from);
  out["headings"] = Json::array();
  for (auto const& it : from.headings) {
    auto one = heading_json(it, from, counting, language);
    for (auto const& indicator : from.indicators)
      if (indicator.owner == it.id) one["indicators"].push_back(one_indicator(indicator, from, counting, names, language));
    out["headings"].push_back(std::move(one));
  }
  return out;
}

}  // namespace bassin::service
