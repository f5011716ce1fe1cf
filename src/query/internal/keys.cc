#include "query/internal/keys.h"

#include <fmt/format.h>

namespace bassin::query::internal {

namespace {

constexpr std::uint8_t year_before = 1;
constexpr std::uint8_t year_after = 255;
constexpr int first_year = 1900;

struct Word {
  std::string_view key, fr, en;
};

constexpr Word words[] = {
    {"active", "Actif", "Active"},
    {"closed", "Fermé", "Closed"},
    {"no", "Non", "No"},
    {"yes", "Oui", "Yes"},
    {"open", "Diffusible", "Open"},
    {"partial", "Diffusion partielle", "Partial"},
    {"pme", "PME", "SME"},
    {"eti", "ETI", "Mid-sized"},
    {"ge", "Grande entreprise", "Large enterprise"},
    {"outside", "Hors chambres", "No chamber"},
    {"to-qualify", "À qualifier", "To qualify"},
    {"street-number", "Au numéro", "To the street number"},
    {"street", "À la voie", "To the street"},
    {"likely-street-number", "Au numéro, probable", "To the street number, likely"},
    {"likely-street", "À la voie, probable", "To the street, likely"},
    {"commune", "À la commune", "To the commune"},
    {"given", "Position donnée", "Position given"},
    {"masked", "Masqué", "Masked"},
    {"running", "Suivi en cours", "Under way"},
    {"own", "Avec mon organisation", "With my organisation"},
    {"before-1900", "Avant 1900", "Before 1900"},
    {"after-2079", "Après 2079", "After 2079"},
};

}  // namespace

std::uint8_t year_code(std::uint16_t day) {
  if (day == base::DayCode::unknown) return 0;
  if (day == base::DayCode::before) return year_before;
  if (day == base::DayCode::after) return year_after;
  return static_cast<std::uint8_t>(2 + base::year_of(*base::DayCode{day}.date()) - first_year);
}

std::array<std::uint8_t, 65536> const& year_codes() {
  static auto const codes = [] {
    std::array<std::uint8_t, 65536> out;
    for (std::size_t day = 0; day < out.size(); ++day) out[day] = year_code(static_cast<std::uint16_t>(day));
    return out;
  }();
  return codes;
}

std::string year_key(std::uint8_t code) {
  if (code == 0) return "";
  if (code == year_before) return "before-1900";
  if (code == year_after) return "after-2079";
  return fmt::format("{}", first_year + code - 2);
}

std::string word_label(std::string_view word, reference::Language language) {
  for (auto const& w : words) {
    if (w.key == word) return std::string(language == reference::Language::fr ? w.fr : w.en);
  }
  return {};
}

}  // namespace bassin::query::internal
