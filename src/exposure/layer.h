// Known hazard zones: what a prefecture or a syndicate published of where water comes, kept with its source and date. A newer edition
// takes the place of the one before. Shared with whoever serves a commune where it lies. docs/decisions/0047-before-the-flood.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/result.h"
#include "crisis/peril.h"
#include "support/zones.h"

namespace bassin::sql {
class Session;
}

namespace bassin::exposure {

using access::Act;

inline constexpr std::size_t layers_most = 50;           // of one organisation
inline constexpr std::size_t layers_read_most = 200;     // that one reader is shown
inline constexpr std::size_t vertices_most = 1'000'000;  // of one layer

// How strong it is there, where the layer tells it.
enum class Level : std::uint8_t { untold, low, medium, high, very_high };
inline constexpr std::size_t level_count = 5;
// "", "low".
[[nodiscard]] std::string_view id_of(Level level);
[[nodiscard]] std::optional<Level> parse_level(std::string_view id);

struct LayerFacts {
  std::string name;    // « PPRI Vienne aval »
  std::string source;  // who published it
  std::string dated_on;
  crisis::Peril peril = crisis::Peril::flood;
  Level level = Level::untold;
};

struct Layer {
  std::string id, organisation;  // that brought it
  LayerFacts facts;
  std::vector<std::string> communes;  // of that organisation's territory, where it holds an establishment
  support::ZoneFacts file;            // its box is not kept
  std::int64_t edition = 0;           // from 1
  std::int64_t version = 0;
  bool changeable = false;  // by the reader
  std::string created_at, created_by, imported_at, imported_by, changed_at;
};

// A file as it was read.
struct LayerFile {
  support::ZoneFacts facts;
  std::string outline;  // GeoJSON of a MultiPolygon in WGS 84
  std::vector<std::string> communes;
};

// Those of the reader's organisation, and those that lie in a commune that it serves; by name, at most layers_read_most.
[[nodiscard]] base::Result<std::vector<Layer>> layers_of(sql::Session& session, access::Reader const& reader);
// Errors of all below: "exposure.unknown_layer" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<Layer> find_layer(sql::Session& session, access::Reader const& reader, std::string const& id);
// GeoJSON, whoever asks.
[[nodiscard]] base::Result<std::string> layer_outline(sql::Session& session, std::string const& id);

// By coordinators and administrators. Errors of those that follow: "exposure.not_yours", those of base::clean(), "exposure.bad_value"
// (field, allowed), "exposure.elsewhere": it holds no establishment of the own territory; "exposure.too_many_layers" (most).
[[nodiscard]] base::Result<Layer> add_layer(sql::Session& session, Act const& act, LayerFacts const& facts, LayerFile const& file);
// Errors: also "exposure.changed" (now).
[[nodiscard]] base::Result<Layer> change_layer(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                               LayerFacts const& facts);
// A newer edition: facts and outline.
[[nodiscard]] base::Result<Layer> replace_layer(sql::Session& session, Act const& act, std::string const& id, std::int64_t version,
                                                LayerFacts const& facts, LayerFile const& file);
[[nodiscard]] base::Result<void> drop_layer(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::exposure
