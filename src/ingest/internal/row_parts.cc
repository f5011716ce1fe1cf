#include "ingest/internal/row_parts.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

#include "geo/hilbert.h"
#include "ingest/internal/sparse_fields.h"
#include "registry/values.h"

namespace bassin::ingest::internal {

namespace {

using registry::Diffusion;

std::uint64_t commune_number(EstablishmentRecord const& record) {
  std::uint64_t number = 0;
  for (char const c : record.commune) number = number << 8U | static_cast<std::uint8_t>(c);
  return number << 8U;
}

// The order of rows is seen through answers; where a position is hidden it must not tell it.
std::uint64_t curve_of(PlacedRow const& row) {
  if ((row.privacy & registry::hides_position) != 0) return 0;
  return row.point.known() ? geo::hilbert_key(row.point) : std::numeric_limits<std::uint64_t>::max();
}

bool before(PlacedRow const& a, PlacedRow const& b) {
  return std::tie(a.commune, a.curve, a.siret) < std::tie(b.commune, b.curve, b.siret);
}

// Coordinates of the stock file that wait for conversion, of one system.
struct Waiting {
  std::vector<double> x, y;
  std::vector<PlacedRow*> rows;
};

}  // namespace

PlacedRow RowPlacer::join(EstablishmentRecord const& record, std::uint64_t offset) const {
  PlacedRow row{.commune = commune_number(record), .siret = record.siret(), .offset = offset};
  row.place = sirets_.lower_bound(row.siret);  // every spilled SIRET is there
  row.unit = sirens_.lower_bound(record.siren);
  row.privacy = registry::privacy_of(static_cast<Diffusion>(record.diffusion), units_.diffusion(row.unit), units_.natural_person(row.unit));
  if ((row.privacy & registry::hides_position) != 0) row.commune |= 1U;
  if (positions_.lon.empty()) return row;
  row.point = {positions_.lon[row.place], positions_.lat[row.place]};
  row.quality = positions_.quality[row.place];
  row.source = positions_.source[row.place];
  return row;
}

void RowPlacer::take_stock_coordinates(PlacedPart& part) {
  std::map<std::uint32_t, Waiting> systems;
  char const* const bytes = part.file->text().data();
  for (auto& row : part.rows) {
    auto const record = get<EstablishmentRecord>(bytes + row.offset);
    if (record.has_coordinates == 0 || row.point.known()) continue;
    char const* const coordinates = bytes + row.offset + sizeof(record);
    auto& waiting = systems[stock_system(record.commune_code())];
    waiting.x.push_back(get<double>(coordinates));
    waiting.y.push_back(get<double>(coordinates + sizeof(double)));
    waiting.rows.push_back(&row);
  }
  for (auto& [epsg, waiting] : systems) {
    if (epsg == 0 || !projector_.knows(epsg)) {
      part.notes.add("coordinates_without_system", {}, waiting.rows.size());
      continue;
    }
    projector_.convert(epsg, waiting.x, waiting.y);
    for (std::size_t i = 0; i < waiting.rows.size(); ++i) {
      auto& row = *waiting.rows[i];
      row.point = point_or_none(waiting.x[i], waiting.y[i]);
      if (!row.point.known()) {
        part.notes.add("coordinates_unreadable");
        continue;
      }
      row.quality = static_cast<std::uint8_t>(registry::PositionQuality::given);
      row.source = static_cast<std::uint8_t>(registry::PositionSource::stock_columns);
    }
  }
}

base::Result<PlacedPart> RowPlacer::place(SpillFile const& spilled) {
  PlacedPart part;
  BASSIN_TRY(part.file, files_.map(folder_ + "/" + spilled.name));
  char const* const bytes = part.file->text().data();
  part.rows.reserve(spilled.records);
  for (std::uint64_t offset = 0; offset < spilled.bytes;) {
    auto const record = get<EstablishmentRecord>(bytes + offset);
    part.rows.push_back(join(record, offset));
    offset += record.bytes;
  }
  take_stock_coordinates(part);
  for (auto& row : part.rows) row.curve = curve_of(row);
  std::ranges::sort(part.rows, before);
  return part;
}

}  // namespace bassin::ingest::internal
