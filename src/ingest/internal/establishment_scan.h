// First pass over StockEtablissement: rows read, checked, kept or not by scope, and set aside by département.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "ingest/internal/establishment_record.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/record_check.h"
#include "ingest/internal/scope_filter.h"
#include "ingest/internal/seen_keys.h"
#include "ingest/internal/spill.h"
#include "ingest/internal/tally.h"

namespace bassin::ingest::internal {

// Reads the rows of blocks; one a worker.
class EstablishmentParser {
 public:
  // A row that is in the scope, as spilled.
  struct Row {
    std::uint64_t siret = 0;
    std::uint64_t line = 0;
    std::uint32_t part = 0;
    std::size_t offset = 0;  // in `records`
    std::string_view shown;  // empty: its identifier alone
  };
  struct Parsed final : ParsedBlock {
    Tally tally;  // rows kept are counted when they are taken
    std::vector<Row> rows;
    std::string records;
    std::uint32_t latest_processed = 0;
    std::shared_ptr<void const> keeps;
  };

  EstablishmentParser(std::vector<int> places, std::size_t columns, char separator, ScopeFilter const& scope, WorkerCodes& codes,
                      unsigned worker)
      : fields_(std::move(places)),
        columns_(columns),
        splitter_({.separator = separator, .columns = columns}),
        scope_(scope),
        codes_(codes),
        worker_(worker) {}

  [[nodiscard]] std::unique_ptr<Parsed> parse(RecordBlock const& block);

 private:
  using Column = EstablishmentColumn;
  [[nodiscard]] std::string_view text(Column column) const { return fields_[static_cast<std::size_t>(column)]; }
  // The reason to reject the row, if any; else the record is complete and the row is in the scope when `in_scope`.
  [[nodiscard]] std::optional<Reason> read(Parsed& parsed, bool& in_scope);
  [[nodiscard]] std::optional<Reason> read_identity();
  [[nodiscard]] std::optional<Reason> read_state_and_dates(Notes& notes);
  void read_soft_values(Notes& notes);
  void read_codes(Notes& notes);
  [[nodiscard]] std::optional<Reason> read_texts();
  void read_coordinates(Notes& notes);

  Fields fields_;
  std::size_t columns_;
  csv::Splitter splitter_;
  ScopeFilter const& scope_;
  WorkerCodes& codes_;
  unsigned worker_;
  EstablishmentRecord record_;
  std::string tail_;  // what follows the fixed part
  std::string_view created_exact_;
  std::string_view period_start_exact_;
};

class EstablishmentScan final : public BlockTask {
 public:
  EstablishmentScan(std::vector<EstablishmentParser> parsers, SpillWriter& spill, TallySink& sink)
      : parsers_(std::move(parsers)), spill_(spill), sink_(sink) {}

  [[nodiscard]] std::unique_ptr<ParsedBlock> parse(RecordBlock const& block, unsigned worker) override {
    return parsers_[worker].parse(block);
  }
  [[nodiscard]] base::Result<void> commit(ParsedBlock& parsed) override;
  [[nodiscard]] std::uint64_t rows() const override { return sink_.rows(); }

  // SIRET of the rows kept, ascending.
  [[nodiscard]] std::vector<std::uint64_t> take_sirets() { return seen_.take(); }
  [[nodiscard]] std::uint32_t latest_processed() const { return latest_processed_; }

 private:
  std::vector<EstablishmentParser> parsers_;
  SpillWriter& spill_;
  TallySink& sink_;
  SeenKeys<std::uint64_t> seen_;
  std::uint32_t latest_processed_ = 0;
};

}  // namespace bassin::ingest::internal
