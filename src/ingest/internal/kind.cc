#include "ingest/internal/kind.h"

#include <algorithm>

namespace bassin::ingest::internal {

namespace {

bool has(Source const& source, std::string_view name) { return std::ranges::find(source.header(), name) != source.header().end(); }

std::size_t ending_in(Source const& source, std::string_view ending) {
  return static_cast<std::size_t>(std::ranges::count_if(source.header(), [&](auto const& name) { return name.ends_with(ending); }));
}

bool is_old(Source const& source) {
  return has(source, "SIREN") && has(source, "NIC") && (has(source, "APET700") || has(source, "L1_NORMALISEE"));
}

bool is_history(Source const& source) { return has(source, "dateFin") || has(source, "changementEtatAdministratifEtablissement"); }

bool is_geolocation(Source const& source) { return has(source, "epsg") || (has(source, "x") && has(source, "y")); }

bool has_degrees(Source const& source) {
  return (has(source, "longitude") && has(source, "latitude")) || (has(source, "lon") && has(source, "lat")) ||
         (has(source, "x_longitude") && has(source, "y_latitude"));
}

// The first few columns, for the message.
std::string beginning(Source const& source) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(source.header().size(), 5); ++i)
    text += (i == 0 ? "" : ", ") + source.header()[i].substr(0, 40);
  return text;
}

}  // namespace

std::string_view id_of(Kind kind) {
  switch (kind) {
    case Kind::establishments: return "establishments";
    case Kind::units: return "units";
    case Kind::history: return "history";
    case Kind::geolocation:
    case Kind::longitude_latitude: return "positions";
  }
  return {};
}

base::Result<Kind> recognise(Source const& source) {
  constexpr std::size_t enough = 3;  // columns that only the file of one kind has
  if (is_old(source)) return base::Error("ingest.old_format", {{"file", source.name()}});
  bool const of_units = ending_in(source, "UniteLegale") >= enough && !has(source, "siret");
  if (of_units && !is_history(source)) return Kind::units;
  if (ending_in(source, "Etablissement") >= enough) return is_history(source) ? Kind::history : Kind::establishments;
  if (has(source, "siret") && is_geolocation(source)) return Kind::geolocation;
  if (has(source, "siret") && has_degrees(source)) return Kind::longitude_latitude;
  return unknown_file(source.name(), beginning(source));
}

base::Result<std::vector<int>> locate(Source const& source, std::span<ColumnName const> wanted, SourceReport& report) {
  std::vector<int> places;
  std::vector<bool> used(source.header().size());
  for (auto const& column : wanted) {
    auto const found = std::ranges::find(source.header(), column.name);
    bool const absent = found == source.header().end();
    if (absent && column.mandatory) {
      return base::Error("ingest.missing_column", {{"file", source.name()}, {"column", std::string(column.name)}});
    }
    if (absent) report.absent_columns.emplace_back(column.name);
    places.push_back(absent ? -1 : static_cast<int>(found - source.header().begin()));
    if (!absent) used[static_cast<std::size_t>(places.back())] = true;
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) report.ignored_columns.push_back(source.header()[i]);
  }
  return places;
}

}  // namespace bassin::ingest::internal
