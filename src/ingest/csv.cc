#include "ingest/csv.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace bassin::ingest::csv {

namespace {

constexpr auto npos = std::string_view::npos;

std::size_t find(std::string_view text, char wanted, std::size_t from) {
  if (from >= text.size()) return npos;
  auto const* const found = static_cast<char const*>(std::memchr(text.data() + from, wanted, text.size() - from));
  return found == nullptr ? npos : static_cast<std::size_t>(found - text.data());
}

// The last LF in [first, last), or npos.
std::size_t last_line_end(std::string_view text, std::size_t first, std::size_t last) {
  auto const* const found = static_cast<char const*>(::memrchr(text.data() + first, '\n', last - first));
  return found == nullptr ? npos : static_cast<std::size_t>(found - text.data());
}

// The quote that closes the field opened at `open`, or npos when there is none in the text.
std::size_t closing_quote(std::string_view text, std::size_t open) {
  auto at = find(text, '"', open + 1);
  while (at != npos && at + 1 < text.size() && text[at + 1] == '"') at = find(text, '"', at + 2);
  return at;
}

// Walks from quote to quote, remembering where the last record begun starts.
class Cutter {
 public:
  Cutter(std::string_view text, Shape shape, bool at_end) : text_(text), shape_(shape), at_end_(at_end) {}

  std::size_t cut() {
    std::size_t plain = 0;  // start of the stretch outside quotes
    for (auto quote = find(text_, '"', 0); quote != npos; quote = find(text_, '"', plain)) {
      note_line_ends(plain, quote);
      plain = quote + 1;
      if (!opens_field(quote)) continue;
      auto const closing = closing_quote(text_, quote);
      if (closes_on_its_line(quote, closing)) {
        plain = skip_tail(closing + 1);
        continue;
      }
      auto const next = next_record(record_start_);
      if (next == npos) return record_start_;
      record_start_ = plain = next;
    }
    note_line_ends(plain, text_.size());
    return at_end_ ? text_.size() : record_start_;
  }

 private:
  [[nodiscard]] bool opens_field(std::size_t quote) const {
    return quote == 0 || text_[quote - 1] == shape_.separator || text_[quote - 1] == '\n';
  }

  void note_line_ends(std::size_t first, std::size_t last) {
    if (auto const end = last_line_end(text_, first, last); end != npos) record_start_ = end + 1;
  }

  // After a closing quote the rest of the field is literal, quotes included.
  [[nodiscard]] std::size_t skip_tail(std::size_t from) const {
    while (from < text_.size() && text_[from] != shape_.separator && text_[from] != '\n') ++from;
    return from;
  }

  // A quote as the last byte may be the first of two.
  [[nodiscard]] bool more_must_tell(std::size_t closing) const { return !at_end_ && (closing == npos || closing + 1 == text_.size()); }
  [[nodiscard]] bool closes_on_its_line(std::size_t quote, std::size_t closing) const {
    return closing != npos && !more_must_tell(closing) && closing - quote <= shape_.limit && last_line_end(text_, quote, closing) == npos;
  }

  // The start of the record after the one at `start`, or of the line after it where that record is spoiled; npos where more
  // bytes must tell.
  [[nodiscard]] std::size_t next_record(std::size_t start) const {
    auto const [end, judged] = record_end(start);
    if (!judged) return npos;
    auto const line_end = end == npos ? find(text_, '\n', start) : end;
    if (line_end == npos && !at_end_) return npos;
    return std::min(line_end, text_.size() - 1) + 1;
  }

  struct End {
    std::size_t at = npos;  // a line end or the end of the text; npos: the record is spoiled
    bool judged = true;
  };
  [[nodiscard]] End record_end(std::size_t start) const {
    std::size_t fields = 1;
    bool inner_line_ends = false;
    for (auto at = start;;) {
      if (at < text_.size() && text_[at] == '"') {
        auto const closing = closing_quote(text_, at);
        if (std::min(closing, text_.size()) - at > shape_.limit || (closing == npos && at_end_)) return {};
        if (more_must_tell(closing)) return {npos, false};
        inner_line_ends = inner_line_ends || last_line_end(text_, at, closing) != npos;
        at = closing + 1;
      }
      at = skip_tail(at);
      if (at == text_.size() && !at_end_) return {npos, false};
      bool const ends = at == text_.size() || text_[at] == '\n';
      if (inner_line_ends && shape_.miscounts(fields, ends)) return {};
      if (ends) return {at};
      ++fields;
      ++at;
    }
  }

  std::string_view text_;
  Shape shape_;
  bool at_end_;
  std::size_t record_start_ = 0;
};

}  // namespace

