// How a figure of a grid is counted, in words: the same on the page, in a spreadsheet and on paper.
#pragma once

#include <map>
#include <string>

#include "convention/countable.h"
#include "grids/grid.h"
#include "grids/indicator.h"
#include "reference/language.h"

namespace bassin::service {

using ActionLabels = std::map<std::string, convention::ActionLabel>;

// « actions 1.1, 1.2 ; hors convention : Transmission, reprise (visites) »; "" where nothing counts under it by itself.
[[nodiscard]] std::string counted_under(grids::HeadingFacts const& facts, ActionLabels const& actions, reference::Language language);
// « entreprises distinctes visitées (visites) », « valeurs saisies, additionnées ».
[[nodiscard]] std::string measured(convention::IndicatorFacts const& facts, reference::Language language);

}  // namespace bassin::service
