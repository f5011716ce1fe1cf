// What a decree of natural disaster names, and for which crises it speaks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "crisis/crisis.h"

namespace bassin::crisis {

enum class Peril : std::uint8_t { flood, storm, ground, drought, earthquake, avalanche, eruption };
inline constexpr std::size_t peril_count = 7;
// "flood".
[[nodiscard]] std::string_view id_of(Peril peril);
[[nodiscard]] std::optional<Peril> parse_peril(std::string_view id);

// « Inondations et/ou Coulées de Boue », « Inondations Remontée Nappe », « Secousse Sismique »: as the Journal officiel names them, of
// 1982 until now. Of several in one name, the water.
[[nodiscard]] std::optional<Peril> peril_named(std::string_view label);

// A storm brings floods; neither fires nor accidents are natural disasters in the sense of the code des assurances, article L125-1. Of
// drought, whose decrees speak of months, never.
[[nodiscard]] bool speaks_for(Peril peril, Kind kind);

}  // namespace bassin::crisis
