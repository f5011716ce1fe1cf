// The names of a view's rows that an audience may read: what a search may find a row by.
#pragma once

#include <cstdint>
#include <vector>

#include "query/filter.h"
#include "query/search_rank.h"
#include "registry/reader.h"

namespace bassin::query {

class ViewRows final : public SearchRows {
 public:
  // The filter must outlive it; its audience is the one that names are read for.
  explicit ViewRows(PreparedFilter const& filter);

  [[nodiscard]] bool passes(std::uint32_t row) const override { return filter_->matches(row); }
  void names(std::uint32_t row, std::vector<RowName>& out) const override;
  [[nodiscard]] bool active(std::uint32_t row) const override;
  [[nodiscard]] std::uint64_t siret(std::uint32_t row) const override;  // local businesses last
  // Register rows that the overlay names, then its local businesses.
  [[nodiscard]] std::vector<std::uint32_t> named_by_overlay() const;

 private:
  void add(std::uint32_t row, registry::Privacy bit, std::string_view text, std::vector<RowName>& out) const;
  void unit_names(std::uint32_t row, std::vector<RowName>& out) const;
  void person_names(std::uint32_t row, std::uint32_t unit, std::vector<RowName>& out) const;
  void overlay_names(std::uint32_t row, std::vector<RowName>& out) const;

  PreparedFilter const* filter_;
  registry::Reader reader_;
};

}  // namespace bassin::query
