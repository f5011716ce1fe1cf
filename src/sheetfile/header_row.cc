#include "sheetfile/header_row.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace bassin::sheetfile {

namespace {

constexpr std::size_t longest_name = 80;

std::size_t filled(std::vector<std::string> const& cells) {
  return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](std::string const& cell) { return !cell.empty(); }));
}

// "Effectif 2019" is a name; "77120 Coulommiers", "0164030201" and "2019-03-01" are not.
bool is_name(std::string_view cell) {
  if (cell.size() > longest_name || cell.find('@') != std::string_view::npos) return false;
  auto const digit = [](char c) { return c >= '0' && c <= '9'; };
  return !digit(cell.front()) && 2 * static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), digit)) < cell.size();
}

bool names_columns(std::vector<std::string> const& cells) {
  std::set<std::string_view> seen;
  return std::all_of(cells.begin(), cells.end(),
                     [&](std::string const& cell) { return cell.empty() || (is_name(cell) && seen.insert(cell).second); });
}

}  // namespace

std::optional<std::size_t> guess_header(std::vector<std::vector<std::string>> const& rows) {
  std::size_t widest = 0;
  for (auto const& cells : rows) widest = std::max(widest, filled(cells));
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    auto const width = filled(rows[i]);
    bool const wide = width >= std::min<std::size_t>(widest, 2) && 10 * width >= 6 * widest;
    if (wide && names_columns(rows[i])) return i;
  }
  return std::nullopt;
}

}  // namespace bassin::sheetfile
