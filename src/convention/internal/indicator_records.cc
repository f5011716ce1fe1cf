#include "convention/internal/indicator_records.h"

#include <fmt/format.h>

#include "access/record_json.h"
#include "base/uuid.h"
#include "convention/internal/records.h"
#include "convention/internal/values.h"

namespace bassin::convention::internal {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view indicator_columns =
    "id, action, code, label, effect, unit, method, baseline, measure, kinds, organisation, field, delay, delay_most, gathering, version, "
    "created_at, created_by, changed_at";

std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> out;
  for (std::size_t begin = 0; begin < text.size();) {
    auto const end = std::min(text.find(',', begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

std::string joined(std::vector<std::string> const& words) { return fmt::format("{}", fmt::join(words, ",")); }

std::optional<Computed> computed_of(sql::Row const& row) {
  auto const measure = row.optional_text("measure"), delay = row.optional_text("delay");
  if (!measure && !delay) return std::nullopt;
  auto const most = row.optional_integer("delay_most");
  auto const of_delays = most ? Measure::within : Measure::delay;
  return Computed{delay ? of_delays : parse_measure(*measure).value_or(Measure::contributions),
                  words_of(row.text("kinds")),
                  row.optional_text("organisation").value_or(""),
                  row.text("field"),
                  delay ? parse_delay_kind(*delay) : std::nullopt,
                  most.value_or(0)};
}

Indicator indicator_of(sql::Row const& row) {
  Indicator out;
  out.id = row.text("id");
  out.action = row.text("action");
  auto& facts = out.facts;
  facts.code = row.text("code");
  facts.label = row.text("label");
  facts.effect = parse_effect(row.text("effect")).value_or(Effect::output);
  facts.unit = row.text("unit");
  facts.method = row.text("method");
  facts.baseline = row.optional_real("baseline");
  facts.computed = computed_of(row);
  facts.gathering = parse_gathering(row.text("gathering")).value_or(Gathering::sum);
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.created_by = row.text("created_by");
  out.changed_at = row.text("changed_at");
  return out;
}

// `which`: a condition over the table indicator with ":id".
Result<std::vector<Indicator>> read_where(sql::Session& session, std::string_view which, std::string const& id) {
  BASSIN_TRY(auto const rows, session.rows(fmt::format("select {} from indicator where removed_at is null and {} order by action, code, id",
                                                       indicator_columns, which),
                                           {{"id", id}}));
  BASSIN_TRY(auto const targets,
             session.rows(fmt::format("select indicator, year, target from indicator_target where indicator in (select id from indicator "
                                      "where {}) order by indicator, year",
                                      which),
                          {{"id", id}}));
  std::vector<Indicator> out;
  std::map<std::string, Indicator*> by_id;
  for (auto const& row : rows) out.push_back(indicator_of(row));
  for (auto& it : out) by_id[it.id] = &it;
  for (auto const& row : targets) {
    auto const found = by_id.find(row.text("indicator"));
    if (found != by_id.end()) found->second->facts.targets[static_cast<int>(row.integer("year"))] = row.real("target");
  }
  return out;
}

std::vector<sql::Named> values_of(Indicator const& indicator) {
  auto const& it = indicator.facts;
  auto const how = it.computed.value_or(Computed{});
  return {{"id", indicator.id},
          {"code", it.code},
          {"label", it.label},
          {"effect", id_of(it.effect)},
          {"unit", it.unit},
          {"method", it.method},
          {"baseline", it.baseline},
          {"measure", it.computed && !how.delay ? std::optional(std::string(id_of(how.measure))) : std::nullopt},
          {"delay", how.delay ? std::optional(std::string(id_of(*how.delay))) : std::nullopt},
          {"delay_most", how.measure == Measure::within ? std::optional(how.most) : std::nullopt},
          {"kinds", joined(how.kinds)},
          {"organisation", sql::or_null(how.organisation)},
          {"field", how.field},
          {"gathering", id_of(it.gathering)},
          {"version", indicator.version},
          {"changed_at", indicator.changed_at}};
}

Result<void> write_targets(sql::Session& session, Indicator const& it) {
  BASSIN_DO(session.run("delete from indicator_target where indicator = :id", {{"id", it.id}}));
  for (auto const& [year, target] : it.facts.targets)
    BASSIN_DO(session.run("insert into indicator_target (indicator, year, target) values (:id, :year, :target)",
                          {{"id", it.id}, {"year", year}, {"target", target}}));
  return {};
}

}  // namespace

Result<std::vector<Indicator>> read_indicators(sql::Session& session, std::string const& convention) {
  return read_where(session, "action in (select id from action where convention = :id)", convention);
}

Result<Indicator> read_indicator(sql::Session& session, std::string const& id) {
  BASSIN_TRY(auto found, read_where(session, "id = :id", id));
  if (found.empty()) return Error("convention.unknown_indicator", {{"id", id}});
  return std::move(found.front());
}

Result<void> insert(sql::Session& session, Indicator const& it) {
  auto values = values_of(it);
  values.insert(values.end(), {{"action", it.action}, {"created_at", it.created_at}, {"created_by", it.created_by}});
  BASSIN_DO(
      session.run("insert into indicator (id, action, code, label, effect, unit, method, baseline, measure, kinds, organisation, field, "
                  "delay, delay_most, gathering, version, created_at, created_by, changed_at) values (:id, :action, :code, :label, "
                  ":effect, :unit, :method, "
                  ":baseline, :measure, :kinds, :organisation, :field, :delay, :delay_most, :gathering, :version, :created_at, "
                  ":created_by, :changed_at)",
                  sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> update(sql::Session& session, Indicator const& it) {
  auto const values = values_of(it);
  BASSIN_DO(
      session.run("update indicator set code = :code, label = :label, effect = :effect, unit = :unit, method = :method, baseline = "
                  ":baseline, measure = :measure, kinds = :kinds, organisation = :organisation, field = :field, delay = :delay, delay_most "
                  "= :delay_most, gathering = "
                  ":gathering, version = :version, changed_at = :changed_at where id = :id",
                  sql::Session::Values(values)));
  return write_targets(session, it);
}

Result<void> end(sql::Session& session, Indicator const& it, std::string const& at) {
  return session.run("update indicator set removed_at = :at, version = version + 1 where id = :id", {{"at", at}, {"id", it.id}});
}

std::string json_of(Indicator const& indicator) {
  auto const& it = indicator.facts;
  Json out{{"id", indicator.id},
           {"action", indicator.action},
           {"code", it.code},
           {"label", it.label},
           {"effect", id_of(it.effect)},
           {"unit", it.unit},
           {"method", it.method},
           {"baseline", it.baseline ? Json(*it.baseline) : Json(nullptr)},
           {"targets", Json::object()},
           {"gathering", id_of(it.gathering)},
           {"version", indicator.version}};
  for (auto const& [year, target] : it.targets) out["targets"][std::to_string(year)] = target;
  if (it.computed)
    out["computed"] = {{"measure", id_of(it.computed->measure)},
                       {"kinds", it.computed->kinds},
                       {"organisation", it.computed->organisation},
                       {"field", it.computed->field},
                       {"delay", it.computed->delay ? Json(id_of(*it.computed->delay)) : Json(nullptr)},
                       {"most", it.computed->most}};
  return access::text_of(out);
}

EnteredValue value_of(sql::Row const& row) {
  EnteredValue out;
  out.id = row.text("entry");
  out.indicator = row.text("indicator");
  out.facts = {base::parse_date(row.text("on_day")).value_or(base::Date{}), row.real("value"), row.text("evidence"), row.text("link")};
  out.version = row.integer("version");
  out.entered_by = row.text("entered_by");
  out.organisation = row.text("organisation");
  out.entered_at = row.text("entered_at");
  out.ended_at = row.optional_text("ended_at").value_or("");
  return out;
}

Result<void> insert(sql::Session& session, EnteredValue const& it) {
  return session.run(
      "insert into indicator_value (id, entry, indicator, on_day, value, evidence, link, version, entered_by, organisation, entered_at) "
      "values (:id, :entry, :indicator, :on_day, :value, :evidence, :link, :version, :entered_by, :organisation, :entered_at)",
      {{"id", base::new_uuid()},
       {"entry", it.id},
       {"indicator", it.indicator},
       {"on_day", to_iso(it.facts.on)},
       {"value", it.facts.value},
       {"evidence", it.facts.evidence},
       {"link", it.facts.link},
       {"version", it.version},
       {"entered_by", it.entered_by},
       {"organisation", it.organisation},
       {"entered_at", it.entered_at}});
}

Result<void> end(sql::Session& session, EnteredValue const& it, std::string const& at) {
  return session.run("update indicator_value set ended_at = :at where entry = :id and ended_at is null", {{"at", at}, {"id", it.id}});
}

std::string json_of(EnteredValue const& it) {
  return access::text_of({{"id", it.id},
                          {"indicator", it.indicator},
                          {"on", to_iso(it.facts.on)},
                          {"value", it.facts.value},
                          {"evidence", it.facts.evidence},
                          {"link", it.facts.link},
                          {"version", it.version}});
}

}  // namespace bassin::convention::internal
