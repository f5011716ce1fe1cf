// Bassin's own answers, in the rows that the peers give, so that they can be compared; and what the peers are given to
// start from.
#pragma once

#include <memory>
#include <string>

#include "peer.h"
#include "query/filter.h"
#include "query/view.h"
#include "zones.h"

namespace bassin::bench {

// The ten dimensions asked everywhere: section and size carry a filter and are counted without it.
struct FacetQuestion {
  std::string department;  // "" with a zone
  std::string section = "G";
  int size_from = 0;  // indexes of reference::size_bands()
  int size_to = 0;
  DrawnZone const* zone = nullptr;
};

struct Department {
  std::string code;
  std::uint32_t rows = 0;
};

// Opens the data folder and counts a département: milliseconds from nothing to that answer, the files in memory.
[[nodiscard]] double opening_ms(std::string const& data_folder, std::string const& department);

class BassinSide {
 public:
  explicit BassinSide(std::string const& data_folder);

  [[nodiscard]] query::View const& view() const { return *view_; }
  [[nodiscard]] std::shared_ptr<query::View const> const& shared_view() const { return view_; }
  // Every establishment of the département, active or not, of any field.
  [[nodiscard]] query::Filter filter_of_all(std::string const& department) const;
  // All, by number of rows, smallest first.
  [[nodiscard]] std::vector<Department> departments() const;
  // Of the visible positions of a département.
  [[nodiscard]] geo::Box extent(std::string const& department) const;
  // One line a row for the peers' tables: what SQL cannot derive by itself (current commune, chambers, field, display
  // name) and the order of the rows.
  void export_derived(std::string const& path) const;

  [[nodiscard]] Rows facets(FacetQuestion const& question) const;                                // (facet, key, n)
  [[nodiscard]] Rows page(FacetQuestion const& question, bool filtered, bool by_created) const;  // (siret, …)
  [[nodiscard]] Rows series(std::string const& department) const;                                // (year, stock)
  [[nodiscard]] Rows establishment(std::string const& siret) const;

 private:
  std::shared_ptr<registry::Snapshot const> snapshot_;
  std::shared_ptr<query::View const> view_;
};

}  // namespace bassin::bench
