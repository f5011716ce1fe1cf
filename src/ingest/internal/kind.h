// Which official file a header belongs to, and where its columns stand.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ingest/import.h"
#include "ingest/source.h"

namespace bassin::ingest::internal {

enum class Kind : std::uint8_t { establishments, units, history, geolocation, longitude_latitude };
// "establishments", "units", "history", "positions" (both files of positions), as the manifest states it.
[[nodiscard]] std::string_view id_of(Kind kind);

// Errors: "ingest.unknown_file" (file, found, accepted), "ingest.old_format" (file).
[[nodiscard]] base::Result<Kind> recognise(Source const& source);

struct ColumnName {
  std::string_view name;
  bool mandatory = false;
};

// Where each wanted column stands in the header; -1: absent. Notes unknown and absent columns in the report.
// Errors: "ingest.missing_column" (file, column).
[[nodiscard]] base::Result<std::vector<int>> locate(Source const& source, std::span<ColumnName const> wanted, SourceReport& report);

// The fields of one record by wanted column.
class Fields {
 public:
  explicit Fields(std::vector<int> places) : places_(std::move(places)) {}
  void set(std::span<std::string_view const> fields) { fields_ = fields; }
  // Empty where the column is absent.
  [[nodiscard]] std::string_view raw(std::size_t column) const {
    auto const place = places_[column];
    return place < 0 ? std::string_view() : fields_[static_cast<std::size_t>(place)];
  }
  // As raw(); the mark of a value that is not given, "[ND]", is empty.
  [[nodiscard]] std::string_view operator[](std::size_t column) const {
    auto const text = raw(column);
    return text == "[ND]" ? std::string_view() : text;
  }
  [[nodiscard]] bool has(std::size_t column) const { return places_[column] >= 0; }

 private:
  std::vector<int> places_;
  std::span<std::string_view const> fields_;
};

}  // namespace bassin::ingest::internal
