// Parcels as files have them: the public Registre parcellaire graphique (RPG), which names no farmer, or a farmer's own export from
// Telepac, whose parcels carry the PACAGE number of the farm. docs/formats/parcels.md
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geojson.h"

namespace bassin::crisis {

enum class ParcelOrigin : std::uint8_t { rpg, telepac };
[[nodiscard]] std::string_view id_of(ParcelOrigin origin);
[[nodiscard]] std::optional<ParcelOrigin> parse_parcel_origin(std::string_view id);

// Attributes that are looked for, in any case.
[[nodiscard]] std::span<std::string_view const> parcel_fields();

inline constexpr std::size_t parcels_most = 200'000;            // of one layer
inline constexpr std::size_t parcel_vertices_most = 6'000'000;  // of one layer
inline constexpr std::size_t parcels_refused_told = 200;
inline constexpr double parcel_hectares_most = 2'000;

struct Parcel {
  std::string key;            // ID_PARCEL; of Telepac "3-12": îlot and parcel
  std::string commune;        // current code; "": not known
  std::string crop;           // CODE_CULTU, "BTH"; ""
  int group = 0;              // reference::CropGroup::code; 0: not known
  std::int64_t stated = 0;    // square metres, as the file says; 0: it does not
  std::int64_t measured = 0;  // of its outline, on the ellipsoid
  std::string pacage;         // of Telepac, nine digits; ""
  geo::MultiPolygon outline;
};

enum class ParcelFault : std::uint8_t {
  key,      // no identifier
  twice,    // its identifier is there already
  surface,  // that is stated is no number, none at all or beyond parcel_hectares_most
  outline,  // less than a square metre
  pacage,   // of Telepac, not nine digits, or another farm than the first of the file
  // What is kept, and told all the same:
  group,    // a crop group that is none of the 28
  crop,     // a crop code that is not three letters or digits
  differs,  // the surface stated and that of the outline differ by a fifth and 100 m² or more
};
inline constexpr std::size_t parcel_fault_count = 8;
[[nodiscard]] std::string_view id_of(ParcelFault fault);
[[nodiscard]] constexpr bool is_refused(ParcelFault fault) { return fault < ParcelFault::group; }

struct ParcelNote {
  std::uint64_t feature = 0;  // the first of the file is 1
  ParcelFault fault = ParcelFault::key;
  std::string text;  // what stands there, at most 60 bytes
};

// Each feature is kept, elsewhere or refused: features = parcels + elsewhere + refused.
struct ParcelsRead {
  std::vector<Parcel> parcels;
  std::uint64_t features = 0, elsewhere = 0, refused = 0;
  std::array<std::uint64_t, parcel_fault_count> faults{};
  std::vector<ParcelNote> told;  // the first parcels_refused_told
};

struct ParcelScope {
  ParcelOrigin origin = ParcelOrigin::rpg;
  // The commune of a position, else ""; where the file does not state one.
  std::function<std::string(geo::Point)> commune_at;
  // The current code of a commune that the file states; "": none has it.
  std::function<std::string(std::string const&)> current;
  // Whether a commune is wanted; without it all are. A parcel whose commune nobody knows is.
  std::function<bool(std::string const&)> wanted;
};
[[nodiscard]] ParcelsRead read_parcels(std::span<geo::Feature> features, ParcelScope const& scope);

// A position inside: in the middle of the widest run along the middle of its height.
[[nodiscard]] std::optional<geo::Point> point_inside(geo::MultiPolygon const& area);

}  // namespace bassin::crisis
