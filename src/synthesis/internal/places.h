// Communes as places to put establishments: weight, postal code, and a position that is schematic (placed inside the
// département by chance) except for the communes of the demonstration, whose centres are known.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "synthesis/internal/random.h"
#include "synthesis/internal/tables.h"

namespace bassin::synthesis::internal {

using PlaceIndex = std::uint32_t;

struct Place {
  std::string_view code;
  std::string label;  // as in the register: upper case without accents, "SAINT-GERMAIN-SUR-MORIN"
  std::string_view postcode;
  std::uint32_t group = 0;  // index of its département in Places
  std::uint32_t streets = 0;
  std::uint64_t population = 0;
  int epsg = 0;         // 0: the source gives no positions there
  double latitude = 0;  // degrees
  double longitude = 0;
  double radius = 0;  // metres within which its establishments lie
};

// A code that the register may still carry for a place.
struct FormerCode {
  std::string_view code;
  std::string label;
  PlaceIndex place = 0;
};

struct Address {
  PlaceIndex place = 0;
  std::uint32_t street = 0;  // of the place
  std::uint32_t number = 0;  // 0: none
  double latitude = 0;
  double longitude = 0;
};

struct Group {
  std::string_view departement;
  PlaceIndex first = 0;
  PlaceIndex last = 0;  // not included
};

class Places {
 public:
  // `departements` empty means all. "synthesis.unknown_departement" {code}.
  [[nodiscard]] static base::Result<Places> of_country(base::Date at, std::vector<std::string> const& departements);
  // The communes of the demonstration, those of the Pays Créçois counting three times.
  [[nodiscard]] static Places of_demonstration();

  [[nodiscard]] Place const& operator[](PlaceIndex index) const { return places_[index]; }
  [[nodiscard]] std::vector<Place> const& all() const { return places_; }
  [[nodiscard]] std::vector<Group> const& groups() const { return groups_; }
  [[nodiscard]] std::vector<FormerCode> const& former() const { return former_; }

  [[nodiscard]] PlaceIndex draw(Random& random) const { return weights_.draw(random); }
  // In the département of another place.
  [[nodiscard]] PlaceIndex draw_near(Random& random, PlaceIndex place) const;
  // A street of the place, a number in it, and where that is: near the centre more often than far from it.
  [[nodiscard]] Address draw_address(Random& random, PlaceIndex place) const;
  // Anywhere within the place.
  void scatter(Random& random, Address& address) const;
  // The street's index in Tables::streets.
  [[nodiscard]] std::uint32_t street_index(Tables const& tables, PlaceIndex place, std::uint32_t street) const;

 private:
  Places() = default;
  void add_communes(std::string_view departement, std::vector<std::string_view> const& codes, base::Date at);
  void place_in_box(std::string_view departement, PlaceIndex first);
  void weigh(PlaceIndex first, std::uint64_t weight, std::uint64_t counted);
  void add_former_codes(base::Date at);

  std::vector<Place> places_;
  std::vector<Group> groups_;
  std::vector<FormerCode> former_;
  Weighted weights_;
};

// "L'Haÿ-les-Roses" -> "L'HAY-LES-ROSES".
[[nodiscard]] std::string register_label(std::string_view name);

}  // namespace bassin::synthesis::internal
