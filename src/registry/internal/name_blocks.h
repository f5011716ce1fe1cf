// What the builder writes and the reader reads of names.img: names of blocks and the variable-length numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace bassin::registry::internal {

// Blocks of one list, after "open.", "impersonal." or "protected.".
namespace name_block {
inline constexpr char const* word_offsets = "words.offsets";
inline constexpr char const* word_bytes = "words.bytes";
inline constexpr char const* word_signatures = "words.signatures";
inline constexpr char const* length_starts = "words.length_starts";
inline constexpr char const* length_words = "words.length_words";
inline constexpr char const* length_signatures = "words.length_signatures";
inline constexpr char const* word_rows = "words.rows";
inline constexpr char const* posting_offsets = "postings.offsets";
inline constexpr char const* posting_lengths = "postings.lengths";
inline constexpr char const* posting_bytes = "postings.bytes";
inline constexpr char const* stretch_offsets = "stretches.offsets";
inline constexpr char const* stretch_words = "stretches.words";
inline constexpr char const* stretch_bytes = "stretches.bytes";
inline constexpr char const* stretch_names = "stretches.names";
inline constexpr char const* name_rows = "names.rows";
inline constexpr char const* name_signatures = "names.signatures";
}  // namespace name_block

// Seven bits a byte, lowest first; the high bit says that more follow.
inline void append_number(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

// Reads on from `at`, which never passes the end; a number cut short reads as far as it goes.
[[nodiscard]] inline std::uint32_t take_number(std::span<std::uint8_t const> bytes, std::size_t& at) {
  std::uint32_t value = 0;
  for (unsigned shift = 0; at < bytes.size() && shift < 32; shift += 7) {
    auto const byte = bytes[at++];
    value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

}  // namespace bassin::registry::internal
