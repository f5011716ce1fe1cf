#include "typed.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "query/testing/search_quality_test_support.h"

namespace bassin::bench {

namespace {

using Random = std::mt19937_64;

bool chance(Random& random, unsigned percent) { return random() % 100 < percent; }

template <std::size_t size>
std::string_view one_of(std::array<std::string_view, size> const& choices, Random& random) {
  return choices[random() % size];
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char const c : text) {
    if (c != ' ') word += c;
    if (c == ' ' && !word.empty()) words.push_back(std::exchange(word, {}));
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

std::string join(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

// As people write names: "Boulangerie Dupont".
std::string capitals(std::string text) {
  bool first = true;
  for (auto& c : text) {
    if (!first && c >= 'A' && c <= 'Z') c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    first = c == ' ' || c == '-' || c == '\'';
  }
  return text;
}

std::string with_legal_form(std::string name, Random& random) {
  constexpr std::array<std::string_view, 8> forms{"SARL", "EURL", "SAS", "Sté", "Ets", "S.A.R.L.", "M.", "Entreprise"};
  auto const form = std::string(one_of(forms, random));
  return chance(random, 70) ? form + " " + name : name + " (" + form + ")";
}

std::string typed_name(Known const& known, Random& random) {
  auto words = split(known.name);
  if (known.person && words.size() > 1) {
    auto& first = words.back();
    if (chance(random, 15)) first = first.substr(0, 1) + ".";
    if (chance(random, 50)) std::rotate(words.begin(), words.end() - 1, words.end());
  } else if (words.size() > 2) {
    if (chance(random, 8)) words.erase(words.begin() + static_cast<std::ptrdiff_t>(random() % words.size()));
    if (chance(random, 8)) std::swap(words.front(), words.back());
    if (auto& word = words[random() % words.size()]; chance(random, 12) && word.size() > 6) word = word.substr(0, 4) + ".";
  }
  auto name = join(words);
  if (chance(random, 35)) name = query::testing::misspell(name, 1, random);
  if (name.size() > 9 && chance(random, 10)) name = query::testing::misspell(name, 1, random);
  if (chance(random, 25)) name = with_legal_form(name, random);
  return chance(random, 50) ? capitals(std::move(name)) : name;
}

std::string short_kind(std::string_view kind, Random& random) {
  constexpr std::array<std::array<std::string_view, 4>, 10> ways{{{"AV", "av.", "ave", "Avenue"},
                                                                  {"BD", "bd", "bld", "Boulevard"},
                                                                  {"RUE", "r.", "rue", "Rue"},
                                                                  {"PL", "pl.", "place", "Place"},
                                                                  {"CHE", "ch.", "chemin", "chem."},
                                                                  {"RTE", "rte", "route", "Rte"},
                                                                  {"IMP", "imp.", "impasse", "Imp"},
                                                                  {"ALL", "all.", "allée", "Allée"},
                                                                  {"QU", "quai", "Quai", "qu."},
                                                                  {"SQ", "sq.", "square", "Square"}}};
  for (auto const& way : ways) {
    if (way[0] == kind) return std::string(way[1 + random() % 3]);
  }
  return std::string(kind);
}

std::string short_word(std::string const& word, Random& random) {
  constexpr std::array<std::array<std::string_view, 3>, 12> ways{{{"SAINT", "St", "st"},
                                                                  {"SAINTE", "Ste", "ste"},
                                                                  {"GENERAL", "Gal", "Gén."},
                                                                  {"MARECHAL", "Mal", "mal"},
                                                                  {"DOCTEUR", "Dr", "dr"},
                                                                  {"PRESIDENT", "Pdt", "Pdt"},
                                                                  {"GRAND", "Gd", "gd"},
                                                                  {"GRANDE", "Gde", "gde"},
                                                                  {"PETIT", "Pt", "petit"},
                                                                  {"CHARLES", "Ch.", "Ch"},
                                                                  {"JEAN", "J.", "J"},
                                                                  {"VIEUX", "Vx", "vieux"}}};
  for (auto const& way : ways) {
    if (way[0] == word && chance(random, 60)) return std::string(way[1 + random() % 2]);
  }
  return word;
}

std::string typed_address(Known const& known, Random& random) {
  if (known.street.empty() || chance(random, 7)) return {};
  std::string out;
  if (chance(random, 5)) out = "Bât. B, ";
  if (!known.number.empty() && !chance(random, 8))
    out +=
        known.number + (known.repetition.empty() || chance(random, 30) ? "" : " " + known.repetition) + (chance(random, 25) ? ", " : " ");
  if (!known.street_type.empty()) out += short_kind(known.street_type, random) + " ";
  auto words = split(known.street);
  for (auto& word : words) word = short_word(word, random);
  auto street = join(words);
  if (chance(random, 15) && street.size() > 4) street = query::testing::misspell(street, 1, random);
  return out + (chance(random, 50) ? capitals(street) : street);
}

std::string typed_commune(Known const& known, Random& random) {
  if (chance(random, 4)) return {};
  auto words = split(known.commune);
  for (auto& word : words) word = short_word(word, random);
  auto commune = join(words);
  if (chance(random, 10) && commune.size() > 4) commune = query::testing::misspell(commune, 1, random);
  if (chance(random, 2)) commune += " CEDEX";
  return chance(random, 50) ? capitals(std::move(commune)) : commune;
}

std::string typed_postal_code(Known const& known, Random& random) {
  if (known.postal_code.empty() || chance(random, 8)) return {};
  auto code = known.postal_code;
  if (chance(random, 2)) code[2 + random() % 3] = static_cast<char>('0' + random() % 10);
  return chance(random, 5) ? code.substr(0, 2) + " " + code.substr(2) : code;
}

}  // namespace

matching::Wanted typed(Known const& known, std::mt19937_64& random) {
  matching::Wanted wanted;
  wanted.name = typed_name(known, random);
  wanted.address = typed_address(known, random);
  wanted.postal_code = typed_postal_code(known, random);
  wanted.commune = typed_commune(known, random);
  if (wanted.postal_code.empty() && wanted.commune.empty()) wanted.commune = known.commune;
  return wanted;
}

}  // namespace bassin::bench
