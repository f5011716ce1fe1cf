#include "service/grid_wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "support/theme.h"

namespace bassin::service {

namespace {

using reference::Label;
using reference::Language;

// In the order of support::Theme.
constexpr std::array<Label, support::theme_count> themes = {{
    {"prise de contact", "first contact"},
    {"création", "creation"},
    {"transmission, reprise", "transfer, takeover"},
    {"locaux, foncier", "premises, land"},
    {"voirie, signalétique, cadre de vie", "roads, signs, surroundings"},
    {"emploi, recrutement, formation", "jobs, recruiting, training"},
    {"financement, aides", "finance, aid"},
    {"développement commercial, innovation", "sales, innovation"},
    {"numérique", "digital"},
    {"transition écologique", "ecological transition"},
    {"réglementation, sécurité", "rules, safety"},
    {"animation, réseaux", "networks"},
    {"observatoire, enquête", "observatory, survey"},
    {"sinistre, crise", "disaster, crisis"},
    {"difficultés", "difficulties"},
    {"autre sujet", "other matters"},
}};

struct Word {
  std::string_view id;
  Label label;
};
constexpr Word kinds[] = {
    {"visit", {"visites", "visits"}},
    {"call", {"appels", "calls"}},
    {"meeting", {"rendez-vous", "meetings"}},
    {"mail", {"courriers", "letters"}},
    {"need", {"besoins confiés", "needs handed over"}},
    {"need_taken", {"besoins pris en charge", "needs taken up"}},
    {"follow_up", {"suivis ouverts", "follow-ups opened"}},
    {"project", {"porteurs de projet reçus", "project holders received"}},
    {"project_settled", {"projets installés", "projects settled"}},
    {"campaign", {"campagnes", "campaigns"}},
};
// In the order of convention::Measure.
constexpr std::array<Label, convention::measure_count> measures = {{
    {"contributions", "contributions"},
    {"entreprises distinctes", "distinct businesses"},
    {"entreprises distinctes visitées", "distinct businesses visited"},
    {"demi-journées passées (3 h 30)", "half days spent (3 h 30)"},
    {"jours passés (7 h)", "days spent (7 h)"},
    {"couverture", "coverage"},
    {"délai moyen en jours", "mean delay in days"},
    {"part des délais tenus, en %", "share of delays kept, in %"},
}};
constexpr std::array<Label, convention::delay_kind_count> delays = {{
    {"d'un besoin confié à sa prise en charge", "from a need handed over to its being taken up"},
    {"d'un besoin confié à son issue", "from a need handed over to its outcome"},
    {"d'un suivi ouvert à sa clôture", "from a follow-up opened to its closing"},
}};

std::string kind_words(std::vector<std::string> const& ids, Language language) {
  std::string out;
  for (auto const& id : ids) {
    std::string_view label = id;
    for (auto const& it : kinds)
      if (it.id == id) label = it.label.in(language);
    out += (out.empty() ? "" : ", ") + std::string(label);
  }
  return out;
}

std::string theme_words(std::vector<std::string> const& ids, Language language) {
  std::string out;
  for (auto const& id : ids) {
    auto const theme = support::parse_theme(id);
    out += (out.empty() ? "" : " ; ") + std::string(theme ? themes[static_cast<std::size_t>(*theme)].in(language) : std::string_view(id));
  }
  return out;
}

// « hors convention, sur « transmission, reprise » : visites »
std::string chosen(grids::Choice const& it, Language language) {
  bool const french = language == Language::fr;
  std::string out(it.everywhere ? (french ? "tout travail" : "any work") : (french ? "hors convention" : "outside conventions"));
  if (!it.themes.empty()) out += fmt::format(fmt::runtime(french ? ", sur « {} »" : ", about \"{}\""), theme_words(it.themes, language));
  if (!it.kinds.empty()) out += (french ? " : " : ": ") + kind_words(it.kinds, language);
  return out;
}

// Actions of one convention stand together; it is named where there are several, for their codes may be the same.
std::string mapped(std::vector<std::string> const& ids, ActionLabels const& labels) {
  std::map<std::string, std::vector<convention::ActionLabel>> by_convention;
  for (auto const& id : ids)
    if (auto const found = labels.find(id); found != labels.end()) by_convention[found->second.convention].push_back(found->second);
  std::string out;
  for (auto& [convention, actions] : by_convention) {
    std::sort(actions.begin(), actions.end(), [](auto const& one, auto const& two) { return grids::comes_before(one.code, two.code); });
    std::string codes;
    for (auto const& it : actions) codes += (codes.empty() ? "" : ", ") + it.code;
    if (by_convention.size() > 1) codes += " (" + actions.front().convention_title + ")";
    out += (out.empty() ? "" : " ; ") + codes;
  }
  return out;
}

}  // namespace

std::string counted_under(grids::HeadingFacts const& facts, ActionLabels const& labels, Language language) {
  std::string out;
  auto const actions = mapped(facts.actions, labels);
  if (!actions.empty()) out = "actions " + actions;
  for (auto const& it : facts.choices) out += (out.empty() ? "" : " ; ") + chosen(it, language);
  return out;
}

std::string measured(convention::IndicatorFacts const& facts, Language language) {
  bool const french = language == Language::fr;
  if (!facts.computed) {
    bool const sum = facts.gathering == convention::Gathering::sum;
    if (french) return sum ? "valeurs saisies, additionnées" : "dernière valeur saisie";
    return sum ? "entered values, added up" : "last entered value";
  }
  auto const& how = *facts.computed;
  std::string out(measures[static_cast<std::size_t>(how.measure)].in(language));
  if (how.delay) out += (french ? ", " : ", ") + std::string(delays[static_cast<std::size_t>(*how.delay)].in(language));
  if (how.measure == convention::Measure::within)
    out += fmt::format(fmt::runtime(french ? ", en {} jours au plus" : ", within {} days"), how.most);
  if (!how.kinds.empty()) out += " (" + kind_words(how.kinds, language) + ")";
  return out;
}

}  // namespace bassin::service
