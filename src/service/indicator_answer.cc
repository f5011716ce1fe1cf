#include "service/indicator_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "query/count.h"
#include "query/view.h"
#include "reference/fields.h"
#include "reference/geography.h"
#include "reference/territory.h"
#include "registry/snapshot.h"
#include "service/casework_source.h"
#include "service/convention_json.h"
#include "service/register_source.h"
#include "sql/store.h"

namespace bassin::service {

using base::Date;
using base::Result;
using convention::Indicator;
using convention::Period;

namespace {

// The perimeter on the last day of the period, and the register that counts it.
struct Measured {
  convention::Ground ground;
  std::size_t communes = 0;
  std::optional<Date> data_date;
};

std::vector<std::string> codes_on(convention::Text const& text, Date day) {
  std::vector<std::string> out;
  for (auto const& it : text.perimeter) {
    bool const counts = (!it.from_day || *it.from_day <= day) && (!it.until_day || day <= *it.until_day);
    if (counts) out.push_back(it.code);
  }
  return out;
}

Result<std::uint64_t> count_in(std::shared_ptr<query::View const> const& view, std::vector<std::string> const& communes, Date at,
                               std::string const& field) {
  query::Filter filter;
  reference::Territory territory;
  territory.kind = reference::TerritoryKind::list;
  territory.date = at;
  territory.communes = communes;
  filter.territories.push_back(std::move(territory));
  filter.field = reference::parse_field(field).value_or(reference::Field::economic_fabric);
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  BASSIN_TRY(auto const count, query::count(prepared, {}));
  return count.total;
}

Result<Measured> measured(Call const& call, convention::Text const& text, std::vector<Indicator> const& indicators, Date last) {
  Measured out;
  auto const today = call.context.today();
  auto const codes = codes_on(text, std::min(last, today));
  out.communes = codes.size();
  out.ground.communes.insert(codes.begin(), codes.end());
  auto const view = call.context.registry == nullptr ? nullptr : call.context.registry->view();
  auto const at = view ? view->snapshot().manifest().data_date.value_or(today) : today;
  std::set<std::string> now;
  for (auto const& code : codes) {
    auto const resolved = reference::geography().resolve(code, at);
    now.insert(resolved ? std::string(resolved->code) : code);
  }
  out.ground.communes.insert(now.begin(), now.end());
  if (!view) return out;
  out.data_date = view->snapshot().manifest().data_date;
  for (auto const& it : indicators) {
    auto const field = it.facts.computed ? it.facts.computed->field : std::string();
    if (field.empty() || out.ground.establishments.count(field) > 0 || now.empty()) continue;
    BASSIN_TRY(out.ground.establishments[field], count_in(view, {now.begin(), now.end()}, at, field));
  }
  return out;
}

// Only where a local business was worked with: the ledger knows it under its first key for ever.
convention::KeyOf keys_of(Call const& call, std::vector<convention::Contribution> const& work) {
  bool const some = std::any_of(work.begin(), work.end(), [](auto const& row) { return row.business.starts_with("local:"); });
  return some && call.context.casework != nullptr ? call.context.casework->matched() : convention::KeyOf();
}

template <class T>
Json number(std::optional<T> const& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json computed_json(std::optional<convention::Computed> const& it, Organisations const& names) {
  if (!it) return nullptr;
  return {{"measure", id_of(it->measure)},
          {"kinds", it->kinds},
          {"organisation", names.named(it->organisation)},
          {"field", it->field.empty() ? Json(nullptr) : Json(it->field)}};
}

Json facts_json(Indicator const& indicator, Organisations const& names) {
  auto const& it = indicator.facts;
  Json out{{"id", indicator.id},
           {"code", it.code},
           {"label", it.label},
           {"effect", id_of(it.effect)},
           {"unit", it.unit},
           {"method", it.method},
           {"baseline", number(it.baseline)},
           {"targets", Json::array()},
           {"computed", computed_json(it.computed, names)},
           {"gathering", id_of(it.gathering)},
           {"version", indicator.version}};
  for (auto const& [year, target] : it.targets) out["targets"].push_back({{"year", year}, {"target", target}});
  return out;
}

void put_reading(Json& out, convention::Reading const& it) {
  out["value"] = number(it.value);
  out["target"] = number(it.target);
  out["progress"] = number(it.progress);
  out["businesses"] = number(it.businesses);
  out["establishments"] = number(it.establishments);
}

// All that a convention's indicators are read from, each table once.
struct Sources {
  convention::Text text;
  convention::Rights rights;
  std::vector<convention::Action> actions;
  std::vector<Indicator> indicators;
  std::vector<convention::EnteredValue> entered;
  std::vector<convention::Contribution> work;
};

Result<Sources> read_sources(sql::Session& session, access::Reader const& reader, convention::Text text, Period const& period) {
  Sources out;
  auto const id = text.convention.id;
  out.text = std::move(text);
  BASSIN_TRY(out.rights, convention::rights_of(session, reader));
  BASSIN_TRY(out.actions, convention::actions_of(session, reader, id));
  BASSIN_TRY(out.indicators, convention::indicators_of(session, reader, id));
  BASSIN_TRY(out.entered, convention::entered_in(session, reader, id));
  BASSIN_TRY(out.work, convention::contributions_of(session, {id, period.from, period.to, {}}));
  return out;
}

Json action_of(Indicator const& indicator, Sources const& from, access::Reader const& reader, bool& mine) {
  for (auto const& it : from.actions) {
    if (it.id != indicator.action) continue;
    mine = convention::may_change(from.rights, reader, from.text.convention, it);
    return {{"id", it.id}, {"code", it.sheet.code}, {"title", it.sheet.title}};
  }
  return {{"id", indicator.action}, {"code", ""}, {"title", ""}};
}

}  // namespace

Result<Period> period_of(Call const& call, convention::Convention const& convention) {
  BASSIN_TRY(auto const from, asked_day(call, "from"));
  BASSIN_TRY(auto const to, asked_day(call, "to"));
  auto const today = call.context.today();
  Period out{base::make_date(year_of(today), 1, 1), base::make_date(year_of(today), 12, 31)};
  auto const term = convention.term();
  if (term && phase_on(*term, today) != convention::Phase::running) out = {term->starts_on, last_day_on(*term, today)};
  out.from = from.value_or(out.from);
  out.to = to.value_or(out.to);
  if (out.to < out.from)
    return base::Error("query.bad_value", {{"name", "to"}, {"value", to_iso(out.to)}, {"allowed", "≥ " + to_iso(out.from)}});
  return out;
}

Result<Json> indicators_answer(sql::Session& session, Call const& call, std::string const& convention, std::string const& action) {
  BASSIN_TRY(auto text, convention::find_convention(session, call.reader, convention));
  BASSIN_TRY(auto const period, period_of(call, text.convention));
  BASSIN_TRY(auto const from, read_sources(session, call.reader, std::move(text), period));
  BASSIN_TRY(auto const names, Organisations::read(session));
  BASSIN_TRY(auto const ground, measured(call, from.text, from.indicators, period.to));
  auto const keys = keys_of(call, from.work);
  Json list = Json::array();
  for (auto const& it : from.indicators) {
    if (!action.empty() && it.action != action) continue;
    bool mine = false;
    auto one = facts_json(it, names);
    one["action"] = action_of(it, from, call.reader, mine);
    one["mine"] = mine;
    put_reading(one, convention::read(it, period, from.work, from.entered, keys, ground.ground));
    list.push_back(std::move(one));
  }
  return Json{{"from", to_iso(period.from)},
              {"to", to_iso(period.to)},
              {"communes", ground.communes},
              {"dataDate", day_json(ground.data_date)},
              {"indicators", std::move(list)}};
}

}  // namespace bassin::service
