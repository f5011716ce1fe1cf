#include "ingest/internal/projection.h"

#include <proj.h>

#include <cmath>
#include <map>
#include <string>

#include "ingest/internal/values.h"

namespace bassin::ingest::internal {

struct Projector::Implementation {
  PJ_CONTEXT* context = proj_context_create();
  std::map<std::uint32_t, PJ*> systems;  // null: not known

  Implementation() {
    proj_context_set_enable_network(context, 0);
    proj_log_level(context, PJ_LOG_NONE);
  }
  Implementation(Implementation const&) = delete;
  Implementation& operator=(Implementation const&) = delete;
  ~Implementation() {
    for (auto const& [epsg, system] : systems) proj_destroy(system);
    proj_context_destroy(context);
  }

  PJ* system(std::uint32_t epsg) {
    auto const found = systems.find(epsg);
    if (found != systems.end()) return found->second;
    auto const name = "EPSG:" + std::to_string(epsg);
    PJ* const raw = proj_create_crs_to_crs(context, name.c_str(), "EPSG:4326", nullptr);
    PJ* const made = raw == nullptr ? nullptr : proj_normalize_for_visualization(context, raw);
    proj_destroy(raw);
    return systems.emplace(epsg, made).first->second;
  }
};

Projector::Projector() : implementation_(std::make_unique<Implementation>()) {}
Projector::~Projector() = default;
Projector::Projector(Projector&&) noexcept = default;
Projector& Projector::operator=(Projector&&) noexcept = default;

bool Projector::knows(std::uint32_t epsg) { return implementation_->system(epsg) != nullptr; }

void Projector::convert(std::uint32_t epsg, std::span<double> x, std::span<double> y) {
  auto* const system = implementation_->system(epsg);
  proj_errno_reset(system);
  (void)proj_trans_generic(system, PJ_FWD, x.data(), sizeof(double), x.size(), y.data(), sizeof(double), y.size(), nullptr, 0, 0, nullptr,
                           0, 0);
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
