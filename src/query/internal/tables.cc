#include "query/internal/tables.h"

#include <algorithm>
#include <map>

#include "query/internal/bound_territory.h"
#include "query/internal/renamed.h"
#include "reference/chambers.h"
#include "reference/geography.h"

namespace bassin::query::internal {

namespace {

std::uint16_t index_in(reference::ActivityNomenclature const& nomenclature, std::string_view code) {
  auto const found = nomenclature.find(code);
  return found == reference::ActivityNomenclature::none ? index_other : static_cast<std::uint16_t>(found + 1);
}

std::uint16_t index_in(reference::ActivityNomenclature const& nomenclature, ActivityCode const& activity) {
  if (activity.code.empty()) return index_unknown;
  return activity.nomenclature == nomenclature.id() ? index_in(nomenclature, activity.code) : index_other;
}

Ancestors make_ancestors(reference::ActivityNomenclature const& nomenclature) {
  auto const rows = nomenclature.rows();
  Ancestors out;
  for (auto& level : out) level.assign(rows.size(), reference::ActivityNomenclature::none);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    // Parents come before their children: the ancestors above are those of the parent.
    auto const own = static_cast<std::size_t>(rows[i].level);
    for (std::size_t level = 0; level < own; ++level) out[level][i] = out[level][rows[i].parent];
    out[own][i] = static_cast<std::uint16_t>(i);
  }
  return out;
}

struct Once {
  std::once_flag flag;
  Places places;
};

}  // namespace

struct Tables::Lazy {
  std::unique_ptr<Once[]> places;
  std::once_flag renamed_flag, activity_flag, legal_flag;
  std::vector<RenamedRow> renamed;
  std::vector<std::uint8_t> without_activity, without_legal;
  BoundTerritories territories;
};

std::shared_ptr<BoundTerritory const> Tables::bound(reference::Territory const& territory) const {
  return lazy_->territories.of(territory, *this);
}

Ancestors const& ancestors(reference::Nomenclature nomenclature) {
  static Ancestors const rev2 = make_ancestors(reference::naf_rev2());
  static Ancestors const naf_2025 = make_ancestors(reference::naf_2025());
  return nomenclature == reference::Nomenclature::naf_2025 ? naf_2025 : rev2;
}

std::uint64_t commune_key(std::string_view code) {
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = key << 8 | (i < code.size() ? static_cast<unsigned char>(code[i]) : 0U);
  return key;
}

std::uint8_t field_bits(reference::FieldInputs const& inputs) {
  std::uint8_t bits = 0;
  for (std::size_t f = 0; f < reference::field_count; ++f) {
    if (reference::belongs(static_cast<reference::Field>(f), inputs)) bits = static_cast<std::uint8_t>(bits | 1U << f);
  }
  return bits;
}

std::uint16_t ActivityTable::find_or_add(ActivityCode const& code) {
  if (code.code.empty()) return 0;
  auto const found = std::find(codes.begin(), codes.end(), code);
  if (found == codes.end()) {
    codes.push_back(code);
    return static_cast<std::uint16_t>(codes.size() - 1);
  }
  return static_cast<std::uint16_t>(found - codes.begin());
}

Tables::Tables(registry::Snapshot const& of, Overlay const& with) : snapshot(&of), overlay(&with), lazy_(std::make_shared<Lazy>()) {
  collect_activities();
  index_activities();
  order_activities();
  read_activities_2025();
  read_communes();
  set_register_segment();
  set_local_segment();
  resolve();
  lazy_->places = std::make_unique<Once[]>(commune_codes.size());
}

