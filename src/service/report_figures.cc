#include "service/report_figures.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/instant.h"
#include "base/months.h"
#include "convention/committee.h"
#include "convention/figures.h"
#include "service/action_json.h"

namespace bassin::service {

using base::Date;
using base::Result;
using convention::Figures;
using convention::Period;
using convention::Tally;

namespace {

constexpr std::string_view field = "economic-fabric";
constexpr std::size_t months_most = 60;
constexpr int months_of_year = 12, days_of_year = 366;

void put(Json& out, Tally const& it) {
  out["contributions"] = it.contributions;
  out["businesses"] = it.businesses;
  out["visited"] = it.visited;
  out["minutes"] = it.minutes;
}

Tally of(std::map<std::string, Tally> const& groups, std::string const& key) {
  auto const found = groups.find(key);
  return found == groups.end() ? Tally() : found->second;
}

Json whole_json(ConventionWork const& from, Figures const& figures) {
  auto const& ground = from.ground.ground;
  auto const covered = tally_where(
      *from.work, [&](convention::Contribution const& row) { return ground.communes.count(row.commune) > 0; }, from.keys);
  auto const found = ground.establishments.find(std::string(field));
  Json out;
  put(out, figures.whole);
  out["covered"] = covered.businesses;
  out["establishments"] = found == ground.establishments.end() ? Json(nullptr) : Json(found->second);
  return out;
}

// The same days one year before, or as many years as the period holds; null where the convention had not begun.
Result<Json> before_json(sql::Session& session, Call const& call, ConventionWork const& from) {
  auto const& period = from.period;
  int const years = (period.to.days - period.from.days) / days_of_year + 1;
  Period const before{base::plus_months(period.from, -months_of_year * years), base::plus_months(period.to, -months_of_year * years)};
  auto const term = from.text.convention.term();
  if (!term || before.to < term->starts_on) return Json(nullptr);
  BASSIN_TRY(auto const work, work_within(session, call, from.text.convention.id, before));
  Json out{{"from", to_iso(before.from)}, {"to", to_iso(before.to)}};
  put(out, convention::tally(*work, keys_of(call, *work)));
  return out;
}

Json axes_json(ConventionWork const& from, Figures const& figures) {
  Json out = Json::array();
  for (auto const& it : from.text.axes) {
    auto const actions =
        std::count_if(from.actions.begin(), from.actions.end(), [&](convention::Action const& one) { return one.sheet.axis == it.id; });
    if (it.removed_on && actions == 0) continue;
    Json one{{"id", it.id}, {"code", it.code}, {"title", it.title}, {"actions", actions}};
    put(one, of(figures.by_axis, it.id));
    out.push_back(std::move(one));
  }
  return out;
}

std::int64_t minutes_of(Figures const& figures, std::string const& action, std::string const& organisation) {
  auto const found = figures.minutes_of.find({action, organisation});
  return found == figures.minutes_of.end() ? 0 : found->second;
}

// Days planned and spent of who takes part, and of who worked for it without being on its sheet.
Json members_json(convention::Action const& action, Figures const& figures, Organisations const& names) {
  Json out = Json::array();
  for (auto const& it : action.sheet.members)
    out.push_back({{"organisation", names.with_kind(it.organisation)},
                   {"part", id_of(it.part)},
                   {"plannedHalfDays", it.planned_half_days},
                   {"minutes", minutes_of(figures, action.id, it.organisation)}});
  for (auto const& [key, minutes] : figures.minutes_of) {
    auto const& members = action.sheet.members;
    bool const named = std::any_of(members.begin(), members.end(), [&](auto const& it) { return it.organisation == key.second; });
    if (key.first == action.id && !named)
      out.push_back({{"organisation", names.with_kind(key.second)}, {"part", nullptr}, {"plannedHalfDays", 0}, {"minutes", minutes}});
  }
  return out;
}

Json actions_json(ConventionWork const& from, Figures const& figures, Organisations const& names, Date today) {
  Json out = Json::array();
  for (auto const& it : from.actions) {
    auto one = summary_json(it, {from.text, names, today});
    one.erase("mine");
    put(one, of(figures.by_action, it.id));
    one["members"] = members_json(it, figures, names);
    out.push_back(std::move(one));
  }
  return out;
}

Json partners_json(ConventionWork const& from, Figures const& figures, Organisations const& names) {
  std::vector<std::string> all;
  for (auto const& it : from.text.parties) all.push_back(it.organisation);
  for (auto const& [organisation, tally] : figures.by_organisation)
    if (std::find(all.begin(), all.end(), organisation) == all.end()) all.push_back(organisation);
  Json out = Json::array();
  for (auto const& organisation : all) {
    std::int64_t half_days = 0, leads = 0;
    for (auto const& action : from.actions) {
      if (action.lead() == organisation) ++leads;
      for (auto const& member : action.sheet.members)
        if (member.organisation == organisation) half_days += member.planned_half_days;
    }
    Json one{{"organisation", names.with_kind(organisation)}, {"leads", leads}, {"plannedHalfDays", half_days}};
    put(one, of(figures.by_organisation, organisation));
    out.push_back(std::move(one));
  }
  return out;
}

Json kinds_json(Figures const& figures) {
  Json out = Json::array();
  for (auto const& [kind, tally] : figures.by_kind) {
    Json one{{"kind", kind}};
    put(one, tally);
    out.push_back(std::move(one));
  }
  return out;
}

// Each month of the period, also those without work; of a very long one only those with some.
Json months_json(Figures const& figures, Period const& period) {
  std::set<std::string> months;
  for (auto day = period.from; day <= period.to && months.size() <= months_most; day = base::plus_months(day, 1))
    months.insert(to_iso(day).substr(0, 7));
  months.insert(to_iso(period.to).substr(0, 7));
  if (months.size() > months_most) months.clear();
  for (auto const& [month, tally] : figures.by_month) months.insert(month);
  Json out = Json::array();
  for (auto const& month : months) {
    Json one{{"month", month}};
    put(one, of(figures.by_month, month));
    out.push_back(std::move(one));
  }
  return out;
}

// Over the whole of each action: sheets do not say in which year money is planned.
Json money_json(ConventionWork const& from, Organisations const& names) {
  std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 3>> sums;
  for (auto const& action : from.actions) {
    for (auto const& it : action.sheet.budget) {
      auto const name = it.financer.empty() ? it.financer_name : names.named(it.financer).value("name", std::string());
      auto& sum = sums[{name, std::string(id_of(it.nature))}];
      sum[0] += it.planned;
      sum[1] += it.committed;
      sum[2] += it.spent;
    }
  }
  Json out = Json::array();
  for (auto const& [key, sum] : sums)
    out.push_back({{"financer", key.first}, {"nature", key.second}, {"planned", sum[0]}, {"committed", sum[1]}, {"spent", sum[2]}});
  return out;
}

Json decision_json(convention::Decision const& it, Organisations const& names) {
  return {{"text", it.facts.text},
          {"follower", names.with_kind(it.facts.follower)},
          {"dueOn", day_json(it.facts.due_on)},
          {"outcome", id_of(it.facts.outcome)}};
}

// Of the period, the earliest first; who attended by name is nobody's business but the committee's.
Result<Json> sittings_json(sql::Session& session, Call const& call, ConventionWork const& from, Organisations const& names) {
  BASSIN_TRY(auto sittings, convention::sittings_of(session, call.reader, from.text.convention.id));
  std::reverse(sittings.begin(), sittings.end());
  Json out = Json::array();
  for (auto const& it : sittings) {
    if (it.facts.on < from.period.from || from.period.to < it.facts.on) continue;
    Json one{{"committee", id_of(it.facts.committee)}, {"on", to_iso(it.facts.on)}, {"decisions", Json::array()}};
    for (auto const& decision : it.decisions) one["decisions"].push_back(decision_json(decision, names));
    out.push_back(std::move(one));
  }
  return out;
}

Json convention_json(convention::Convention const& it, Organisations const& names) {
  return {
      {"id", it.id}, {"title", it.title}, {"kind", id_of(it.kind)}, {"reference", it.reference}, {"keeper", names.with_kind(it.keeper)}};
}

}  // namespace

Result<Json> report_figures(sql::Session& session, Call const& call, convention::Text text, Period const& period) {
  BASSIN_TRY(auto const from, convention_work(session, call, std::move(text), period, {std::string(field)}));
  BASSIN_TRY(auto const names, Organisations::read(session));
  BASSIN_TRY(auto before, before_json(session, call, from));
  BASSIN_TRY(auto sittings, sittings_json(session, call, from, names));
  auto const figures = convention::figures_of(*from.work, from.actions, from.keys);
  return Json{{"convention", convention_json(from.text.convention, names)},
              {"from", to_iso(period.from)},
              {"to", to_iso(period.to)},
              {"countedOn", to_iso(call.context.today())},
              {"communes", from.ground.communes},
              {"dataDate", day_json(from.ground.data_date)},
              {"whole", whole_json(from, figures)},
              {"before", std::move(before)},
              {"axes", axes_json(from, figures)},
              {"actions", actions_json(from, figures, names, call.context.today())},
              {"partners", partners_json(from, figures, names)},
              {"kinds", kinds_json(figures)},
              {"months", months_json(figures, period)},
              {"money", money_json(from, names)},
              {"indicators", indicator_list(from, call.reader, names, "")},
              {"sittings", std::move(sittings)}};
}

}  // namespace bassin::service
