// Reads files of positions into one position for each establishment, by place of its SIRET.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "geo/point.h"
#include "ingest/internal/kind.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/projection.h"
#include "ingest/internal/record_check.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/tally.h"
#include "registry/values.h"

namespace bassin::ingest::internal {

// By place of the SIRET among those kept.
struct PositionTable {
  explicit PositionTable(std::size_t establishments)
      : lon(establishments, geo::Point{}.lon), lat(establishments, geo::Point{}.lat), quality(establishments), source(establishments) {}
  std::vector<std::int32_t> lon, lat;
  std::vector<std::uint8_t> quality, source;  // registry::PositionQuality, PositionSource; a row seen has a source
};

enum class PositionColumn : std::uint8_t { siret, x, y, epsg, quality, lon, lat, count };
// The names of these columns in the file, by what its header holds. A longitude/latitude file has no x, y, epsg.
[[nodiscard]] std::vector<ColumnName> position_columns(Kind kind, Source const& source);

// Reads the rows of blocks; one a worker.
class PositionParser {
 public:
  struct Row {
    std::uint32_t place = 0;
    geo::Point point;
    std::uint8_t quality = 0;
    std::uint64_t line = 0;
    double x = 0, y = 0;
    std::uint32_t epsg = 0;  // 0: the point stands already
  };
  struct Parsed final : ParsedBlock {
    Tally tally;
    std::vector<Row> rows;
    std::shared_ptr<void const> keeps;
  };

  PositionParser(std::vector<int> places, std::size_t columns, char separator, SortedKeys<std::uint64_t> const& sirets)
      : fields_(std::move(places)), columns_(columns), splitter_({.separator = separator, .columns = columns}), sirets_(sirets) {}

  [[nodiscard]] std::unique_ptr<Parsed> parse(RecordBlock const& block);

 private:
  [[nodiscard]] std::string_view text(PositionColumn column) const { return fields_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] std::optional<Reason> read(Row& row, bool& in_scope, Notes& notes);
  [[nodiscard]] std::optional<Reason> read_system(Row& row);
  // Rows whose coordinates await conversion, system by system.
  void convert(Parsed& parsed);

  Fields fields_;
  std::size_t columns_;
  csv::Splitter splitter_;
  SortedKeys<std::uint64_t> const& sirets_;
  Projector projector_;
};

class PositionScan final : public BlockTask {
 public:
  PositionScan(std::vector<PositionParser> parsers, SortedKeys<std::uint64_t> const& sirets, registry::PositionSource source,
               PositionTable& table, TallySink& sink)
      : parsers_(std::move(parsers)), sirets_(sirets), source_(source), table_(table), sink_(sink), seen_(table.lon.size()) {}

  [[nodiscard]] std::unique_ptr<ParsedBlock> parse(RecordBlock const& block, unsigned worker) override {
    return parsers_[worker].parse(block);
  }
  [[nodiscard]] base::Result<void> commit(ParsedBlock& parsed) override;
  [[nodiscard]] std::uint64_t rows() const override { return sink_.rows(); }

 private:
  void take(PositionParser::Row const& row, Tally& tally);

  std::vector<PositionParser> parsers_;
  SortedKeys<std::uint64_t> const& sirets_;
  registry::PositionSource source_;
  PositionTable& table_;
  TallySink& sink_;
  std::vector<bool> seen_;  // in this file
};

}  // namespace bassin::ingest::internal
