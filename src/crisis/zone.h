// The zone of a crisis, as the water moves: each version stays as it was, so that every list and report can say of which it is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/crisis.h"
#include "reference/fields.h"

namespace bassin::crisis {

enum class ZoneSource : std::uint8_t { drawn, file, streets, communes };
[[nodiscard]] std::string_view id_of(ZoneSource source);
[[nodiscard]] std::optional<ZoneSource> parse_zone_source(std::string_view id);

inline constexpr std::size_t zone_vertices_most = 200'000;
inline constexpr std::size_t zone_streets_most = 500;

// A street of a commune, as the register writes it.
struct Street {
  std::string commune;
  std::string name;
};

struct ZoneFacts {
  ZoneSource source = ZoneSource::drawn;
  reference::Field field = reference::Field::economic_fabric;  // which establishments its list is about
  std::string note;                                            // « relevé des pompiers à 18 h »; ""
  std::string outline;                // GeoJSON in WGS 84, of those drawn and from files; else "". Kept as one MultiPolygon
  std::vector<std::string> communes;  // current codes: the whole zone, or beside the outline where positions are unknown; sorted
  std::vector<Street> streets;
};

struct Zone {
  std::int64_t number = 0;  // from 1
  ZoneFacts facts;
  std::string drawn_at, drawn_by;
};

// The next version, which holds from now on. By those who work in the room. Errors: those of base::clean(), "crisis.unknown" (id),
// "crisis.closed", "crisis.not_yours", "crisis.empty_zone": without outline, commune or street; "crisis.bad_value" (field, allowed) and
// those of geo::parse_geojson() for an outline.
[[nodiscard]] base::Result<Zone> draw_zone(sql::Session& session, Act const& act, std::string const& crisis, ZoneFacts const& facts);
// All versions, the newest first; the outline of those that are not the last is left out. Errors: "crisis.unknown" (id).
[[nodiscard]] base::Result<std::vector<Zone>> zones_of(sql::Session& session, access::Reader const& reader, std::string const& crisis);
// Errors: also "crisis.unknown_zone" (number).
[[nodiscard]] base::Result<Zone> find_zone(sql::Session& session, access::Reader const& reader, std::string const& crisis,
                                           std::int64_t number);

}  // namespace bassin::crisis
