// Counts, series, and what stands around every figure.
#include "query/count.h"
#include "query/series.h"
#include "reference/fields.h"
#include "reference/territory.h"
#include "registry/manifest.h"
#include "service/json_answers.h"

namespace bassin::service {

namespace {

std::string_view id_of(query::StateFilter state) {
  constexpr std::array<std::string_view, 3> ids = {"active", "closed", "any"};
  return ids[static_cast<std::size_t>(state)];
}

Json bucket(query::Dimension dimension, std::string_view key, std::uint64_t count, Language language) {
  return {{"key", key}, {"label", query::label_of(dimension, key, language)}, {"count", count}};
}

Json to_json(query::ChamberCounts const& counts) {
  return {{"cci", counts.totals[0]}, {"cma", counts.totals[1]},   {"ca", counts.totals[2]},        {"exactly", counts.exactly},
          {"any", counts.any},       {"outside", counts.outside}, {"toQualify", counts.to_qualify}};
}

}  // namespace

Json to_json(std::vector<query::Caveat> const& caveats) {
  Json out = Json::array();
  for (auto const& caveat : caveats) out.push_back({{"id", query::id_of(caveat.code)}, {"values", caveat.values}});
  return out;
}

Json to_json(query::Scope const& scope, registry::Manifest const& manifest, Language language) {
  Json territories = Json::array();
  for (auto const& t : scope.territories) {
    territories.push_back({{"kind", reference::id_of(t.kind)}, {"id", t.id}, {"name", t.name}, {"date", base::to_iso(t.date)}});
  }
  Json sources = Json::array();
  for (auto const& source : manifest.sources) sources.push_back({{"kind", source.kind}, {"file", source.name}});
  return {{"snapshot", scope.snapshot},
          {"dataDate", scope.data_date ? Json(base::to_iso(*scope.data_date)) : Json(nullptr)},
          {"field", reference::definition_of(scope.field).id},
          {"fieldName", reference::field_name(scope.field, scope.legal_forms_known).in(language)},
          {"state", id_of(scope.state)},
          {"at", scope.at ? Json(base::to_iso(*scope.at)) : Json(nullptr)},
          {"territories", std::move(territories)},
          {"zone", scope.zone.empty() ? Json(nullptr) : Json(scope.zone)},
          {"fictitious", manifest.fictitious},
          {"sources", std::move(sources)},
          {"caveats", to_json(scope.caveats)}};
}

Json to_json(query::Facet const& facet, Language language) {
  Json buckets = Json::array();
  for (auto const& b : facet.buckets) buckets.push_back(bucket(facet.dimension, b.key, b.count, language));
  Json out{{"dimension", query::id_of(facet.dimension)},
           {"name", query::name_of(facet.dimension).in(language)},
           {"disjoint", query::is_disjoint(facet.dimension)},
           {"leavesAside", facet.leaves_aside},
           {"total", facet.total},
           {"keys", facet.keys},
           {"beyond", facet.beyond},
           {"buckets", std::move(buckets)}};
  if (facet.chambers) out["chambers"] = to_json(*facet.chambers);
  return out;
}

Json to_json(query::Count const& count, Language language) {
  Json out{{"total", count.total}};
  if (count.by) out["by"] = to_json(*count.by, language);
  if (!count.across) return out;
  out["across"] = to_json(*count.across, language);
  Json cells = Json::array();
  for (auto const& cell : count.cells) cells.push_back({{"key", cell.key}, {"across", cell.across}, {"count", cell.count}});
  out["cells"] = std::move(cells);
  return out;
}

Json to_json(query::Series const& series) {
  Json points = Json::array();
  for (auto const& p : series.points) {
    points.push_back({{"start", base::to_iso(p.start)},
                      {"stock", p.stock},
                      {"creations", p.creations},
                      {"reopenings", p.reopenings},
                      {"closures", p.closures},
                      {"changesIn", p.changes_in},
                      {"changesOut", p.changes_out}});
  }
  return {{"points", std::move(points)}, {"stockAfter", series.stock_after}};
}

Json to_json(reference::Territory const& territory, Language language) {
  Json notes = Json::array();
  for (auto const& note : territory.notes) notes.push_back(note.text(language));
  return {{"kind", reference::id_of(territory.kind)},
          {"id", territory.id},
          {"name", territory.name},
          {"date", base::to_iso(territory.date)},
          {"population", territory.population()},
          {"communes", territory.communes},
          {"notes", std::move(notes)}};
}

}  // namespace bassin::service
