#include "answers.h"

#include <algorithm>
#include <map>

#include "reference/size_bands.h"

namespace bassin::bench {

namespace {

enum FacetIndex { section, division, size, legal, commune, chambers, head_office, employer, diffusion, created_year };

bool is_number(std::string const& text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos; }

// What the peers' tables hold as a number, under the key that Bassin gives it. Keys of Bassin come back unchanged.
std::string key_of(int facet, std::string const& key) {
  static std::map<std::string, std::string> const yes_no{{"0", ""}, {"1", "no"}, {"2", "yes"}};
  static std::map<std::string, std::string> const status{{"0", ""}, {"1", "open"}, {"2", "partial"}};
  auto const in = [&](auto const& words) {
    auto const found = words.find(key);
    return found == words.end() ? key : found->second;
  };
  switch (facet) {
    case head_office:
    case employer: return in(yes_no);
    case diffusion: return in(status);
    case legal:
    case created_year: return key == "0" ? "" : key;
    default: return key;
  }
}

}  // namespace

Comparison facet_answers() {
  return [](Rows const& rows) {
    Rows compared;
    for (auto const& row : rows) {
      auto const facet = std::stoi(row.at(0));
      // Sizes are codes to us and places in the list to the peers; chambers are sets: both are compared by their counts.
      bool const by_count = facet == size || facet == chambers;
      if (facet == chambers) continue;
      compared.push_back({row.at(0), by_count ? "" : key_of(facet, row.at(1)), row.at(2)});
    }
    std::sort(compared.begin(), compared.end());
    return compared;
  };
}

Comparison page_answers() {
  return [](Rows const& rows) {
    Rows compared;
    for (auto const& row : rows) compared.push_back({row.at(0)});
    return compared;
  };
}

Comparison dates_of_page_answers() {
  return [](Rows const& rows) {
    Rows compared;
    // The creation date is the fifth value of ours and the ninth of the peers'.
    for (auto const& row : rows) compared.push_back({row.size() > 8 ? row[8] : row.at(4)});
    return compared;
  };
}

Comparison series_answers() {
  return [](Rows const& rows) {
    std::map<int, std::string> stock;
    for (auto const& row : rows) {
      if (is_number(row.at(0))) stock[std::stoi(row[0])] = row.at(1);
    }
    Rows compared;
    for (int year = 1990; year <= 2026; ++year) {
      auto const after = stock.upper_bound(year);
      compared.push_back({std::to_string(year), after == stock.begin() ? "0" : std::prev(after)->second});
    }
    return compared;
  };
}

Comparison first_value_answers() {
  return [](Rows const& rows) { return rows.empty() || rows[0].empty() ? Rows{} : Rows{{rows[0][0]}}; };
}

Comparison not_compared() {
  return [](Rows const&) { return Rows{}; };
}

}  // namespace bassin::bench
