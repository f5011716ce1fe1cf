// Zones that agents brought, as questions use them: who may, from the server's memory, and their outlines prepared once.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "geo/polygon.h"
#include "query/zones.h"

namespace bassin::access {
struct Reader;
}
namespace bassin::sql {
class Store;
}

namespace bassin::service {

class CaseworkSource;

class ZoneSource {
 public:
  // Prepared outlines that are kept, those longest unused being let go first; one at least.
  static constexpr std::size_t shapes_most = 64;
  static constexpr std::size_t vertices_most = 4'000'000;

  // Both outlive it.
  ZoneSource(sql::Store& store, CaseworkSource const& casework) : store_(store), casework_(casework) {}

  // Asked each time whether the reader sees it; the store is asked only for an outline that is not kept. Errors: "support.unknown_zone"
  // (id), "service.not_ready", those of the store.
  [[nodiscard]] base::Result<query::NamedZone> find(access::Reader const& reader, std::string const& id);
  // Of a zone that the caller has seen to be the reader's. Errors: as above.
  [[nodiscard]] base::Result<geo::MultiPolygon> outline(std::string const& id) const;

 private:
  struct Shape {
    query::NamedZone zone;
    std::size_t vertices = 0;
    std::uint64_t used = 0;
  };
  [[nodiscard]] std::shared_ptr<Shape const> kept(std::string const& id);
  [[nodiscard]] base::Result<std::shared_ptr<Shape const>> load(std::string const& id);
  void keep(std::string const& id, std::shared_ptr<Shape> shape);

  sql::Store& store_;
  CaseworkSource const& casework_;
  std::mutex loading_;  // twenty tiles of a fresh zone load it once
  std::mutex mutex_;
  std::uint64_t uses_ = 0;
  std::map<std::string, std::shared_ptr<Shape>> shapes_;
};

}  // namespace bassin::service
