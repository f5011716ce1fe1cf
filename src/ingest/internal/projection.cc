#include "ingest/internal/projection.h"

#include <proj.h>

#include <cmath>
#include <map>
#include <string>

#include "ingest/internal/values.h"

namespace bassin::ingest::internal {

namespace {

// Where a system is made for, in degrees; east of `west` and west of `east`, be it across the 180th meridian.
struct Area {
  double west = -180, south = -90, east = 180, north = 90;
  static constexpr double margin = 0.5;

  [[nodiscard]] bool holds(double lon, double lat) const {
    bool const after = lon >= west - margin;
    bool const before = lon <= east + margin;
    return (west <= east ? after && before : after || before) && lat >= south - margin && lat <= north + margin;
  }
};

struct System {
  PJ* conversion = nullptr;  // null: not known
  Area area;
};

}  // namespace

struct Projector::Implementation {
  PJ_CONTEXT* context = proj_context_create();
  std::map<std::uint32_t, System> systems;

  Implementation() {
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
  }
  Implementation(Implementation const&) = delete;
  Implementation& operator=(Implementation const&) = delete;
  ~Implementation() {
    for (auto const& [epsg, system] : systems) proj_destroy(system.conversion);
    proj_context_destroy(context);
  }

  System const& system(std::uint32_t epsg) {
    auto const found = systems.find(epsg);
    if (found != systems.end()) return found->second;
    auto const name = "EPSG:" + std::to_string(epsg);
    System made;
    PJ* const raw = proj_create_crs_to_crs(context, name.c_str(), "EPSG:4326", nullptr);
    if (raw != nullptr) made = {proj_normalize_for_visualization(context, raw), area_of(name)};
    proj_destroy(raw);
    return systems.emplace(epsg, made).first->second;
  }

  // The whole world where the system states none.
  [[nodiscard]] Area area_of(std::string const& name) const {
    PJ* const crs = proj_create(context, name.c_str());
    Area area;
    if (proj_get_area_of_use(context, crs, &area.west, &area.south, &area.east, &area.north, nullptr) == 0) area = Area{};
    proj_destroy(crs);
    return area;
  }
};

Projector::Projector() : implementation_(std::make_unique<Implementation>()) {}
Projector::~Projector() = default;
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;

bool Projector::knows(std::uint32_t epsg) { return implementation_->system(epsg).conversion != nullptr; }

void Projector::convert(std::uint32_t epsg, std::span<double> x, std::span<double> y) {
  auto const& system = implementation_->system(epsg);
  proj_errno_reset(system.conversion);
  (void)proj_trans_generic(system.conversion, PJ_FWD, x.data(), sizeof(double), x.size(), y.data(), sizeof(double), y.size(), nullptr, 0, 0,
                           nullptr, 0, 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!system.area.holds(x[i], y[i])) x[i] = y[i] = HUGE_VAL;
  }
}

std::uint32_t stock_system(std::string_view commune_code) {
  auto const departement = departement_prefix(commune_code);
  if (departement == "971" || departement == "972" || departement == "977" || departement == "978") return 5490;
  if (departement == "973") return 2972;
  if (departement == "974") return 2975;
  if (departement == "976") return 4471;
  if (departement.size() == 3 || departement.empty()) return 0;
  return 2154;
}

geo::Point point_or_none(double lon, double lat) {
  if (!std::isfinite(lon) || !std::isfinite(lat) || (lon == 0 && lat == 0)) return {};
  return geo::Point::from_degrees(lon, lat).value_or(geo::Point{});
}

}  // namespace bassin::ingest::internal
