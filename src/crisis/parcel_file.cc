#include "crisis/parcel_file.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "base/id_table.h"
#include "geo/area.h"
#include "reference/crop_groups.h"

namespace bassin::crisis {

namespace {

constexpr std::array<std::string_view, 2> origins{"rpg", "telepac"};
constexpr std::array<std::string_view, parcel_fault_count> fault_ids{"key",    "twice", "surface", "outline",
                                                                     "pacage", "group", "crop",    "differs"};
constexpr std::array<std::string_view, 13> fields{"ID_PARCEL",  "SURF_PARC", "CODE_CULTU", "CODE_GROUP", "INSEE_COM",
                                                  "CODE_INSEE", "PACAGE",    "NUM_ILOT",   "NUM_PARCEL", "NUMERO",
                                                  "TYPE",       "SURF_ADM",  "SURF"};
constexpr std::size_t text_most = 60, key_most = 40;
constexpr double hectare = 10'000;

// The first of these attributes that says something, without blanks around it.
std::string text_of(geo::Feature const& feature, std::initializer_list<std::string_view> names) {
  for (auto const name : names) {
    for (auto const& [key, value] : feature.fields) {
      if (key != name) continue;
      auto const first = value.find_first_not_of(' '), last = value.find_last_not_of(' ');
      if (first != std::string::npos) return value.substr(first, last - first + 1);
    }
  }
  return {};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_' || c == '.';
  });
}
bool is_crop(std::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
}
bool is_pacage(std::string_view text) { return text.size() == 9 && std::all_of(text.begin(), text.end(), is_digit); }

// Hectares with a point or a comma, as square metres; nothing: no number, or out of range.
std::optional<std::int64_t> stated_in(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  if (text.find_first_not_of("0123456789.") != std::string::npos || std::count(text.begin(), text.end(), '.') > 1) return std::nullopt;
  if (text == ".") return std::nullopt;
  double const hectares = std::strtod(text.c_str(), nullptr);
  if (!(hectares > 0 && hectares <= parcel_hectares_most)) return std::nullopt;
  return std::max<std::int64_t>(1, std::llround(hectares * hectare));
}

std::string key_of(geo::Feature const& feature, ParcelOrigin origin) {
  if (origin == ParcelOrigin::rpg) return text_of(feature, {"ID_PARCEL"});
  auto const block = text_of(feature, {"NUM_ILOT"}), number = text_of(feature, {"NUM_PARCEL", "NUMERO"});
  return block.empty() || number.empty() ? std::string() : block + "-" + number;
}

class Reading {
 public:
  explicit Reading(ParcelScope const& scope) : scope_(scope) {}

  void take(geo::Feature& feature) {
    ++out_.features;
    Parcel it;
    if (scope_.origin == ParcelOrigin::telepac) {
      it.pacage = text_of(feature, {"PACAGE"});
      if (it.pacage.size() == 8) it.pacage = std::string("0").append(it.pacage);  // a number that lost its zero
      if (pacage_.empty() && is_pacage(it.pacage)) pacage_ = it.pacage;
      if (pacage_.empty() || it.pacage != pacage_) return refuse(ParcelFault::pacage, "");
    }
    it.key = key_of(feature, scope_.origin);
    if (it.key.empty() || it.key.size() > key_most || !is_word(it.key)) return refuse(ParcelFault::key, it.key);
    auto const surface = text_of(feature, {"SURF_PARC", "SURF_ADM", "SURF"});
    if (!surface.empty()) {
      auto const stated = stated_in(surface);
      if (!stated) return refuse(ParcelFault::surface, surface);
      it.stated = *stated;
    }
    it.measured = std::llround(geo::area_m2(feature.area));
    if (it.measured < 1 || static_cast<double>(it.measured) > parcel_hectares_most * hectare)
      return refuse(it.measured < 1 ? ParcelFault::outline : ParcelFault::surface, it.key);
    it.commune = commune_of(feature);
    if (scope_.wanted && !it.commune.empty() && !scope_.wanted(it.commune)) {
      ++out_.elsewhere;
      return;
    }
    if (!seen_.insert(it.key).second) return refuse(ParcelFault::twice, it.key);
    note_what_is_kept(feature, it);
    it.outline = std::move(feature.area);
    out_.parcels.push_back(std::move(it));
  }
  ParcelsRead read() && { return std::move(out_); }

