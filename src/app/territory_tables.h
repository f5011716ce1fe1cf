// A territory as tables: its communes with population, where each went since, and counts where there are any.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/answer.h"
#include "reference/territory.h"

namespace bassin::app {

struct TerritoryCounts {
  bool known = false;                                            // a snapshot is there
  std::map<std::string, std::uint64_t, std::less<>> by_commune;  // current code; without it: none
};

// Headline, facts and notes.
void add_territory_facts(Answer& answer, reference::Territory const& territory, Language language);
void add_territory_tables(Answer& answer, reference::Territory const& territory, TerritoryCounts const& counts, Language language);
// Several territories of that name: how to name each one.
void add_choices(Answer& answer, std::vector<reference::Territory> const& choices, Language language);

}  // namespace bassin::app
