#include "reference/internal/make_territory.h"

#include <algorithm>

namespace bassin::reference::internal {
namespace {

using Note = TerritoryNote;

// The commune that answers for a code; a note where it is another.
std::optional<std::string_view> answer_for(std::string_view code, base::Date at, std::vector<Note>& notes) {
  auto const resolved = geography().resolve(code, at);
  if (!resolved) return std::nullopt;
  if (resolved->code != code) {
    auto const& names = geography();
    notes.push_back({Note::Kind::resolved,
                     {std::string(code), std::string(names.commune_name(code, at)), std::string(resolved->code),
                      std::string(names.commune_name(resolved->code, at))}});
  }
  return resolved->code;
}

// The date of the perimeter: the one asked, moved to where the perimeter is known, with a note.
base::Date known_date(Epci const& epci, base::Date at, std::vector<Note>& notes) {
  if (epci.valid.ended() && at >= epci.valid.to) {
    base::Date const last{epci.valid.to.days - 1};
    notes.push_back({Note::Kind::ended, {base::to_iso(last)}});
    return last;
  }
  auto const first = geography().first_vintage();
  if (epci.valid.from == Validity::always && at < first) {
    notes.push_back({Note::Kind::before_history, {base::to_iso(first)}});
    return first;
  }
  if (at < epci.valid.from) {
    notes.push_back({Note::Kind::not_yet, {base::to_iso(epci.valid.from)}});
    return epci.valid.from;
  }
  return at;
}

}  // namespace

std::optional<Territory> make_commune(std::string_view code, base::Date at) {
  std::vector<Note> notes;
  auto const answer = answer_for(code, at, notes);
  if (!answer) return std::nullopt;
  return Territory{TerritoryKind::commune, std::string(*answer), std::string(geography().commune_name(*answer, at)), at,
                   {std::string(*answer)}, std::move(notes)};
}

std::optional<Territory> make_epci(std::string_view siren, base::Date at) {
  auto const epci = geography().epci(siren);
  if (!epci) return std::nullopt;
  Territory territory{TerritoryKind::epci, std::string(siren), {}, at, {}, {}};
  territory.date = known_date(*epci, at, territory.notes);
  territory.name = geography().epci_name(siren, territory.date);
  for (auto const code : geography().members(siren, territory.date)) territory.communes.emplace_back(code);
  return territory;
}

std::optional<Territory> make_departement(std::string_view code, base::Date at) {
  auto const departement = geography().departement(code);
  if (!departement) return std::nullopt;
  Territory territory{TerritoryKind::departement, std::string(code), std::string(departement->name), at, {}, {}};
  for (auto const commune : geography().communes_of(code, at)) territory.communes.emplace_back(commune);
  return territory;
}

std::optional<Territory> make_region(std::string_view code, base::Date at) {
  auto const region = geography().region(code);
  if (!region) return std::nullopt;
  Territory territory{TerritoryKind::region, std::string(code), std::string(region->name), at, {}, {}};
  for (auto const& one : geography().departements()) {
    if (one.region != code) continue;
    for (auto const commune : geography().communes_of(one.code, at)) territory.communes.emplace_back(commune);
  }
  std::ranges::sort(territory.communes);
  return territory;
}

std::optional<Territory> make_territory(TerritoryKind kind, std::string_view code, base::Date at) {
  switch (kind) {
    case TerritoryKind::commune: return make_commune(code, at);
    case TerritoryKind::epci: return make_epci(code, at);
    case TerritoryKind::departement: return make_departement(code, at);
    case TerritoryKind::region: return make_region(code, at);
    case TerritoryKind::list: break;
  }
  return std::nullopt;
}

base::Result<Territory> make_list(std::vector<std::string_view> const& codes, std::string name, base::Date at) {
  Territory territory{TerritoryKind::list, {}, std::move(name), at, {}, {}};
  for (auto const code : codes) {
    auto const answer = answer_for(code, at, territory.notes);
    if (!answer) return base::Error{"reference.unknown_code", {{"code", std::string(code)}}};
    territory.communes.emplace_back(*answer);
  }
  std::ranges::sort(territory.communes);
  territory.communes.erase(std::unique(territory.communes.begin(), territory.communes.end()), territory.communes.end());
  for (auto const& code : territory.communes) territory.id += (territory.id.empty() ? "" : ",") + code;
  return territory;
}

}  // namespace bassin::reference::internal
