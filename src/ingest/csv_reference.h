// For tests and the fuzzer: CSV read one byte after the other, as naively as can be, and the real reader fed in
// chunks, both as lists of records.
#pragma once

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv.h"

namespace bassin::ingest::csv {

struct PlainRecord {
  std::vector<std::string> fields;
  std::string raw;
  std::uint64_t line = 0;
  bool open_quote = false;
  friend bool operator==(PlainRecord const&, PlainRecord const&) = default;
  friend std::ostream& operator<<(std::ostream& out, PlainRecord const& record) {
    out << record.line << (record.open_quote ? "!" : "") << ":[" << record.raw << "]";
    for (auto const& field : record.fields) out << '<' << field << '>';
    return out;
  }
};

class ReferenceReader {
 public:
  ReferenceReader(std::string_view text, Shape shape) : text_(text), shape_(shape) {}

  std::vector<PlainRecord> all() {
    std::vector<PlainRecord> records;
    std::uint64_t line = 1;
    while (at_ < text_.size()) {
      auto const start = at_;
      PlainRecord record;
      bool const closed = read(record);
      if (!closed || miscounts(record, text_.substr(start, at_ - start))) {
        auto const line_end = text_.find('\n', start);
        auto const end = line_end == std::string_view::npos ? text_.size() : line_end + 1;
        record = {};
        record.open_quote = true;
        at_ = end;
      }
      record.line = line;
      auto raw = text_.substr(start, at_ - start);
      for (char const c : raw) line += c == '\n' ? 1 : 0;
      if (!raw.empty() && raw.back() == '\n') raw.remove_suffix(1);
      if (!raw.empty() && raw.back() == '\r') raw.remove_suffix(1);
      record.raw = raw;
      if (!raw.empty()) records.push_back(record);
    }
    return records;
  }

 private:
  // Line ends inside quotes, and a wrong number of fields.
  [[nodiscard]] bool miscounts(PlainRecord const& record, std::string_view raw) const {
    auto const line_end = raw.find('\n');
    bool const inner_line_ends = line_end != std::string_view::npos && line_end + 1 < raw.size();
    return inner_line_ends && shape_.columns > 0 && record.fields.size() != shape_.columns;
  }

  // False when a quoted field is not closed in time.
  bool read(PlainRecord& record) {
    while (true) {
      std::string field;
      bool closed = true;
      bool quoted = at_ < text_.size() && text_[at_] == '"';
      auto literal_from = std::size_t{0};  // a carriage return before this is content
      if (quoted) {
        closed = quoted_content(field);
        literal_from = field.size();
      }
      while (closed && at_ < text_.size() && text_[at_] != shape_.separator && text_[at_] != '\n') field.push_back(text_[at_++]);
      bool const ends = at_ >= text_.size() || text_[at_] == '\n';
      if (ends && field.size() > literal_from && field.back() == '\r') field.pop_back();
      record.fields.push_back(field);
      if (!closed) return false;
      if (ends) {
        ++at_;
        at_ = std::min(at_, text_.size());
        return true;
      }
      ++at_;
    }
  }

  bool quoted_content(std::string& field) {
    auto const open = at_++;
    while (at_ < text_.size()) {
      bool const two = at_ + 1 < text_.size() && text_[at_] == '"' && text_[at_ + 1] == '"';
      if (text_[at_] == '"' && !two) {
        bool const in_time = at_ - open <= shape_.limit;
        ++at_;
        return in_time;
      }
      field.push_back(text_[at_]);
      at_ += two ? 2 : 1;
    }
    return false;
  }

  std::string_view text_;
  Shape shape_;
  std::size_t at_ = 0;
};

inline std::vector<PlainRecord> reference_records(std::string_view text, Shape shape) { return ReferenceReader(text, shape).all(); }

// The real reader, handed `chunk` bytes at a time.
inline std::vector<PlainRecord> read_in_chunks(std::string_view text, Shape shape, std::size_t chunk) {
  std::vector<PlainRecord> records;
  Splitter splitter(shape);
  std::string buffer;
  std::uint64_t line = 1;
  while (!text.empty() || !buffer.empty()) {
    buffer += text.substr(0, chunk);
    text.remove_prefix(std::min(chunk, text.size()));
    auto const cut = cut_block(buffer, shape, text.empty());
    std::string const block = buffer.substr(0, cut);  // its own memory, so that a read past its end is seen
    buffer.erase(0, cut);
    splitter.start(block, line);
    Record record;
    while (splitter.next(record)) {
      records.push_back({{record.fields.begin(), record.fields.end()}, std::string(record.raw), record.line, record.open_quote});
    }
    for (char const c : block) line += c == '\n' ? 1 : 0;
  }
  return records;
}

}  // namespace bassin::ingest::csv
