#include "synthesis/internal/tables.h"

#include <algorithm>
#include <map>
#include <string>

#include "reference/nomenclature.h"

namespace bassin::synthesis::internal {
namespace {

// The row whose beginning is the longest of those that `code` starts with; an empty beginning matches every code.
std::uint16_t longest_beginning(std::vector<std::string_view> const& beginnings, std::string_view code) {
  std::size_t best = 0;
  std::size_t length = 0;
  for (std::size_t i = 0; i < beginnings.size(); ++i) {
    if (!code.starts_with(beginnings[i]) || beginnings[i].size() < length) continue;
    best = i;
    length = beginnings[i].size();
  }
  return static_cast<std::uint16_t>(best);
}

// The subclass of NAF 2025 nearest by code: the same, else the first of the same class, group or division.
std::string_view nearest_naf25(std::string_view code) {
  auto const& naf = reference::naf_2025();
  if (naf.level_of(code) == reference::ActivityLevel::subclass) return naf.canonical(code);
  for (std::size_t length : {5U, 4U, 2U}) {
    auto const found = naf.subclasses(code.substr(0, length));
    if (!found.empty()) return found.front();
  }
  return {};
}

}  // namespace

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    auto const at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::vector<std::vector<std::string_view>> rows_of(Table table) {
  std::vector<std::vector<std::string_view>> rows;
  for (auto line : split(embedded(table), '\n')) {
    if (!line.empty() && line[0] != '#') rows.push_back(split(line, '\t'));
  }
  return rows;
}

std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  for (char digit : digits) number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  return number;
}

std::uint64_t demonstration_factor(std::string_view activity) {
  if (activity.starts_with("01.")) return 50;
  if (activity.starts_with("68.20") || activity.starts_with("81.10")) return 3;
  if (activity.starts_with("43") || activity.starts_with("10.7") || activity.starts_with("45.2")) return 40;
  if (activity.starts_with("47") || activity.starts_with("56") || activity.starts_with("96.02")) return 30;
  if (activity.starts_with("85.3") || activity.starts_with("86.1")) return 2;
  return 10;
}

Tables::Tables(bool demonstration) {
  read_legal();
  read_words();
  read_sizes();
  read_activities(demonstration);
  read_ranges(demonstration);
  read_streets(demonstration);
  read_lists();
}

void Tables::read_activities(bool demonstration) {
  std::vector<std::string_view> legal_beginnings, word_beginnings, size_beginnings;
  for (auto const& row : rows_of(Table::legal_by_activity)) legal_beginnings.push_back(row[0]);
  for (auto const& row : rows_of(Table::business_words)) word_beginnings.push_back(row[0]);
  for (auto const& row : rows_of(Table::sizes)) size_beginnings.push_back(row[0]);
  Weighted nap_weights;
  auto const nap = rows_of(Table::old_activities);
  for (auto const& row : nap) nap_weights.add(number_of(row[1]));

  for (auto const& row : rows_of(Table::activities)) {
    std::uint64_t const factor = demonstration ? demonstration_factor(row[0]) : 10;
    Random random(mix(activities.size(), 1));
    active.add(number_of(row[1]) * factor);
    closed.add(number_of(row[2]) * factor);
    if (row[0] == "84.11Z") town_hall = static_cast<std::uint16_t>(activities.size());
    activities.push_back({row[0], nearest_naf25(row[0]), row[4], nap[nap_weights.draw(random)][0], row[5],
                          static_cast<std::uint32_t>(number_of(row[3])), longest_beginning(size_beginnings, row[0]),
                          longest_beginning(legal_beginnings, row[0]), longest_beginning(word_beginnings, row[0])});
  }
}

void Tables::read_sizes() {
  for (auto const& row : rows_of(Table::sizes)) {
    Weighted weights;
    for (std::size_t i = 1; i < row.size(); ++i) weights.add(number_of(row[i]));
    sizes.push_back(weights);
  }
}

void Tables::read_legal() {
  for (auto const& row : rows_of(Table::legal_by_activity)) {
    LegalRow read;
    for (auto pair : split(row[1], ' ')) {
      read.categories.push_back(static_cast<std::uint16_t>(number_of(pair.substr(0, 4))));
      read.weights.add(number_of(pair.substr(5)));
    }
    legal.push_back(std::move(read));
  }
}

void Tables::read_words() {
  for (auto const& row : rows_of(Table::business_words)) words.push_back(split(row[1], ','));
}

// The demonstration takes numbers below the smallest ever given out: they belong to nobody.
void Tables::read_ranges(bool demonstration) {
  if (demonstration) {
    ranges.push_back({100, 32'000, 1990, 2026, 1, SirenRange::Kind::any});
    return;
  }
  std::map<std::string_view, SirenRange::Kind> const kinds{{"person", SirenRange::Kind::person},
                                                           {"state", SirenRange::Kind::state},
                                                           {"local", SirenRange::Kind::local},
                                                           {"any", SirenRange::Kind::any}};
  for (auto const& row : rows_of(Table::siren_ranges)) {
    ranges.push_back({static_cast<std::uint32_t>(number_of(row[0])), static_cast<std::uint32_t>(number_of(row[1])),
                      static_cast<int>(number_of(row[2])), static_cast<int>(number_of(row[3])),
                      static_cast<std::uint32_t>(number_of(row[4])), kinds.at(row[5])});
  }
}

void Tables::read_streets(bool demonstration) {
  if (demonstration) {
    std::array<std::string_view, 8> const types{"RUE", "RUE", "RUE", "CHE", "PL", "ALL", "AV", "RTE"};
    auto const names = split(rows_of(Table::demonstration_words).back()[1], ',');
    for (std::size_t i = 0; i < names.size() * 4; ++i) {
      streets.push_back({types[i % types.size()], names[i % names.size()]});
      street_weights.add(1);
    }
    return;
  }
  for (auto const& row : rows_of(Table::streets)) {
    streets.push_back({row[0], row[1]});
    street_weights.add(number_of(row[2]));
  }
}

void Tables::read_lists() {
  for (auto const& row : rows_of(Table::establishments_per_unit)) {
    unit_sizes.emplace_back(number_of(row[0]), number_of(row[1]));
    unit_size_weights.add(number_of(row[2]));
  }
  for (auto const& row : rows_of(Table::public_services)) {
    services.push_back(row[0]);
    service_weights.add(number_of(row[1]));
  }
  for (auto const& row : rows_of(Table::countries)) {
    countries.push_back({row[0], row[1]});
    country_weights.add(number_of(row[2]));
  }
}

}  // namespace bassin::synthesis::internal
