// The indexes of places, made when a row first asks for one and kept while there is room.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "matching/place_index.h"
#include "matching/places.h"
#include "query/filter.h"
#include "query/search_names.h"
#include "registry/name_index.h"
#include "registry/reader.h"

namespace bassin::matching {

class PlaceCache {
 public:
  // Names and addresses are read for the audience of one filter in the communes of `home`, ascending, and of the other elsewhere. All
  // outlive it. Errors: those of the name index.
  [[nodiscard]] static base::Result<PlaceCache> create(query::PreparedFilter const& at_home, query::PreparedFilter const& elsewhere,
                                                       Communes const& home);

  // Of those communes, ascending. Stays until the next call.
  [[nodiscard]] PlaceIndex const& of(Communes const& communes);
  // One row alone.
  [[nodiscard]] PlaceIndex of_rows(std::vector<std::uint32_t> const& rows) const;

 private:
  // What an audience sees of a row.
  struct Sight {
    explicit Sight(query::PreparedFilter const& filter) : names(filter), reader(filter.view().snapshot(), filter.audience()) {}
    query::ViewRows names;
    registry::Reader reader;
  };
  PlaceCache(query::PreparedFilter const& at_home, query::PreparedFilter const& elsewhere, Communes const& home, registry::NameIndex names);
  void add(std::uint32_t row, std::uint32_t commune, PlaceIndex& index) const;
  void weigh(PlaceIndex& index) const;
  [[nodiscard]] AddressLine address(std::uint32_t row, registry::Reader const& reader) const;

  query::View const* view_;
  Sight at_home_, elsewhere_;
  Communes const* home_;
  registry::NameIndex names_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> locals_;  // rows of local businesses by their commune
  std::list<std::pair<Communes, PlaceIndex>> kept_;             // last asked first
  std::size_t entries_ = 0;
};

}  // namespace bassin::matching
