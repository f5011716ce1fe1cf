// The report of a grid as files: a spreadsheet at once, a PDF or a document to edit by the job that makes those of conventions.
#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/uuid.h"
#include "grids/document.h"
#include "jobs/job.h"
#include "service/action_body.h"
#include "service/grid_answer.h"
#include "service/grid_endpoints.h"
#include "service/internal/export_job.h"
#include "service/made_file.h"
#include "service/report_job.h"
#include "sql/store.h"

namespace bassin::service {

using base::Error;
using base::Result;
using reference::Label;

namespace {

using Cells = std::vector<ExportCell>;
using Kind = ExportCell::Kind;

struct Column {
  std::string_view id;
  Label title;
};
constexpr Column columns[] = {
    {"heading", {"Code de la rubrique", "Heading code"}},
    {"heading_title", {"Rubrique", "Heading"}},
    {"indicator", {"Code de l'indicateur", "Indicator code"}},
    {"indicator_label", {"Indicateur", "Indicator"}},
    {"target", {"Cible", "Target"}},
    {"value", {"Valeur", "Value"}},
    {"unit", {"Unité", "Unit"}},
    {"progress", {"Avancement (%)", "Progress (%)"}},
    {"how", {"Ce qui est compté", "What is counted"}},
    {"counted", {"Compté sous la rubrique", "Counted under the heading"}},
};

std::string id_in(Call const& call) { return std::string(call.request.path_value("id")); }

ExportCell text(std::string it) { return {it.empty() ? Kind::absent : Kind::text, std::move(it), {}}; }
// Two digits behind the point, as far as a report needs them.
ExportCell number(Json const& it, double by = 1) {
  if (!it.is_number()) return {Kind::absent, {}, {}};
  constexpr double hundredths = 100;
  return {Kind::number, fmt::format("{}", std::round(it.get<double>() * by * hundredths) / hundredths), {}};
}

Result<Json> answer_for(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const seen, grids::find_grid(session, call.reader, id_in(call)));
    BASSIN_TRY(auto const period, period_of(call, seen.grid));
    return grid_answer(session, call, seen.grid.id, period, call.language());
  });
}

std::vector<Cells> lines_of(Json const& grid) {
  constexpr double per_cent = 100;
  std::vector<Cells> out;
  for (auto const& heading : grid.at("headings")) {
    auto const code = heading.at("code").get<std::string>(), title = heading.at("title").get<std::string>();
    for (auto const& it : heading.at("indicators"))
      out.push_back({text(code), text(title), text(it.at("code")), text(it.at("label")), number(it.at("target")), number(it.at("value")),
                     text(it.at("unit")), number(it.at("progress"), per_cent), text(it.at("how")),
                     it.at("computed").is_null() ? text("") : text(heading.at("counted"))});
    if (heading.at("indicators").empty()) {
      Cells alone{text(code), text(title)};
      alone.resize(std::size(columns));
      out.push_back(std::move(alone));
    }
  }
  return out;
}

// « Cibles de 2026 : du 2026-04-01 au 2026-12-31, les jours du contrat »
std::vector<std::string> part_years_of(Json const& grid, bool french) {
  std::vector<std::string> out;
  for (auto const& it : grid.at("partYears"))
    out.push_back(fmt::format(fmt::runtime(french ? "Cibles de {} : du {} au {}, les jours du contrat"
                                                  : "Targets of {}: from {} to {}, the days of the contract"),
                              it.at("year").get<int>(), it.at("from").get<std::string>(), it.at("to").get<std::string>()));
  return out;
}

// « Contrat d'objectifs 2018-2020 : du 2018-01-01 au 2018-12-31, compté le 2026-11-29 »
ExportNotes notes_of(Json const& grid, reference::Language language) {
  bool const french = language == reference::Language::fr;
  auto const day = [&](char const* name) { return grid.at(name).get<std::string>(); };
  return {fmt::format(fmt::runtime(french ? "{} ({}) : du {} au {}, compté le {}" : "{} ({}): from {} to {}, counted on {}"), day("title"),
                      day("authority"), day("from"), day("to"), day("countedOn")),
          part_years_of(grid, french),
          {}};
}

std::shared_ptr<internal::ExportLines> sheet_of(Json const& grid, reference::Language language) {
  auto out = std::make_shared<internal::ExportLines>();
  for (auto const& it : columns) {
    out->ids.emplace_back(it.id);
    out->titles.emplace_back(it.title.in(language));
  }
  out->next = [all = std::make_shared<std::vector<Cells>>(lines_of(grid))](std::size_t) -> Result<std::vector<Cells>> {
    return std::exchange(*all, {});
  };
  out->notes = notes_of(grid, language);
  out->sheet = language == reference::Language::fr ? "Contrat" : "Contract";
  out->language = language;
  return out;
}

