// Names and sentences about chambers.
#include <array>
#include <map>

#include <fmt/format.h>

#include "reference/chambers.h"
#include "reference/legal_forms.h"

namespace bassin::reference {
namespace {

constexpr std::array<Label, nature_count> nature_names{{
    {"commerciale", "commercial"},
    {"agent commercial", "commercial agent"},
    {"artisanale", "craft"},
    {"artisanale réglementée", "regulated craft"},
    {"libérale réglementée", "regulated liberal profession"},
    {"libérale non réglementée", "liberal profession"},
    {"agricole (actif)", "farming"},
    {"agricole (non actif)", "farming, not active"},
    {"gestion de biens", "management of property"},
    {"indépendante", "independent"},
    {"loueur en meublé", "furnished lessor"},
    {"loueur de terres agricoles", "farmland lessor"},
    {"sans activité", "no activity"},
    {"toute forme", "any form"},
    {"prospection non commerciale", "non-commercial prospecting"},
}};

std::string forms_text(Natures forms, Language language) {
  std::string text;
  for (std::size_t i = 0; i < nature_count; ++i) {
    if (forms.has(static_cast<Nature>(i))) text += fmt::format("{}{}", text.empty() ? "" : ", ", nature_names[i].in(language));
  }
  return text;
}

// "activité 10.71C (Boulangerie…), 1 ou 2 salariés"
std::string activity_text(Reason const& reason, Language language) {
  auto const label = naf_rev2().label(reason.activity, language);
  auto const& size = size_bands()[reason.size < size_band_count ? reason.size : size_unknown].label;
  return fmt::format("{} {}{}, {}", language == Language::fr ? "activité" : "activity", reason.activity,
                     label.empty() ? "" : fmt::format(" ({})", label), size.in(language));
}

std::string legal_text(Reason const& reason, Language language) {
  return fmt::format("{} {} ({})", language == Language::fr ? "forme juridique" : "legal form", reason.legal_category,
                     legal_forms().label(reason.legal_category));
}

// What is said of each reason, with {0} the fact that led to it and {1} forms of exercise or the words of a person.
Label pattern(ReasonCode code) {
  switch (code) {
    case ReasonCode::by_hand: return {"décision saisie par un agent : {1}", "decided by an agent: {1}"};
    case ReasonCode::nature:
      return {"forme d'exercice au registre national des entreprises : {1}",
              "form of exercise in the national register of enterprises: {1}"};
    case ReasonCode::craft_code: return {"code de métier artisanal {1}", "craft code {1}"};
    case ReasonCode::former_rncs: return {"présence à l'ancien registre du commerce (RNCS)", "present in the former trade register (RNCS)"};
    case ReasonCode::former_rnm: return {"présence à l'ancien répertoire des métiers (RNM)", "present in the former crafts register (RNM)"};
    case ReasonCode::former_raa:
      return {"présence à l'ancien registre des actifs agricoles (RAA)", "present in the former farmers' register (RAA)"};
    case ReasonCode::farming_legal_form: return {"{0} : forme agricole", "{0}: a farming form"};
    case ReasonCode::farming_division: return {"{0} : division 01, agriculture", "{0}: division 01, agriculture"};
    case ReasonCode::activity_form:
      return {"{0} : forme d'exercice prévue au guichet unique : {1}", "{0}: form of exercise at the one-stop shop: {1}"};
    case ReasonCode::activity_form_one_of:
      return {"{0} : une des formes d'exercice possibles au guichet unique : {1}",
              "{0}: one of several forms of exercise at the one-stop shop: {1}"};
    case ReasonCode::unknown_size: return {"{0}, compté comme moins de 11 salariés : {1}", "{0}, counted as under 11 employees: {1}"};
    case ReasonCode::size_straddles:
      return {"{0}, tranche à cheval sur la limite de 11 salariés : {1}", "{0}, a band that straddles the limit of 11 employees: {1}"};
    case ReasonCode::size_over_limit:
      return {"{0} : activité artisanale, commerciale à partir de 11 salariés", "{0}: a craft, commercial from 11 employees on"};
    case ReasonCode::commercial_company: return {"{0} : société commerciale par sa forme", "{0}: a commercial company by its form"};
    case ReasonCode::legal_form_outside: return {"{0} : forme qui ne relève d'aucune chambre", "{0}: a form that belongs to no chamber"};
  }
  return {};
}

std::string fact(Reason const& reason, Language language) {
  if (reason.legal_category != 0) return legal_text(reason, language);
  return reason.activity.empty() ? std::string() : activity_text(reason, language);
}

}  // namespace

std::string_view id_of(Chamber chamber) {
  constexpr std::array<std::string_view, 3> ids{"CCI", "CMA", "CA"};
  return ids[static_cast<std::size_t>(chamber)];
}

std::string_view id_of(AttachmentSource source) {
  constexpr std::array<std::string_view, 5> ids{"by-hand", "register", "former-register", "legal-form", "activity"};
  return ids[static_cast<std::size_t>(source)];
}

std::string_view id_of(Confidence confidence) {
  constexpr std::array<std::string_view, 3> ids{"low", "medium", "high"};
  return ids[static_cast<std::size_t>(confidence)];
}

Label name_of(Chamber chamber) {
  constexpr std::array<Label, 3> names{{{"chambre de commerce et d'industrie", "chamber of commerce and industry"},
                                        {"chambre de métiers et de l'artisanat", "chamber of crafts"},
                                        {"chambre d'agriculture", "chamber of agriculture"}}};
  return names[static_cast<std::size_t>(chamber)];
}

Label name_of(Nature nature) { return nature_names[static_cast<std::size_t>(nature)]; }

std::optional<Nature> parse_nature(std::string_view text) {
  static std::map<std::string_view, Nature> const natures{
      {"COMMERCIALE", Nature::commercial},
      {"AGENT_COMMERCIAL", Nature::commercial_agent},
      {"ARTISANALE", Nature::craft},
      {"ARTISANALE_REGLEMENTEE", Nature::regulated_craft},
      {"LIBERALE_REGLEMENTEE", Nature::regulated_liberal},
      {"LIBERALE_NON_REGLEMENTEE", Nature::liberal},
      {"ACTIF_AGRICOLE", Nature::farming},
      {"AGRICOLE_NON_ACTIF", Nature::farming_inactive},
      {"AGRICOLE (NON ACTIF)", Nature::farming_inactive},
      {"GESTION_DE_BIENS", Nature::property_management},
      {"INDEPENDANTE", Nature::independent},
      {"LOUEUR_MEUBLE", Nature::furnished_lessor},
      {"LOUEUR_TERRE_AGRICOLE", Nature::farmland_lessor},
      {"SANS_ACTIVITE", Nature::none},
      {"TOUTE_FORME_ACTIVITE", Nature::any},
      {"ACTIVITE_DE_PROSPECTION_UNIQUEMENT_NON_COMMERCIALE", Nature::prospecting},
  };
  auto const found = natures.find(text);
  if (found == natures.end()) return std::nullopt;
  return found->second;
}

Label label_of(AttachmentSource source) {
  constexpr std::array<Label, 5> labels{{{"décision saisie", "decided by hand"},
                                         {"registre national des entreprises", "national register of enterprises"},
                                         {"ancien registre", "former register"},
                                         {"forme juridique ou division 01 de la NAF", "legal form or farming division"},
                                         {"activité et effectif", "activity and size"}}};
  return labels[static_cast<std::size_t>(source)];
}

Label label_of(Confidence confidence) {
  constexpr std::array<Label, 3> labels{{{"faible", "low"}, {"moyenne", "medium"}, {"forte", "high"}}};
  return labels[static_cast<std::size_t>(confidence)];
}

std::string Reason::text(Language language) const {
  auto const words = detail.empty() ? forms_text(forms, language) : detail;
  auto sentence = fmt::format(fmt::runtime(pattern(code).in(language)), fact(*this, language), words);
  // The first letter is plain ASCII in every pattern and fact.
  if (!sentence.empty() && sentence[0] >= 'a' && sentence[0] <= 'z') sentence[0] = static_cast<char>(sentence[0] - 'a' + 'A');
  return sentence + ".";
}

}  // namespace bassin::reference
