// Texts of a column, as they are written: what column/text.h reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "column/image_writer.h"

namespace bassin::column {

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
