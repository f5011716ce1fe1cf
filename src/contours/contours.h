// Outlines of communes for screens, from the one image that was loaded. docs/formats/contours.md
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/file.h"
#include "base/result.h"
#include "column/image.h"
#include "geo/polygon.h"

namespace bassin::contours {

inline constexpr std::string_view image_kind = "contours";
inline constexpr std::uint32_t image_version = 1;
inline constexpr std::size_t code_bytes = 5;

// What an image says of itself.
struct About {
  std::string source;   // who made the outlines, as a map must say it
  std::string vintage;  // ISO date; "": not known
  std::string file;     // name of the file that was read
  std::string sum;      // checksum of its bytes
};

struct Outline {
  std::string code;  // as the image has it
  geo::MultiPolygon area;
};

struct Found {
  std::vector<Outline> outlines;     // by code, each once
  std::vector<std::string> missing;  // communes asked that the image does not hold under any name
  std::size_t vertices = 0;
};

// The image in the data folder.
[[nodiscard]] std::string image_path(std::string const& data);

// Immutable; every thread may use it.
class Contours {
 public:
  // Errors: those of column::Image, "image.inconsistent" (path, block, offset).
  [[nodiscard]] static base::Result<std::shared_ptr<Contours const>> open(base::FileSystem& files, std::string const& path);

  [[nodiscard]] About const& about() const { return about_; }
  [[nodiscard]] std::size_t size() const { return codes_.size(); }  // communes
  // Outlines of these communes, codes at that date, simplified until at most about `vertices_most` vertices remain; lines between
  // communes stay common. A commune that the image knows under former codes is all of these; one that has since become part of another
  // one is the other. Errors: "image.damaged", "image.inconsistent".
  [[nodiscard]] base::Result<Found> find(std::span<std::string const> communes, base::Date at, std::size_t vertices_most) const;
  // Reads all of it. Errors: as find().
  [[nodiscard]] base::Result<void> verify() const;

 private:
  Contours() = default;
  [[nodiscard]] base::Result<void> read_all(column::Image const& image);
  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view code) const;
  struct Shape {
    geo::MultiPolygon area;
    std::vector<std::uint8_t> weights;
  };
  [[nodiscard]] Shape shape(std::size_t commune) const;  // throws column::Damaged
  [[nodiscard]] std::vector<std::size_t> choose(std::span<std::string const> communes, base::Date at, Found& found) const;

  std::shared_ptr<column::Image const> image_;
  About about_;
  std::vector<std::string> codes_;  // ascending
  column::Column<std::uint32_t> polygons_, rings_, vertices_;
  column::Column<geo::Point> points_;
  column::Column<std::uint8_t> weights_;
};

// Weights of vertices as the image keeps them: 255 for a corner, else about 16 times the binary logarithm of metres.
[[nodiscard]] std::uint8_t level_of(float weight);

}  // namespace bassin::contours
