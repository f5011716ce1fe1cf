// GET /api/v1/establishments: a page of the directory, with its facets when they are asked for.
#include "query/facets.h"
#include "query/page.h"
#include "query/parse.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

namespace {

base::Result<query::PageRequest> page_request(Question const& question) {
  query::PageRequest request;
  BASSIN_TRY(request.sort, query::parse_sort_text(question.value("sort").value_or("name")));
  BASSIN_TRY(request.limit, question.number("limit", request.limit, 1, query::page_limit));
  request.cursor = question.value("cursor").value_or("");
  return request;
}

base::Result<Json> facets_of(Call const& call, query::PreparedFilter const& prepared, std::string const& names, Question const& question) {
  query::FacetRequest request;
  BASSIN_TRY(request.dimensions, dimensions_in(call, names));
  BASSIN_TRY(request.limit, question.number("facet-limit", 0, 0, 100'000));
  BASSIN_TRY(auto const answer, query::facets(prepared, request));
  Json out = Json::array();
  for (auto const& facet : answer.facets) out.push_back(to_json(facet, question.language()));
  return out;
}

}  // namespace

base::Result<Json> get_establishments(Call const& call) {
  BASSIN_TRY(auto const question, Question::of(call, {"sort", "limit", "cursor", "facets", "facet-limit", "total"}));
  BASSIN_TRY(auto wanted, page_request(question));
  BASSIN_TRY(wanted.with_total, question.flag("total", wanted.cursor.empty()));
  BASSIN_TRY(auto const prepared, question.prepare());
  BASSIN_TRY(auto const page, query::page(prepared, wanted));
  auto const language = question.language();
  Json rows = Json::array();
  for (auto const& row : page.rows) rows.push_back(to_json(row, language));
  Json out{{"scope", to_json(page.scope, question.manifest(), language)},
           {"total", page.total ? Json(*page.total) : Json(nullptr)},
           {"rows", std::move(rows)},
           {"next", page.next.empty() ? Json(nullptr) : Json(page.next)}};
  if (auto const names = question.value("facets")) {
    BASSIN_TRY(out["facets"], facets_of(call, prepared, *names, question));
  }
  return out;
}

}  // namespace bassin::service
