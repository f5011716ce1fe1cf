// CSV as the register's files write it (RFC 4180, any separator): bytes cut into blocks of whole records, which
// several threads may then split into fields.
//
// A quote opens a quoted field only as the first byte of a field; inside, two quotes stand for one and line ends
// are content; what follows the closing quote up to the separator belongs to the field as it is. A line ends with
// LF or CRLF; lines without a byte are passed over. A quoted field that is not closed within `quoted_limit` bytes
// or by the end of the input spoils its first line only: that line is one record marked `open_quote`, and
// reading goes on with the next line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bassin::ingest::csv {

inline constexpr std::size_t quoted_limit = 1U << 20U;

// Where the first block of a text ends.
struct Cut {
  std::size_t bytes = 0;    // of the text; 0: no whole record yet, more bytes are needed
  bool open_quote = false;  // these bytes are one line whose quoted field is not closed
};

// The longest run of whole records at the start of `text`, which begins with a record. With `at_end` no more bytes
// follow: the rest is whole records too, and the answer is 0 for an empty text only.
[[nodiscard]] Cut cut_block(std::string_view text, char separator, bool at_end, std::size_t limit = quoted_limit);

struct Record {
  std::span<std::string_view const> fields;  // valid until the next record; none when open_quote
  std::string_view raw;                      // as it stands in the block, without its line end
  std::uint64_t line = 0;                    // of its first byte; the first line of a file is 1
  bool open_quote = false;
};

// Splits a block of whole records. One object may read many blocks, one after the other.
class Splitter {
 public:
  explicit Splitter(char separator) : separator_(separator) {}

  // `block` as cut_block() gave it, and the line of its first byte.
  void start(std::string_view block, std::uint64_t first_line, bool open_quote = false);
  // False at the end of the block.
  [[nodiscard]] bool next(Record& record);

 private:
  // The next byte from `from` on that is a separator, a quote or LF, or the end of the block.
  [[nodiscard]] std::size_t next_sign(std::size_t from);
  void load_signs(std::size_t base);
  [[nodiscard]] bool spoiled_line(Record& record);
  // Reads the quoted field that opens at `at`; returns the place of the sign that ends it.
  std::size_t quoted_field(std::size_t at);
  void push(std::string_view field) { fields_.push_back(field); }
  void close(Record& record, std::size_t start, std::size_t end);

  char separator_;
  std::string_view block_;
  std::size_t position_ = 0;
  std::uint64_t line_ = 1;
  bool open_quote_ = false;
  std::uint64_t signs_ = 0;  // of the 64 bytes from signs_base_ on, those not yet passed
  std::size_t signs_base_ = 0;
  std::uint64_t inner_lines_ = 0;  // line ends inside quotes, of the record being read
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  // texts of fields that do not stand in the block as they are
  std::size_t unquoted_used_ = 0;
};

}  // namespace bassin::ingest::csv
