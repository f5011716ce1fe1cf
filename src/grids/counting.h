// What the work of a grid's organisation comes to under its headings and indicators. Pure: whoever asks brings the work.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "convention/delay.h"
#include "convention/reading.h"
#include "grids/grid.h"
#include "grids/indicator.h"
#include "grids/work.h"

namespace bassin::grids {

// Of one organisation, in a period.
struct Work {
  convention::Period period;
  convention::Period term;  // of the grid: the target of a year is that of its days within it
  std::vector<Piece> pieces;
  std::vector<convention::Delay> delays;  // support::delays_of_organisation()
  convention::KeyOf keys;
};

// Pieces that several actions or choices bring count once.
struct HeadingFigures {
  convention::Tally all;
  convention::Tally outside;                           // of these, towards no convention
  std::map<std::string, convention::Tally> by_action;  // the rest, by id of its action; a business may stand in several
};

class Counting {
 public:
  // All of these outlive it. `headings`: of one grid.
  Counting(std::vector<Heading> const& headings, Work const& work);

  // With what counts under headings below it.
  [[nodiscard]] HeadingFigures figures(std::string const& heading) const;
  [[nodiscard]] convention::Reading reading(Indicator const& indicator, std::vector<convention::EnteredValue> const& entered) const;

 private:
  struct Chosen {
    std::vector<bool> pieces, delays;  // by their place in the work
  };
  [[nodiscard]] Chosen choose(HeadingFacts const& facts) const;
  [[nodiscard]] std::vector<Piece const*> pieces(std::string const& heading) const;

  Work const& work_;
  std::map<std::string, Chosen> chosen_;  // by heading
};

// Whether a piece of work counts under a heading by itself: what pages and tests ask.
[[nodiscard]] bool counts(HeadingFacts const& facts, Piece const& piece);

}  // namespace bassin::grids
