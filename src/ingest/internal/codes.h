// Dictionary codes of columns, given by several workers at once, each with its own dictionaries; merged at the end
// into sorted ones, so that the result does not depend on who read what.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/result.h"
#include "column/image.h"
#include "column/image_writer.h"
#include "column/text.h"
#include "column/text_writer.h"

namespace bassin::ingest::internal {

struct CodedColumn {
  std::string_view name;  // of the dictionary's blocks
  std::uint32_t limit;    // highest code that the column can hold
};

class WorkerCodes {
 public:
  WorkerCodes(std::span<CodedColumn const> columns, unsigned workers);
  // Code among those of that worker; 0 for the empty text.
  [[nodiscard]] std::uint32_t code(unsigned worker, std::size_t column, std::string_view text) {
    return text.empty() ? 0 : builders_[worker][column].code(text);
  }
  // Writes the merged dictionaries and, for each worker, what its codes became. Errors: "ingest.too_many_values" (column, limit).
  [[nodiscard]] base::Result<void> write(base::FileSystem& files, std::string const& path);

 private:
  std::span<CodedColumn const> columns_;
  std::vector<std::vector<column::DictionaryBuilder>> builders_;
};

// What write() wrote, read again.
class MergedCodes {
 public:
  [[nodiscard]] static base::Result<MergedCodes> open(base::FileSystem& files, std::string const& path,
                                                      std::span<CodedColumn const> columns);
  [[nodiscard]] std::uint32_t code(unsigned worker, std::size_t column, std::uint32_t local) const {
    return renamed_[worker][column][local];
  }
  [[nodiscard]] column::Dictionary const& dictionary(std::size_t column) const { return dictionaries_[column]; }
  // Writes the dictionary of each column under its name.
  [[nodiscard]] base::Result<void> copy_into(column::ImageWriter& image) const;

 private:
  std::shared_ptr<column::Image const> image_;
  std::span<CodedColumn const> columns_;
  std::vector<column::Dictionary> dictionaries_;
  std::vector<std::vector<std::span<std::uint32_t const>>> renamed_;
};

}  // namespace bassin::ingest::internal
