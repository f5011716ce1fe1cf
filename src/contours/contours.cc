#include "contours/contours.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "geo/simplify.h"
#include "reference/geography.h"

namespace bassin::contours {

namespace {

using base::Error;
using base::Result;
using column::Damaged;

constexpr std::uint8_t corner = 255;

Error inconsistent(column::Image const& image, std::string const& block) {
  return Damaged(image.path(), block, 0, Damaged::What::values).error();
}

std::string member(nlohmann::json const& json, char const* name) {
  auto const found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Each block begins with 0 and ends with the number of what it counts.
bool leads_to(column::Column<std::uint32_t> const& block, std::size_t count) {
  return !block.empty() && block[0] == 0 && block[block.size() - 1] == count;
}

bool is_code(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == 'A' || c == 'B'; });
}

// The least level at which no more than `most` vertices remain.
unsigned level_for(std::array<std::size_t, 256> const& counts, std::size_t most) {
  std::size_t left = 0;
  for (unsigned level = corner;; --level) {
    left += counts[level];
    if (left > most) return std::min<unsigned>(level + 1, corner);
    if (level == 0) return 0;
  }
}

std::vector<float> as_weights(std::vector<std::uint8_t> const& levels) {
  std::vector<float> out;
  out.reserve(levels.size());
  for (auto const level : levels) out.push_back(level == corner ? geo::kCorner : static_cast<float>(level));
  return out;
}

}  // namespace

std::string image_path(std::string const& data) { return data + (data.ends_with('/') ? "" : "/") + "contours.img"; }

std::uint8_t level_of(float weight) {
  if (std::isinf(weight)) return corner;
  auto const level = std::lround(16 * std::log2(1 + std::max(weight, 0.0F)));
  return static_cast<std::uint8_t>(std::clamp<long>(level, 0, corner - 1));
}

Result<std::shared_ptr<Contours const>> Contours::open(base::FileSystem& files, std::string const& path) {
  BASSIN_TRY(auto const image, column::Image::open(files, path, image_kind, image_version));
  std::shared_ptr<Contours> made(new Contours());
  try {
    BASSIN_DO(made->read_all(*image));
  } catch (Damaged const& damaged) {
    return damaged.error();
  }
  made->image_ = image;
  return std::shared_ptr<Contours const>(std::move(made));
}

Result<void> Contours::read_all(column::Image const& image) {
  BASSIN_TRY(auto const about, image.column<char>("about"));
  BASSIN_TRY(auto const codes, image.column<char>("codes"));
  BASSIN_TRY(points_, image.column<geo::Point>("points"));
  BASSIN_TRY(weights_, image.column<std::uint8_t>("weights"));
  BASSIN_TRY(polygons_, image.column<std::uint32_t>("polygons"));
  BASSIN_TRY(rings_, image.column<std::uint32_t>("rings"));
  BASSIN_TRY(vertices_, image.column<std::uint32_t>("vertices"));
  for (auto const* const block : {"polygons", "rings", "vertices"}) image.keep_to(block, {.ascending = true});
  auto const text = about.all();
  auto const json = nlohmann::json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object()) return inconsistent(image, "about");
  about_ = {member(json, "source"), member(json, "vintage"), member(json, "file"), member(json, "sum")};
  auto const all = codes.all();
  if (all.size() % code_bytes != 0) return inconsistent(image, "codes");
  for (std::size_t i = 0; i < all.size(); i += code_bytes) codes_.emplace_back(all.data() + i, code_bytes);
  bool const sorted = std::adjacent_find(codes_.begin(), codes_.end(), std::greater_equal<>()) == codes_.end();
  if (!sorted || !std::all_of(codes_.begin(), codes_.end(), is_code)) return inconsistent(image, "codes");
  if (polygons_.size() != codes_.size() + 1 || rings_.empty() || !leads_to(polygons_, rings_.size() - 1))
    return inconsistent(image, "polygons");
  if (vertices_.empty() || !leads_to(rings_, vertices_.size() - 1)) return inconsistent(image, "rings");
  if (!leads_to(vertices_, points_.size())) return inconsistent(image, "vertices");
  if (weights_.size() != points_.size()) return inconsistent(image, "weights");
  return {};
}

