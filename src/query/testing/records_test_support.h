// A register as plain records: what tests draw at random, what the oracle reads, and what the writer turns into a snapshot.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/file.h"
#include "geo/point.h"
#include "query/overlay.h"
#include "registry/snapshot.h"

namespace bassin::query::testing {

struct PeriodRecord {
  std::optional<base::Date> start, end;
  registry::State state = registry::State::active;
  registry::Tri employer = registry::Tri::unknown;
  ActivityCode activity;
  std::array<std::string, 4> names;  // brands 1 to 3, usual name
};

struct UnitRecord {
  std::uint32_t siren = 0;
  registry::Tri natural_person = registry::Tri::no;
  registry::Diffusion diffusion = registry::Diffusion::open;
  std::string denomination, family_name, first_name, acronym;
  std::uint16_t legal = 0;
  registry::UnitCategory category = registry::UnitCategory::unknown;
  std::map<registry::schema::UnitText, std::string> texts;  // those that have no field above

  [[nodiscard]] std::string text(registry::schema::UnitText which) const;
};

struct RowRecord {
  std::size_t unit = 0;  // of RegisterRecord::units
  std::uint32_t nic = 0;
  std::string commune, commune_label;
  std::string brand, number, repetition, street_type, street, postal_code;
  std::optional<geo::Point> position;
  registry::PositionQuality quality = registry::PositionQuality::none;
  registry::PositionSource source = registry::PositionSource::geolocation_file;  // of `position`
  registry::State state = registry::State::active;
  registry::Diffusion diffusion = registry::Diffusion::open;
  registry::Tri head_office = registry::Tri::no;
  registry::Tri employer = registry::Tri::unknown;
  reference::SizeIndex size = 0;
  ActivityCode activity;
  std::string activity_2025, craft;
  std::optional<base::Date> created, period_start;
  std::vector<PeriodRecord> periods;                    // by start
  std::map<registry::schema::Text, std::string> texts;  // but for brand_1, which is `brand`

  [[nodiscard]] std::string text(registry::schema::Text which) const;
};
// What a text must keep from the audience `open`, as peers do it; a Privacy bit or 0. Written anew beside the reader's own rule.
[[nodiscard]] std::uint8_t secret(registry::schema::Text which);
[[nodiscard]] std::uint8_t secret(registry::schema::UnitText which);

struct RegisterRecord {
  std::vector<UnitRecord> units;  // by SIREN
  std::vector<RowRecord> rows;
  bool has_history = true;
  bool has_units = true;
  std::vector<registry::SourceFile> sources;

  [[nodiscard]] std::uint64_t siret(RowRecord const& row) const { return std::uint64_t{units[row.unit].siren} * 100000 + row.nic; }
  // As an import would write the column.
  [[nodiscard]] std::uint8_t privacy(RowRecord const& row) const {
    return registry::privacy_of(row.diffusion, units[row.unit].diffusion, units[row.unit].natural_person);
  }
  // What the row keeps from the audience, written anew beside the engine's own rule.
  [[nodiscard]] std::uint8_t hidden(RowRecord const& row, registry::Audience audience) const;
  [[nodiscard]] std::string name(RowRecord const& row) const;  // as an agent sees it
  [[nodiscard]] std::uint8_t chambers(RowRecord const& row) const;
};

struct Draw {
  std::uint64_t seed = 1;
  std::size_t rows = 100;
  bool has_history = true;
  bool has_units = true;
  std::size_t communes = 12;  // at most
  bool spread = false;        // rows of a real country's density instead of one heap: for measures
};
[[nodiscard]] RegisterRecord draw_register(Draw const& draw);
// The same register with every value changed that the audience is not shown.
[[nodiscard]] RegisterRecord with_other_secrets(RegisterRecord const& record, std::uint64_t seed, registry::Audience audience);

// Where tests live: longitudes and latitudes of rows fall in that box, most of them near its communes.
[[nodiscard]] geo::Box test_area();

// The same of a local business.
[[nodiscard]] std::uint8_t hidden(LocalBusiness const& business, registry::Audience audience);

// Writes the images and the manifest of a snapshot and opens it.
[[nodiscard]] std::shared_ptr<registry::Snapshot const> make_snapshot(RegisterRecord const& record, base::FileSystem& files,
                                                                      std::string const& folder,
                                                                      std::string const& id = "20260101-000000-test");

}  // namespace bassin::query::testing