std::size_t cut_block(std::string_view text, Shape shape, bool at_end) { return Cutter(text, shape, at_end).cut(); }

void Splitter::start(std::string_view block, std::uint64_t first_line) {
  block_ = block;
  position_ = 0;
  line_ = first_line;
  load_signs(0);
}

// One bit for each of the 64 bytes from `base` on that is a sign.
void Splitter::load_signs(std::size_t base) {
  signs_base_ = base;
  signs_ = 0;
  if (base >= block_.size()) return;
  char padded[64] = {};
  char const* bytes = block_.data() + base;
  if (block_.size() - base < 64) {
    std::memcpy(padded, bytes, block_.size() - base);
    bytes = padded;
  }
#if defined(__SSE2__)
  auto const separator = _mm_set1_epi8(shape_.separator);
  auto const quote = _mm_set1_epi8('"');
  auto const line_end = _mm_set1_epi8('\n');
  for (std::size_t part = 0; part < 4; ++part) {
    auto const chunk = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bytes + part * 16));
    auto const found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, separator), _mm_cmpeq_epi8(chunk, quote)), _mm_cmpeq_epi8(chunk, line_end));
    signs_ |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(found))} << (part * 16);
  }
#else
  for (unsigned i = 0; i < 64; ++i) {
    bool const sign = bytes[i] == shape_.separator || bytes[i] == '"' || bytes[i] == '\n';
    signs_ |= std::uint64_t{sign} << i;
  }
#endif
}

std::size_t Splitter::next_sign(std::size_t from) {
  if (from < signs_base_ || from >= signs_base_ + 64) load_signs(from / 64 * 64);
  signs_ &= ~std::uint64_t{0} << (from - signs_base_);
  while (signs_ == 0) {
    if (signs_base_ + 64 >= block_.size()) return block_.size();
    load_signs(signs_base_ + 64);
  }
  return signs_base_ + static_cast<std::size_t>(std::countr_zero(signs_));
}

std::size_t Splitter::quoted_field(std::size_t at) {
  auto const closing = closing_quote(block_, at);
  if (closing == npos || closing - at > shape_.limit) return npos;
  auto const content = block_.substr(at + 1, closing - at - 1);
  inner_lines_ += static_cast<std::uint64_t>(std::count(content.begin(), content.end(), '\n'));
  auto end = closing + 1;
  while (end < block_.size() && block_[end] != shape_.separator && block_[end] != '\n') ++end;
  auto const tail = block_.substr(closing + 1, end - closing - 1);
  if (tail.empty() && content.find('"') == npos) {
    push(content);
    return end;
  }
  if (unquoted_used_ == unquoted_.size()) unquoted_.emplace_back();
  auto& text = unquoted_[unquoted_used_++];
  text.clear();
  for (std::size_t i = 0; i < content.size(); ++i) {
    text.push_back(content[i]);
    if (content[i] == '"') ++i;
  }
  text += tail;
  bool const ends_line = end == block_.size() || block_[end] == '\n';
  if (ends_line && !tail.empty() && text.back() == '\r') text.pop_back();
  push(text);
  return end;
}

std::size_t Splitter::read_record() {
  fields_.clear();
  unquoted_used_ = 0;
  inner_lines_ = 0;
  for (auto field = position_;;) {
    auto end = next_sign(field);
    bool quoted = false;
    while (end < block_.size() && block_[end] == '"' && !quoted) {
      quoted = end == field;
      end = quoted ? quoted_field(end) : next_sign(end + 1);
    }
    if (end == npos) return npos;
    bool const ends_record = end == block_.size() || block_[end] == '\n';
    if (!quoted) {
      bool const carriage_return = ends_record && end > field && block_[end - 1] == '\r';
      push(block_.substr(field, end - field - (carriage_return ? 1 : 0)));
    }
    if (inner_lines_ > 0 && shape_.miscounts(fields_.size(), ends_record)) return npos;
    if (ends_record) return end;
    field = end + 1;
  }
}

std::size_t Splitter::spoiled_line() {
  fields_.clear();
  inner_lines_ = 0;
  load_signs(position_ / 64 * 64);  // signs passed come again
  return std::min(find(block_, '\n', position_), block_.size());
}

bool Splitter::next(Record& record) {
  while (position_ < block_.size()) {
    auto const start = position_;
    auto end = read_record();
    record.open_quote = end == npos;
    if (record.open_quote) end = spoiled_line();
    position_ = end + 1;
    record.line = line_;
    line_ += 1 + inner_lines_;
    if (end > start && block_[end - 1] == '\r') --end;
    record.raw = block_.substr(start, end - start);
    record.fields = fields_;
    if (!record.raw.empty()) return true;
  }
  return false;
}

}  // namespace bassin::ingest::csv
