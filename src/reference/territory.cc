#include "reference/territory.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "reference/internal/make_territory.h"
#include "reference/internal/name_index.h"
#include "reference/internal/tsv.h"

namespace bassin::reference {
namespace {

constexpr std::size_t most_found = 50;
constexpr std::size_t most_near = 3;
constexpr std::size_t most_codes_in_name = 4;

// A territory and how well it answers; lower is better.
struct Candidate {
  Territory territory;
  int rank = 0;
  std::uint64_t population = 0;
};

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

base::Error empty(std::string_view text) { return {"reference.empty_territory", {{"text", std::string(text)}}}; }

struct Prefix {
  std::string_view word;
  TerritoryKind kind;
};
constexpr std::array prefixes{Prefix{"commune", TerritoryKind::commune},
                              Prefix{"epci", TerritoryKind::epci},
                              Prefix{"dep", TerritoryKind::departement},
                              Prefix{"dept", TerritoryKind::departement},
                              Prefix{"departement", TerritoryKind::departement},
                              Prefix{"region", TerritoryKind::region},
                              Prefix{"list", TerritoryKind::list}};

// Takes "kind:" off the text.
std::optional<TerritoryKind> take_prefix(std::string_view& text) {
  auto const colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  for (auto const& prefix : prefixes) {
    if (text.substr(0, colon) != prefix.word) continue;
    text = trim(text.substr(colon + 1));
    return prefix.kind;
  }
  return std::nullopt;
}

// "2a" and "2b" are written in either case.
std::string code_form(std::string_view text) {
  std::string code(text);
  if (code.size() >= 2 && code[0] == '2') code[1] = static_cast<char>(std::toupper(static_cast<unsigned char>(code[1])));
  return code;
}

std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> codes;
  while (!text.empty()) {
    auto const code = trim(internal::take(text, ','));
    if (!code.empty()) codes.push_back(code);
  }
  return codes;
}

base::Result<Territory> list_of(std::string_view text, base::Date at) {
  auto const codes = split_list(text);
  if (codes.empty()) return empty(text);
  BASSIN_TRY(auto list, internal::make_list(codes, {}, at));
  list.name = list.communes.size() <= most_codes_in_name ? list.id : fmt::format("{}… ({})", list.communes.front(), list.communes.size());
  return list;
}

// What the text stands for as a code. The region comes last: its two digits are also a département's.
std::optional<Territory> by_code(std::string_view text, base::Date at, TerritoryKinds kinds) {
  auto const code = code_form(text);
  for (auto const kind : {TerritoryKind::commune, TerritoryKind::epci, TerritoryKind::departement, TerritoryKind::region}) {
    if (!kinds.has(kind)) continue;
    if (auto found = internal::make_territory(kind, code, at)) return found;
  }
  return std::nullopt;
}

// Whether the name is not what the place is called at that date.
bool is_former(internal::NamedPlace const& place, Territory const& territory, base::Date at) {
  if (place.kind == TerritoryKind::epci) return !territory.notes.empty();
  return place.kind == TerritoryKind::commune && (place.commune_kind != CommuneKind::commune || !place.valid.holds(at));
}

// The candidates, each territory once, by the best of its names.
class Candidates {
 public:
  void add(Candidate candidate) {
    auto const [place, added] = by_id_.try_emplace({candidate.territory.kind, candidate.territory.id}, all_.size());
    if (added) {
      all_.push_back(std::move(candidate));
    } else if (candidate.rank < all_[place->second].rank) {
      all_[place->second] = std::move(candidate);
    }
  }
  std::vector<Candidate> take() { return std::move(all_); }