 private:
  void note(ParcelFault fault, std::string const& text) {
    ++out_.faults.at(static_cast<std::size_t>(fault));
    if (out_.told.size() < parcels_refused_told) out_.told.push_back({out_.features, fault, text.substr(0, text_most)});
  }
  void refuse(ParcelFault fault, std::string const& text) {
    ++out_.refused;
    note(fault, text);
  }
  void note_what_is_kept(geo::Feature const& feature, Parcel& it) {
    auto const crop = text_of(feature, {"CODE_CULTU", "TYPE"}), group = text_of(feature, {"CODE_GROUP"});
    if (is_crop(crop)) {
      it.crop = crop;
    } else {
      note(ParcelFault::crop, crop);
    }
    if (auto const* const known = reference::crop_group(group)) it.group = known->code;
    // A farmer's export states no group: it is filled in from the crop.
    if (it.group == 0 && (scope_.origin == ParcelOrigin::rpg || !group.empty())) note(ParcelFault::group, group);
    auto const apart = std::abs(it.stated - it.measured);
    if (it.stated > 0 && apart >= 100 && apart * 5 >= it.stated) note(ParcelFault::differs, it.key);
  }
  std::string commune_of(geo::Feature const& feature) const {
    auto const stated = text_of(feature, {"INSEE_COM", "CODE_INSEE"});
    if (!stated.empty() && scope_.current) return scope_.current(stated);
    if (!scope_.commune_at) return {};
    auto const point = point_inside(feature.area);
    return point ? scope_.commune_at(*point) : std::string();
  }

  ParcelScope const& scope_;
  std::string pacage_;  // of the one farm that an export is of
  ParcelsRead out_;
  std::unordered_set<std::string> seen_;
};

}  // namespace

std::string_view id_of(ParcelOrigin origin) { return origins[static_cast<std::size_t>(origin)]; }
std::optional<ParcelOrigin> parse_parcel_origin(std::string_view id) { return base::parse_id<ParcelOrigin>(origins, id); }
std::string_view id_of(ParcelFault fault) { return fault_ids[static_cast<std::size_t>(fault)]; }
std::span<std::string_view const> parcel_fields() { return fields; }

ParcelsRead read_parcels(std::span<geo::Feature> features, ParcelScope const& scope) {
  Reading reading(scope);
  for (auto& feature : features) reading.take(feature);
  return std::move(reading).read();
}

std::optional<geo::Point> point_inside(geo::MultiPolygon const& area) {
  double widest = -1;
  std::optional<geo::Point> out;
  for (auto const& polygon : area.polygons) {
    auto const box = geo::bounds({{polygon}});
    if (box.empty()) continue;
    // Between two whole units: no vertex lies there.
    double const height = std::floor((static_cast<double>(box.min.lat) + box.max.lat) / 2) + 0.5;
    std::vector<double> crossed;
    for (auto const& ring : polygon.rings) {
      for (std::size_t i = 0; i < ring.size(); ++i) {
        auto const& a = ring[i];
        auto const& b = ring[(i + 1) % ring.size()];
        if ((a.lat > height) == (b.lat > height)) continue;
        crossed.push_back(a.lon + (static_cast<double>(b.lon) - a.lon) * (height - a.lat) / (static_cast<double>(b.lat) - a.lat));
      }
    }
    std::sort(crossed.begin(), crossed.end());
    for (std::size_t i = 0; i + 1 < crossed.size(); i += 2) {
      if (crossed[i + 1] - crossed[i] <= widest) continue;
      widest = crossed[i + 1] - crossed[i];
      out = geo::Point{static_cast<std::int32_t>(std::lround((crossed[i] + crossed[i + 1]) / 2)),
                       static_cast<std::int32_t>(std::floor(height))};
    }
  }
  return out;
}

}  // namespace bassin::crisis
