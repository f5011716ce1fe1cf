// GET /api/v1/series: stock, creations and closures by month or year.
#include "query/parse.h"
#include "query/series.h"
#include "registry/manifest.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

base::Result<Json> get_series(Call const& call) {
  BASSIN_TRY(auto const question, Question::of(call, {"step", "from", "to"}));
  auto const last = question.manifest().data_date.value_or(question.today());
  auto const from = question.value("from").value_or(std::to_string(base::year_of(last) - 10));
  auto const to = question.value("to").value_or(base::to_iso(last));
  BASSIN_TRY(auto const wanted, query::parse_series(question.value("step").value_or("year"), from, to));
  BASSIN_TRY(auto const prepared, question.prepare());
  BASSIN_TRY(auto const series, query::series(prepared, wanted));
  auto out = to_json(series);
  out["scope"] = to_json(series.scope, question.manifest(), question.language());
  return out;
}

}  // namespace bassin::service
