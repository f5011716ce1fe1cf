#include "service/vector_tile.h"

#include <protozero/pbf_builder.hpp>
#include <protozero/pbf_writer.hpp>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/tile.h"
#include "reference/size_bands.h"

namespace bassin::service {

namespace {

// Field numbers of the specification.
enum class InTile : protozero::pbf_tag_type { layers = 3 };
enum class InLayer : protozero::pbf_tag_type { name = 1, features = 2, keys = 3, values = 4, extent = 5, version = 15 };
enum class InFeature : protozero::pbf_tag_type { id = 1, tags = 2, type = 3, geometry = 4 };
enum class InValue : protozero::pbf_tag_type { string = 1, uint = 5 };

constexpr std::uint32_t point_type = 1;
constexpr std::uint32_t move_to_once = (1U << 3U) | 1U;

std::uint32_t zigzag(std::int32_t value) {
  return (static_cast<std::uint32_t>(value) << 1U) ^ static_cast<std::uint32_t>(value < 0 ? ~0U : 0U);
}

// One layer while it is made: keys and values are written once, and features name them by number.
class Layer {
 public:
  explicit Layer(std::string_view name) : layer_(bytes_) {
    layer_.add_uint32(InLayer::version, 2);
    layer_.add_string(InLayer::name, name.data(), name.size());
  }

  void tag(std::uint32_t key, std::string_view text) {
    if (text.empty()) return;  // not known
    auto const [at, fresh] = texts_.emplace(text, next_value());
    if (fresh) values_.push_back(value(InValue::string, text));
    push(key, at->second);
  }
  void tag(std::uint32_t key, std::uint32_t number) {
    auto const [at, fresh] = numbers_.emplace(number, next_value());
    if (fresh) values_.push_back(value(InValue::uint, number));
    push(key, at->second);
  }
  // A feature of the tags given since the last one; `id` 0: none.
  void feature(geo::TilePosition at, std::uint64_t id) {
    protozero::pbf_builder<InFeature> feature(layer_, InLayer::features);
    if (id != 0) feature.add_uint64(InFeature::id, id);
    feature.add_packed_uint32(InFeature::tags, tags_.begin(), tags_.end());
    feature.add_enum(InFeature::type, point_type);
    std::uint32_t const geometry[] = {move_to_once, zigzag(at.x), zigzag(at.y)};
    feature.add_packed_uint32(InFeature::geometry, std::begin(geometry), std::end(geometry));
    tags_.clear();
    any_ = true;
  }

  void add_to(protozero::pbf_builder<InTile>& tile, std::vector<std::string_view> const& keys) {
    if (!any_) return;
    for (auto const key : keys) layer_.add_string(InLayer::keys, key.data(), key.size());
    for (auto const& value : values_) layer_.add_message(InLayer::values, value);
    layer_.add_uint32(InLayer::extent, geo::kTileExtent);
    tile.add_message(InTile::layers, bytes_);
  }

 private:
  [[nodiscard]] std::uint32_t next_value() const { return static_cast<std::uint32_t>(values_.size()); }
  void push(std::uint32_t key, std::uint32_t value) {
    tags_.push_back(key);
    tags_.push_back(value);
  }
  static std::string value(InValue kind, std::string_view text) {
    std::string out;
    protozero::pbf_builder<InValue>(out).add_string(kind, text.data(), text.size());
    return out;
  }
  static std::string value(InValue kind, std::uint32_t number) {
    std::string out;
    protozero::pbf_builder<InValue>(out).add_uint64(kind, number);
    return out;
  }

  std::string bytes_;
  protozero::pbf_builder<InLayer> layer_;
  std::vector<std::string> values_;
  std::unordered_map<std::string, std::uint32_t> texts_;
  std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> tags_;
  bool any_ = false;
};

std::string_view word_of(registry::State state) {
  if (state == registry::State::active) return "active";
  return state == registry::State::closed ? "closed" : "";
}

void add_points(query::Tile const& tile, protozero::pbf_builder<InTile>& out) {
  Layer layer("establishments");
  for (auto const& point : tile.points) {
    layer.tag(0, point.id.text());
    layer.tag(1, std::uint32_t{point.chambers});
    layer.tag(2, point.section == '\0' ? std::string_view() : std::string_view(&point.section, 1));
    layer.tag(3, reference::size_bands()[point.size].code);
    layer.tag(4, word_of(point.state));
    layer.feature(point.at, point.id.siret);
  }
  layer.add_to(out, {"id", "chambers", "section", "size", "state"});
}

void add_clusters(query::Tile const& tile, protozero::pbf_builder<InTile>& out) {
  Layer layer("clusters");
  for (auto const& cluster : tile.clusters) {
    layer.tag(0, cluster.count);
    for (std::uint32_t chamber = 0; chamber < cluster.chambers.size(); ++chamber) layer.tag(1 + chamber, cluster.chambers[chamber]);
    layer.feature(cluster.at, 0);
  }
  layer.add_to(out, {"count", "cci", "cma", "ca"});
}

}  // namespace

std::string vector_tile(query::Tile const& tile) {
  std::string bytes;
  protozero::pbf_builder<InTile> out(bytes);
  add_points(tile, out);
  add_clusters(tile, out);
  return bytes;
}

}  // namespace bassin::service