std::optional<std::size_t> Contours::index_of(std::string_view code) const {
  auto const found = std::lower_bound(codes_.begin(), codes_.end(), code);
  if (found == codes_.end() || *found != code) return std::nullopt;
  return static_cast<std::size_t>(found - codes_.begin());
}

Contours::Shape Contours::shape(std::size_t commune) const {
  Shape out;
  auto const polygons = polygons_.slice(commune, 2);
  for (auto polygon = polygons[0]; polygon < polygons[1]; ++polygon) {
    auto& rings = out.area.polygons.emplace_back().rings;
    auto const of_polygon = rings_.slice(polygon, 2);
    for (auto ring = of_polygon[0]; ring < of_polygon[1]; ++ring) {
      auto const of_ring = vertices_.slice(ring, 2);
      auto const count = of_ring[1] - of_ring[0];
      auto const points = points_.slice(of_ring[0], count);
      auto const weights = weights_.slice(of_ring[0], count);
      rings.emplace_back(points.begin(), points.end());
      out.weights.insert(out.weights.end(), weights.begin(), weights.end());
    }
  }
  return out;
}

// Under their own codes; else under former ones, looked for only where they are needed; else as what they became.
std::vector<std::size_t> Contours::choose(std::span<std::string const> communes, base::Date at, Found& found) const {
  std::set<std::size_t> chosen;
  std::vector<std::string_view> elsewhere;
  for (auto const& code : communes) {
    auto const index = index_of(code);
    if (index) {
      chosen.insert(*index);
    } else {
      elsewhere.emplace_back(code);
    }
  }
  if (elsewhere.empty()) return {chosen.begin(), chosen.end()};
  std::sort(elsewhere.begin(), elsewhere.end());
  auto const& geography = reference::geography();
  std::set<std::string_view> known;
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    auto const now = geography.resolve(codes_[i], at);
    auto const place = now ? std::lower_bound(elsewhere.begin(), elsewhere.end(), now->code) : elsewhere.end();
    if (place == elsewhere.end() || *place != now->code) continue;
    known.insert(*place);
    chosen.insert(i);
  }
  for (auto const code : elsewhere) {
    if (known.contains(code)) continue;
    auto const became = geography.resolve(code, geography.last_vintage());
    auto const index = became ? index_of(became->code) : std::nullopt;
    if (index) {
      chosen.insert(*index);
    } else {
      found.missing.emplace_back(code);
    }
  }
  return {chosen.begin(), chosen.end()};
}

Result<Found> Contours::find(std::span<std::string const> communes, base::Date at, std::size_t vertices_most) const {
  Found found;
  try {
    std::vector<Shape> shapes;
    std::array<std::size_t, 256> counts{};
    auto const chosen = choose(communes, at, found);
    for (auto const index : chosen) {
      shapes.push_back(shape(index));
      for (auto const weight : shapes.back().weights) ++counts[weight];
    }
    auto const level = level_for(counts, vertices_most);
    auto const least = level == corner ? geo::kCorner : static_cast<float>(level);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      auto area = geo::simplified(shapes[i].area, as_weights(shapes[i].weights), least);
      found.vertices += geo::vertex_count(area);
      found.outlines.push_back({codes_[chosen[i]], std::move(area)});
    }
  } catch (Damaged const& damaged) {
    return damaged.error();
  }
  return found;
}

Result<void> Contours::verify() const {
  try {
    BASSIN_DO(image_->verify());
    for (std::size_t i = 0; i < codes_.size(); ++i) (void)shape(i);
  } catch (Damaged const& damaged) {
    return damaged.error();
  }
  return {};
}

}  // namespace bassin::contours