 private:
  std::vector<Candidate> all_;
  std::map<std::pair<TerritoryKind, std::string>, std::size_t> by_id_;
};

std::vector<Candidate> by_name(std::string_view text, base::Date at, TerritoryKinds kinds) {
  Candidates gathered;
  for (auto const& [place, match] : internal::name_index().find(text, kinds)) {
    auto territory = internal::make_territory(place.kind, place.id, at);
    if (!territory || territory->communes.empty()) continue;
    auto const former = is_former(place, *territory, at);
    auto const population = territory->population();
    gathered.add({std::move(*territory), static_cast<int>(match) * 2 + (former ? 1 : 0), population});
  }
  auto candidates = gathered.take();
  std::ranges::stable_sort(candidates, [](Candidate const& a, Candidate const& b) {
    return std::tuple(a.rank, a.territory.kind, b.population) < std::tuple(b.rank, b.territory.kind, a.population);
  });
  if (candidates.size() > most_found) candidates.erase(candidates.begin() + most_found, candidates.end());
  return candidates;
}

// Names that may have been meant: fewest edits first, then those of today, then the most people.
std::vector<std::string> near_names(std::string_view text, base::Date at, TerritoryKinds kinds) {
  std::vector<std::pair<Candidate, std::string>> near;
  for (auto const& [place, name, edits] : internal::name_index().near(text, kinds)) {
    auto territory = internal::make_territory(place.kind, place.id, at);
    if (!territory || territory->communes.empty()) continue;
    auto const rank = static_cast<int>(edits) * 2 + (is_former(place, *territory, at) ? 1 : 0);
    auto const population = territory->population();
    near.emplace_back(Candidate{std::move(*territory), rank, population}, name);
  }
  std::ranges::stable_sort(near, [](auto const& a, auto const& b) {
    return std::tuple(a.first.rank, b.first.population) < std::tuple(b.first.rank, a.first.population);
  });
  std::vector<std::string> names;
  for (auto const& [candidate, name] : near) {
    if (names.size() < most_near && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

base::Error unknown(std::string_view asked, std::string_view text, base::Date at, TerritoryKinds kinds) {
  std::string near;
  for (auto const& name : near_names(text, at, kinds)) near += (near.empty() ? "" : "; ") + name;
  return {"reference.unknown_territory", {{"text", std::string(asked)}, {"near", near}}};
}

base::Result<std::vector<Candidate>> candidates_for(std::string_view asked, base::Date at, TerritoryKinds kinds) {
  auto text = trim(asked);
  if (text.empty()) return empty(asked);
  auto const prefix = take_prefix(text);
  if (prefix) kinds = TerritoryKinds{static_cast<std::uint8_t>(kinds.bits & TerritoryKinds::only(*prefix).bits)};
  auto const has_comma = text.find(',') != std::string_view::npos;
  if (kinds.has(TerritoryKind::list) && (prefix == TerritoryKind::list || has_comma)) {
    BASSIN_TRY(auto list, list_of(text, at));
    return std::vector<Candidate>{{std::move(list)}};
  }
  if (auto found = by_code(text, at, kinds)) {
    if (found->communes.empty()) return empty(asked);
    return std::vector<Candidate>{{std::move(*found)}};
  }
  auto named = by_name(text, at, kinds);
  if (named.empty()) return unknown(asked, text, at, kinds);
  return named;
}

// What names that territory and no other: "region:53", but 77142.
std::string exact_code(Territory const& territory) {
  if (territory.kind == TerritoryKind::departement) return "dep:" + territory.id;
  return (territory.kind == TerritoryKind::region ? "region:" : "") + territory.id;
}

std::string choices_text(std::vector<Candidate> const& candidates) {
  std::string text;
  for (auto const& [territory, rank, population] : candidates) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", exact_code(territory), territory.name);
  }
  return text;
}

}  // namespace

std::string_view id_of(TerritoryKind kind) {
  constexpr std::array<std::string_view, 5> ids{"commune", "epci", "departement", "region", "list"};
  return ids[static_cast<std::size_t>(kind)];
}

std::uint64_t Territory::population() const {
  std::uint64_t sum = 0;
  for (auto const& code : communes) {
    auto const one = geography().population(code, date);
    sum += one ? one->inhabitants : 0;
  }
  return sum;
}

base::Result<std::vector<Territory>> find_territories(std::string_view text, base::Date at, TerritoryKinds kinds) {
  BASSIN_TRY(auto candidates, candidates_for(text, at, kinds));
  std::vector<Territory> territories;
  for (auto& candidate : candidates) territories.push_back(std::move(candidate.territory));
  return territories;
}

base::Result<Territory> find_territory(std::string_view text, base::Date at, TerritoryKinds kinds) {
  BASSIN_TRY(auto candidates, candidates_for(text, at, kinds));
  // One that answers better than all others is meant; so is one of several that cover the same communes.
  std::erase_if(candidates, [rank = candidates.front().rank](Candidate const& one) { return one.rank > rank; });
  auto const same = [&](Candidate const& one) { return one.territory.communes == candidates.front().territory.communes; };
  if (std::ranges::all_of(candidates, same)) return std::move(candidates.front().territory);
  return base::Error{"reference.ambiguous_territory", {{"text", std::string(trim(text))}, {"choices", choices_text(candidates)}}};
}

}  // namespace bassin::reference
