// Texts of a column, as they are read: a dictionary of distinct texts, and a sparse column that keeps a text for few rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "column/image.h"

namespace bassin::column {

// code -> text. Code 0 is the absent text. Blocks `name`.offsets (u32, codes + 1) and `name`.bytes.
class Dictionary {
 public:
  Dictionary() = default;
  [[nodiscard]] static base::Result<Dictionary> open(Image const& image, std::string const& name);
  [[nodiscard]] std::uint32_t size() const { return offsets_.empty() ? 0 : static_cast<std::uint32_t>(offsets_.size() - 1); }
  // Throws Damaged. A code beyond the end gives the empty text.
  [[nodiscard]] std::string_view operator[](std::uint32_t code) const;
  // The code of exactly that text, by a scan: for the few hundred entries of a code list.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;

 private:
  Column<std::uint32_t> offsets_;
  Column<char> bytes_;
};

// row -> text for rows that have one. Blocks `name`.rows (u32, ascending), `name`.offsets (u64), `name`.bytes.
class SparseText {
 public:
  SparseText() = default;
  [[nodiscard]] static base::Result<SparseText> open(Image const& image, std::string const& name);
  // The text of that row, or the empty text. Throws Damaged.
  [[nodiscard]] std::string_view operator[](std::uint32_t row) const;
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

 private:
  Column<std::uint32_t> rows_;
  Column<std::uint64_t> offsets_;
  Column<char> bytes_;
};

}  // namespace bassin::column
