#include "service/crisis_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace bassin::service {

namespace {

struct Word {
  std::string_view what, id;
  reference::Label said;
};
constexpr Word table[] = {
    {"figure", "potential", {"dans la liste", "on the list"}},
    {"figure", "unlocated", {"sans position publique", "without public position"}},
    {"figure", "indirect", {"indirectes", "indirect"}},
    {"figure", "reported", {"signalées", "reported"}},
    {"figure", "contacted", {"jointes", "contacted"}},
    {"figure", "visited", {"visitées", "visited"}},
    {"figure", "qualified", {"qualifiées", "qualified"}},
    {"figure", "filed", {"en dossiers", "filed"}},
    {"figure", "reopened", {"rouvertes", "reopened"}},
    {"figure", "closedForGood", {"fermées définitivement", "closed for good"}},
    {"figure", "nothingToDo", {"sans suite", "nothing to do"}},
    {"figure", "closed", {"fermées", "closed"}},
    {"figure", "partlyOpen", {"ouvertes en partie", "partly open"}},
    {"figure", "open", {"ouvertes", "open"}},
    {"figure", "inaccessible", {"inaccessibles", "inaccessible"}},
    {"figure", "urgent1", {"urgence 1", "urgency 1"}},
    {"figure", "urgent2", {"urgence 2", "urgency 2"}},
    {"figure", "urgent3", {"urgence 3", "urgency 3"}},
    {"figure", "urgent4", {"urgence 4", "urgency 4"}},
    {"figure", "nobodys", {"à personne", "nobody's"}},
    {"heading", "building", {"Bâtiment", "Building"}},
    {"heading", "fittings", {"Agencements", "Fittings"}},
    {"heading", "equipment", {"Matériel", "Equipment"}},
    {"heading", "stock", {"Stock", "Stock"}},
    {"heading", "vehicles", {"Véhicules", "Vehicles"}},
    {"heading", "data", {"Données", "Data"}},
    {"heading", "other", {"Autres", "Other"}},
    {"heading", "harvest", {"Récoltes", "Harvests"}},
    {"heading", "soils", {"Sols, ouvrages, clôtures", "Soils, works, fences"}},
    {"heading", "plants", {"Plantations pérennes", "Perennial plants"}},
    {"heading", "livestock", {"Cheptel hors bâtiment", "Livestock out of doors"}},
    {"heading", "housed_livestock", {"Cheptel en bâtiment", "Livestock in buildings"}},
    {"heading", "fodder", {"Fourrages, récoltes engrangées", "Fodder, stored harvests"}},
    {"heading", "damage", {"Dommages, tous postes", "Damage, all headings"}},
    {"heading", "turnover_loss", {"Perte de chiffre d’affaires", "Loss of turnover"}},
    {"certainty", "estimated", {"à vue", "at sight"}},
    {"certainty", "quoted", {"sur devis", "quoted"}},
    {"certainty", "assessed", {"par un expert", "by an expert"}},
    {"short_time", "not_needed", {"pas nécessaire", "not needed"}},
    {"short_time", "planned", {"prévue", "planned"}},
    {"short_time", "asked", {"demandée", "asked for"}},
    {"short_time", "granted", {"accordée", "granted"}},
    {"short_time", "unknown", {"ne sait pas", "does not know"}},
    {"short_time", "refused", {"refus de dire", "would not say"}},
    {"need", "pumping", {"pompage", "pumping"}},
    {"need", "electricity", {"électricité", "electricity"}},
    {"need", "cleaning", {"nettoyage", "cleaning"}},
    {"need", "storage", {"stockage", "storage"}},
    {"need", "premises", {"local provisoire", "premises for now"}},
    {"need", "hands", {"main-d’œuvre", "hands"}},
    {"need", "cash", {"avance de trésorerie", "cash advance"}},
    {"need", "advice", {"conseil", "advice"}},
    {"need", "listening", {"écoute", "somebody to listen"}},
    {"aid", "damage_claim", {"Déclaration à l’assureur (catastrophe naturelle)", "Claim to the insurer (natural disaster)"}},
    {"aid", "loss_claim", {"Perte d’exploitation (catastrophe naturelle)", "Loss of business (natural disaster)"}},
    {"aid", "ordinary_claim", {"Déclaration de sinistre ordinaire", "Ordinary claim"}},
    {"aid", "short_time_work", {"Activité partielle", "Short-time work"}},
    {"aid", "short_time_work_indirect", {"Activité partielle, victime indirecte", "Short-time work, hit indirectly"}},
    {"aid", "social_deferral", {"Report de cotisations sociales", "Deferral of social contributions"}},
    {"aid", "social_deferral_independent", {"Report de cotisations, indépendant", "Deferral of contributions, self-employed"}},
    {"aid", "tax_deferral", {"Report ou remise d’impôts", "Deferral or remission of taxes"}},
    {"aid", "independent_fund", {"Fonds catastrophe et intempéries (indépendants)", "Disaster fund of the self-employed"}},
    {"aid", "craft_fund", {"Fonds de calamités (artisanat)", "Disaster fund of crafts"}},
    {"aid", "solidarity_2016", {"Fonds de solidarité de 2016 (Seine-et-Marne)", "Solidarity fund of 2016 (Seine-et-Marne)"}},
    {"aid", "region_2024", {"Aide d’urgence de la Région de 2024", "Emergency aid of the Region, 2024"}},
    {"aid", "farm_regime", {"Régime des calamités agricoles", "Farms' disaster scheme"}},
    {"aid", "municipality", {"Commune ou intercommunalité", "Municipality"}},
    {"aid", "bank", {"Banque", "Bank"}},
    {"aid", "donation", {"Don", "Donation"}},
    {"aid", "other", {"Autre aide", "Other aid"}},
    {"state", "potential", {"potentielle", "potential"}},
    {"state", "reported", {"signalée", "reported"}},
    {"state", "contacted", {"jointe", "contacted"}},
    {"state", "visited", {"visitée", "visited"}},
    {"state", "qualified", {"qualifiée", "qualified"}},
    {"state", "filed", {"en dossiers", "filed"}},
    {"state", "reopened", {"rouverte", "reopened"}},
    {"state", "closed_for_good", {"fermée définitivement", "closed for good"}},
    {"state", "nothing_to_do", {"sans suite", "nothing to do"}},
    {"chamber", "cci", {"CCI", "CCI"}},
    {"chamber", "cma", {"CMA", "CMA"}},
    {"chamber", "ca", {"Chambre d’agriculture", "Chamber of agriculture"}},
    {"chamber", "outside", {"hors chambres", "no chamber"}},
    {"chamber", "to-qualify", {"à qualifier", "to be qualified"}},
};

}  // namespace

std::string crisis_word(std::string_view what, std::string_view id, reference::Language language) {
  auto const* const found =
      std::find_if(std::begin(table), std::end(table), [&](Word const& it) { return it.what == what && it.id == id; });
  return std::string(found == std::end(table) ? id : found->said.in(language));
}

Json crisis_words(reference::Language language) {
  Json out = Json::object();
  for (auto const& it : table) out[std::string(it.what)][std::string(it.id)] = it.said.in(language);
  return out;
}

}  // namespace bassin::service
