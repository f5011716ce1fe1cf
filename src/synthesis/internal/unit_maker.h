// Draws whole units: who they are, their establishments, and the life of each. The unit of a rank depends on the seed
// and the rank alone.
#pragma once

#include "synthesis/internal/census.h"
#include "synthesis/internal/model.h"
#include "synthesis/synthesis.h"

namespace bassin::synthesis::internal {

struct World {
  Tables const& tables;
  Names const& names;
  Places const& places;
  Census const& census;
};

class UnitMaker {
 public:
  UnitMaker(World const& world, Parameters const& parameters) : world_(world), parameters_(parameters) {}

  // Fills `unit` whole, whatever it held.
  void make(std::uint64_t rank, Unit& unit) const;

 private:
  void draw_state(Random& random, UnitNumber const& number, Unit& unit) const;
  void draw_nature(Random& random, UnitNumber const& number, Unit& unit) const;
  void draw_diffusion(Random& random, Unit& unit) const;
  void name_person(Random& random, Unit& unit) const;
  void name_company(Random& random, Unit& unit) const;

  void draw_establishments(Random& random, Unit& unit) const;
  void draw_lives(Random& random, Unit& unit) const;
  void draw_place(Random& random, Unit const& unit, std::size_t index, Establishment& here) const;
  void draw_position(Random& random, Establishment& here) const;
  void draw_quirks_of_place(Random& random, Unit const& unit, Establishment& here) const;
  void draw_size(Random& random, Establishment& here, Activity const& activity) const;
  void draw_signs(Random& random, Unit const& unit, Establishment& here) const;
  [[nodiscard]] NameContext context_of(Unit const& unit, Establishment const& here) const;

  World world_;
  Parameters const& parameters_;
};

// One establishment's stay in the register.
struct Life {
  base::Date start;
  std::optional<base::Date> closed;  // the first day of being closed
  std::uint16_t activity = 0;
  bool employer = false;
  bool demonstration = false;
};

// Fills created, periods and processed of `here`.
void draw_periods(Random& random, Life const& life, Tables const& tables, base::Date as_of, Establishment& here);

// The first day of NAF rév. 2.
[[nodiscard]] base::Date rev2_day();

}  // namespace bassin::synthesis::internal
