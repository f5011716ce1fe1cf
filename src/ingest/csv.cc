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
  Cutter(std::string_view text, char separator, bool at_end, std::size_t limit)
      : text_(text), separator_(separator), at_end_(at_end), limit_(limit) {}

  Cut cut() {
    std::size_t plain = 0;  // start of the stretch outside quotes
    for (auto quote = find(text_, '"', 0); quote != npos; quote = find(text_, '"', plain)) {
      note_line_ends(plain, quote);
      plain = quote + 1;
      if (!opens_field(quote)) continue;
      auto const closing = closing_quote(text_, quote);
      // A quote as the last byte may be the first of two.
      if (closing == npos) return unclosed(text_.size() - quote > limit_);
      if (closing - quote > limit_) return unclosed(true);
      if (closing + 1 == text_.size() && !at_end_) return unclosed(false);
      plain = skip_tail(closing + 1);
    }
    note_line_ends(plain, text_.size());
    return at_end_ ? Cut{text_.size()} : Cut{record_start_};
  }

 private:
  [[nodiscard]] bool opens_field(std::size_t quote) const {
    return quote == 0 || text_[quote - 1] == separator_ || text_[quote - 1] == '\n';
  }

  void note_line_ends(std::size_t first, std::size_t last) {
    if (auto const end = last_line_end(text_, first, last); end != npos) record_start_ = end + 1;
  }

  // After a closing quote the rest of the field is literal, quotes included.
  [[nodiscard]] std::size_t skip_tail(std::size_t from) const {
    while (from < text_.size() && text_[from] != separator_ && text_[from] != '\n') ++from;
    return from;
  }

  [[nodiscard]] Cut unclosed(bool too_long) const {
    if (record_start_ > 0) return {record_start_};
    if (!at_end_ && !too_long) return {};
    auto const line_end = find(text_, '\n', 0);
    if (line_end == npos && !at_end_) return {};
    return {line_end == npos ? text_.size() : line_end + 1, true};
  }

  std::string_view text_;
  char separator_;
  bool at_end_;
  std::size_t limit_;
  std::size_t record_start_ = 0;
};

}  // namespace

Cut cut_block(std::string_view text, char separator, bool at_end, std::size_t limit) {
  return Cutter(text, separator, at_end, limit).cut();
}

void Splitter::start(std::string_view block, std::uint64_t first_line, bool open_quote) {
  block_ = block;
  position_ = 0;
  line_ = first_line;
  open_quote_ = open_quote;
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
  auto const separator = _mm_set1_epi8(separator_);
  auto const quote = _mm_set1_epi8('"');
  auto const line_end = _mm_set1_epi8('\n');
  for (unsigned part = 0; part < 4; ++part) {
    auto const chunk = _mm_loadu_si128(reinterpret_cast<__m128i const*>(bytes + part * 16));
    auto const found =
        _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, separator), _mm_cmpeq_epi8(chunk, quote)), _mm_cmpeq_epi8(chunk, line_end));
    signs_ |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(found))} << (part * 16);
  }
#else
  for (unsigned i = 0; i < 64; ++i) {
    bool const sign = bytes[i] == separator_ || bytes[i] == '"' || bytes[i] == '\n';
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
  auto const closing = std::min(closing_quote(block_, at), block_.size());
  auto const content = block_.substr(at + 1, closing - at - 1);
  inner_lines_ += static_cast<std::uint64_t>(std::count(content.begin(), content.end(), '\n'));
  auto end = std::min(closing + 1, block_.size());
  while (end < block_.size() && block_[end] != separator_ && block_[end] != '\n') ++end;
  auto const tail = closing < block_.size() ? block_.substr(closing + 1, end - closing - 1) : std::string_view();
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

void Splitter::close(Record& record, std::size_t start, std::size_t end) {
  if (end > start && block_[end - 1] == '\r') --end;
  record.raw = block_.substr(start, end - start);
  record.fields = fields_;
  record.line = line_;
  record.open_quote = open_quote_;
  line_ += 1 + inner_lines_;
}

bool Splitter::spoiled_line(Record& record) {
  if (position_ == block_.size()) return false;
  fields_.clear();
  position_ = block_.size();
  close(record, 0, block_.size() - (block_.ends_with('\n') ? 1 : 0));
  return true;
}

bool Splitter::next(Record& record) {
  if (open_quote_) return spoiled_line(record);
  while (position_ < block_.size()) {
    fields_.clear();
    unquoted_used_ = 0;
    inner_lines_ = 0;
    auto const start = position_;
    auto field = start;
    auto end = start;
    while (true) {
      bool quoted = false;
      end = next_sign(field);
      while (end < block_.size() && block_[end] == '"') {
        quoted = end == field;
        end = quoted ? quoted_field(end) : next_sign(end + 1);
        if (quoted) break;
      }
      bool const ends_record = end == block_.size() || block_[end] == '\n';
      if (!quoted) {
        bool const carriage_return = ends_record && end > field && block_[end - 1] == '\r';
        push(block_.substr(field, end - field - (carriage_return ? 1 : 0)));
      }
      if (ends_record) break;
      field = end + 1;
    }
    position_ = end + 1;
    close(record, start, end);
    if (!record.raw.empty()) return true;
  }
  return false;
}

}  // namespace bassin::ingest::csv
