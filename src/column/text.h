// Texts of a column: a dictionary of distinct texts, and a sparse column that keeps a text for few rows.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "column/image.h"
#include "column/image_writer.h"

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

class DictionaryBuilder {
 public:
  DictionaryBuilder() { (void)code(""); }
  // The code of the text, a new one the first time; "" is 0.
  [[nodiscard]] std::uint32_t code(std::string_view text);
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(offsets_.size()); }
  [[nodiscard]] std::string_view text(std::uint32_t code) const;
  // Texts in ascending byte order get ascending codes: old code -> new code. Code 0 stays 0.
  [[nodiscard]] std::vector<std::uint32_t> sort();
  void write(ImageWriter& image, std::string const& name) const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t code_plus_one = 0;
  };
  void grow();
  [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t hash) const;

  std::string bytes_;
  std::vector<std::uint32_t> offsets_;  // start of each text
  std::vector<Slot> slots_;
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

// Rows must come in ascending order.
class SparseTextWriter {
 public:
  SparseTextWriter(ImageWriter& image, std::string const& name);
  void push(std::uint32_t row, std::string_view text) {
    if (text.empty()) return;
    rows_->push(row);
    bytes_->push_text(text);
    offsets_->push(bytes_->bytes());
  }

 private:
  BlockWriter* rows_;
  BlockWriter* offsets_;
  BlockWriter* bytes_;
};

}  // namespace bassin::column
