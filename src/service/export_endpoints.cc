#include <fmt/format.h>

#include <array>

#include "query/parse.h"
#include "query/unlocated.h"
#include "query/view.h"
#include "registry/manifest.h"
#include "service/call.h"
#include "service/export.h"
#include "service/internal/export_job.h"
#include "service/question.h"

namespace bassin::service {

namespace {

enum class Format : std::uint8_t { csv, excel_csv, xlsx, geojson };

std::string_view name_of(Format format) {
  constexpr std::array<std::string_view, 4> names = {"csv", "csv", "xlsx", "geojson"};
  return names[static_cast<std::size_t>(format)];
}

std::string_view content_type_of(Format format) {
  constexpr std::array<std::string_view, 4> types = {"text/csv; charset=utf-8; header=present", "text/csv; charset=utf-8; header=present",
                                                     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                                                     "application/geo+json"};
  return types[static_cast<std::size_t>(format)];
}

base::Result<Format> format_of(Format asked, Question const& question) {
  auto const dialect = question.value("dialect");
  if (!dialect) return asked;
  if (*dialect == "excel") return Format::excel_csv;
  return base::Error("query.bad_value", {{"name", "dialect"}, {"value", *dialect}, {"allowed", "excel"}});
}

// Parameters as they came, for the trail.
std::string question_text(http::Request const& request) {
  std::string out;
  for (auto const& [name, value] : request.query) out += (out.empty() ? "" : "&") + name + "=" + value;
  return out;
}

// Where the scope, source and caveats of the same question stand, for a file that holds rows alone.
std::string description_link(http::Request const& request) {
  std::string query;
  for (auto const& [name, value] : request.query) {
    if (name == "columns" || name == "sort" || name == "dialect") continue;
    query += query.empty() ? "?" : "&";
    for (auto const& part : {name, std::string("="), value}) {
      for (char const c : part) {
        bool const plain = c == '=' || c == '-' || c == '.' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        query += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
      }
    }
  }
  return "</api/v1/count" + query + ">; rel=\"describedby\"; type=\"application/json\"";
}

base::Result<std::shared_ptr<internal::ExportJob>> job_of(Question const& question, query::PreparedFilter const& prepared,
                                                          ExportParts const& parts) {
  BASSIN_TRY(auto const sort, query::parse_sort_text(question.value("sort").value_or("name")));
  BASSIN_TRY(auto table, parts.table(question.value("columns"), question.language()));
  BASSIN_TRY(auto rows, query::RowsInOrder::of(prepared, sort));
  auto scope = prepared.scope();
  BASSIN_TRY(auto const unlocated, query::unlocated(prepared));
  query::add_caveats(unlocated, scope);
  auto notes = parts.notes(question.view(), question.filter(), prepared, scope, rows.total(), question.language());
  auto const date = scope.data_date ? base::to_iso(*scope.data_date) : std::string();
  return std::make_shared<internal::ExportJob>(
      internal::ExportJob{std::move(rows), std::move(table), std::move(notes), question.language(), scope.snapshot, date});
}

base::Result<http::BodyStream> stream_of(Format format, std::shared_ptr<internal::ExportJob> const& job, ExportParts const& parts) {
  switch (format) {
    case Format::csv: return internal::csv_stream(internal::lines_of(job), false);
    case Format::excel_csv: return internal::csv_stream(internal::lines_of(job), true);
    case Format::geojson: return internal::geojson_stream(job);
    case Format::xlsx: break;
  }
  return internal::xlsx_stream(internal::lines_of(job), parts);
}

base::Result<http::Response> get_export(Call const& call, Format asked, ExportParts const& parts) {
  std::vector<std::string_view> own{"columns", "sort"};
  if (asked == Format::csv) own.emplace_back("dialect");
  BASSIN_TRY(auto const question, Question::of(call, own));
  BASSIN_TRY(auto const format, format_of(asked, question));
  BASSIN_TRY(auto const prepared, question.prepare());
  BASSIN_TRY(auto const job, job_of(question, prepared, parts));
  auto const rows = job->rows.total();
  if (format == Format::xlsx && rows > internal::xlsx_most_rows) {
    return base::Error("export.too_many_rows", {{"found", std::to_string(rows)}, {"allowed", std::to_string(internal::xlsx_most_rows)}});
  }
  if (call.request.method == http::Method::get && parts.record) {
    BASSIN_DO(parts.record(call, {std::string(name_of(format)), question_text(call.request), job->snapshot, rows, prepared.scope().zone}));
  }
  auto response = http::make_response(200, content_type_of(format), {});
  auto const date = job->date.empty() ? std::string() : "-" + job->date;
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"etablissements{}.{}\"", date, name_of(format)));
  response.set_header("Cache-Control", "no-store");
  response.set_header("Link", description_link(call.request));
  response.set_header("X-Bassin-Rows", std::to_string(rows));
  response.set_header("X-Bassin-Snapshot", job->snapshot);
  // HEAD says what would come, and makes nothing of it.
  if (call.request.method == http::Method::get) {
    BASSIN_TRY(response.stream, stream_of(format, job, parts));
  }
  return response;
}

}  // namespace

void add_export_endpoints(Routes& routes, ExportParts const& parts) {
  auto const add = [&](std::string_view pattern, Format format) {
    routes.add_raw({http::Method::get, pattern, access::Need::export_businesses, http::Lane::bulk},
                   [&parts, format](Call const& call) { return get_export(call, format, parts); });
  };
  add("/api/v1/exports/establishments.csv", Format::csv);
  add("/api/v1/exports/establishments.xlsx", Format::xlsx);
  add("/api/v1/exports/establishments.geojson", Format::geojson);
}

}  // namespace bassin::service
