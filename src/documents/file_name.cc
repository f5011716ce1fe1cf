#include "documents/file_name.h"

#include <array>
#include <cctype>
#include <cstdint>

namespace bassin::documents {

namespace {

constexpr std::string_view refused = "<>:\"|?*/\\";

struct Character {
  std::uint32_t code = 0;  // 0xFFFFFFFF: no character
  std::size_t size = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  auto const first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  std::size_t const size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (size == 0 || first > 0xF4 || text.size() - at < size) return {0xFFFFFFFFU, 1};
  std::uint32_t code = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    auto const next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0U) != 0x80U) return {0xFFFFFFFFU, 1};
    code = code << 6U | (next & 0x3FU);
  }
  std::array<std::uint32_t, 5> const least = {0, 0, 0x80, 0x800, 0x10000};
  bool const sound = code >= least[size] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  return sound ? Character{code, size} : Character{0xFFFFFFFFU, 1};
}

// Control characters, marks of direction, what has no width, private use.
bool is_hidden(std::uint32_t code) {
  auto const within = [code](std::uint32_t first, std::uint32_t last) { return code >= first && code <= last; };
  return code < 0x20 || within(0x7F, 0x9F) || code == 0xAD || code == 0x61C || within(0x180B, 0x180E) || within(0x200B, 0x200F) ||
         within(0x2028, 0x202E) || within(0x2060, 0x206F) || within(0xE000, 0xF8FF) || within(0xFE00, 0xFE0F) || code == 0xFEFF ||
         within(0xFFF0, 0xFFFF) || code >= 0xE0000;
}

bool ends_on(std::string_view name, std::string_view ending) {
  if (ending.empty() || name.size() <= ending.size()) return false;
  auto const tail = name.substr(name.size() - ending.size());
  for (std::size_t i = 0; i < ending.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(tail[i])) != ending[i]) return false;
  }
  return true;
}

void trim(std::string& name) {
  auto const first = name.find_first_not_of(" .");
  auto const last = name.find_last_not_of(" .");
  name = first == std::string::npos ? "" : name.substr(first, last - first + 1);
}

}  // namespace

std::string clean_file_name(std::string_view name, std::string_view ending, std::string_view other_ending) {
  name = name.substr(name.find_last_of("/\\") + 1);
  std::string out;
  for (std::size_t at = 0, characters = 0; at < name.size() && characters < file_name_most - ending.size();) {
    auto const it = character_at(name, at);
    bool const plain = !is_hidden(it.code) && !(it.size == 1 && refused.find(name[at]) != std::string_view::npos);
    if (plain) {
      out += name.substr(at, it.size);
      ++characters;
    }
    at += it.size;
  }
  trim(out);
  if (ends_on(out, ending) || ends_on(out, other_ending)) return out;
  if (out.empty()) out = "document";
  return out + std::string(ending);
}

}  // namespace bassin::documents
