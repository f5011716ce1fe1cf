// The columns that a list of establishments can show, and how a row fills them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/answer.h"
#include "base/result.h"
#include "query/row.h"

namespace bassin::app {

struct RowColumn {
  std::string_view id;
  Label title;
  bool by_default = false;  // in an aligned table when none is asked for; JSON and CSV then hold all
  Cell (*cell)(query::Row const& row, Language language) = nullptr;
};

[[nodiscard]] std::span<RowColumn const> row_columns();

// The table "rows" of a list. `wanted`: "siret,name"; nothing: the default.
class RowTable {
 public:
  // Errors: "app.unknown_column" (column, suggestion).
  [[nodiscard]] static base::Result<RowTable> of(std::optional<std::string> const& wanted, Language language);
  void add(query::Row const& row) { table_.rows.push_back(line(row)); }
  [[nodiscard]] Row line(query::Row const& row) const;
  [[nodiscard]] Table const& table() const { return table_; }
  // Also shown by default: for a list where the column says why a row stands where it does.
  void show(std::string_view column_id);
  [[nodiscard]] Table take() && { return std::move(table_); }

 private:
  explicit RowTable(Language language) : language_(language) {}
  Language language_;
  std::vector<RowColumn const*> columns_;
  Table table_;
};

// A value that the register protects.
[[nodiscard]] Cell value_cell(registry::Value const& value);
[[nodiscard]] Cell state_cell(registry::State state, Language language);
[[nodiscard]] Cell tri_cell(registry::Tri tri);
[[nodiscard]] Cell diffusion_cell(registry::Diffusion diffusion, Language language);
// "cci" to programs, "CCI" to people.
[[nodiscard]] Coded chamber_name(reference::Chamber chamber);
// Always a list: of chambers, or of the one word "outside" or "to-qualify".
[[nodiscard]] Cell chambers_cell(reference::ChamberMask chambers, Language language);
// The official label of a code of that nomenclature, "" where there is none.
[[nodiscard]] std::string activity_label(reference::Nomenclature nomenclature, std::string_view code, Language language);
[[nodiscard]] std::string_view id_of(registry::PositionQuality quality);

}  // namespace bassin::app
