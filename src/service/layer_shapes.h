// Outlines of known hazard zones, prepared once for questions of the register.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "query/zones.h"

namespace bassin::exposure {
struct Layer;
}
namespace bassin::sql {
class Store;
}

namespace bassin::service {

class LayerShapes {
 public:
  // Prepared outlines that are kept, those longest unused being let go first; one at least.
  static constexpr std::size_t vertices_most = 4'000'000;

  // Of the layer in the edition that the caller has read; the store is asked only for one that is not kept. Errors:
  // "exposure.unknown_layer" (id) for one that was dropped meanwhile, those of the store.
  [[nodiscard]] base::Result<query::NamedZone> find(sql::Store& store, exposure::Layer const& layer);

 private:
  struct Shape {
    query::NamedZone zone;
    std::int64_t edition = 0;
    std::size_t vertices = 0;
    std::uint64_t used = 0;
  };
  [[nodiscard]] std::shared_ptr<Shape const> kept(exposure::Layer const& layer);
  void keep(std::string const& id, std::shared_ptr<Shape> shape);

  std::mutex loading_;  // several questions at once load it once
  std::mutex mutex_;
  std::uint64_t uses_ = 0;
  std::map<std::string, std::shared_ptr<Shape>> shapes_;
};

}  // namespace bassin::service
