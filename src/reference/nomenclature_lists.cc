// Reads the two lists of activities that the program carries.
#include <algorithm>
#include <array>
#include <map>

#include "reference/internal/embedded.h"
#include "reference/internal/tsv.h"
#include "reference/nomenclature.h"

namespace bassin::reference {
namespace {

using internal::embedded;
using internal::EmbeddedFile;
using internal::take;

constexpr std::array<std::size_t, activity_level_count> code_sizes{1, 2, 4, 5, 6};

ActivityLevel level_by_size(std::size_t size) {
  auto const found = std::ranges::find(code_sizes, size);
  return static_cast<ActivityLevel>(found - code_sizes.begin());
}

struct Section {
  Activity activity;
  std::string_view divisions;
};

Section read_section(std::string_view line) {
  Section section;
  section.activity.level = ActivityLevel::section;
  section.activity.code = take(line, '\t');
  section.divisions = take(line, '\t');
  section.activity.label_fr = take(line, '\t');
  section.activity.label_en = take(line, '\t');
  return section;
}

bool is_section(std::string_view line) { return line.size() > 1 && line[1] == '\t'; }

// Codes below the sections with their French labels; a level without rows of its own is read off the subclasses.
using Labels = std::map<std::string_view, std::string_view>;

void add_levels_above(Labels& labels) {
  Labels above;
  for (auto const& [code, label] : labels) {
    for (auto const size : {2U, 4U, 5U}) {
      if (code.size() <= size || labels.contains(code.substr(0, size))) continue;
      auto const [place, added] = above.try_emplace(code.substr(0, size), label);
      // A level whose only subclass is one has that one's label; otherwise none is known.
      if (!added) place->second = {};
    }
  }
  labels.merge(above);
}

std::uint16_t index_of(std::vector<Activity> const& rows, std::string_view code) {
  auto const found = std::ranges::find(rows.rbegin(), rows.rend(), code, &Activity::code);
  return static_cast<std::uint16_t>(rows.rend() - found - 1);
}

void add_below(std::vector<Activity>& rows, Labels const& labels, std::string_view division, std::uint16_t section) {
  for (auto found = labels.lower_bound(division); found != labels.end() && found->first.starts_with(division); ++found) {
    Activity row{found->first, level_by_size(found->first.size()), found->second, {}, section};
    if (row.level != ActivityLevel::division) {
      auto const parent_size = code_sizes[static_cast<std::size_t>(row.level) - 1];
      row.parent = index_of(rows, row.code.substr(0, parent_size));
    }
    rows.push_back(row);
  }
}

std::vector<Activity> assemble(std::vector<Section> const& sections, Labels& labels) {
  add_levels_above(labels);
  std::vector<Activity> rows;
  for (auto const& section : sections) {
    auto const index = static_cast<std::uint16_t>(rows.size());
    rows.push_back(section.activity);
    rows.back().parent = index;
    for (auto divisions = section.divisions; !divisions.empty();) add_below(rows, labels, take(divisions, ' '), index);
  }
  return rows;
}

std::vector<Activity> read_lists(std::initializer_list<EmbeddedFile> files) {
  std::vector<Section> sections;
  Labels labels;
  for (auto const file : files) {
    internal::for_each_line(embedded(file), [&](std::string_view line) {
      if (is_section(line)) {
        sections.push_back(read_section(line));
      } else {
        auto const code = take(line, '\t');
        labels.emplace(code, line);
      }
    });
  }
  return assemble(sections, labels);
}

}  // namespace

ActivityNomenclature const& naf_rev2() {
  static ActivityNomenclature const made(Nomenclature::naf_rev2, read_lists({EmbeddedFile::naf_sections, EmbeddedFile::naf_rev2}));
  return made;
}

ActivityNomenclature const& naf_2025() {
  static ActivityNomenclature const made(Nomenclature::naf_2025, read_lists({EmbeddedFile::naf_2025}));
  return made;
}

}  // namespace bassin::reference
