#include "service/crisis_ground.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_set>

#include "base/fold.h"
#include "exposure/layer.h"
#include "geo/geojson.h"
#include "query/row.h"
#include "query/unlocated.h"
#include "query/view.h"
#include "service/casework_source.h"
#include "service/street_name.h"

namespace bassin::service {

using base::Error;
using base::Result;
using crisis::Entry;
using crisis::Place;

namespace {

using View = std::shared_ptr<query::View const>;

Result<View> view_for(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const seeing, casework.source->of(call.reader));
  if (!seeing.view) return Error("service.not_ready");
  return seeing.view;
}

query::Filter active(reference::Field field) {
  query::Filter out;
  out.field = field;
  out.state = query::StateFilter::active;
  return out;
}

Result<query::Filter> in_communes(Call const& call, reference::Field field, std::vector<std::string> const& codes) {
  auto out = active(field);
  for (auto const& code : codes) {
    auto found = reference::find_territory(code, call.context.today(), reference::TerritoryKinds::only(reference::TerritoryKind::commune));
    if (!found.ok()) return Error("query.unknown_commune", {{"code", code.substr(0, 100)}});
    out.territories.push_back(std::move(found).value());
  }
  return out;
}

// Of fewer establishments the middle could be one of them.
constexpr std::size_t middle_least = 20, middle_read = 400;

std::int32_t median(std::vector<std::int32_t> values) {
  auto const middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Collects rows, each once: the first word on a row holds.
class Collected {
 public:
  explicit Collected(View view) : view_(std::move(view)) {}

  Result<void> add(std::vector<std::uint32_t> rows, Entry entry) {
    std::erase_if(rows, [&](auto row) { return !seen_.insert(row).second; });
    if (seen_.size() > crisis_places_most)
      return Error("crisis.too_many", {{"found", std::to_string(seen_.size())}, {"allowed", std::to_string(crisis_places_most)}});
    BASSIN_TRY(auto const read, query::read_rows(*view_, rows, registry::Audience::open));
    for (auto const& row : read) places_.push_back({row.id.text(), row.commune.empty() ? row.commune_code : row.commune, entry});
    return {};
  }
  // By key: the order of rows tells of positions, and cases are kept in the order in which they come.
  std::vector<Place> places() && {
    std::sort(places_.begin(), places_.end(), [](auto const& a, auto const& b) { return a.business < b.business; });
    return std::move(places_);
  }

 private:
  View view_;
  std::unordered_set<std::uint32_t> seen_;
  std::vector<Place> places_;
};

Result<void> add_outline(Collected& out, View const& view, crisis::ZoneFacts const& zone) {
  if (zone.outline.empty()) return {};
  geo::GeojsonLimits limits;
  limits.vertices = crisis::zone_vertices_most;
  BASSIN_TRY(auto const features, geo::parse_geojson(zone.outline, limits));
  auto filter = active(zone.field);
  filter.zone = query::polygon_zone("", geo::merged_area(features));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  BASSIN_DO(out.add(prepared.rows(), Entry::inside));
  BASSIN_TRY(auto apart, query::unlocated_rows(prepared));
  return out.add(std::move(apart), Entry::unlocated);
}

Result<void> add_streets(Collected& out, Call const& call, View const& view, crisis::ZoneFacts const& zone) {
  if (zone.streets.empty()) return {};
  std::map<std::string, std::set<std::string>> wanted;  // by commune, folded
  std::vector<std::string> communes;
  for (auto const& it : zone.streets) {
    if (!wanted.contains(it.commune)) communes.push_back(it.commune);
    wanted[it.commune].insert(base::fold(it.name));
  }
  BASSIN_TRY(auto const filter, in_communes(call, zone.field, communes));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  auto const rows = prepared.rows();
  BASSIN_TRY(auto const read, query::read_rows(*view, rows, registry::Audience::open));
  std::vector<std::uint32_t> inside, apart;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const street = read[i].address.known() ? base::fold(house_in(read[i].address.text).street) : std::string();
    auto const of_commune = wanted.find(read[i].commune);
    if (of_commune == wanted.end()) continue;
    if (street.empty()) {
      apart.push_back(rows[i]);
    } else if (of_commune->second.contains(street)) {
      inside.push_back(rows[i]);
    }
  }
  BASSIN_DO(out.add(std::move(inside), Entry::inside));
  return out.add(std::move(apart), Entry::unlocated);
}

}  // namespace

