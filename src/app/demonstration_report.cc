#include "app/demonstration_report.h"

#include "convention/committee.h"
#include "convention/indicator_keeper.h"
#include "convention/report.h"

namespace bassin::app {

namespace {

using base::Date;
using base::Result;

struct Words {
  std::string_view section, text;  // of an axis and of a party: its place, "axis:0"
};
constexpr Words words[] = {
    {"opening",
     "L'année a été celle des premières visites à quatre : chaque conseiller sait, avant d'entrer, qui est déjà venu et pourquoi.\n\n"
     "Les besoins transmis d'un partenaire à l'autre sont suivis jusqu'à leur issue ; ceux qui attendent sont relancés."},
    {"axis:0", "Les visites ont surtout porté sur les locaux et le recrutement. Les communes de la vallée ont été vues en premier."},
    {"axis:1", "Les réunions de commerçants se tiennent désormais dans chaque bourg, avec la chambre concernée."},
    {"axis:3", "Les chefs d'entreprise de plus de 55 ans ont été appelés un par un ; un sur quatre pense à transmettre d'ici trois ans."},
    {"party:1", "La CCI a tenu une permanence par mois à la maison de services."},
    {"party:2", "Un conseiller de la CMA a été présent deux jours par semaine sur le territoire."},
    {"outlook",
     "Étendre les visites aux exploitations agricoles de la vallée, et préparer avec les communes la liste des entreprises exposées aux "
     "crues."},
};

Result<void> enter_values(sql::Session& session, convention::Act const& act, std::string const& convention, Date today) {
  BASSIN_TRY(auto const indicators, convention::indicators_of(session, act.reader, convention));
  constexpr std::int32_t half_year = 180;
  double share = 0.35;  // of the target, one more than the other
  for (auto const& it : indicators) {
    if (it.facts.computed || it.facts.targets.empty()) continue;
    auto const value = static_cast<double>(static_cast<std::int64_t>(it.facts.targets.begin()->second * share));
    convention::EnteredFacts const facts{Date{today.days - half_year}, value, "Relevé du service économique, présenté en comité", ""};
    BASSIN_TRY([[maybe_unused]] auto const entered, convention::action_indicators().enter(session, act, it.id, facts));
    share += 0.2;
  }
  return {};
}

Result<void> hold_committee(sql::Session& session, convention::Act const& act, std::string const& convention,
                            std::vector<std::string> const& organisations, Date today) {
  constexpr std::int32_t days_since = 70, days_ahead = 40;
  convention::SittingFacts sitting;
  sitting.on = Date{today.days - days_since};
  sitting.place = "Crécy-la-Chapelle";
  sitting.agenda = "1. Point d'étape des actions\n2. Programme de l'année suivante";
  sitting.minutes = "Les partenaires constatent que les visites avancent comme prévu.";
  for (auto const& it : organisations) sitting.attendance.push_back({it, "", "", "", convention::Presence::present});
  BASSIN_TRY(auto const held, convention::add_sitting(session, act, convention, sitting));
  convention::DecisionFacts const decisions[] = {
      {"Relancer les entreprises qui n'ont pas répondu au premier courrier", organisations[2], {}, convention::Outcome::done, ""},
      {"Proposer une liste commune des entreprises à visiter l'an prochain", organisations[0], Date{today.days + days_ahead},
       convention::Outcome::open, ""}};
  for (auto const& it : decisions) {
    BASSIN_TRY([[maybe_unused]] auto const decision, convention::add_decision(session, act, held.id, it));
  }
  return {};
}

// "axis:0" with the id of the first axis.
std::string section_of(std::string_view place, std::vector<convention::Axis> const& axes, std::vector<std::string> const& organisations) {
  auto const colon = place.find(':');
  if (colon == std::string_view::npos) return std::string(place);
  auto const at = static_cast<std::size_t>(place.back() - '0');
  return std::string(place.substr(0, colon + 1)) + (place.starts_with("axis") ? axes[at].id : organisations[at]);
}

Result<void> draft_report(sql::Session& session, convention::Act const& act, std::string const& convention,
                          std::vector<std::string> const& organisations, Date today) {
  BASSIN_TRY(auto const text, convention::find_convention(session, act.reader, convention));
  int const year = year_of(today);
  convention::Period const period{base::make_date(year, 1, 1), base::make_date(year, 12, 31)};
  BASSIN_TRY(auto const report, convention::draft_report(session, act, convention, "Bilan " + std::to_string(year), period));
  for (auto const& it : words) {
    convention::Block const block{section_of(it.section, text.axes, organisations), std::string(it.text), 0, "", ""};
    BASSIN_TRY([[maybe_unused]] auto const written, convention::write_block(session, act, report.id, block));
  }
  return {};
}

}  // namespace

Result<void> add_demonstration_report(sql::Session& session, convention::Act const& coordinator, std::string const& convention,
                                      std::vector<std::string> const& organisations, Date today) {
  BASSIN_DO(enter_values(session, coordinator, convention, today));
  BASSIN_DO(hold_committee(session, coordinator, convention, organisations, today));
  return draft_report(session, coordinator, convention, organisations, today);
}

}  // namespace bassin::app
