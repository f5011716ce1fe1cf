// The place of every row among all rows in the order of a text, found without holding all texts in memory: entries are
// set aside in parts that follow each other, then each part is sorted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/spill.h"

namespace bassin::ingest::internal {

// Rows in the byte order of their folded names, rows without a name after all others; equal ones by SIRET.
class NameRanks {
 public:
  NameRanks(base::FileSystem& files, std::string const& folder) : files_(files), folder_(folder), spill_(files, folder, "names") {}
  // `place`: of the SIRET among all.
  [[nodiscard]] base::Result<void> add(std::uint32_t row, std::uint32_t place, bool named, std::string_view folded);
  // By row. Removes its files. `step` is told the number of rows before each part.
  [[nodiscard]] base::Result<std::vector<std::uint32_t>> finish(std::size_t rows, Step const& step);

 private:
  base::FileSystem& files_;
  std::string folder_;
  SpillWriter spill_;
  std::string record_;
};

// Rows by (street, number, SIRET), the first two as places in orders that the caller knows.
class StreetRanks {
 public:
  // `streets`: how many places there are for streets.
  StreetRanks(base::FileSystem& files, std::string const& folder, std::uint32_t streets)
      : files_(files), folder_(folder), spill_(files, folder, "streets"), streets_(streets) {}
  [[nodiscard]] base::Result<void> add(std::uint32_t row, std::uint32_t place, std::uint32_t street, std::uint32_t number);
  [[nodiscard]] base::Result<std::vector<std::uint32_t>> finish(std::size_t rows, Step const& step);

 private:
  base::FileSystem& files_;
  std::string folder_;
  SpillWriter spill_;
  std::uint32_t streets_;
};

}  // namespace bassin::ingest::internal
