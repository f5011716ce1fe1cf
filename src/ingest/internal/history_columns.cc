#include "ingest/internal/history_columns.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "column/image_writer.h"
#include "column/text.h"
#include "column/text_writer.h"
#include "ingest/internal/history_scan.h"
#include "ingest/internal/sparse_fields.h"
#include "registry/schema.h"

namespace bassin::ingest::internal {

namespace {

namespace schema = registry::schema;

constexpr std::array<std::string_view, period_text_count> text_blocks{"brand_1",    "brand_2",     "brand_3",
                                                                      "usual_name", "start_exact", "end_exact"};

struct Place {
  std::uint32_t row = 0;
  std::uint16_t start = 0;
  std::uint16_t last = 0;    // an unknown end after all others
  std::uint64_t offset = 0;  // of the record: the order of the file
};

bool before(Place const& a, Place const& b) {
  return std::tie(a.row, a.start, a.last, a.offset) < std::tie(b.row, b.start, b.last, b.offset);
}

std::vector<Place> sorted_places(std::string_view bytes, std::uint64_t count) {
  std::vector<Place> places;
  places.reserve(count);
  for (std::uint64_t offset = 0; offset < bytes.size();) {
    auto const record = get<PeriodRecord>(bytes.data() + offset);
    auto const last = record.end == base::DayCode::unknown ? std::numeric_limits<std::uint16_t>::max() : record.end;
    places.push_back({record.row, record.start, last, offset});
    offset += record.bytes;
  }
  std::ranges::sort(places, before);
  return places;
}

class HistoryWriter {
 public:
  HistoryWriter(base::FileSystem& files, std::string const& folder, MergedCodes const& codes)
      : codes_(codes),
        image_(files, folder + "/" + std::string(schema::history.file), std::string(schema::history.kind), schema::history.version),
        first_(image_.block("first", 4)),
        start_(image_.block("start", 2)),
        end_(image_.block("end", 2)),
        state_(image_.block("state", 1)),
        employer_(image_.block("employer", 1)),
        activity_(image_.block("activity", 2)) {
    for (auto const name : text_blocks) texts_.emplace_back(image_, std::string(name));
  }

  void push(char const* bytes) {
    auto const record = get<PeriodRecord>(bytes);
    for (; next_row_ <= record.row; ++next_row_) first_.push(period_);
    start_.push(record.start);
    end_.push(record.end);
    state_.push(record.state);
    employer_.push(record.employer);
    activity_.push(static_cast<std::uint16_t>(codes_.code(record.worker, 0, record.activity)));
    TextCursor cursor(bytes + sizeof(record));
    for (std::size_t t = 0; t < texts_.size(); ++t) {
      if ((record.texts >> t & 1U) != 0) texts_[t].push(period_, cursor.next());
    }
    ++period_;
  }

  base::Result<void> finish(std::uint32_t rows) {
    for (; next_row_ <= rows; ++next_row_) first_.push(period_);
    BASSIN_DO(codes_.copy_into(image_));
    BASSIN_DO(image_.finish());
    return {};
  }

  [[nodiscard]] std::uint32_t periods() const { return period_; }

 private:
  MergedCodes const& codes_;
  column::ImageWriter image_;
  column::BlockWriter &first_, &start_, &end_, &state_, &employer_, &activity_;
  std::vector<column::SparseTextWriter> texts_;
  std::uint32_t next_row_ = 0;
  std::uint32_t period_ = 0;
};

}  // namespace

base::Result<std::uint64_t> write_history(base::FileSystem& files, std::string const& work_folder, std::string const& snapshot_folder,
                                          std::vector<SpillFile> const& parts, MergedCodes const& codes, std::uint32_t rows,
                                          Step const& step) {
  HistoryWriter writer(files, snapshot_folder, codes);
  std::uint64_t repeated = 0;
  for (auto const& part : parts) {
    BASSIN_TRY(auto const mapped, files.map(work_folder + "/" + part.name));
    auto const places = sorted_places(mapped->text(), part.records);
    for (std::size_t i = 0; i < places.size(); ++i) {
      writer.push(mapped->text().data() + places[i].offset);
      bool const same = i > 0 && std::tie(places[i].row, places[i].start, places[i].last) ==
                                     std::tie(places[i - 1].row, places[i - 1].start, places[i - 1].last);
      repeated += same ? 1 : 0;
      if (writer.periods() % step_rows == 0 && !step(writer.periods())) return base::Error("ingest.stopped");
    }
    if (!step(writer.periods())) return base::Error("ingest.stopped");
  }
  BASSIN_DO(writer.finish(rows));
  return repeated;
}

}  // namespace bassin::ingest::internal
