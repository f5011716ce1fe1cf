// CSV as the register's files write it (RFC 4180, any separator): bytes cut into blocks of whole records, which
// several threads may then split into fields.
//
// A quote opens a quoted field only as the first byte of a field; inside, two quotes stand for one and line ends
// are content; what follows the closing quote up to the separator belongs to the field as it is. A line ends with
// LF or CRLF; lines without a byte are passed over.
//
// A record is spoiled when a quoted field of it is not closed within `limit` bytes or by the end of the input, or when
// it holds line ends inside quotes and another number of fields than the file has columns: a quote that stands there
// by mistake. Its first line is then one record marked `open_quote`, and reading goes on with the next line, so that
// the rows which the quote took in are not lost.
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

struct Shape {
  char separator = ',';
  std::size_t columns = 0;  // fields of each record; 0: any number
  std::size_t limit = quoted_limit;

  // Whether so many fields cannot be right, for a whole record or for one that goes on.
  [[nodiscard]] bool miscounts(std::size_t fields, bool whole) const {
    return columns > 0 && (whole ? fields != columns : fields >= columns);
  }
};

// Bytes of the longest run of whole records and spoiled lines at the start of `text`, which begins with a record; 0:
// more bytes are needed. With `at_end` no more bytes follow, and the answer is 0 for an empty text only.
[[nodiscard]] std::size_t cut_block(std::string_view text, Shape shape, bool at_end);

struct Record {
  std::span<std::string_view const> fields;  // valid until the next record; none when open_quote
  std::string_view raw;                      // as it stands in the block, without its line end
  std::uint64_t line = 0;                    // of its first byte; the first line of a file is 1
  bool open_quote = false;
};

// Splits a block as cut_block() gave it. One object may read many blocks, one after the other.
class Splitter {
 public:
  explicit Splitter(Shape shape) : shape_(shape) {}

  [[nodiscard]] char separator() const { return shape_.separator; }
  // `block`, and the line of its first byte.
  void start(std::string_view block, std::uint64_t first_line);
  // False at the end of the block.
  [[nodiscard]] bool next(Record& record);

 private:
  // The next byte from `from` on that is a separator, a quote or LF, or the end of the block.
  [[nodiscard]] std::size_t next_sign(std::size_t from);
  void load_signs(std::size_t base);
  // Reads the record at position_; returns the place of its line end or the end of the block, npos for a spoiled one.
  std::size_t read_record();
  // Takes the line at position_ as spoiled; returns its end.
  std::size_t spoiled_line();
  // Reads the quoted field that opens at `at`; returns the place of the sign that ends it, npos when it is not closed in time.
  std::size_t quoted_field(std::size_t at);
  void push(std::string_view field) { fields_.push_back(field); }

  Shape shape_;
  std::string_view block_;
  std::size_t position_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t signs_ = 0;  // of the 64 bytes from signs_base_ on, those not yet passed
  std::size_t signs_base_ = 0;
  std::uint64_t inner_lines_ = 0;  // line ends inside quotes, of the record being read
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  // texts of fields that do not stand in the block as they are
  std::size_t unquoted_used_ = 0;
};

}  // namespace bassin::ingest::csv
