#include "matching/matching.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "column/image.h"
#include "matching/decision.h"
#include "matching/identifiers.h"
#include "matching/place_cache.h"
#include "matching/place_search.h"
#include "matching/places.h"
#include "matching/words.h"
#include "query/filter.h"
#include "registry/snapshot.h"

namespace bassin::matching {

namespace {

using base::Result;

constexpr std::uint32_t no_unit = 0xFFFFFFFF;
constexpr double unlike_name = 0.3;
constexpr std::size_t establishments_of_unit_most = 2'000;

bool holds(Communes const& communes, std::uint32_t commune) { return std::binary_search(communes.begin(), communes.end(), commune); }

Match certain(Candidate candidate, Reason reason) {
  Match match{Verdict::certain, reason, {}, {candidate}};
  if (!candidate.active) match.oddities.push_back(Oddity::closed);
  return match;
}

}  // namespace

// What one row of the spreadsheet says, read.
struct Asked {
  Number siret, siren;
  std::vector<std::string> name;
  AddressLine address;
  Whereabouts place;
  bool place_given = false;
};

struct Matcher::Parts {
  Parts(std::shared_ptr<query::View const> v, query::PreparedFilter h, query::PreparedFilter e)
      : view(std::move(v)), at_home(std::move(h)), elsewhere(std::move(e)), places(view->snapshot()) {}

  [[nodiscard]] Asked read(Wanted const& wanted) const;
  [[nodiscard]] Match match(Asked const& asked);
  [[nodiscard]] std::optional<Match> by_siret(Asked const& asked, std::vector<Oddity>& oddities);
  [[nodiscard]] Match by_unit(std::uint32_t unit, Asked const& asked, bool sure);
  [[nodiscard]] Match by_name(Asked const& asked, bool sure);
  [[nodiscard]] std::vector<Contender> contenders(PlaceIndex const& index, std::vector<Compared> const& compared, Asked const& asked) const;
  [[nodiscard]] std::vector<Contender> compare_rows(std::vector<std::uint32_t> const& rows, Asked const& asked);
  [[nodiscard]] bool active(std::uint32_t row) const;

