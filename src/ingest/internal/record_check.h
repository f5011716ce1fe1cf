// What every record of every file goes through before its values are read.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <optional>

#include "ingest/csv.h"
#include "ingest/internal/tally.h"
#include "ingest/source.h"

namespace bassin::ingest::internal {

// UTF-8 is checked for a whole block at once, and record by record only where the block fails.
class RecordCheck {
 public:
  RecordCheck(RecordBlock const& block, std::size_t columns)
      : columns_(columns), utf8_(simdjson::validate_utf8(block.text.data(), block.text.size())) {}

  [[nodiscard]] std::optional<Reason> fault(csv::Record const& record) const {
    if (record.open_quote) return Reason::open_quote;
    if (record.fields.size() != columns_) return Reason::wrong_field_count;
    if (!utf8_ && !simdjson::validate_utf8(record.raw.data(), record.raw.size())) return Reason::bad_utf8;
    return std::nullopt;
  }

 private:
  std::size_t columns_;
  bool utf8_;
};

}  // namespace bassin::ingest::internal
