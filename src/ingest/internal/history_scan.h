// StockEtablissementHistorique: periods read, joined to the rows of the snapshot, and set aside by range of rows.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "ingest/internal/codes.h"
#include "ingest/internal/establishment_record.h"
#include "ingest/internal/kind.h"
#include "ingest/internal/pipeline.h"
#include "ingest/internal/record_check.h"
#include "ingest/internal/siret_index.h"
#include "ingest/internal/spill.h"
#include "ingest/internal/tally.h"

namespace bassin::ingest::internal {

inline constexpr std::array<CodedColumn, 1> history_codes{{{"activities", code_16}}};

enum class HistoryColumn : std::uint8_t {
  siret,
  start,
  end,
  state,
  activity,
  nomenclature,
  employer,
  brand_1,
  brand_2,
  brand_3,
  usual_name,
  count
};
[[nodiscard]] std::span<ColumnName const> history_columns();

// Texts that follow a record, each when its bit says so.
enum class PeriodText : std::uint8_t { brand_1, brand_2, brand_3, usual_name, start_exact, end_exact, count };
inline constexpr std::size_t period_text_count = static_cast<std::size_t>(PeriodText::count);

struct PeriodRecord {
  std::uint32_t bytes = 0;  // of the whole record
  std::uint32_t row = 0;
  std::uint32_t activity = 0;  // of the worker's dictionary
  std::uint16_t start = 0;
  std::uint16_t end = 0;
  std::uint8_t state = 0;
  std::uint8_t employer = 0;
  std::uint8_t texts = 0;
  std::uint8_t worker = 0;
};

// Where the rows of a snapshot stand: row_of[place of the SIRET].
struct RowsBySiret {
  SortedKeys<std::uint64_t> const& sirets;
  std::span<std::uint32_t const> row_of;
};

// Rows of a spill part.
[[nodiscard]] std::uint32_t rows_a_part(std::uint32_t rows);

// Reads the rows of blocks; one a worker.
class HistoryParser {
 public:
  struct Parsed final : ParsedBlock {
    Tally tally;
    std::string records;
    std::shared_ptr<void const> keeps;
  };

  HistoryParser(std::vector<int> places, std::size_t columns, char separator, RowsBySiret rows, WorkerCodes& codes, unsigned worker)
      : fields_(std::move(places)),
        columns_(columns),
        splitter_({.separator = separator, .columns = columns}),
        rows_(rows),
        codes_(codes),
        worker_(worker) {}

  [[nodiscard]] std::unique_ptr<Parsed> parse(RecordBlock const& block);

 private:
  [[nodiscard]] std::string_view text(HistoryColumn column) const { return fields_[static_cast<std::size_t>(column)]; }
  [[nodiscard]] std::optional<Reason> read(Notes& notes, bool& in_scope);
  [[nodiscard]] std::optional<Reason> read_dates(Notes& notes);
  [[nodiscard]] std::optional<Reason> add_text(PeriodText which, std::string_view value);

  Fields fields_;
  std::size_t columns_;
  csv::Splitter splitter_;
  RowsBySiret rows_;
  WorkerCodes& codes_;
  unsigned worker_;
  PeriodRecord record_;
  std::string tail_;
};

class HistoryScan final : public BlockTask {
 public:
  HistoryScan(std::vector<HistoryParser> parsers, std::uint32_t part_rows, SpillWriter& spill, TallySink& sink)
      : parsers_(std::move(parsers)), part_rows_(part_rows), spill_(spill), sink_(sink) {}

  [[nodiscard]] std::unique_ptr<ParsedBlock> parse(RecordBlock const& block, unsigned worker) override {
    return parsers_[worker].parse(block);
  }
  [[nodiscard]] base::Result<void> commit(ParsedBlock& parsed) override;
  [[nodiscard]] std::uint64_t rows() const override { return sink_.rows(); }
  [[nodiscard]] std::uint64_t kept() const { return sink_.kept(); }

 private:
  std::vector<HistoryParser> parsers_;
  std::uint32_t part_rows_;
  SpillWriter& spill_;
  TallySink& sink_;
};

}  // namespace bassin::ingest::internal
