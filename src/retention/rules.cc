#include "retention/rules.h"

#include <algorithm>
#include <array>

namespace bassin::retention {

namespace {

using support::Aged;

constexpr int year = 12;

// Where a number is from: prospects three years after the last contact (CNIL), partnership files and reports ten years then kept, files of
// accompanied businesses five to ten years then sorted (instruction DPACI/RES/2005/17 and practice), access logs a year;
// names of agents who left as long as most of what they wrote. What may be set is
// what these leave open.
constexpr std::array<Rule, 24> table = {{
    {"exchange", 3 * year, 6, 3 * year, Fate::destroy, true, Aged::exchange},
    {"need", 3 * year, 6, 5 * year, Fate::destroy, true, Aged::need},
    {"follow_up", 5 * year, 5 * year, 10 * year, Fate::sort, true, Aged::follow_up},
    {"project", 3 * year, 6, 3 * year, Fate::destroy, true, Aged::project},
    {"contact", 3 * year, 6, 3 * year, Fate::destroy, true, Aged::contact},
    {"channel", 0, 0, 0, Fate::destroy, false, Aged::channel},
    {"campaign", 3 * year, 6, 3 * year, Fate::destroy, true, Aged::campaign},
    {"document", 5 * year, 3 * year, 10 * year, Fate::sort, true, Aged::document},
    {"membership", 3 * year, 6, 3 * year, Fate::destroy, false, Aged::membership},
    {"reminder", year, 1, 3 * year, Fate::destroy, false, Aged::reminder},
    {"import", year, 1, 3 * year, Fate::destroy, false, Aged::import},
    {"convention", 10 * year, 10 * year, 10 * year, Fate::keep, false, std::nullopt},
    {"report", 10 * year, 10 * year, 10 * year, Fate::keep, false, std::nullopt},
    {"grid", 10 * year, 10 * year, 10 * year, Fate::keep, false, std::nullopt},
    {"crisis", 5 * year, 3 * year, 10 * year, Fate::automatic, false, std::nullopt},
    {"parcel_link", 5 * year, year, 10 * year, Fate::automatic, false, std::nullopt},
    {"readiness", 3 * year, year, 5 * year, Fate::automatic, false, std::nullopt},
    {"access_log", year, 6, year, Fate::automatic, false, std::nullopt},
    {"agent", 5 * year, year, 10 * year, Fate::automatic, false, std::nullopt},
    {"import_cells", 1, 1, 1, Fate::automatic, false, std::nullopt},
    {"letter", 1, 1, 1, Fate::automatic, false, std::nullopt},
    {"water_level", 1, 1, 1, Fate::automatic, false, std::nullopt},
    {"water_proposal", year, year, year, Fate::automatic, false, std::nullopt},
    {"opposition", 0, 0, 0, Fate::keep, false, std::nullopt},
}};

}  // namespace

std::string_view id_of(Fate fate) {
  switch (fate) {
    case Fate::keep: return "keep";
    case Fate::destroy: return "destroy";
    case Fate::sort: return "sort";
    case Fate::automatic: break;
  }
  return "automatic";
}

std::span<Rule const> rules() { return table; }

Rule const* rule_of(std::string_view kind) {
  auto const* const found = std::find_if(table.begin(), table.end(), [kind](Rule const& rule) { return rule.kind == kind; });
  return found == table.end() ? nullptr : found;
}

}  // namespace bassin::retention
