#include "sql/listed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bassin::sql {
namespace {

std::array<std::string, listed_most> const& place_names() {
  static auto const names = [] {
    std::array<std::string, listed_most> out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = fmt::format("i{}", i);
    return out;
  }();
  return names;
}

}  // namespace

Listed listed(std::span<std::string const> ids) {
  Listed out{"(", {}};
  std::string const none;
  for (std::size_t i = 0; i < std::max<std::size_t>(ids.size(), 1); ++i) {
    out.places += fmt::format("{}:{}", i == 0 ? "" : ", ", place_names().at(i));
    out.values.emplace_back(place_names().at(i), ids.empty() ? none : ids[i]);
  }
  out.places += ")";
  return out;
}

RowPlaces::RowPlaces(std::size_t rows, std::span<std::string_view const> parts) : parts_(parts.size()) {
  names_.reserve(rows * parts.size());
  for (std::size_t row = 0; row < rows; ++row)
    for (auto const part : parts) names_.push_back(fmt::format("{}{}", part, row));
}

}  // namespace bassin::sql
