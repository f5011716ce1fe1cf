// GET /api/v1/search: establishments by what people type.
#include "query/row.h"
#include "query/search.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

namespace {

std::string_view id_of(query::SearchKind kind) {
  constexpr std::array<std::string_view, 3> ids = {"names", "siren", "siret"};
  return ids[static_cast<std::size_t>(kind)];
}

}  // namespace

base::Result<Json> get_search(Call const& call) {
  BASSIN_TRY(auto const question, Question::of(call, {"q", "limit"}));
  query::SearchRequest wanted{question.value("q").value_or(""), question.filter(), 20};
  BASSIN_TRY(wanted.limit, question.number("limit", wanted.limit, 1, query::search_limit_most));
  BASSIN_TRY(auto const found, query::search(question.view(), wanted, question.audience()));
  std::vector<std::uint32_t> numbers;
  for (auto const& hit : found.hits) numbers.push_back(hit.row);
  BASSIN_TRY(auto const rows, query::read_rows(*question.view(), numbers, question.audience(), question.filter().at));
  auto const language = question.language();
  Json hits = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    hits.push_back({{"matched", found.hits[i].name}, {"score", found.hits[i].score}, {"row", to_json(rows[i], language)}});
  }
  return Json{{"scope", to_json(found.scope, question.manifest(), language)},
              {"kind", id_of(found.kind)},
              {"outsideFilter", found.outside_filter},
              {"complete", found.complete},
              {"hits", std::move(hits)}};
}

}  // namespace bassin::service
