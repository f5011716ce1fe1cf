// Takes up the spilled establishments of one département, joins units and positions, and puts them in the order of
// the snapshot's rows.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "geo/point.h"
#include "ingest/internal/establishment_record.h"
#include "ingest/internal/projection.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/spill.h"
#include "ingest/internal/tally.h"
#include "ingest/internal/unit_columns.h"

namespace bassin::ingest::internal {

// Positions from files of positions, by place of the SIRET; all empty when there was none.
struct FilePositions {
  std::span<std::int32_t const> lon, lat;
  std::span<std::uint8_t const> quality, source;
};

struct PlacedRow {
  std::uint64_t commune = 0;  // the code as a number that orders as the text, then 1 for a row that hides its position
  std::uint64_t curve = 0;    // along the space-filling curve; rows without a position last; 0 for rows that hide theirs
  std::uint64_t siret = 0;
  std::uint64_t offset = 0;  // of its record
  std::uint32_t place = 0;   // of its SIRET among all
  std::uint32_t unit = 0;
  geo::Point point;
  std::uint8_t quality = 0;
  std::uint8_t source = 0;
  std::uint8_t privacy = 0;
};

struct PlacedPart {
  std::unique_ptr<base::MappedFile> file;
  std::vector<PlacedRow> rows;  // in order
  Notes notes;
};

class RowPlacer {
 public:
  RowPlacer(base::FileSystem& files, std::string folder, SortedKeys<std::uint64_t> const& sirets, SortedKeys<std::uint32_t> const& sirens,
            UnitFacts const& units, FilePositions const& positions)
      : files_(files), folder_(std::move(folder)), sirets_(sirets), sirens_(sirens), units_(units), positions_(positions) {}

  // By one thread at a time.
  [[nodiscard]] base::Result<PlacedPart> place(SpillFile const& part);

 private:
  [[nodiscard]] PlacedRow join(EstablishmentRecord const& record, std::uint64_t offset) const;
  void take_stock_coordinates(PlacedPart& part);

  base::FileSystem& files_;
  std::string folder_;
  SortedKeys<std::uint64_t> const& sirets_;
  SortedKeys<std::uint32_t> const& sirens_;
  UnitFacts const& units_;
  FilePositions const& positions_;
  Projector projector_;
};

}  // namespace bassin::ingest::internal