  std::shared_ptr<query::View const> view;
  query::PreparedFilter at_home, elsewhere;
  Places places;
  Communes home;
  std::optional<PlaceCache> cache;  // of the filters and communes above
};

bool Matcher::Parts::active(std::uint32_t row) const {
  if (view->is_local(row)) return view->local(row).state == registry::State::active;
  return static_cast<registry::State>(view->snapshot().establishments().state[row]) == registry::State::active;
}

Asked Matcher::Parts::read(Wanted const& wanted) const {
  Asked asked{read_siret(wanted.siret), read_siren(wanted.siren), name_words(wanted.name), read_address(wanted.address), {}, false};
  auto const postal_code = read_postal_code(wanted.postal_code.empty() ? asked.address.postal_code : wanted.postal_code);
  auto const& commune = wanted.commune.empty() ? asked.address.commune : wanted.commune;
  asked.place_given = !postal_code.empty() || !commune.empty();
  asked.place = places.find(postal_code, commune, home);
  return asked;
}

std::vector<Contender> Matcher::Parts::contenders(PlaceIndex const& index, std::vector<Compared> const& compared,
                                                  Asked const& asked) const {
  std::vector<Contender> out;
  bool const only_one = asked.place.all.size() == 1;
  for (auto const& one : compared) {
    auto const& entry = index.entries[one.entry];
    auto const unit = view->is_local(entry.row) ? no_unit : view->snapshot().establishments().unit[entry.row];
    bool const named = only_one ? holds(asked.place.all, entry.commune) : holds(asked.place.named, entry.commune);
    out.push_back({entry.row, one, active(entry.row), named, unit});
  }
  return out;
}

std::vector<Contender> Matcher::Parts::compare_rows(std::vector<std::uint32_t> const& rows, Asked const& asked) {
  auto const index = cache->of_rows(rows);
  auto const name = ask_name(asked.name, index);
  auto const street = ask_street(asked.address, index);
  std::vector<Compared> compared;
  for (std::uint32_t entry = 0; entry < index.entries.size(); ++entry)
    compared.push_back(compare(index, entry, name, street, asked.address));
  return contenders(index, compared, asked);
}

// A SIRET that the register holds is believed, unless name and place both speak of another.
std::optional<Match> Matcher::Parts::by_siret(Asked const& asked, std::vector<Oddity>& oddities) {
  if (!asked.siret.good) return std::nullopt;
  auto const row = view->find(query::BusinessId::of(asked.siret.value));
  if (!row) {
    oddities.push_back(Oddity::siret_unknown);
    return std::nullopt;
  }
  auto const contender = compare_rows({*row}, asked).front();
  Candidate const candidate{*row, 1, contender.compared.name, contender.compared.address == AddressLikeness::same, contender.active};
  bool const in_another_place = !asked.place.all.empty() && !holds(asked.place.all, view->snapshot().commune_of(*row));
  if (asked.name.empty() || !in_another_place || contender.compared.name >= unlike_name) return certain(candidate, Reason::siret);
  return Match{Verdict::doubtful, Reason::none, {Oddity::siret_contradicted}, {candidate}};
}

// The establishments of one unit: the only one, the only open one, or the only one where the row says.
Match Matcher::Parts::by_unit(std::uint32_t unit, Asked const& asked, bool sure) {
  auto const& units = view->snapshot().units();
  std::vector<std::uint32_t> rows;
  for (auto i = units.establishment_first[unit]; i < units.establishment_first[unit + 1] && rows.size() < establishments_of_unit_most;
       ++i) {
    rows.push_back(units.establishment_row[i]);
  }
  auto all = compare_rows(rows, asked);
  if (std::any_of(all.begin(), all.end(), [](Contender const& c) { return c.active; }))
    std::erase_if(all, [](Contender const& c) { return !c.active; });
  auto here = all;
  if (!asked.place.all.empty()) {
    std::erase_if(here, [&](Contender const& c) { return !holds(asked.place.all, view->snapshot().commune_of(c.row)); });
  }
  std::sort(here.begin(), here.end(), [](Contender const& a, Contender const& b) { return a.compared.address > b.compared.address; });
  auto const candidate = [](Contender const& c) {
    return Candidate{c.row, 1, c.compared.name, c.compared.address == AddressLikeness::same, c.active};
  };
  bool const different = !here.empty() && here.front().compared.address == AddressLikeness::different;
  if (sure && here.size() == 1 && !different)
    return certain(candidate(here.front()), all.size() == 1 ? Reason::siren : Reason::siren_and_place);
  if (sure && here.size() > 1 && here[0].compared.address == AddressLikeness::same && here[1].compared.address != AddressLikeness::same) {
    return certain(candidate(here.front()), Reason::siren_and_place);
  }
  Match match{all.empty() ? Verdict::none : Verdict::doubtful, Reason::none, {}, {}};
  for (auto const& contender : here.empty() ? all : here) {
    if (match.candidates.size() < candidates_most) match.candidates.push_back(candidate(contender));
  }
  return match;
}

Match Matcher::Parts::by_name(Asked const& asked, bool sure) {
  auto const& where = asked.place.all.empty() ? home : asked.place.all;
  if (where.empty() || (asked.name.empty() && asked.address.empty())) return {};
  auto const& index = cache->of(where);
  return decide(contenders(index, search_place(index, ask_name(asked.name, index), asked.address), asked), sure);
}

Match Matcher::Parts::match(Asked const& asked) {
  std::vector<Oddity> oddities;
  if (asked.siret.given && !asked.siret.good) oddities.push_back(Oddity::siret_malformed);
  if (asked.siren.given && !asked.siren.good) oddities.push_back(Oddity::siren_malformed);
  if (asked.place_given && asked.place.all.empty()) oddities.push_back(Oddity::place_unknown);
  auto found = by_siret(asked, oddities);
  if (!found && (asked.siren.good || asked.siret.good)) {
    auto const siren = asked.siren.good ? asked.siren.value : asked.siret.value / 100'000;
    auto const unit = view->snapshot().find_siren(static_cast<std::uint32_t>(siren));
    if (unit) {
      found = by_unit(*unit, asked, !asked.siret.good);
    } else if (asked.siren.good) {
      oddities.push_back(Oddity::siren_unknown);
    }
  }
  bool const no_text = asked.name.empty() && asked.address.empty();
  bool const nothing = !found && !asked.siret.given && !asked.siren.given && (no_text || (!asked.place_given && home.empty()));
  if (nothing) oddities.push_back(Oddity::nothing_to_go_by);
  // A good number that is not in the register says that the business is none of those that are.
  if (!found) found = by_name(asked, !asked.siret.good && !asked.siren.good);
  found->oddities.insert(found->oddities.begin(), oddities.begin(), oddities.end());
  return *std::move(found);
}

Matcher::Matcher(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Matcher::~Matcher() = default;

Result<std::unique_ptr<Matcher>> Matcher::create(std::shared_ptr<query::View const> view, Audiences audiences,
                                                 std::vector<std::string> home) {
  query::Filter all;
  all.field = reference::Field::all;
  BASSIN_TRY(auto at_home, query::prepare(view, all, audiences.at_home));
  BASSIN_TRY(auto elsewhere, query::prepare(view, all, audiences.elsewhere));
  try {
    auto parts = std::make_unique<Parts>(std::move(view), std::move(at_home), std::move(elsewhere));
    for (auto const& code : home) {
      if (auto const commune = parts->view->snapshot().find_commune(code)) parts->home.push_back(*commune);
    }
    std::sort(parts->home.begin(), parts->home.end());
    BASSIN_TRY(auto cache, PlaceCache::create(parts->at_home, parts->elsewhere, parts->home));
    parts->cache.emplace(std::move(cache));
    return std::unique_ptr<Matcher>(new Matcher(std::move(parts)));
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  }
}

Result<Match> Matcher::match(Wanted const& wanted) {
  try {
    return parts_->match(parts_->read(wanted));
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  }
}

char const* id_of(Verdict verdict) {
  constexpr char const* ids[] = {"certain", "doubtful", "none"};
  return ids[static_cast<std::size_t>(verdict)];
}

char const* id_of(Reason reason) {
  constexpr char const* ids[] = {"none", "siret", "siren", "siren_and_place", "name_and_address", "name_and_street", "name_and_commune"};
  return ids[static_cast<std::size_t>(reason)];
}

char const* id_of(Oddity oddity) {
  constexpr char const* ids[] = {"siret_malformed",    "siret_unknown", "siren_malformed",  "siren_unknown",
                                 "siret_contradicted", "place_unknown", "nothing_to_go_by", "closed"};
  return ids[static_cast<std::size_t>(oddity)];
}

}  // namespace bassin::matching
