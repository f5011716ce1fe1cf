// Writes establishments.img and positions.img: every row in order, part after part.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "column/image_writer.h"
#include "ingest/internal/codes.h"
#include "ingest/internal/derived.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/ranks.h"
#include "ingest/internal/row_parts.h"
#include "ingest/internal/unit_columns.h"

namespace bassin::ingest::internal {

struct RowInputs {
  std::vector<SpillFile> const* spill = nullptr;
  MergedCodes const* codes = nullptr;
  SortedKeys<std::uint64_t> const* sirets = nullptr;
  UnitFacts const* units = nullptr;
  UnitNames const* unit_names = nullptr;
  FilePositions positions;
  bool has_units = false;
};

class RowColumns {
 public:
  RowColumns(base::FileSystem& files, std::string work_folder, std::string const& snapshot_folder, RowInputs const& inputs);
  ~RowColumns();

  // Row of each SIRET, by its place among all. `step` is told the rows written so far.
  [[nodiscard]] base::Result<std::vector<std::uint32_t>> write(Step const& step);
  [[nodiscard]] Notes const& notes() const { return notes_; }
  // Rows written whose position is known.
  [[nodiscard]] std::uint64_t positions() const { return row_ - counts_.position_absent; }

 private:
  struct Blocks;
  struct Communes;
  [[nodiscard]] base::Result<void> write_parts(Step const& step);
  [[nodiscard]] base::Result<void> push_part(PlacedPart const& part, Step const& step);
  [[nodiscard]] base::Result<void> push(PlacedRow const& placed, char const* record);
  void push_codes(EstablishmentRecord const& record, std::uint16_t legal);
  void push_position(PlacedRow const& placed);
  [[nodiscard]] base::Result<void> push_ranks(PlacedRow const& placed, EstablishmentRecord const& record, std::string_view brand);
  [[nodiscard]] base::Result<void> finish(Step const& step);
  [[nodiscard]] base::Result<void> write_ranks(Step const& step);
  void note_counts();

  base::FileSystem& files_;
  std::string work_folder_;
  RowInputs inputs_;
  Memberships memberships_;
  StreetOrder streets_;
  std::vector<std::uint32_t> numbers_;
  column::ImageWriter image_;
  column::ImageWriter position_image_;
  std::unique_ptr<Blocks> blocks_;
  std::unique_ptr<Communes> communes_;
  NameRanks name_ranks_;
  StreetRanks street_ranks_;
  std::vector<std::uint32_t> row_of_;
  geo::Box bounds_;
  std::uint32_t row_ = 0;
  std::string folded_;
  Notes notes_;
  struct {
    std::uint64_t unit_absent = 0;
    std::uint64_t abroad = 0;
    std::uint64_t commune_absent = 0;
    std::uint64_t position_absent = 0;
  } counts_;
};

}  // namespace bassin::ingest::internal
