// The component names.img opened: which rows bear a word, which words look like a misspelt one, which rows have a
// name that looks like a misspelt one. Three lists of the same form: `open`, names that the audience of that name may
// find, `impersonal`, those of them that the audience of that name may find too, and `protected_names`, those that only
// entitled readers may. Reads throw column::Damaged.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/strong.h"
#include "column/image.h"
#include "registry/name_index_signature.h"

namespace bassin::registry {

// Rows a stretch; every stretch has the list of the words that its rows bear.
inline constexpr std::uint32_t name_stretch_rows = 65536;
// Rows a block of a list of rows.
inline constexpr std::uint32_t posting_block_rows = 128;

// Rows [first, last).
struct NameRows {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// A word of the dictionary, by its place in ascending byte order.
using WordId = base::Strong<std::uint32_t, struct WordIdTag>;

// Ids [first, last).
struct WordIds {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  [[nodiscard]] bool holds(std::uint32_t id) const { return id >= first && id < last; }
};

// Walks the rows of one word upwards.
class RowCursor {
 public:
  RowCursor() = default;
  // The row stood on; nothing at the end.
  [[nodiscard]] std::optional<std::uint32_t> row() const {
    if (place_ >= in_block_) return std::nullopt;
    return rows_[place_];
  }
  void next();
  // To the first row that is `row` or above; never backwards.
  void seek(std::uint32_t row);

 private:
  friend class NameList;
  RowCursor(std::span<std::uint8_t const> bytes, std::uint32_t count, std::uint32_t from);
  [[nodiscard]] std::uint32_t block_of(std::uint32_t row, std::uint32_t low) const;
  void seek_in_block(std::uint32_t row);
  void load(std::uint32_t block);
  [[nodiscard]] std::uint32_t table(std::uint32_t block, std::uint32_t which) const;

  std::span<std::uint8_t const> bytes_;
  std::uint32_t count_ = 0;
  std::uint32_t blocks_ = 0;
  std::uint32_t block_ = 0;
  std::uint32_t in_block_ = 0;
  std::uint32_t place_ = 0;
  std::array<std::uint32_t, posting_block_rows> rows_{};
};

// A word to compare with the dictionary.
struct WordPattern {
  std::string_view word;
  unsigned edits = 0;             // close words: at most so many, up to 2
  std::optional<WordIds> prefix;  // and every word of this range
};

// A word of the dictionary that fits the pattern at that place of the span.
struct CloseWord {
  std::uint32_t pattern = 0;
  WordId word;
  unsigned edits = 0;
  bool prefix = false;  // in the range of the pattern's prefix
};

// A row with a name that may be close to another.
struct RowLike {
  std::uint32_t row = 0;
  Signature name = 0;
};

class NameList {
 public:
  // `prefix` of the blocks: "open", "impersonal" or "protected".
  [[nodiscard]] static base::Result<NameList> open(column::Image const& image, std::string const& prefix);

  [[nodiscard]] std::uint32_t words() const { return static_cast<std::uint32_t>(rows_of_word_.size()); }
  [[nodiscard]] std::string_view word(WordId id) const;
  [[nodiscard]] std::uint32_t rows_of(WordId id) const { return rows_of_word_[id.v]; }  // in the whole snapshot
  [[nodiscard]] std::optional<WordId> find(std::string_view word) const;
  [[nodiscard]] WordIds starting_with(std::string_view prefix) const;
  // Its rows from `from` on.
  [[nodiscard]] RowCursor rows(WordId id, std::uint32_t from = 0) const;

  // Words within the patterns' edits or prefix ranges: every one that is borne by `rows`, and some that are not. By
  // pattern, then word; a word that fits two patterns is told twice.
  [[nodiscard]] std::vector<CloseWord> close_words(std::span<WordPattern const> patterns, std::span<NameRows const> rows) const;
  // How many words that looks at.
  [[nodiscard]] std::uint64_t words_to_compare(std::span<NameRows const> rows) const;

  // Rows among `rows` with a name whose signature may be within `edits` of `wanted`, ascending; once for each such name.
  [[nodiscard]] std::vector<RowLike> rows_with_names_like(Signature wanted, unsigned edits, std::span<NameRows const> rows) const;
  // How many names that looks at.
  [[nodiscard]] std::uint64_t names_to_compare(std::span<NameRows const> rows) const;

 private:
  // Calls `visit` with the id of every word of that stretch, ascending.
  template <class Visit>
  void for_words_of(std::uint32_t stretch, Visit visit) const;
  // Names of that stretch whose rows lie in `rows`: places [first, last) in name_row_.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> names_of(std::uint32_t stretch, NameRows rows) const;
  [[nodiscard]] std::uint32_t stretches() const;
  [[nodiscard]] bool even() const;  // columns that belong together have lengths that fit
  // Whether reading the stretches' lists is more work than reading the dictionary.
  [[nodiscard]] bool dictionary_is_less(std::span<std::uint32_t const> stretches, std::size_t patterns) const;
  [[nodiscard]] std::vector<std::uint32_t> stretches_of(std::span<NameRows const> rows) const;

  column::Column<std::uint32_t> word_offset_;  // words + 1
  column::Column<char> word_bytes_;
  column::Column<Signature> word_signature_;
  column::Column<std::uint32_t> length_start_;  // signature_lengths + 1: places in the next two, by length of the word
  column::Column<std::uint32_t> length_word_;
  column::Column<Signature> length_signature_;
  column::Column<std::uint32_t> rows_of_word_;
  column::Column<std::uint64_t> posting_offset_;
  column::Column<std::uint32_t> posting_length_;
  column::Column<std::uint8_t> posting_bytes_;
  column::Column<std::uint64_t> stretch_offset_;  // stretches + 1: bytes of its words
  column::Column<std::uint32_t> stretch_words_;
  column::Column<std::uint8_t> stretch_bytes_;
  column::Column<std::uint64_t> stretch_name_;  // stretches + 1: first name of each
  column::Column<std::uint16_t> name_row_;      // within its stretch, ascending
  column::Column<Signature> name_signature_;
};

class NameIndex {
 public:
  // Cheap: finds the blocks, reads none. Errors: "image.no_block", "image.element_size".
  [[nodiscard]] static base::Result<NameIndex> open(std::shared_ptr<column::Image const> image);
  [[nodiscard]] NameList const& open_names() const { return open_; }
  [[nodiscard]] NameList const& impersonal_names() const { return impersonal_; }
  [[nodiscard]] NameList const& protected_names() const { return protected_; }

 private:
  std::shared_ptr<column::Image const> image_;
  NameList open_;
  NameList impersonal_;
  NameList protected_;
};

}  // namespace bassin::registry
