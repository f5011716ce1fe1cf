#include "reference/size_bands.h"

#include <array>

namespace bassin::reference {
namespace {

// Source: INSEE, documentation of the Sirene register, variable trancheEffectifsEtablissement (codes and wording, 2025).
constexpr std::array<SizeBand, size_band_count> bands{{
    {0, "", {"Effectif inconnu", "Size unknown"}, {"inconnu", "unknown"}, 0, {}, SizeGroup::unknown},
    {1,
     "NN",
     {"Unité non employeuse (pas de salarié au cours de l'année de référence et pas d'effectif au 31/12)",
      "No employee during the reference year, nor on 31 December"},
     {"Sans salarié", "No employee"},
     0,
     0,
     SizeGroup::zero},
    {2,
     "00",
     {"0 salarié (n'ayant pas d'effectif au 31/12 mais ayant employé des salariés au cours de l'année de référence)",
      "0 employees on 31 December, but some during the reference year"},
     {"0 au 31/12", "0 on 31 Dec."},
     0,
     0,
     SizeGroup::zero},
    {3, "01", {"1 ou 2 salariés", "1 or 2 employees"}, {"1 ou 2", "1–2"}, 1, 2, SizeGroup::from_1_to_9},
    {4, "02", {"3 à 5 salariés", "3 to 5 employees"}, {"3 à 5", "3–5"}, 3, 5, SizeGroup::from_1_to_9},
    {5, "03", {"6 à 9 salariés", "6 to 9 employees"}, {"6 à 9", "6–9"}, 6, 9, SizeGroup::from_1_to_9},
    {6, "11", {"10 à 19 salariés", "10 to 19 employees"}, {"10 à 19", "10–19"}, 10, 19, SizeGroup::from_10_to_49},
    {7, "12", {"20 à 49 salariés", "20 to 49 employees"}, {"20 à 49", "20–49"}, 20, 49, SizeGroup::from_10_to_49},
    {8, "21", {"50 à 99 salariés", "50 to 99 employees"}, {"50 à 99", "50–99"}, 50, 99, SizeGroup::from_50_to_249},
    {9, "22", {"100 à 199 salariés", "100 to 199 employees"}, {"100 à 199", "100–199"}, 100, 199, SizeGroup::from_50_to_249},
    {10, "31", {"200 à 249 salariés", "200 to 249 employees"}, {"200 à 249", "200–249"}, 200, 249, SizeGroup::from_50_to_249},
    {11, "32", {"250 à 499 salariés", "250 to 499 employees"}, {"250 à 499", "250–499"}, 250, 499, SizeGroup::from_250},
    {12, "41", {"500 à 999 salariés", "500 to 999 employees"}, {"500 à 999", "500–999"}, 500, 999, SizeGroup::from_250},
    {13, "42", {"1 000 à 1 999 salariés", "1,000 to 1,999 employees"}, {"1 000 à 1 999", "1,000–1,999"}, 1000, 1999, SizeGroup::from_250},
    {14, "51", {"2 000 à 4 999 salariés", "2,000 to 4,999 employees"}, {"2 000 à 4 999", "2,000–4,999"}, 2000, 4999, SizeGroup::from_250},
    {15, "52", {"5 000 à 9 999 salariés", "5,000 to 9,999 employees"}, {"5 000 à 9 999", "5,000–9,999"}, 5000, 9999, SizeGroup::from_250},
    {16,
     "53",
     {"10 000 salariés et plus", "10,000 employees or more"},
     {"10 000 et plus", "10,000 or more"},
     10000,
     {},
     SizeGroup::from_250},
}};

constexpr std::array<Label, size_group_count> group_labels{{
    {"0 salarié", "0 employees"},
    {"1 à 9 salariés", "1–9 employees"},
    {"10 à 49 salariés", "10–49 employees"},
    {"50 à 249 salariés", "50–249 employees"},
    {"250 salariés et plus", "250 employees or more"},
    {"effectif inconnu", "size unknown"},
}};

}  // namespace

std::span<SizeBand const> size_bands() { return bands; }

std::optional<SizeIndex> parse_size_band(std::string_view code) {
  for (auto const& band : bands) {
    if (band.code == code) return band.index;
  }
  return std::nullopt;
}

SizeGroup size_group(SizeIndex index) { return index < bands.size() ? bands[index].group : SizeGroup::unknown; }

Label size_group_label(SizeGroup group) { return group_labels[static_cast<std::size_t>(group)]; }

}  // namespace bassin::reference
