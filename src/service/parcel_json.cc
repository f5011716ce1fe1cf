#include "service/parcel_json.h"

#include "crisis/land.h"
#include "crisis/parcel_links.h"

namespace bassin::service {

Json layer_json(Call const& call, crisis::ParcelLayer const& it, CaseworkNames const& names) {
  auto report = Json::parse(it.facts.report, nullptr, false);
  bool const own = it.organisation == call.reader.organisation;
  Json pacage = nullptr;
  if (!it.pacage.empty()) pacage = {{"text", own ? it.pacage : crisis::masked_pacage(it.pacage)}, {"whole", own}};
  return {{"id", it.id},
          {"origin", id_of(it.facts.origin)},
          {"year", it.facts.year},
          {"territory", it.facts.territory.empty() ? Json(nullptr) : Json(it.facts.territory)},
          {"pacage", std::move(pacage)},
          {"organisation", names.organisation(it.organisation)},
          {"revision", it.revision},
          {"parcels", it.parcels},
          {"areaM2", it.area_m2},
          {"takenAt", it.taken_at},
          {"takenBy", names.agent(it.taken_by)},
          {"report", report.is_object() ? std::move(report) : Json(nullptr)}};
}

Json land_sum_json(crisis::LandSum const& it) {
  return {{"parcels", it.parcels}, {"insideM2", it.inside}, {"linkedParcels", it.linked_parcels}, {"linkedM2", it.linked_inside}};
}

Json pacage_json(Call const& call, std::optional<crisis::FarmNumber> const& it) {
  if (!it) return nullptr;
  bool const own = it->organisation == call.reader.organisation;
  return {{"text", own ? it->pacage : crisis::masked_pacage(it->pacage)}, {"whole", own}};
}

}  // namespace bassin::service
