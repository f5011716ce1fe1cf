#include "reference/nomenclature.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/fold.h"

namespace bassin::reference {
namespace {

constexpr std::array<std::string_view, nomenclature_count> names{"", "NAFRev2", "NAF2025", "NAFRev1", "NAF1993", "NAP"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The code without dots and blanks around, in upper case; empty where another sign or too much text stands in it.
struct Compact {
  std::array<char, 6> text{};
  std::size_t size = 0;
  [[nodiscard]] std::string_view view() const { return {text.data(), size}; }
};

Compact compact(std::string_view code) {
  while (!code.empty() && code.front() == ' ') code.remove_prefix(1);
  while (!code.empty() && code.back() == ' ') code.remove_suffix(1);
  Compact out;
  for (char const c : code) {
    if (c == '.') continue;
    if (out.size == out.text.size() || std::isalnum(static_cast<unsigned char>(c)) == 0) return {};
    out.text[out.size++] = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out;
}

// Compares a canonical code, its dot left aside, with a compact one.
int compare(std::string_view canonical, std::string_view without_dot) {
  std::size_t i = 0;
  for (char const c : canonical) {
    if (c == '.') continue;
    if (i == without_dot.size()) return 1;
    if (c != without_dot[i]) return c < without_dot[i] ? -1 : 1;
    ++i;
  }
  return i == without_dot.size() ? 0 : -1;
}

bool begins_with(std::string_view canonical, std::string_view without_dot) {
  std::size_t i = 0;
  for (char const c : canonical) {
    if (i == without_dot.size()) return true;
    if (c == '.') continue;
    if (c != without_dot[i++]) return false;
  }
  return i == without_dot.size();
}

}  // namespace

std::string_view name_of(Nomenclature nomenclature) { return names[static_cast<std::size_t>(nomenclature)]; }

Nomenclature parse_nomenclature(std::string_view text) {
  if (text == "NAF25") return Nomenclature::naf_2025;
  auto const found = std::ranges::find(names, text);
  return found == names.end() ? Nomenclature::unknown : static_cast<Nomenclature>(found - names.begin());
}

ActivityNomenclature::ActivityNomenclature(Nomenclature nomenclature, std::vector<Activity> rows)
    : nomenclature_(nomenclature), rows_(std::move(rows)) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    by_code_.push_back(static_cast<std::uint16_t>(i));
    levels_[static_cast<std::size_t>(rows_[i].level)].push_back(static_cast<std::uint16_t>(i));
  }
  std::ranges::sort(by_code_, {}, [&](std::uint16_t i) { return rows_[i].code; });
  for (auto& level : levels_) std::ranges::sort(level, {}, [&](std::uint16_t i) { return rows_[i].code; });
}

std::uint16_t ActivityNomenclature::find(std::string_view code) const {
  auto const wanted = compact(code);
  // The dot sorts before every digit, so that the order of canonical codes is the order of compact ones.
  auto const before = [&](std::uint16_t i, std::string_view text) { return compare(rows_[i].code, text) < 0; };
  auto const found = std::lower_bound(by_code_.begin(), by_code_.end(), wanted.view(), before);
  return found != by_code_.end() && compare(rows_[*found].code, wanted.view()) == 0 ? *found : none;
}

std::string_view ActivityNomenclature::canonical(std::string_view code) const {
  auto const i = find(code);
  return i == none ? std::string_view() : rows_[i].code;
}

std::string_view ActivityNomenclature::label(std::string_view code, Language language) const {
  auto const i = find(code);
  if (i == none) return {};
  return language == Language::en && !rows_[i].label_en.empty() ? rows_[i].label_en : rows_[i].label_fr;
}

std::optional<ActivityLevel> ActivityNomenclature::level_of(std::string_view code) const {
  auto const i = find(code);
  if (i == none) return std::nullopt;
  return rows_[i].level;
}

std::string_view ActivityNomenclature::ancestor(std::string_view code, ActivityLevel level) const {
  auto i = find(code);
  if (i == none || rows_[i].level < level) return {};
  while (rows_[i].level != level) i = rows_[i].parent;
  return rows_[i].code;
}

std::span<std::uint16_t const> ActivityNomenclature::at_level(ActivityLevel level) const {
  return levels_[static_cast<std::size_t>(level)];
}

std::vector<std::string_view> ActivityNomenclature::subclasses(std::string_view code_or_prefix) const {
  auto const wanted = compact(code_or_prefix);
  if (wanted.size == 0) return {};
  auto const section = wanted.size == 1 && !is_digit(wanted.text[0]);
  std::vector<std::string_view> found;
  for (auto const i : at_level(ActivityLevel::subclass)) {
    auto const code = rows_[i].code;
    auto const under = section ? ancestor(code, ActivityLevel::section) == wanted.view() : begins_with(code, wanted.view());
    if (under) found.push_back(code);
  }
  return found;
}

std::vector<std::uint16_t> ActivityNomenclature::labelled(std::string_view words) const {
  auto const wanted = base::fold(words);
  std::vector<std::uint16_t> found;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    auto const fits = [&](std::string_view label) { return base::has_all_words(base::fold(label), wanted); };
    if (fits(rows_[i].label_fr) || fits(rows_[i].label_en)) found.push_back(static_cast<std::uint16_t>(i));
  }
  return found;
}

ActivityNomenclature const* nomenclature(Nomenclature which) {
  if (which == Nomenclature::naf_rev2) return &naf_rev2();
  return which == Nomenclature::naf_2025 ? &naf_2025() : nullptr;
}

}  // namespace bassin::reference
