// GET /api/v1/count: in all, by one dimension, crossed by two.
#include "query/count.h"
#include "service/json_answers.h"
#include "service/question.h"
#include "service/register_endpoints.h"

namespace bassin::service {

base::Result<Json> get_count(Call const& call) {
  BASSIN_TRY(auto const question, Question::of(call, {"by"}));
  std::vector<query::Dimension> by;
  if (auto const names = question.value("by")) {
    BASSIN_TRY(by, dimensions_in(call, *names));
  }
  if (by.size() > 2) return base::Error("query.too_many_dimensions", {{"found", std::to_string(by.size())}, {"allowed", "2"}});
  query::CountRequest wanted;
  if (!by.empty()) wanted.by = by[0];
  if (by.size() == 2) wanted.across = by[1];
  BASSIN_TRY(auto const prepared, question.prepare());
  BASSIN_TRY(auto const count, query::count(prepared, wanted));
  auto out = to_json(count, question.language());
  out["scope"] = to_json(count.scope, question.manifest(), question.language());
  return out;
}

}  // namespace bassin::service
