// What an exchange or a need is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace bassin::support {

enum class Theme : std::uint8_t {
  acquaintance,  // prise de contact, connaissance de l'entreprise
  creation,      // création
  takeover,      // transmission, reprise
  premises,      // locaux, foncier
  surroundings,  // cadre de vie du site: voirie, signalétique, propreté, stationnement
  employment,    // emploi, recrutement, formation
  finance,       // financement, aides
  development,   // développement commercial, export, innovation
  digital,       // numérique
  ecology,       // transition écologique
  rules,         // réglementation, accessibilité, hygiène, sécurité
  network,       // animation, réseaux, clubs
  study,         // observatoire, enquête
  crisis,        // sinistre, crise
  distress,      // difficultés de l'entreprise ou de la personne
  other,
};
inline constexpr std::size_t theme_count = 16;
// "premises".
[[nodiscard]] std::string_view id_of(Theme theme);
[[nodiscard]] std::optional<Theme> parse_theme(std::string_view id);

// Stays in the organisation that wrote it, whatever a convention opens (docs/decisions/0019-what-a-convention-opens.md).
[[nodiscard]] constexpr bool is_sensitive(Theme theme) { return theme == Theme::distress; }

}  // namespace bassin::support
