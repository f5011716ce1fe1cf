#include "crisis/peril.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/fold.h"
#include "base/id_table.h"

namespace bassin::crisis {

namespace {

constexpr std::array<std::string_view, peril_count> perils{"flood", "storm", "ground", "drought", "earthquake", "avalanche", "eruption"};

struct Beginning {
  std::string_view word;
  Peril peril;
};
// The first that begins a word decides: « mouvements de terrain consécutifs à la sécheresse » is drought, a flood with landslips a flood.
constexpr Beginning beginnings[] = {
    {"INONDATION", Peril::flood},    {"COULEE", Peril::flood},        {"VAGUE", Peril::flood},         {"RAZ", Peril::flood},
    {"LAVE", Peril::flood},          {"SUBMERSION", Peril::flood},    {"SECHERESSE", Peril::drought},  {"REHYDRATATION", Peril::drought},
    {"SISM", Peril::earthquake},     {"SEISM", Peril::earthquake},    {"AVALANCHE", Peril::avalanche}, {"ERUPTION", Peril::eruption},
    {"VOLCAN", Peril::eruption},     {"MOUVEMENT", Peril::ground},    {"GLISSEMENT", Peril::ground},   {"EBOULEMENT", Peril::ground},
    {"EFFONDREMENT", Peril::ground}, {"AFFAISSEMENT", Peril::ground}, {"TEMPETE", Peril::storm},       {"CYCLON", Peril::storm},
    {"VENT", Peril::storm},          {"GRELE", Peril::storm},         {"NEIGE", Peril::storm},
};

}  // namespace

std::string_view id_of(Peril peril) { return perils[static_cast<std::size_t>(peril)]; }
std::optional<Peril> parse_peril(std::string_view id) { return base::parse_id<Peril>(perils, id); }

std::optional<Peril> peril_named(std::string_view label) {
  auto const folded = base::fold(label);
  auto const* const found = std::find_if(std::begin(beginnings), std::end(beginnings),
                                         [&](auto const& it) { return base::has_word_beginning_with(folded, it.word); });
  return found == std::end(beginnings) ? std::nullopt : std::optional(found->peril);
}

bool speaks_for(Peril peril, Kind kind) {
  switch (kind) {
    case Kind::flood: return peril == Peril::flood;
    case Kind::storm: return peril == Peril::storm || peril == Peril::flood;
    case Kind::other: return peril != Peril::flood && peril != Peril::storm && peril != Peril::drought;
    case Kind::fire:
    case Kind::pollution:
    case Kind::accident: break;
  }
  return false;
}

}  // namespace bassin::crisis
