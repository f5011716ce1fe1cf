// Zones: areas that agents bring as files, such as the flood zone of a prefecture. The outline never changes; a name and who sees it do.
// docs/decisions/0016-zones.md
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "support/act.h"

namespace bassin::sql {
class Session;
}

namespace bassin::support {

inline constexpr std::size_t zones_most = 100;      // of one agent
inline constexpr std::size_t file_name_most = 200;  // characters

enum class ZoneSharing : std::uint8_t {
  own,           // its author alone
  organisation,  // the author's organisation
  partners,      // also those who serve a commune where it lies
};
// "private", "organisation", "partners".
[[nodiscard]] std::string_view id_of(ZoneSharing sharing);
[[nodiscard]] std::optional<ZoneSharing> parse_zone_sharing(std::string_view id);

struct ZoneFacts {
  std::string file_name;  // as it was sent
  std::string format;     // the driver that read it: "GPKG"
  std::string sum;        // SHA-256 of the file
  std::string notes;      // JSON: what the reader of the file had to say
  double area_m2 = 0;
  std::int64_t vertices = 0;
  double west = 0, south = 0, east = 0, north = 0;
};

struct Zone {
  std::string id;
  std::string organisation, agent;  // whose it is
  std::string name;
  ZoneSharing sharing = ZoneSharing::own;
  std::vector<std::string> communes;  // of the author's territory, where it lies: of one shared with the partners only
  ZoneFacts facts;
  std::int64_t version = 0;
  std::string created_at, changed_at;
};

// Whether the reader may use it: its author, for one shared their organisation, for one shared with the partners those who serve a
// commune where it lies. Who is not signed in sees none.
[[nodiscard]] bool sees(access::Reader const& reader, Zone const& zone);

// Those that the reader sees, by name.
[[nodiscard]] base::Result<std::vector<Zone>> zones_of(sql::Session& session, access::Reader const& reader);
// Every zone there is, for the server's memory.
[[nodiscard]] base::Result<std::vector<Zone>> read_zones(sql::Session& session);
// Errors: "support.unknown_zone" (id), for one that the reader does not see too.
[[nodiscard]] base::Result<Zone> find_zone(sql::Session& session, access::Reader const& reader, std::string const& id);
// GeoJSON of a MultiPolygon in WGS 84, whoever asks: the whole outline, or the one for screens. Errors: "support.unknown_zone" (id).
enum class OutlineDetail : std::uint8_t { full, screen };
[[nodiscard]] base::Result<std::string> zone_outline(sql::Session& session, std::string const& id, OutlineDetail detail);

struct NewZone {
  std::string name;
  ZoneSharing sharing = ZoneSharing::own;
  std::vector<std::string> communes;
  ZoneFacts facts;
  std::string outline, screen;  // by OutlineDetail; `screen` "": as the outline
};
// Errors: "support.too_many_zones" (most), "support.zone_elsewhere" () for one to be shared with the partners that lies in no commune of
// the author's territory, those of clean() (name, file).
[[nodiscard]] base::Result<Zone> create_zone(sql::Session& session, Act const& act, NewZone const& wanted);

struct ZoneChange {
  std::int64_t version = 0;
  std::optional<std::string> name;
  std::optional<ZoneSharing> sharing;
  std::vector<std::string> communes;  // where `sharing` is partners
};
// By its author, or who runs the organisation's part. Errors: "support.unknown_zone" (id), "support.not_yours", "support.changed" (now),
// and those of create_zone().
[[nodiscard]] base::Result<Zone> change_zone(sql::Session& session, Act const& act, std::string const& id, ZoneChange const& change);
[[nodiscard]] base::Result<void> delete_zone(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

}  // namespace bassin::support