void Tables::collect_activities() {
  auto& codes = activities.codes;
  auto const read = [](column::Dictionary const& dictionary, std::uint32_t code) {
    auto const activity = registry::activity_of(dictionary, static_cast<std::uint16_t>(code));
    return ActivityCode{activity.nomenclature, std::string(activity.code)};
  };
  auto const& own = snapshot->establishments().activities;
  for (std::uint32_t i = 0; i < own.size(); ++i) codes.push_back(read(own, i));
  if (codes.empty()) codes.emplace_back();
  std::map<ActivityCode, std::uint16_t> known;
  for (std::size_t i = 1; i < codes.size(); ++i) known.emplace(codes[i], static_cast<std::uint16_t>(i));
  auto const add = [&](ActivityCode const& code) -> std::uint16_t {
    if (code.code.empty()) return 0;
    auto const [at, fresh] = known.emplace(code, static_cast<std::uint16_t>(codes.size()));
    if (fresh) codes.push_back(code);
    return at->second;
  };
  auto& from_history = activities.from_history;
  if (auto const* const history = snapshot->history()) {
    for (std::uint32_t i = 0; i < history->activities.size(); ++i) from_history.push_back(add(read(history->activities, i)));
  }
  if (from_history.empty()) from_history.push_back(0);
  for (auto const& business : overlay->local_businesses()) (void)add(business.activity);
  for (auto const& [id, entry] : overlay->entries()) {
    if (entry.activity) (void)add(*entry.activity);
  }
}

void Tables::index_activities() {
  for (auto const& code : activities.codes) {
    activities.naf_rev2.push_back(index_in(reference::naf_rev2(), code));
    activities.naf_2025.push_back(index_in(reference::naf_2025(), code));
    any_2025 = any_2025 || code.nomenclature == reference::Nomenclature::naf_2025;
  }
}

