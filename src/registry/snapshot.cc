#include "registry/snapshot.h"

#include <algorithm>
#include <array>

namespace bassin::registry {

namespace {

base::Error component_missing(std::string const& folder, schema::Component const& component) {
  return base::Error("snapshot.component_missing", {{"path", folder}, {"kind", std::string(component.kind)}});
}

base::Result<std::shared_ptr<column::Image const>> open_component(base::FileSystem& files, std::string const& folder,
                                                                  Manifest const& manifest, schema::Component const& component) {
  auto const listed = std::find_if(manifest.components.begin(), manifest.components.end(),
                                   [&](ComponentFile const& file) { return file.kind == component.kind; });
  if (listed == manifest.components.end()) return component_missing(folder, component);
  auto image = column::Image::open(files, folder + "/" + listed->file, component.kind, component.version);
  if (!image.ok() && image.error().code == "file.missing") return component_missing(folder, component);
  return image;
}

// The last index whose value is not above `wanted`, in an ascending column.
template <class T>
std::size_t last_not_above(Column<T> const& ascending, T wanted) {
  std::size_t low = 0;
  std::size_t high = ascending.size();
  while (low + 1 < high) {
    auto const middle = (low + high) / 2;
    (ascending[middle] <= wanted ? low : high) = middle;
  }
  return low;
}

}  // namespace

base::Result<Manifest> read_manifest(base::FileSystem& files, std::string const& folder) {
  auto const path = folder + "/manifest.json";
  if (!files.exists(path)) return base::Error("manifest.unreadable", {{"path", path}, {"reason", "missing"}});
  BASSIN_TRY(auto const json, files.read(path));
  return parse_manifest(json, path);
}

base::Result<std::shared_ptr<Snapshot const>> Snapshot::open(base::FileSystem& files, std::string const& folder) {
  std::shared_ptr<Snapshot> opened(new Snapshot());
  auto& s = *opened;
  BASSIN_TRY(s.manifest_, read_manifest(files, folder));
  auto const image = [&](schema::Component const& component) { return open_component(files, folder, s.manifest_, component); };

  BASSIN_TRY(auto establishments, image(schema::establishments));
  BASSIN_TRY(s.establishments_, Establishments::open(std::move(establishments)));
  BASSIN_TRY(auto positions, image(schema::positions));
  BASSIN_TRY(s.positions_, Positions::open(std::move(positions)));
  BASSIN_TRY(auto units, image(schema::units));
  BASSIN_TRY(s.units_, Units::open(std::move(units)));
  BASSIN_TRY(auto orders, image(schema::orders));
  BASSIN_TRY(s.orders_, Orders::open(std::move(orders)));
  BASSIN_TRY(s.names_, image(schema::names));
  if (s.manifest_.has_history) {
    BASSIN_TRY(auto history, image(schema::history));
    BASSIN_TRY(s.history_, History::open(std::move(history)));
  }
  auto const rows = s.rows();
  bool const aligned = s.positions_.lon.size() == rows && s.orders_.by_name.size() == rows && s.units_.establishment_row.size() == rows &&
                       (!s.history_ || s.history_->first.size() == std::size_t{rows} + 1);
  if (!aligned) return base::Error("snapshot.components_differ", {{"path", folder}});
  s.establishments_.image->keep_to("unit", {.below = s.units_.rows()});
  return std::shared_ptr<Snapshot const>(std::move(opened));
}

std::uint64_t Snapshot::siret(std::uint32_t row) const {
  return std::uint64_t{units_.siren[establishments_.unit[row]]} * 100000 + establishments_.nic[row];
}

std::optional<std::uint32_t> Snapshot::find_siren(std::uint32_t siren) const {
  if (units_.rows() == 0) return std::nullopt;
  auto const unit = last_not_above(units_.siren, siren);
  if (units_.siren[unit] != siren) return std::nullopt;
  return static_cast<std::uint32_t>(unit);
}

std::optional<std::uint32_t> Snapshot::find_siret(std::uint64_t siret) const {
  if (siret / 100000 > 999'999'999) return std::nullopt;
  auto const unit = find_siren(static_cast<std::uint32_t>(siret / 100000));
  if (!unit) return std::nullopt;
  auto const nic = static_cast<std::uint32_t>(siret % 100000);
  for (auto i = units_.establishment_first[*unit]; i < units_.establishment_first[*unit + 1]; ++i) {
    auto const row = units_.establishment_row[i];
    if (establishments_.nic[row] == nic) return row;
  }
  return std::nullopt;
}

std::uint32_t Snapshot::commune_of(std::uint32_t row) const {
  return static_cast<std::uint32_t>(last_not_above(establishments_.commune_first, row));
}

std::string_view Snapshot::commune_code(std::uint32_t commune) const {
  return establishments_.commune_codes[establishments_.commune_code[commune]];
}

std::optional<std::uint32_t> Snapshot::find_commune(std::string_view code) const {
  std::uint32_t low = 0;
  std::uint32_t high = communes();
  while (low < high) {
    auto const middle = (low + high) / 2;
    if (commune_code(middle) < code) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == communes() || commune_code(low) != code) return std::nullopt;
  return low;
}

base::Result<void> Snapshot::verify() const {
  for (auto const* image : {establishments_.image.get(), positions_.image.get(), units_.image.get(), orders_.image.get(), names_.get()}) {
    BASSIN_DO(image->verify());
  }
  if (history_) return history_->image->verify();
  return {};
}

}  // namespace bassin::registry
