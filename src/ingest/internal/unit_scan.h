// First pass over StockUniteLegale: rows read, checked, kept or not, and set aside by range of SIREN.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ingest/internal/pipeline.h"
#include "ingest/internal/record_check.h"
#include "ingest/internal/seen_keys.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/spill.h"
#include "ingest/internal/tally.h"
#include "ingest/internal/unit_record.h"
#include "registry/values.h"

namespace bassin::ingest::internal {

// Which units are kept: all of them, or those of the establishments kept.
struct UnitScope {
  bool all = true;
  SortedKeys<std::uint64_t> const* sirets = nullptr;
  [[nodiscard]] bool has_establishment(std::uint32_t siren) const;
};

// Reads the rows of blocks; one a worker.
class UnitParser {
 public:
  struct Row {
    std::uint32_t siren = 0;
    std::uint64_t line = 0;
    std::size_t offset = 0;  // in `records`
    std::string_view shown;  // empty: its identifier alone
  };
  struct Parsed final : ParsedBlock {
    Tally tally;  // rows kept are counted when they are taken
    std::vector<Row> rows;
    std::string records;
    std::shared_ptr<void const> keeps;
  };

  UnitParser(std::vector<int> places, std::size_t columns, char separator, UnitScope scope, WorkerCodes& codes, unsigned worker)
      : fields_(std::move(places)),
        columns_(columns),
        splitter_({.separator = separator, .columns = columns}),
        scope_(scope),
        codes_(codes),
        worker_(worker) {}

  [[nodiscard]] std::unique_ptr<Parsed> parse(RecordBlock const& block);

 private:
  using Column = UnitColumn;
  [[nodiscard]] std::string_view text(Column column) const { return fields_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] std::optional<Reason> read(Notes& notes, bool& in_scope);
  [[nodiscard]] std::optional<Reason> read_state_and_dates(Notes& notes);
  void read_nature(Notes& notes);
  // Whether the row describes a natural person; `legal` is its category where that was read.
  [[nodiscard]] registry::Tri nature(std::optional<std::uint16_t> legal) const;
  void read_soft_values(Notes& notes);
  void read_size_and_category(Notes& notes);
  [[nodiscard]] std::optional<Reason> read_texts();

  Fields fields_;
  std::size_t columns_;
  csv::Splitter splitter_;
  UnitScope scope_;
  WorkerCodes& codes_;
  unsigned worker_;
  UnitRecord record_;
  std::string tail_;
  std::string_view created_exact_;
  std::string_view period_start_exact_;
};

class UnitScan final : public BlockTask {
 public:
  UnitScan(std::vector<UnitParser> parsers, SpillWriter& spill, TallySink& sink)
      : parsers_(std::move(parsers)), spill_(spill), sink_(sink) {}

  [[nodiscard]] std::unique_ptr<ParsedBlock> parse(RecordBlock const& block, unsigned worker) override {
    return parsers_[worker].parse(block);
  }
  [[nodiscard]] base::Result<void> commit(ParsedBlock& parsed) override;
  [[nodiscard]] std::uint64_t rows() const override { return sink_.rows(); }

 private:
  std::vector<UnitParser> parsers_;
  SpillWriter& spill_;
  TallySink& sink_;
  SeenKeys<std::uint32_t> seen_;
};

}  // namespace bassin::ingest::internal
