// What became of a territory, and the codes under which a register may hold it.
#include <algorithm>
#include <set>

#include "reference/territory.h"

namespace bassin::reference {
namespace {

struct State {
  std::string_view commune;
  std::string_view epci;
  friend bool operator==(State const&, State const&) = default;
};

State state_at(std::string_view code, base::Date at) {
  auto const resolved = geography().resolve(code, at);
  auto const commune = resolved ? resolved->code : std::string_view();
  return {commune, geography().epci_of(commune, at)};
}

// Days on which something may change for a commune after `since`: the vintages, and its own successions.
std::set<base::Date> turning_days(std::string_view code, base::Date since) {
  std::set<base::Date> days;
  auto const& places = geography();
  for (int year = base::year_of(places.first_vintage()); year <= base::year_of(places.last_vintage()); ++year) {
    days.insert(base::make_date(year, 1, 1));
  }
  for (auto const& one : places.successors(code)) days.insert(one.date);
  days.erase(days.begin(), days.upper_bound(since));
  return days;
}

void add_successions(std::string const& code, base::Date since, std::vector<TerritorySuccession>& found) {
  auto before = state_at(code, since);
  for (auto const day : turning_days(code, since)) {
    auto const after = state_at(code, day);
    if (after == before) continue;
    found.push_back({code, std::string(after.commune), std::string(before.epci), std::string(after.epci), day});
    before = after;
  }
}

// Codes of one territory, gathered by following the links of its communes.
class Gathering {
 public:
  explicit Gathering(Territory const& territory) : territory_(territory), places_(geography()) {}

  std::vector<RegisterCode> all() {
    for (auto const& code : territory_.communes) {
      add(code);
      add_past(code);
    }
    for (auto const& code : territory_.communes) add_future(code);
    std::vector<RegisterCode> found;
    for (auto const code : codes_) found.push_back({std::string(code), is_approximate(code)});
    return found;
  }

 private:
  // Whether the code's ground lay within the territory at its date.
  [[nodiscard]] bool within(std::string_view code) const {
    auto const resolved = places_.resolve(code, territory_.date);
    return resolved && std::ranges::binary_search(territory_.communes, resolved->code, std::less<>());
  }
  bool add(std::string_view code) { return codes_.insert(code).second; }

  // Parts and former codes, and theirs.
  void add_past(std::string_view code) {
    for (auto const& part : places_.all_parts(code)) {
      if (within(part.code) && add(part.code)) add_past(part.code);
    }
    for (auto const& one : places_.predecessors(code)) {
      if (within(one.from) && add(one.from)) add_past(one.from);
    }
  }

  // Communes that the ground belonged to after the territory's date, and those made out of it.
  void add_future(std::string_view code) {
    for (auto const& one : places_.successors(code)) {
      if (one.date <= territory_.date || (one.split && !within(one.to)) || !add(one.to)) continue;
      add_past(one.to);
      add_future(one.to);
    }
  }

  // A commune that took ground from outside the territory since its date.
  [[nodiscard]] bool is_approximate(std::string_view code) const {
    if (!within(code)) return true;
    for (auto const& one : places_.predecessors(code)) {
      if (!one.split && one.date > territory_.date && !within(one.from)) return true;
    }
    return false;
  }

  Territory const& territory_;
  Geography const& places_;
  std::set<std::string_view> codes_;
};

}  // namespace

std::vector<TerritorySuccession> successions(Territory const& territory) {
  std::vector<TerritorySuccession> found;
  for (auto const& code : territory.communes) add_successions(code, territory.date, found);
  return found;
}

std::vector<RegisterCode> register_codes(Territory const& territory) { return Gathering(territory).all(); }

}  // namespace bassin::reference