// contrat-2026-01-01-2026-12-31.csv
std::string name_of(std::string const& from, std::string const& to, std::string_view ending) {
  return fmt::format("contrat-{}-{}.{}", from, to, ending);
}

Result<http::Response> get_sheet(Call const& call, Casework const& casework, ExportParts const& parts, bool as_workbook) {
  BASSIN_TRY(auto const grid, answer_for(call, casework));
  auto const sheet = sheet_of(grid, call.language());
  auto response = http::make_response(
      200, as_workbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8; header=present",
      {});
  response.set_header("Content-Disposition",
                      fmt::format("attachment; filename=\"{}\"", name_of(grid.at("from").get<std::string>(),
                                                                         grid.at("to").get<std::string>(), as_workbook ? "xlsx" : "csv")));
  response.set_header("Cache-Control", "no-store");
  if (as_workbook) {
    BASSIN_TRY(response.stream, internal::xlsx_stream(sheet, parts));
  } else {
    response.stream = internal::csv_stream(sheet, true);
  }
  return response;
}

Result<Json> document_json(sql::Session& session, Call const& call, grids::GridDocument const& it) {
  BASSIN_TRY(auto failure, failure_json(session, call, it.job, !it.made_at.empty()));
  return Json{{"id", it.id},
              {"form", id_of(it.form)},
              {"from", to_iso(it.period.from)},
              {"to", to_iso(it.period.to)},
              {"askedAt", it.asked_at},
              {"madeAt", it.made_at.empty() ? Json(nullptr) : Json(it.made_at)},
              {"failure", std::move(failure)}};
}

Result<Json> get_documents(Call const& call, Casework const& casework) {
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const documents, grids::documents_of(session, call.reader, id_in(call)));
    Json list = Json::array();
    for (auto const& it : documents) {
      BASSIN_TRY(auto one, document_json(session, call, it));
      list.push_back(std::move(one));
    }
    return Json{{"documents", std::move(list)}};
  });
}

// Its words are French, as those of every paper here.
Result<Json> post_document(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"form", "from", "to"}));
  BASSIN_TRY(auto const form, word_in(body, "form", "pdf, docx, odt", convention::parse_form));
  BASSIN_TRY(auto const from, day_in(body, "from"));
  BASSIN_TRY(auto const to, day_in(body, "to"));
  if (!from || !to || *to < *from) return bad_field(from ? "to" : "from", "2026-12-31");
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    convention::Period const period{*from, *to};
    BASSIN_TRY(auto const told, grid_answer(session, call, id_in(call), period, reference::Language::fr));
    auto const id = base::new_uuid();
    Json const payload{{"document", id}, {"form", id_of(form)}, {"grid", told}};
    BASSIN_TRY(auto const job, jobs::enqueue(session, report_kind_name, payload.dump(), call.reader.agent, casework.now()));
    BASSIN_TRY(auto const made, grids::ask_document(session, act, {id, id_in(call), form, period, job, "", "", ""}));
    return document_json(session, call, made);
  });
}

Result<http::Response> get_file(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto file,
             casework.store->read([&](sql::Session& session) { return grids::document_file(session, call.reader, id_in(call)); }));
  auto const& it = file.document;
  return file_response(it.form, name_of(to_iso(it.period.from), to_iso(it.period.to), id_of(it.form)), std::move(file.bytes));
}

}  // namespace

void add_grid_file_endpoints(Routes& routes, Casework const& casework, ExportParts const& exports) {
  using access::Need;
  using http::Method;
  auto const lane = http::Lane::store;
  for (bool const as_workbook : {false, true})
    routes.add_raw(
        {Method::get, as_workbook ? "/api/v1/grids/{id}/report.xlsx" : "/api/v1/grids/{id}/report.csv", Need::see_conventions, lane},
        [&casework, &exports, as_workbook](Call const& call) { return get_sheet(call, casework, exports, as_workbook); });
  routes.add({Method::get, "/api/v1/grids/{id}/documents", Need::see_conventions, lane},
             [&casework](Call const& call) { return get_documents(call, casework); });
  routes.add({Method::post, "/api/v1/grids/{id}/documents", Need::see_conventions, lane},
             [&casework](Call const& call) { return post_document(call, casework); });
  routes.add_raw({Method::get, "/api/v1/grid-documents/{id}", Need::see_conventions, lane},
                 [&casework](Call const& call) { return get_file(call, casework); });
}

}  // namespace bassin::service