void Tables::order_activities() {
  auto const& codes = activities.codes;
  std::vector<std::uint16_t> sorted(codes.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = static_cast<std::uint16_t>(i);
  std::sort(sorted.begin(), sorted.end(), [&](auto a, auto b) {
    bool const none_a = codes[a].code.empty();
    bool const none_b = codes[b].code.empty();
    return none_a != none_b ? none_b : codes[a] < codes[b];
  });
  activities.order.resize(codes.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) activities.order[sorted[i]] = static_cast<std::uint16_t>(i);
}

void Tables::read_activities_2025() {
  auto const& own = snapshot->establishments().activities_2025;
  auto& codes = activities_2025.codes;
  for (std::uint32_t i = 0; i < own.size(); ++i) codes.emplace_back(registry::activity_of(own, static_cast<std::uint16_t>(i)).code);
  if (codes.empty()) codes.emplace_back();
  for (auto const& business : overlay->local_businesses()) {
    if (std::find(codes.begin(), codes.end(), business.activity_2025) == codes.end()) codes.push_back(business.activity_2025);
  }
  for (auto const& code : codes) {
    activities_2025.naf_2025.push_back(code.empty() ? index_unknown : index_in(reference::naf_2025(), code));
  }
  any_2025 = any_2025 || codes.size() > 1;
}

void Tables::read_communes() {
  commune_codes.reserve(snapshot->communes());
  commune_keys.reserve(snapshot->communes());
  for (std::uint32_t c = 0; c < snapshot->communes(); ++c) {
    commune_codes.emplace_back(snapshot->commune_code(c));
    commune_keys.push_back(commune_key(commune_codes.back()));
  }
}

std::optional<std::uint32_t> Tables::find_commune(std::string_view code) const {
  auto const at = std::lower_bound(commune_keys.begin(), commune_keys.end(), commune_key(code));
  auto const index = static_cast<std::uint32_t>(at - commune_keys.begin());
  if (at == commune_keys.end() || commune_codes[index] != code) return std::nullopt;
  return index;
}

void Tables::set_register_segment() {
  auto const& e = snapshot->establishments();
  auto const& p = snapshot->positions();
  auto& s = segments[0];
  s.rows = snapshot->rows();
  auto const byte = [&](Byte which) -> auto& { return s.bytes[static_cast<std::size_t>(which)]; };
  auto const word = [&](Word which) -> auto& { return s.words[static_cast<std::size_t>(which)]; };
  byte(Byte::state) = e.state;
  byte(Byte::diffusion) = e.diffusion;
  byte(Byte::privacy) = e.privacy;
  byte(Byte::head_office) = e.head_office;
  byte(Byte::employer) = e.employer;
  byte(Byte::size) = e.size;
  byte(Byte::chambers) = e.chambers;
  byte(Byte::fields) = e.fields;
  byte(Byte::quality) = p.quality;
  word(Word::activity) = e.activity;
  word(Word::activity_2025) = e.activity_2025;
  word(Word::legal) = e.legal;
  word(Word::created) = e.created;
  word(Word::period_start) = e.period_start;
  s.lon = p.lon;
  s.lat = p.lat;
  s.commune_first = e.commune_first;
}

Places const& Tables::places(std::uint32_t commune) const {
  auto& once = lazy_->places[commune];
  std::call_once(once.flag, [&] {
    auto const& geography = reference::geography();
    auto const today = geography.last_vintage();
    auto const resolved = geography.resolve(commune_codes[commune], today);
    auto& places = once.places;
    places.commune = resolved ? resolved->code : std::string_view(commune_codes[commune]);
    places.epci = geography.epci_of(places.commune, today);
    auto const departement = geography.departement(reference::Geography::departement_of(places.commune));
    places.departement = departement ? departement->code : reference::Geography::departement_of(places.commune);
    if (departement) places.region = departement->region;
  });
  return once.places;
}

std::vector<RenamedRow> const& Tables::renamed() const {
  std::call_once(lazy_->renamed_flag, [&] { lazy_->renamed = place_renamed(*snapshot, *this); });
  return lazy_->renamed;
}

std::vector<std::uint8_t> const& Tables::fields_without_activity() const {
  std::call_once(lazy_->activity_flag, [&] {
    for (auto const& code : activities.codes) {
      unsigned bits = 0;
      for (std::size_t f = 0; f < reference::field_count; ++f) {
        if (reference::activity_excludes(static_cast<reference::Field>(f), code.code, code.nomenclature)) bits |= 1U << f;
      }
      lazy_->without_activity.push_back(static_cast<std::uint8_t>(bits));
    }
  });
  return lazy_->without_activity;
}

std::vector<std::uint8_t> const& Tables::fields_without_legal() const {
  std::call_once(lazy_->legal_flag, [&] {
    lazy_->without_legal.resize(65536);
    for (std::uint16_t legal = 0; legal < 10000; ++legal) {
      unsigned bits = 0;
      for (std::size_t f = 0; f < reference::field_count; ++f) {
        if (reference::legal_category_excludes(static_cast<reference::Field>(f), legal)) bits |= 1U << f;
      }
      lazy_->without_legal[legal] = static_cast<std::uint8_t>(bits);
    }
  });
  return lazy_->without_legal;
}

OverlayEntry const* Tables::entry(std::uint32_t row) const {
  auto const at = std::lower_bound(entries.begin(), entries.end(), row, [](auto const& e, std::uint32_t r) { return e.first < r; });
  return at != entries.end() && at->first == row ? at->second : nullptr;
}

bool Tables::corrects_activities() const {
  return std::any_of(corrections.begin(), corrections.end(), [](Correction const& c) { return c.activity.has_value(); });
}

Correction const* Tables::correction(std::uint32_t row) const {
  auto const at = std::lower_bound(corrections.begin(), corrections.end(), row, [](auto const& c, std::uint32_t r) { return c.row < r; });
  return at != corrections.end() && at->row == row ? &*at : nullptr;
}

std::string const& Tables::local_name(std::uint32_t row) const {
  auto const* const own = entry(row);
  return own != nullptr && own->name ? *own->name : overlay->local_businesses()[row - snapshot->rows()].name;
}

}  // namespace bassin::query::internal
