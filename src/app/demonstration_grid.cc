#include "app/demonstration_grid.h"

#include <span>
#include <vector>

#include "grids/indicator.h"

namespace bassin::app {

namespace {

using base::Date;
using base::Result;
using convention::Measure;

struct Heading {
  std::string_view code, parent, title;
  std::vector<std::string_view> actions;
  std::vector<grids::Choice> choices;
};
// The missions that contracts of chambers of trades name.
std::vector<Heading> const& headings() {
  static std::vector<Heading> const all = {
      {"1", "", "Accompagner les entreprises artisanales", {}, {}},
      {"1.1", "1", "Transmission et reprise", {"4.1"}, {{{"takeover"}, {}, false}}},
      {"1.2", "1", "Transition numérique et écologique", {"1.3"}, {{{"digital", "ecology"}, {}, false}}},
      {"2", "", "Répondre aux entreprises du territoire", {}, {{{}, {"need_taken", "follow_up"}, true}}},
      {"3", "", "Présence sur le territoire", {}, {{{}, {"call", "mail", "meeting", "visit"}, true}}},
      {"4", "", "Apprentissage", {}, {}},
  };
  return all;
}

struct Figure {
  std::string_view heading, code, label, unit;
  std::optional<Measure> measure;  // nothing: entered
  double target;
};
constexpr Figure figures[] = {
    {"1", "A1", "Entreprises accompagnées", "entreprises", Measure::businesses, 120},
    {"1.1", "A2", "Cédants visités", "entreprises", Measure::visited, 40},
    {"1.2", "A3", "Diagnostics et suites numériques", "contributions", Measure::contributions, 40},
    {"2", "B1", "Besoins pris en charge en neuf jours", "%", Measure::within, 90},
    {"3", "C1", "Jours de conseil sur le territoire", "jours", Measure::days, 30},
    {"4", "D1", "Jeunes sensibilisés à l'apprentissage", "jeunes", std::nullopt, 60},
};
constexpr std::int64_t days_to_answer = 9;
constexpr double young_people = 34;

convention::IndicatorFacts facts_of(Figure const& it, int year) {
  convention::IndicatorFacts out;
  out.code = it.code;
  out.label = it.label;
  out.unit = it.unit;
  out.targets = {{year, it.target}, {year + 1, it.target}};
  if (!it.measure) return out;
  out.computed = convention::Computed{};
  out.computed->measure = *it.measure;
  if (*it.measure != Measure::within) return out;
  out.computed->delay = convention::DelayKind::taken;
  out.computed->most = days_to_answer;
  return out;
}

Result<std::map<std::string, std::string>> add_headings(sql::Session& session, access::Act const& act, std::string const& grid,
                                                        std::map<std::string, std::string> const& actions) {
  std::map<std::string, std::string> made = {{"", ""}};
  for (auto const& it : headings()) {
    grids::HeadingFacts facts;
    facts.parent = made.at(std::string(it.parent));
    facts.code = it.code;
    facts.title = it.title;
    facts.choices = it.choices;
    for (auto const code : it.actions) {
      auto const found = actions.find(std::string(code));
      if (found != actions.end()) facts.actions.push_back(found->second);
    }
    BASSIN_TRY(auto const heading, grids::add_heading(session, act, grid, facts));
    made[facts.code] = heading.id;
  }
  return made;
}

}  // namespace

Result<void> add_demonstration_grid(sql::Session& session, access::Act const& act, std::map<std::string, std::string> const& actions,
                                    Date today) {
  int const year = year_of(today);
  grids::GridFacts const facts{"Contrat d'objectifs et de performance", "Préfecture de région (tutelle)",
                               "Contrat de la démonstration : rubriques et cibles sont inventées.", base::make_date(year - 1, 1, 1),
                               base::make_date(year + 1, 12, 31)};
  BASSIN_TRY(auto const grid, grids::add_grid(session, act, facts));
  BASSIN_TRY(auto const made, add_headings(session, act, grid.id, actions));
  for (auto const& it : figures) {
    BASSIN_TRY(auto const figure, grids::heading_indicators().add(session, act, made.at(std::string(it.heading)), facts_of(it, year)));
    if (it.measure) continue;
    convention::EnteredFacts const value{Date{today.days - 60}, young_people, "Forum des métiers du collège, liste d'émargement", ""};
    BASSIN_TRY([[maybe_unused]] auto const entered, grids::heading_indicators().enter(session, act, figure.id, value));
  }
  return {};
}

}  // namespace bassin::app
