#include "printing/french.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "base/date.h"

namespace bassin::printing {

namespace {

constexpr std::string_view narrow = "\u202f", wide = "\u00a0";
constexpr std::size_t group = 3;
constexpr std::array<std::string_view, 12> months = {"janvier", "février", "mars",      "avril",   "mai",      "juin",
                                                     "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> short_months = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                                           "juil.", "août",  "sept.", "oct.", "nov.", "déc."};

struct Word {
  std::string_view what, id, said;
};
constexpr Word words[] = {
    {"kind", "framework", "convention-cadre"},
    {"kind", "annual", "application annuelle"},
    {"kind", "service", "convention de prestation"},
    {"progress", "to_start", "à lancer"},
    {"progress", "running", "en cours"},
    {"progress", "suspended", "suspendue"},
    {"progress", "done", "réalisée"},
    {"progress", "dropped", "abandonnée"},
    {"part", "lead", "pilote"},
    {"part", "co_lead", "copilote"},
    {"part", "partner", "partenaire"},
    {"part", "", "hors fiche"},
    {"effect", "output", "réalisation"},
    {"effect", "result", "résultat"},
    {"effect", "impact", "impact"},
    {"nature", "subsidy", "subvention"},
    {"nature", "valuation", "valorisation"},
    {"nature", "invoicing", "facturation"},
    {"contribution", "visit", "visites"},
    {"contribution", "call", "appels"},
    {"contribution", "meeting", "réunions"},
    {"contribution", "mail", "courriers"},
    {"contribution", "need", "besoins confiés"},
    {"contribution", "need_taken", "besoins pris en charge"},
    {"contribution", "follow_up", "suivis ouverts"},
    {"contribution", "project", "porteurs de projet reçus"},
    {"contribution", "project_settled", "projets installés"},
    {"committee", "steering", "comité de pilotage"},
    {"committee", "technical", "comité technique"},
    {"outcome", "open", "à faire"},
    {"outcome", "done", "faite"},
    {"outcome", "dropped", "abandonnée"},
};

std::string grouped(std::string digits) {
  for (auto at = digits.size(); at > group; at -= group) digits.insert(at - group, narrow);
  return digits;
}

}  // namespace

std::string number(std::int64_t value) { return (value < 0 ? "−" : "") + grouped(std::to_string(std::llabs(value))); }

std::string figure(double value) {
  auto const tenths = std::llround(std::fabs(value) * 10);
  auto out = grouped(std::to_string(tenths / 10));
  if (tenths % 10 != 0) out += "," + std::to_string(tenths % 10);
  return (value < 0 && tenths > 0 ? "−" : "") + out;
}

std::string share(double value) { return number(std::llround(value * 100)) + std::string(narrow) + "%"; }

std::string euros(std::int64_t cents) {
  auto out = number(cents / 100);
  auto const rest = std::llabs(cents % 100);
  if (rest != 0) out += (rest < 10 ? ",0" : ",") + std::to_string(rest);
  return out + std::string(wide) + "€";
}

std::string days_of_minutes(std::int64_t minutes) { return figure(static_cast<double>(minutes) / (7 * 60)); }
std::string days_of_halves(std::int64_t half_days) { return figure(static_cast<double>(half_days) / 2); }

std::string long_day(std::string_view iso) {
  auto const day = base::parse_date(iso.substr(0, 10));
  if (!day) return std::string(iso);
  auto const text = to_iso(*day);
  auto const number_of = std::stoi(text.substr(8, 2));
  auto const month = std::stoul(text.substr(5, 2));
  return (number_of == 1 ? "1er" : std::to_string(number_of)) + " " + std::string(months.at(month - 1)) + " " + text.substr(0, 4);
}

std::string short_month(std::string_view iso) {
  if (!base::parse_date(std::string(iso) + "-01")) return std::string(iso);
  return std::string(short_months.at(std::stoul(std::string(iso.substr(5, 2))) - 1)) + " " + std::string(iso.substr(2, 2));
}

std::string word(std::string_view what, std::string_view id) {
  auto const found = std::find_if(std::begin(words), std::end(words), [&](Word const& it) { return it.what == what && it.id == id; });
  return std::string(found == std::end(words) ? id : found->said);
}

}  // namespace bassin::printing
