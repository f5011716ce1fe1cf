// Writes units.img but for its last two blocks, and keeps what the rows of establishments need of their unit.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "column/image_writer.h"
#include "column/text.h"
#include "ingest/internal/codes.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/spill.h"
#include "ingest/internal/unit_record.h"
#include "registry/values.h"

namespace bassin::ingest::internal {

// What rows ask of their unit, by row of the unit; and the unit's folded names in a file.
class UnitFacts {
 public:
  void push(std::uint32_t siren, UnitRecord const* record);  // null: not described
  [[nodiscard]] SortedKeys<std::uint32_t> index() const { return {sirens_, siren_bucket}; }
  [[nodiscard]] std::vector<std::uint32_t> const& sirens() const { return sirens_; }
  [[nodiscard]] std::uint16_t legal(std::uint32_t unit) const { return legal_[unit]; }
  [[nodiscard]] registry::Diffusion diffusion(std::uint32_t unit) const { return static_cast<registry::Diffusion>(flags_[unit] & 3U); }
  [[nodiscard]] registry::Tri natural_person(std::uint32_t unit) const { return static_cast<registry::Tri>((flags_[unit] >> 2U) & 3U); }
  [[nodiscard]] bool known(std::uint32_t unit) const { return (flags_[unit] & 16U) != 0; }

 private:
  std::vector<std::uint32_t> sirens_;
  std::vector<std::uint16_t> legal_;
  std::vector<std::uint8_t> flags_;  // diffusion, natural person, known
};

// The name that a unit bears, folded, by row of the unit.
class UnitNames {
 public:
  [[nodiscard]] static base::Result<UnitNames> open(base::FileSystem& files, std::string const& path);
  struct Name {
    bool known = false;
    std::string_view folded;
  };
  [[nodiscard]] Name operator[](std::uint32_t unit) const;

 private:
  std::shared_ptr<column::Image const> image_;
  std::span<std::uint64_t const> ends_;  // end of the name * 2 + 1 where there is a name
  std::span<char const> bytes_;
};

struct UnitInputs {
  std::vector<SpillFile> const* spill = nullptr;  // null: no file of units
  MergedCodes const* codes = nullptr;
  std::span<std::uint64_t const> sirets;  // of the establishments kept, ascending
};

// Appends every unit in order of SIREN to `image`, and their names to a file at `names_path`.
class UnitColumns {
 public:
  UnitColumns(base::FileSystem& files, std::string work_folder, column::ImageWriter& image, std::string const& names_path);
  ~UnitColumns();
  // `step` is told the units written so far.
  [[nodiscard]] base::Result<UnitFacts> write(UnitInputs const& inputs, Step const& step);

 private:
  struct Blocks;
  [[nodiscard]] base::Result<void> write_part(SpillFile const& part, UnitInputs const& inputs, Step const& step);
  // Units that only establishments name, with a SIREN below.
  [[nodiscard]] base::Result<void> push_named_below(std::uint64_t siren, UnitInputs const& inputs, Step const& step);
  [[nodiscard]] base::Result<void> tell(Step const& step) const;
  void push(std::uint32_t siren, UnitRecord const* record, char const* texts, MergedCodes const* codes);
  void push_name(std::array<std::string_view, registry::schema::unit_texts.size()> const& texts);

  base::FileSystem& files_;
  std::string work_folder_;
  std::unique_ptr<Blocks> blocks_;
  UnitFacts facts_;
  std::size_t next_siret_ = 0;
  column::ImageWriter names_;
  column::BlockWriter* name_ends_;
  column::BlockWriter* name_bytes_;
  std::string name_;
};

// The two blocks that tell the rows of a unit's establishments; `row_of` by place of the SIRET.
void write_establishments_of_units(column::ImageWriter& image, std::span<std::uint32_t const> sirens, std::span<std::uint64_t const> sirets,
                                   std::span<std::uint32_t const> row_of);

}  // namespace bassin::ingest::internal