Result<std::vector<Place>> places_in(Call const& call, Casework const& casework, crisis::ZoneFacts const& zone) {
  BASSIN_TRY(auto const view, view_for(call, casework));
  Collected out(view);
  if (!zone.communes.empty()) {
    BASSIN_TRY(auto const filter, in_communes(call, zone.field, zone.communes));
    BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
    BASSIN_DO(out.add(prepared.rows(), Entry::inside));
  }
  BASSIN_DO(add_outline(out, view, zone));
  BASSIN_DO(add_streets(out, call, view, zone));
  return std::move(out).places();
}

Result<std::string> known_outline(sql::Session& session, Call const& call, std::string const& layer) {
  BASSIN_TRY([[maybe_unused]] auto const known, exposure::find_layer(session, call.reader, layer));
  return exposure::layer_outline(session, layer);
}

Result<std::vector<StreetCount>> streets_of(Call const& call, Casework const& casework, std::string const& commune,
                                            reference::Field field) {
  BASSIN_TRY(auto const view, view_for(call, casework));
  BASSIN_TRY(auto const filter, in_communes(call, field, {commune}));
  BASSIN_TRY(auto const prepared, query::prepare(view, filter, registry::Audience::open));
  auto const numbers = prepared.rows();
  if (numbers.size() > crisis_places_most)
    return Error("crisis.too_many", {{"found", std::to_string(numbers.size())}, {"allowed", std::to_string(crisis_places_most)}});
  std::map<std::string, StreetCount> by_fold;  // the first way of writing it stands for all
  constexpr std::size_t block = 2'000;         // rows are large, and of a city there are many
  for (std::size_t from = 0; from < numbers.size(); from += block) {
    auto const some = std::span(numbers).subspan(from, std::min(block, numbers.size() - from));
    BASSIN_TRY(auto const rows, query::read_rows(*view, some, registry::Audience::open));
    for (auto const& row : rows) {
      auto const street = row.address.known() ? house_in(row.address.text).street : std::string();
      if (street.empty()) continue;
      auto& counted = by_fold[base::fold(street)];
      if (counted.name.empty()) counted.name = street;
      ++counted.businesses;
    }
  }
  std::vector<StreetCount> out;
  for (auto& [key, counted] : by_fold) out.push_back(std::move(counted));
  std::stable_sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.businesses > b.businesses; });
  return out;
}

Result<std::map<std::string, geo::Point>> middles_of(Call const& call, Casework const& casework, std::vector<std::string> const& communes) {
  std::map<std::string, geo::Point> out;
  if (communes.empty()) return out;
  BASSIN_TRY(auto const view, view_for(call, casework));
  for (auto const& code : communes) {
    auto const filter = in_communes(call, reference::Field::all, {code});
    if (!filter.ok()) continue;
    BASSIN_TRY(auto const prepared, query::prepare(view, filter.value(), registry::Audience::open));
    auto const numbers = prepared.rows();
    auto const step = std::max<std::size_t>(1, numbers.size() / middle_read);
    std::vector<std::uint32_t> some;
    for (std::size_t i = 0; i < numbers.size(); i += step) some.push_back(numbers[i]);
    BASSIN_TRY(auto const rows, query::read_rows(*view, some, registry::Audience::open));
    std::vector<std::int32_t> lon, lat;
    for (auto const& row : rows) {
      if (!row.position.point) continue;
      lon.push_back(row.position.point->lon);
      lat.push_back(row.position.point->lat);
    }
    if (lon.size() >= middle_least) out[code] = {median(std::move(lon)), median(std::move(lat))};
  }
  return out;
}

}  // namespace bassin::service
