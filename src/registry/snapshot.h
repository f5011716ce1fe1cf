// One immutable state of the register. A query takes one shared_ptr and keeps it while a newer one is published.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/file.h"
#include "registry/columns.h"
#include "registry/manifest.h"

namespace bassin::registry {

// The manifest of a snapshot's folder. Errors: "manifest.unreadable", where it is not there too, and "manifest.version".
[[nodiscard]] base::Result<Manifest> read_manifest(base::FileSystem& files, std::string const& folder);

class Snapshot {
 public:
  // Opens every component that the manifest names. Errors: those of manifests and images, and
  // "snapshot.component_missing" (path, kind).
  [[nodiscard]] static base::Result<std::shared_ptr<Snapshot const>> open(base::FileSystem& files, std::string const& folder);

  [[nodiscard]] Manifest const& manifest() const { return manifest_; }
  [[nodiscard]] std::string const& id() const { return manifest_.id; }
  [[nodiscard]] Establishments const& establishments() const { return establishments_; }
  [[nodiscard]] Positions const& positions() const { return positions_; }
  [[nodiscard]] Units const& units() const { return units_; }
  [[nodiscard]] History const* history() const { return history_ ? &*history_ : nullptr; }
  [[nodiscard]] Orders const& orders() const { return orders_; }
  // The image of the name index, which `query` opens for itself.
  [[nodiscard]] std::shared_ptr<column::Image const> const& names() const { return names_; }

  [[nodiscard]] std::uint32_t rows() const { return establishments_.rows(); }
  [[nodiscard]] std::uint64_t siret(std::uint32_t row) const;
  [[nodiscard]] geo::Point position(std::uint32_t row) const { return {positions_.lon[row], positions_.lat[row]}; }
  [[nodiscard]] std::optional<std::uint32_t> find_siret(std::uint64_t siret) const;
  [[nodiscard]] std::optional<std::uint32_t> find_siren(std::uint32_t siren) const;  // row of the unit
  // Index of the commune whose range holds that row.
  [[nodiscard]] std::uint32_t commune_of(std::uint32_t row) const;
  [[nodiscard]] std::string_view commune_code(std::uint32_t commune) const;
  [[nodiscard]] std::uint32_t communes() const { return static_cast<std::uint32_t>(establishments_.commune_code.size()); }
  // Index of the commune of that code as the file gives it.
  [[nodiscard]] std::optional<std::uint32_t> find_commune(std::string_view code) const;

  // Reads every byte of every component. The first damage is an error.
  [[nodiscard]] base::Result<void> verify() const;

 private:
  Snapshot() = default;

  Manifest manifest_;
  Establishments establishments_;
  Positions positions_;
  Units units_;
  std::optional<History> history_;
  Orders orders_;
  std::shared_ptr<column::Image const> names_;
};

}  // namespace bassin::registry
