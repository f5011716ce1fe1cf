#include "registry/internal/name_list_builder.h"

#include <algorithm>
#include <cstring>
#include <span>

#include "registry/internal/name_blocks.h"
#include "registry/name_index.h"

namespace bassin::registry::internal {

namespace {

namespace block = name_block;

void append_fixed(std::string& out, std::uint32_t value) {
  char bytes[sizeof(value)];
  std::memcpy(bytes, &value, sizeof(value));
  out.append(bytes, sizeof(bytes));
}

void append_deltas(std::string& out, std::span<std::uint32_t const> rows) {
  for (std::size_t i = 1; i < rows.size(); ++i) append_number(out, rows[i] - rows[i - 1]);
}

// docs/formats/names.md, "Rows of a word".
std::string encoded(std::span<std::uint32_t const> rows) {
  std::string data;
  if (rows.size() <= posting_block_rows) {
    append_number(data, rows.front());
    append_deltas(data, rows);
    return data;
  }
  std::string table;
  for (std::size_t first = 0; first < rows.size(); first += posting_block_rows) {
    auto const in_block = rows.subspan(first, std::min<std::size_t>(posting_block_rows, rows.size() - first));
    append_fixed(table, in_block.front());
    append_fixed(table, static_cast<std::uint32_t>(data.size()));
    append_deltas(data, in_block);
  }
  return table + data;
}

}  // namespace

// The rows of the words, in the order in which the words were first met.
struct NameListBuilder::Postings {
  Postings(column::BlockWriter& out, std::size_t words) : bytes(&out), offsets(words), lengths(words), counts(words) {}

  void write(std::uint32_t word, std::span<std::uint32_t const> rows) {
    auto const text = encoded(rows);
    offsets[word] = bytes->bytes();
    lengths[word] = static_cast<std::uint32_t>(text.size());
    counts[word] = static_cast<std::uint32_t>(rows.size());
    bytes->push_text(text);
  }

  column::BlockWriter* bytes;
  std::vector<std::uint64_t> offsets;
  std::vector<std::uint32_t> lengths, counts;
};

void NameListBuilder::add(std::uint32_t row, std::vector<std::uint32_t> const& codes, Signature name) {
  for (auto const code : codes) bearers_.add(PairSorter::pair(code, row));
  names_.add(PairSorter::pair(row, name));
}

void NameListBuilder::write_words(column::ImageWriter& image) const {
  auto& offsets = image.block(name(block::word_offsets), sizeof(std::uint32_t));
  auto& bytes = image.block(name(block::word_bytes), 1);
  auto& signatures = image.block(name(block::word_signatures), sizeof(Signature));
  std::vector<std::vector<std::uint32_t>> by_length(signature_lengths);
  offsets.push(std::uint32_t{0});
  for (std::uint32_t code = 1; code < words_.size(); ++code) {  // 0 is the empty text
    auto const word = words_.text(code);
    bytes.push_text(word);
    offsets.push(static_cast<std::uint32_t>(bytes.bytes()));
    auto const signature = signature_of(word);
    signatures.push(signature);
    by_length[signature >> signature_length_shift].push_back(code - 1);
  }
  write_by_length(image, by_length);
}

void NameListBuilder::write_by_length(column::ImageWriter& image, std::vector<std::vector<std::uint32_t>> const& by_length) const {
  auto& starts = image.block(name(block::length_starts), sizeof(std::uint32_t));
  auto& words = image.block(name(block::length_words), sizeof(std::uint32_t));
  auto& signatures = image.block(name(block::length_signatures), sizeof(Signature));
  std::uint32_t start = 0;
  for (auto const& same_length : by_length) {
    starts.push(start);
    words.push_all<std::uint32_t>(same_length);
    for (auto const word : same_length) signatures.push(signature_of(words_.text(word + 1)));
    start += static_cast<std::uint32_t>(same_length.size());
  }
  starts.push(start);
}

base::Result<void> NameListBuilder::write_postings(column::ImageWriter& image, std::vector<std::uint32_t> const& renamed,
                                                   std::vector<std::vector<std::uint32_t>>& stretches) {
  Postings postings(image.block(name(block::posting_bytes), 1), renamed.size() - 1);
  std::vector<std::uint32_t> rows;
  std::uint32_t code = 0;
  auto const close_word = [&] {
    if (!rows.empty()) postings.write(renamed[code] - 1, rows);
    rows.clear();
  };
  BASSIN_DO(bearers_.merge([&](std::uint64_t pair) {
    auto const row = static_cast<std::uint32_t>(pair);
    if (pair >> 32U != code) {
      close_word();
      code = static_cast<std::uint32_t>(pair >> 32U);
    }
    auto const stretch = row / name_stretch_rows;
    if (rows.empty() || rows.back() / name_stretch_rows != stretch) stretches[stretch].push_back(renamed[code] - 1);
    rows.push_back(row);
  }));
  close_word();
  image.write<std::uint64_t>(name(block::posting_offsets), postings.offsets);
  image.write<std::uint32_t>(name(block::posting_lengths), postings.lengths);
  image.write<std::uint32_t>(name(block::word_rows), postings.counts);
  return {};
}

void NameListBuilder::write_stretches(column::ImageWriter& image, std::vector<std::vector<std::uint32_t>>& stretches) const {
  auto& offsets = image.block(name(block::stretch_offsets), sizeof(std::uint64_t));
  auto& counts = image.block(name(block::stretch_words), sizeof(std::uint32_t));
  auto& bytes = image.block(name(block::stretch_bytes), 1);
  offsets.push(std::uint64_t{0});
  std::string text;
  for (auto& words : stretches) {
    std::sort(words.begin(), words.end());
    text.clear();
    if (!words.empty()) append_number(text, words.front());
    append_deltas(text, words);
    bytes.push_text(text);
    offsets.push(bytes.bytes());
    counts.push(static_cast<std::uint32_t>(words.size()));
    words = {};
  }
}

base::Result<void> NameListBuilder::write_names(column::ImageWriter& image, std::uint32_t stretches) {
  auto& firsts = image.block(name(block::stretch_names), sizeof(std::uint64_t));
  auto& rows = image.block(name(block::name_rows), sizeof(std::uint16_t));
  auto& signatures = image.block(name(block::name_signatures), sizeof(Signature));
  std::uint64_t count = 0;
  std::uint32_t started = 0;  // stretches whose first name is written
  BASSIN_DO(names_.merge([&](std::uint64_t pair) {
    auto const row = static_cast<std::uint32_t>(pair >> 32U);
    for (; started <= row / name_stretch_rows; ++started) firsts.push(count);
    rows.push(static_cast<std::uint16_t>(row % name_stretch_rows));
    signatures.push(static_cast<Signature>(pair));
    ++count;
  }));
  for (; started <= stretches; ++started) firsts.push(count);
  return {};
}

base::Result<void> NameListBuilder::write(column::ImageWriter& image, std::uint32_t rows) {
  auto const stretch_count = static_cast<std::uint32_t>((static_cast<std::uint64_t>(rows) + name_stretch_rows - 1) / name_stretch_rows);
  auto const renamed = words_.sort();
  write_words(image);
  std::vector<std::vector<std::uint32_t>> stretches(stretch_count);
  BASSIN_DO(write_postings(image, renamed, stretches));
  write_stretches(image, stretches);
  return write_names(image, stretch_count);
}

}  // namespace bassin::registry::internal
