#include <nlohmann/json.hpp>

#include "service/context.h"
#include "service/internal/export_job.h"

namespace bassin::service::internal {

namespace {

constexpr std::size_t piece_bytes = std::size_t{64} * 1024;
constexpr std::size_t rows_at_once = 128;

std::string text_of(Json const& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json json_of(ExportCell const& cell) {
  using enum ExportCell::Kind;
  switch (cell.kind) {
    case text:
    case date: return cell.text;
    case number: return Json::parse(cell.text, nullptr, false);
    case yes_no: return cell.text == "true";
    default: return nullptr;
  }
}

// Features one by one; what the file says of itself comes before them, as a reader of a part sees it too.
class GeojsonWriter {
 public:
  explicit GeojsonWriter(std::shared_ptr<ExportJob> job) : job_(std::move(job)) {}

  std::optional<std::string> next() {
    if (ended_) return std::string();
    std::string out;
    if (!begun_) out = head();
    begun_ = true;
    while (!ended_ && out.size() < piece_bytes) {
      auto const rows = job_->rows.next(rows_at_once);
      if (!rows.ok()) return std::nullopt;
      for (auto const& row : *rows) add(row, out);
      ended_ = rows->empty();
    }
    if (ended_) out += "\n],\"withoutPosition\":" + std::to_string(without_) + "}\n";
    return out;
  }

 private:
  [[nodiscard]] std::string head() const {
    Json const about{{"headline", job_->notes.headline},
                     {"caveats", job_->notes.caveats},
                     {"sources", job_->notes.sources},
                     {"snapshot", job_->snapshot},
                     {"dataDate", job_->date.empty() ? Json(nullptr) : Json(job_->date)},
                     {"total", job_->rows.total()}};
    return R"({"type":"FeatureCollection","about":)" + text_of(about) + ",\"features\":[";
  }

  void add(query::Row const& row, std::string& out) {
    if (!row.position.point) {
      ++without_;
      return;
    }
    auto const& ids = job_->table->ids();
    auto const cells = job_->table->line(row);
    Json properties = Json::object();
    Json masked = Json::array();
    for (std::size_t i = 0; i < ids.size(); ++i) {
      properties[ids[i]] = json_of(cells[i]);
      if (cells[i].kind == ExportCell::Kind::masked) masked.push_back(ids[i]);
    }
    if (!masked.empty()) properties["masked"] = std::move(masked);
    auto const& point = *row.position.point;
    Json const feature{{"type", "Feature"},
                       {"geometry", {{"type", "Point"}, {"coordinates", {point.lon_degrees(), point.lat_degrees()}}}},
                       {"properties", std::move(properties)}};
    out += any_ ? ",\n" : "\n";
    out += text_of(feature);
    any_ = true;
  }

  std::shared_ptr<ExportJob> job_;
  bool begun_ = false, any_ = false, ended_ = false;
  std::uint64_t without_ = 0;
};

}  // namespace

http::BodyStream geojson_stream(std::shared_ptr<ExportJob> job) {
  auto const writer = std::make_shared<GeojsonWriter>(std::move(job));
  return [writer] { return writer->next(); };
}

}  // namespace bassin::service::internal
