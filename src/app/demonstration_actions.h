// The programme of the demonstration: an example convention in the manner of those that intercommunalities and chambers sign
// (the four axes of the Pays Créçois), with a dozen actions. Figures and people are invented.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace bassin::app::demonstration {

struct Axis {
  std::string_view code, title;
};
inline constexpr std::array<Axis, 4> axes{{
    {"1", "Développement économique"},
    {"2", "Animation du territoire"},
    {"3", "Observatoires et études"},
    {"4", "Création et reprise d'entreprises"},
}};

// Partners by their place in the list of the demonstration.
struct Action {
  std::size_t axis, lead;
  std::string_view code, title, audience, objectives;
  std::int64_t half_days;  // planned, of who leads it
  std::int64_t euros;      // of its budget line
  std::string_view theme;  // of the exchanges that count towards it; "": none do
  int visits, calls;       // in the year
  std::string_view kind;   // "visit": what its indicator counts; "": entered
  double target;
};
inline constexpr std::array<Action, 12> actions{{
    {0, 0, "1.1", "Visiter les entreprises du territoire", "Toutes les entreprises", "Connaître leurs projets et leurs difficultés.", 80,
     4'000, "acquaintance", 90, 40, "visit", 100},
    {0, 1, "1.2", "Répondre aux besoins de locaux et de foncier", "Entreprises qui s'installent ou s'agrandissent",
     "Une première réponse sous neuf jours.", 40, 2'500, "premises", 28, 30, "visit", 30},
    {0, 2, "1.3", "Accompagner l'artisanat dans le numérique", "Artisans", "Un diagnostic et une suite par entreprise.", 36, 6'000,
     "digital", 34, 12, "visit", 40},
    {1, 0, "2.1", "Petits-déjeuners d'entreprises", "Dirigeants", "Six rencontres dans l'année, une par pôle.", 24, 3'000, "network", 0, 60,
     "", 6},
    {1, 1, "2.2", "Union commerciale de Crécy-la-Chapelle", "Commerçants", "Relancer l'union et son calendrier.", 20, 5'000, "network", 26,
     8, "visit", 25},
    {1, 3, "2.3", "Marchés et circuits courts", "Exploitations et métiers de bouche", "Un marché de producteurs par mois.", 18, 4'500,
     "development", 14, 10, "visit", 15},
    {2, 0, "3.1", "Tableau de bord du territoire", "Élus et partenaires", "Deux éditions par an.", 16, 1'500, "", 0, 0, "", 2},
    {2, 1, "3.2", "Enquête sur le commerce de centre-bourg", "Commerçants", "Connaître les intentions et les besoins.", 22, 3'500, "study",
     36, 14, "visit", 40},
    {2, 3, "3.3", "Friches et bâtiments agricoles", "Exploitations", "Recenser les bâtiments sans usage.", 14, 2'000, "study", 12, 4,
     "visit", 15},
    {3, 2, "4.1", "Transmission des entreprises artisanales", "Chefs d'entreprise de plus de 50 ans", "Un pré-diagnostic proposé à chacun.",
     60, 12'000, "takeover", 48, 30, "visit", 50},
    {3, 1, "4.2", "Permanences de la création", "Porteurs de projet", "Deux permanences par mois.", 48, 6'500, "creation", 0, 34, "", 22},
    {3, 3, "4.3", "Installation agricole", "Jeunes agriculteurs", "Trois installations accompagnées.", 24, 5'000, "creation", 8, 6, "", 3},
}};

// Towards which project holders count.
inline constexpr std::string_view welcome = "4.2";

// What is written in exchanges, by theme: none names anybody.
struct Note {
  std::string_view theme, text;
};
inline constexpr std::array<Note, 14> notes{{
    {"acquaintance", "Activité stable, deux recrutements envisagés. Rappeler à la rentrée."},
    {"acquaintance", "Ne connaissait pas les permanences des chambres. Documentation laissée."},
    {"premises", "Cherche 300 m² avec quai, de préférence près de la gare."},
    {"premises", "Bail à renouveler dans l'année, hésite à acheter."},
    {"digital", "Prise de rendez-vous en ligne à mettre en place."},
    {"digital", "Site à refaire, pas de vente en ligne souhaitée."},
    {"network", "Viendra au prochain petit-déjeuner, propose de recevoir le suivant."},
    {"network", "Souhaite un calendrier commun des animations."},
    {"development", "Intéressé par le marché de producteurs du samedi."},
    {"study", "Questionnaire rempli sur place."},
    {"study", "Clientèle du bourg surtout, stationnement jugé difficile."},
    {"takeover", "Départ prévu dans deux ans, sans repreneur connu."},
    {"takeover", "Pré-diagnostic fait, évaluation à programmer."},
    {"creation", "Plan de financement à compléter avant la banque."},
}};

}  // namespace bassin::app::demonstration
