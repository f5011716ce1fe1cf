// Activity nomenclatures: NAF rév. 2 (2008) and NAF 2025, five levels each. Older nomenclatures are known by name only:
// their codes stay as they are, without labels, and are never converted.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/language.h"

namespace bassin::reference {

enum class Nomenclature : std::uint8_t { unknown, naf_rev2, naf_2025, naf_rev1, naf_1993, nap };
inline constexpr std::size_t nomenclature_count = 6;

// As written in the register's files: "NAFRev2", "NAF2025", "NAFRev1", "NAF1993", "NAP"; empty for unknown.
[[nodiscard]] std::string_view name_of(Nomenclature nomenclature);
// Nomenclature::unknown for an empty text or one that is none of these ("NAF25" is accepted too).
[[nodiscard]] Nomenclature parse_nomenclature(std::string_view text);

enum class ActivityLevel : std::uint8_t { section, division, group, activity_class, subclass };
inline constexpr std::size_t activity_level_count = 5;

struct Activity {
  std::string_view code;  // canonical: "A", "62", "62.0", "62.01", "62.01Z"
  ActivityLevel level = ActivityLevel::subclass;
  std::string_view label_fr;
  std::string_view label_en;  // empty where no English label is stated: sections only have one
  std::uint16_t parent = 0;   // index of the parent; a section is its own parent
};

class ActivityNomenclature {
 public:
  static constexpr std::uint16_t none = 0xffff;

  // `rows` in canonical order: each parent before its children, codes ascending inside a level's parent.
  ActivityNomenclature(Nomenclature nomenclature, std::vector<Activity> rows);

  [[nodiscard]] Nomenclature id() const { return nomenclature_; }
  // Every code of every level, parents before children: index `i` is stable for one build only.
  [[nodiscard]] std::span<Activity const> rows() const { return rows_; }

  // Index in rows(), or `none`. With or without dot ("6201Z", "62.01Z", "620"), any letter case, spaces around.
  [[nodiscard]] std::uint16_t find(std::string_view code) const;
  [[nodiscard]] bool contains(std::string_view code) const { return find(code) != none; }
  // "6201z" -> "62.01Z"; empty for a code that does not exist.
  [[nodiscard]] std::string_view canonical(std::string_view code) const;
  // Empty for an unknown code; the French label where no English one is stated.
  [[nodiscard]] std::string_view label(std::string_view code, Language language) const;
  [[nodiscard]] std::optional<ActivityLevel> level_of(std::string_view code) const;
  // The code's ancestor at that level, itself at its own; empty where the level lies below the code.
  [[nodiscard]] std::string_view ancestor(std::string_view code, ActivityLevel level) const;
  // Indexes at a level, ascending by code.
  [[nodiscard]] std::span<std::uint16_t const> at_level(ActivityLevel level) const;
  // Canonical subclasses (the codes that the register holds) under a code of any level; ascending. A text that is no
  // code but a beginning of some ("4") gives the subclasses that begin so. Empty when none does.
  [[nodiscard]] std::vector<std::string_view> subclasses(std::string_view code_or_prefix) const;
  // Indexes, ascending, of the codes of every level whose label, in French or in English, has for each word of the text
  // one that begins with it, accents and letter case aside. Empty for a text without a word.
  [[nodiscard]] std::vector<std::uint16_t> labelled(std::string_view words) const;

 private:
  Nomenclature nomenclature_;
  std::vector<Activity> rows_;
  std::vector<std::uint16_t> by_code_;
  std::vector<std::uint16_t> levels_[activity_level_count];
};

[[nodiscard]] ActivityNomenclature const& naf_rev2();
[[nodiscard]] ActivityNomenclature const& naf_2025();
// Null for the nomenclatures known by name only.
[[nodiscard]] ActivityNomenclature const* nomenclature(Nomenclature which);

}  // namespace bassin::reference
